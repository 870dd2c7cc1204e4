/** How a place of a problem is named in a sentence. */

/** A row by its list and number from 0 on, and by its id where it has one. */
export function rowName(list: string, index: number, id?: unknown): string {
  return `${list}[${index}]${typeof id === 'string' && id !== '' ? ` (id ${shortened(id)})` : ''}`
}

/** An id may be as long as the file. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
