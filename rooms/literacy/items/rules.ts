/**
 * What an item is, when it is sound, and when an answer is right; for the server and for pages.
 *
 * An item asks one thing and has exactly one right answer or set of answers. Its choices are numbered from 1 as its author wrote them;
 * whoever takes a test gets them in another order, and answers by the places that they see (`order` gives the author's number at
 * each place). An answer is right or not: there are no parts of a point.
 */
import { plainForm } from '#platform/search/fold.ts'

export const itemKinds = ['single', 'multiple', 'ordering', 'numeric', 'text'] as const
export type ItemKind = (typeof itemKinds)[number]

/** The four fields of the national standard of digital literacy, a ward's everyday, and what nobody has sorted yet. */
export const itemFields = [
  ...(['why', 'what', 'how', 'mind'] as const),
  ...(['security', 'privacy', 'generative-ai', 'documents', 'spreadsheets', 'unsorted'] as const),
] as const
export type ItemField = (typeof itemFields)[number]

/** single, multiple: numbers of the right choices; ordering: all numbers in the right order. */
interface ChoiceBody {
  readonly choices: readonly string[]
  readonly right: readonly number[]
}
/** Decimal notation as written: a value within the tolerance on either side is right. */
interface NumericBody {
  readonly value: string
  readonly tolerance: string
  readonly unit: string
}
interface TextBody {
  /** Any of these, however it is typed: width, case, kana and marks do not count. */
  readonly accepted: readonly string[]
}
export type ItemBody = ChoiceBody | NumericBody | TextBody

/** What an item says; `body` goes with `kind`. */
export interface Item {
  readonly code: string
  readonly kind: ItemKind
  readonly field: ItemField
  /** Of the policy; null: for any. */
  readonly skill: string | null
  readonly level: number
  readonly stem: string
  readonly body: ItemBody
  readonly explanation: string
  readonly isSample: boolean
}

/** What is answered: places of choices, or what was typed; null: nothing yet. */
export type Given = readonly number[] | string | null

export const MOST_CHOICES = 10
export const CODE = /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/
const NUMBER = /^-?\d{1,12}(\.\d{1,6})?$/

/** Whether choices are shown, in any order. */
export function hasChoices(kind: ItemKind): boolean {
  return kind === 'single' || kind === 'multiple' || kind === 'ordering'
}

export const choicesOf = (body: ItemBody): readonly string[] => ('choices' in body ? body.choices : [])

/** One text however it came: no space around a line or twice within, no empty line. So files give back what they were given. */
function tidied(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').replace(/^ | $/g, ''))
    .filter((line) => line.trim() !== '')
    .join('\n')
}

const onOneLine = (text: string) => tidied(text).replaceAll('\n', ' ')

export function tidyItem(item: Item): Item {
  return { ...item, stem: tidied(item.stem), explanation: tidied(item.explanation), body: tidyBody(item) }
}

function tidyBody({ kind, body }: Item): ItemBody {
  if ('choices' in body) {
    const right = kind === 'multiple' ? [...new Set(body.right)].toSorted((a, b) => a - b) : body.right
    return { choices: body.choices.map(onOneLine), right }
  }
  if ('accepted' in body) return { accepted: body.accepted.map(onOneLine) }
  return { value: plainNumber(body.value), tolerance: plainNumber(body.tolerance) || '0', unit: onOneLine(body.unit) }
}

/** A spreadsheet drops the noughts at the end: 12.50 and 12.5 are one. What is no number stays as it is. */
function plainNumber(text: string): string {
  const plain = text.normalize('NFKC').trim().replaceAll(',', '').replace(/^\+/, '')
  if (!NUMBER.test(plain)) return plain
  const short = plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain
  return short.replace(/^(-?)0+(?=\d)/, '$1').replace(/^-0$/, '0')
}

/** What keeps an item from being asked; the words stand in the messages under `fault.<key>`. */
export type ItemFault =
  | 'code'
  | 'letters'
  | 'no_stem'
  | 'too_long'
  | 'few_choices'
  | 'many_choices'
  | 'empty_choice'
  | 'same_choice'
  | 'no_right'
  | 'one_right'
  | 'all_right'
  | 'right_unknown'
  | 'order_unfinished'
  | 'no_number'
  | 'other_body'
  | 'empty_form'
  | 'many_forms'

/** The first thing that is wrong with a tidy item; undefined: it is sound. */
export function faultOf({ code, kind, stem, body, explanation }: Item): ItemFault | undefined {
  if (!CODE.test(code)) return 'code'
  const texts = [stem, explanation, ...choicesOf(body), ...('accepted' in body ? body.accepted : [])]
  if (texts.some((text) => !text.isWellFormed() || UNWRITABLE.test(text))) return 'letters'
  if (stem.trim() === '') return 'no_stem'
  if (stem.length > 2_000 || explanation.length > 2_000 || texts.some((text) => text.length > 2_000)) return 'too_long'
  if (hasChoices(kind) !== 'choices' in body || (kind === 'text') !== 'accepted' in body) return 'other_body'
  if ('choices' in body) return choiceFault(kind, body)
  if ('accepted' in body) return formFault(body)
  return NUMBER.test(body.value) && NUMBER.test(body.tolerance) && !body.tolerance.startsWith('-')
    ? undefined
    : body.value === ''
      ? 'no_right'
      : 'no_number'
}

/** What XML has no way to write. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff\ufffd]/

function choiceFault(kind: ItemKind, { choices, right }: ChoiceBody): ItemFault | undefined {
  if (choices.length < 2) return 'few_choices'
  if (choices.length > MOST_CHOICES) return 'many_choices'
  if (choices.some((choice) => choice.trim() === '')) return 'empty_choice'
  if (new Set(choices).size < choices.length) return 'same_choice'
  if (right.length === 0) return 'no_right'
  if (right.some((one) => !Number.isInteger(one) || one < 1 || one > choices.length)) return 'right_unknown'
  if (kind === 'single') return right.length === 1 ? undefined : 'one_right'
  if (kind === 'multiple') return right.length < choices.length ? undefined : 'all_right'
  return right.length === choices.length && new Set(right).size === right.length ? undefined : 'order_unfinished'
}

function formFault({ accepted }: TextBody): ItemFault | undefined {
  if (accepted.length === 0) return 'no_right'
  if (accepted.length > MOST_CHOICES) return 'many_forms'
  if (accepted.some((form) => form.length > 100 || plainForm(form) === '')) return 'empty_form'
  return undefined
}

/** How an answer has to be for an item; another shape is no answer to it. */
export function fits(kind: ItemKind, choices: number, given: Given): boolean {
  if (given === null) return true
  if (typeof given === 'string') return !hasChoices(kind) && given.length <= 200
  const isKnown = given.every((one) => Number.isInteger(one) && one >= 1 && one <= choices)
  const once = new Set(given).size === given.length
  if (!hasChoices(kind) || !isKnown || !once) return false
  return kind === 'single' ? given.length === 1 : kind === 'ordering' ? given.length === choices : true
}

/** Whether anything was said at all. */
function isAnswered(given: Given): boolean {
  return given !== null && (typeof given === 'string' ? given.trim() !== '' : given.length > 0)
}

/** @param order the author's number of the choice at each place that was shown */
export function isRight({ kind, body }: Pick<Item, 'kind' | 'body'>, given: Given, order: readonly number[]): boolean {
  if (!isAnswered(given)) return false
  if ('choices' in body) {
    if (given === null || typeof given === 'string') return false
    const said = given.map((place) => order[place - 1] ?? 0)
    const wanted = kind === 'ordering' ? body.right : body.right.toSorted((a, b) => a - b)
    const compared = kind === 'ordering' ? said : said.toSorted((a, b) => a - b)
    return compared.length === wanted.length && compared.every((one, index) => one === wanted[index])
  }
  if (typeof given !== 'string') return false
  if ('accepted' in body) return body.accepted.some((form) => plainForm(form) === plainForm(given))
  return isNear(given, body)
}

/** In whole millionths, so that 0.1 and 0.3 − 0.2 are one number. */
function isNear(given: string, { value, tolerance }: NumericBody): boolean {
  const said = numberIn(given)
  if (said === undefined) return false
  const apart = said - millionths(value)
  return (apart < 0n ? -apart : apart) <= millionths(tolerance)
}

/** As people type it: full width, with commas, a sign or spaces; undefined for what is no number. */
function numberIn(typed: string): bigint | undefined {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\s,]/g, '')
    .replace(/^[−‐–—ー]/, '-')
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.$/, '')
  return NUMBER.test(plain) ? millionths(plain) : undefined
}

function millionths(decimal: string): bigint {
  const [whole = '0', part = ''] = decimal.replace('-', '').split('.')
  const size = BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, '0'))
  return decimal.startsWith('-') ? -size : size
}
