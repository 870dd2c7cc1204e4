/**
 * A text of XML as its tags and the text between them, piece by piece, for parts of workbooks: names without their prefix, entities
 * as characters. No entity is ever defined by the text itself, so nothing grows while it is read.
 */
export interface XmlHearer {
  open(name: string, attributes: string): void
  close(name: string): void
  text(text: string): void
}

/** A tag, a comment or a text without an end is given up beyond this. */
const LONGEST = 1_000_000

export class BadXml extends Error {}

/** Gets pieces of the text one after the other. */
export function xmlReader(hear: XmlHearer): (piece: string) => void {
  let rest = ''
  return (piece) => {
    rest += piece
    let at = 0
    for (;;) {
      const begin = rest.indexOf('<', at)
      if (begin < 0) break
      const end = endOfMarkup(rest, begin)
      if (end < 0) {
        if (begin > at) hear.text(plain(rest.slice(at, begin)))
        at = begin
        break
      }
      if (begin > at) hear.text(plain(rest.slice(at, begin)))
      markup(rest, begin, end, hear)
      at = end
    }
    rest = rest.slice(at)
    if (rest.length > LONGEST) throw new BadXml('A tag or text without an end')
  }
}

function endOfMarkup(text: string, begin: number): number {
  const close = text.startsWith('<!--', begin) ? '-->' : text.startsWith('<![CDATA[', begin) ? ']]>' : '>'
  const at = text.indexOf(close, begin + 1)
  return at < 0 ? -1 : at + close.length
}

function markup(text: string, begin: number, end: number, hear: XmlHearer): void {
  const second = text[begin + 1]
  if (second === '!') {
    if (text.startsWith('<![CDATA[', begin)) hear.text(text.slice(begin + 9, end - 3))
    return
  }
  if (second === '?') return
  if (second === '/') {
    hear.close(local(text.slice(begin + 2, end - 1).trim()))
    return
  }
  const isEmpty = text[end - 2] === '/'
  const inner = text.slice(begin + 1, isEmpty ? end - 2 : end - 1)
  const space = inner.search(/\s/)
  const name = local(space < 0 ? inner : inner.slice(0, space))
  hear.open(name, space < 0 ? '' : inner.slice(space))
  if (isEmpty) hear.close(name)
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

/** One attribute, by its name with or without a prefix. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return found ? plain(found[1] ?? found[2] ?? '') : undefined
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plain(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10_ffff ? String.fromCodePoint(code) : whole
  })
}
