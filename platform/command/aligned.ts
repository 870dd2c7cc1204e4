/** Rows of a table for a terminal: columns under one another, also where letters are two cells wide. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [column, text] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(text))
  }
  return rows.map((row) =>
    row
      .map((text, column) => {
        const gap = ' '.repeat(widths[column]! - widthOf(text))
        return column === 0 ? text + gap : gap + text
      })
      .join('  ')
      .trimEnd(),
  )
}

/** In cells of a terminal; East Asian wide and full-width letters take two (Unicode Standard Annex 11, roughly). */
function widthOf(text: string): number {
  let width = 0
  for (const letter of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(letter) ||
      letter > '\uffff'
        ? 2
        : 1
  return width
}
