/** Why a text is not taken: a NUL or half of a surrogate pair, which no database keeps byte-exact (INV-D4), or what deceives whoever reads it. */
export type TextFault = 'field.unreadable_text' | 'field.turned_text' | 'field.nothing_to_see'

/** Marks that turn the direction of what comes after them, beyond the text itself: 「承認」 with them reads as another word elsewhere on the page. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/
/** Anything that leaves a mark on paper; characters of a town's own (外字) lie in the private use area and are seen. */
const SEEN = /[^\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Z}\u2800]/u

/** Of what may be looked for, but is not kept. */
export function unreadable(text: string): TextFault | undefined {
  return text.includes('\0') || !text.isWellFormed() ? 'field.unreadable_text' : undefined
}

/** Of what will be kept: a reason of invisible letters alone is none. Nothing, or spaces, is for the contract to judge. */
export function unfit(text: string): TextFault | undefined {
  if (TURNING.test(text)) return 'field.turned_text'
  return unreadable(text) ?? (SEEN.test(text) || text.trim() === '' ? undefined : 'field.nothing_to_see')
}

type Judge = (text: string) => TextFault | undefined

/** Places of the texts at fault, each with why. */
export function faultyTexts(value: unknown, judge: Judge): { path: string; fault: TextFault }[] {
  // Nearly always there are none: paths are put together only where there are.
  return isFit(value, judge) ? [] : faultsIn(value, judge, '')
}

function isFit(value: unknown, judge: Judge): boolean {
  if (typeof value === 'string') return judge(value) === undefined
  if (typeof value !== 'object' || value === null) return true
  return Array.isArray(value)
    ? value.every((one) => isFit(one, judge))
    : Object.values(value).every((one) => isFit(one, judge))
}

function faultsIn(value: unknown, judge: Judge, path: string): { path: string; fault: TextFault }[] {
  if (typeof value === 'string') {
    const fault = judge(value)
    return fault ? [{ path, fault }] : []
  }
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item, index) => faultsIn(item, judge, `${path}[${index}]`))
  return Object.entries(value).flatMap(([key, item]) => faultsIn(item, judge, path ? `${path}.${key}` : key))
}
