/**
 * Wrong changes of the text of an `sql` template. Values that are put in are covered by blanks of the same length, so that places stay and a change may
 * reach over them: with a condition its value goes too.
 */
interface Span {
  readonly start: number
  readonly end: number
}

interface Change extends Span {
  readonly replacement: string
  readonly kind: string
}

const swaps: readonly (readonly [pattern: RegExp, replacement: string, kind: string])[] = [
  [/(?<![<>=@|&!-])<=(?!>)/g, '<', 'edge'],
  [/(?<![<>=@|&!-])>=/g, '>', 'edge'],
  [/(?<![<>=@|&!-])<(?![<>=@|&-])/g, '<=', 'edge'],
  [/(?<![<>=@|&!-])>(?![<>=@|&])/g, '>=', 'edge'],
  [/\bis not null\b/g, 'is null', 'negated'],
  [/\bis null\b/g, 'is not null', 'negated'],
  [/\bnot exists\b/g, 'exists', 'negated'],
  [/(?<!not )\bexists \(/g, 'not exists (', 'negated'],
  [/\bmax\(/g, 'min(', 'turned'],
  [/\bmin\(/g, 'max(', 'turned'],
  [/\bbool_or\(/g, 'bool_and(', 'turned'],
  [/ desc\b/g, ' asc', 'turned'],
  [/\bleft join\b/g, 'join', 'rows lost'],
  [/\bdistinct\b(?! on)/g, '', 'doubled'],
  [/ \+ 1\b/g, ' + 2', 'number'],
  [/\bfor update\b/g, '', 'lock dropped'],
]

/** Words at which a condition ends. */
const ENDS =
  /^(and|or|order|group|having|limit|offset|union|returning|where|for|join|left|cross|inner|then|else|end|on conflict|window|set|when|from|select|as)\b/

export function sqlMutants(text: string, quasi: Span & { readonly quasis: readonly Span[] }): Change[] {
  const covered = coveredOf(text, quasi)
  const at = (place: number) => quasi.start + place
  const swapped = swaps.flatMap(([pattern, replacement, kind]) =>
    [...covered.matchAll(pattern)].map((match) => ({
      start: at(match.index),
      end: at(match.index + match[0].length),
      replacement,
      kind: `sql: ${kind}`,
    })),
  )
  return [
    ...swapped,
    ...conditionsOf(covered).map((change) => ({ ...change, start: at(change.start), end: at(change.end) })),
  ]
}

/** The template's text from its first to its last backtick, with blanks for what is put in. */
function coveredOf(text: string, { start, end, quasis }: Span & { readonly quasis: readonly Span[] }): string {
  const own = quasis.map((one) => text.slice(one.start, one.end))
  return own
    .map((part, index) => {
      const from = index === 0 ? start : quasis[index - 1]!.end
      return '\u25a1'.repeat(quasis[index]!.start - from) + part
    })
    .join('')
    .padEnd(end - start, '`')
}

/** Each condition of `where`, `on` and `and` left out. */
function conditionsOf(sql: string): Change[] {
  const found: Change[] = []
  for (const match of sql.matchAll(/\b(where|and|on)\s+/g)) {
    const [word, from] = [match[1]!, match.index + match[0].length]
    if (word === 'and' && isBetween(sql, match.index)) continue
    const end = conditionEnd(sql, from)
    if (end <= from || sql.slice(from, end).trim() === '' || sql.slice(from, end).trim() === 'true') continue
    const change =
      word === 'and' ? { start: match.index, end, replacement: '' } : { start: from, end, replacement: 'true ' }
    found.push({ ...change, kind: 'sql: condition dropped' })
  }
  return found
}

/** The `and` of `between a and b`. */
function isBetween(sql: string, and: number): boolean {
  const before = sql.slice(0, and)
  const between = before.lastIndexOf(' between ')
  return between >= 0 && !/\b(and|or|where|on)\b/.test(before.slice(between + 1))
}

function conditionEnd(sql: string, from: number): number {
  let depth = 0
  let between = false
  for (let place = from; place < sql.length; place++) {
    const letter = sql[place]!
    if (letter === '(') depth++
    else if (letter === ')' && --depth < 0) return place
    else if (letter === '`' || (letter === ',' && depth === 0)) return place
    if (depth > 0 || !/\s/.test(letter)) continue
    const rest = sql.slice(place + 1)
    if (/^between\b/.test(rest)) between = true
    else if (/^and\b/.test(rest) && between) between = false
    else if (ENDS.test(rest)) return place
  }
  return sql.length
}
