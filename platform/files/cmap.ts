/**
 * The code points for which a TrueType file has a glyph, from its `cmap` table, format 12 (OpenType specification,
 * "cmap": a table of runs, each with first and last code point).
 */
export function codePointsOf(font: Buffer): Set<number> {
  const cmap = tableAt(font, 'cmap')
  const encodings = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, i) =>
    font.readUInt32BE(cmap + 4 + 8 * i + 4),
  )
  const runs = encodings.map((offset) => cmap + offset).find((at) => font.readUInt16BE(at) === 12)
  if (runs === undefined) throw new Error('The font has no cmap of format 12')
  const points = new Set<number>()
  for (let i = 0; i < font.readUInt32BE(runs + 12); i++) {
    const at = runs + 16 + 12 * i
    for (let point = font.readUInt32BE(at); point <= font.readUInt32BE(at + 4); point++) points.add(point)
  }
  return points
}

function tableAt(font: Buffer, tag: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const at = 12 + 16 * i
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8)
  }
  throw new Error(`The font has no table ${tag}`)
}
