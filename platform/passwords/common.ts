/**
 * Passwords that are tried first. Length is what makes a password hard to guess, except where it comes from what everybody
 * tries (NIST SP 800-63B, 3.1.1.2): a list of 49,000 that leaked most often, what is built from one of them, and one's own number.
 */
import { createRequire } from 'node:module'

/** Letters of a password that are its own where it also holds a number of its owner. */
const OWN_LETTERS = 8
/** Units that repeated make no password, in letters. */
const UNIT = 6
/** A number shorter than that stands in many a text by chance. */
const NUMBER = 5

let known: ReadonlySet<string> | undefined

/** Read at the first change of a password: it takes 50 ms and four megabytes. */
function list(): ReadonlySet<string> {
  const { dictionary } = createRequire(import.meta.url)('@zxcvbn-ts/language-common') as {
    dictionary: Readonly<Record<'passwords-common', readonly string[]>>
  }
  known ??= new Set(dictionary['passwords-common'])
  return known
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase()

/** On the list, also with digits and signs around it or several times over; a run (`123456789012`), or few letters repeated. */
export function isCommon(password: string): boolean {
  const text = folded(password)
  const unit = /^(.+?)\1+$/su.exec(text)?.[1] ?? text
  return (
    isRun(text) || (unit !== text && unit.length <= UNIT) || [text, unit, coreOf(text), coreOf(unit)].some(isListed)
  )
}

/** Whether little is left of it without what everybody knows of its owner, such as the staff number. */
export function isOwn(password: string, names: readonly string[]): boolean {
  const text = folded(password)
  return names
    .flatMap((name) => [folded(name), folded(name).replace(/^0+/, '')])
    .filter((name) => name.length >= NUMBER)
    .some((name) => text.includes(name) && coreOf(text.replaceAll(name, '')).length < OWN_LETTERS)
}

const isListed = (text: string) => text !== '' && list().has(text)

/** Without the digits and signs that people put around a word. */
const coreOf = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

function isRun(text: string): boolean {
  const codes = Array.from(text, (letter) => letter.codePointAt(0)!)
  const steps = codes.slice(1).map((code, index) => code - codes[index]!)
  const goesBy = (step: number) => steps.every((one) => one === 0 || one === step || one === -9 * step)
  return goesBy(1) || goesBy(-1)
}
