/**
 * A text of XML as its tags and the text between them, piece by piece, for parts of workbooks, by `sax`: names without their prefix,
 * entities as characters. No entity is ever defined by the text itself, so nothing grows while it is read; a tag, a value or a comment of
 * more than 64 kB is refused, as is whatever is not well formed.
 */
import sax from 'sax'

export interface XmlHearer {
  open(name: string, attributes: Attributes): void
  close(name: string): void
  text(text: string): void
}

/** By their names as they are written. */
export type Attributes = Readonly<Record<string, string>>

export class BadXml extends Error {}

/** XML's own five entities only. What is too long is noticed by the position. */
const OPTIONS = { strictEntities: true, position: true }

/**
 * @param isEnough asked after each piece; the rest is then left unread
 * @throws BadXml
 */
export async function readXml(
  pieces: AsyncIterable<string>,
  hear: XmlHearer,
  isEnough: () => boolean = () => false,
): Promise<void> {
  const parser = sax.parser(true, OPTIONS)
  parser.onopentag = ({ name, attributes }) => hear.open(local(name), attributes as Attributes)
  parser.onclosetag = (name) => hear.close(local(name))
  parser.ontext = (text) => hear.text(text)
  parser.oncdata = (text) => hear.text(text)
  parser.onerror = (fault) => {
    throw new BadXml(fault.message)
  }
  for await (const piece of pieces) {
    parser.write(piece)
    if (isEnough()) return
  }
  parser.close()
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)
