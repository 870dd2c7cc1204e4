/** Texts of several lines in one cell: \n is a line's end and \\ a backslash. What begins with # is, to whoever reads a table, the trace of a formula. */

export function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replace(/^#/, '\\#')
}

export function unescaped(text: string | undefined): string {
  return (text ?? '').replace(/\\(.)/gu, (_, letter: string) => (letter === 'n' ? '\n' : letter))
}
