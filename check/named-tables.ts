/**
 * Which tables a statement names, by its words. Data: the words of the text outside of quoted values and comments; for each open
 * bracket whether a list of `from` is being read in it.
 *
 *   from · join · into · update · using · only · table · truncate · analyze → the next word names a table
 *   a comma in a list of `from` → so does the next word
 *   where · group · order · … → the list of `from` has ended
 *
 * Answers common table expressions and functions as well; who asks knows which names are tables.
 */
export function namesInSql(text: string): string[] {
  const names: string[] = []
  const brackets = [{ inList: false }]
  let isNext = false
  for (const word of wordsOf(text)) {
    const bracket = brackets.at(-1)!
    if (word === '(') {
      brackets.push({ inList: false })
      isNext = false
    } else if (word === ')') {
      if (brackets.length > 1) brackets.pop()
      isNext = false
    } else if (word === ',') {
      isNext = bracket.inList
    } else if (BEFORE_NAME.has(word)) {
      isNext = true
      if (LISTS.has(word)) bracket.inList = true
    } else if (PASSED_OVER.has(word)) {
      // `from lateral f(…)`, `update only t`, `insert into public . t`: the name is still to come.
    } else {
      if (ENDS_LIST.has(word)) bracket.inList = false
      if (isNext && /^[a-z_]/.test(word)) names.push(word)
      isNext = false
    }
  }
  return names
}

const BEFORE_NAME = new Set(['from', 'join', 'into', 'update', 'using', 'table', 'truncate', 'analyze'])
const LISTS = new Set(['from', 'using', 'truncate', 'table'])
const PASSED_OVER = new Set(['only', 'lateral', 'public', '.'])
const ENDS_LIST = new Set(
  'where group order having limit offset union intersect except returning select set values window for on_conflict'.split(
    ' ',
  ),
)

function wordsOf(text: string): string[] {
  const bare = text
    .replace(/--.*$/gm, ' ')
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/'(?:[^']|'')*'/g, ' $ ')
    // `is distinct from x`, `extract(year from x)`, `for update of t` and their like name no table.
    .replace(/\bdistinct\s+from\b/gi, ' = ')
    .replace(/\b(extract|substring|trim|overlay)\s*\([^()]*\)/gi, ' $ ')
    .replace(/\bfor\s+(no\s+key\s+)?update\b/gi, ' for ')
    .replace(/\bdo\s+update\s+set\b/gi, ' set ')
  return bare.toLowerCase().match(/"[^"]*"|[a-z_][a-z0-9_]*|[(),.$]/g) ?? []
}
