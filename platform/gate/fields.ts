import type { z } from 'zod'
import { type Language, translate } from '#platform/i18n/messages.ts'
import { refusalMessages } from '#platform/refusal/messages.ts'
import type { FieldProblem } from '#platform/refusal/refusal.ts'
import type { TextFault } from './texts.ts'

/** Faults and names that an answer tells of; nobody reads more, and whoever sends many must not be answered at length. */
const MOST = 50
const NAMES = 10
const LETTERS = 80

/** Zod's findings as places and sentences in the reader's language. A contract may bring its own sentence in `message`. */
export function problemsOf(error: z.ZodError, language: Language): FieldProblem[] {
  return error.issues.slice(0, MOST).map((issue) => ({ path: pathOf(issue.path), reason: reasonOf(issue, language) }))
}

export function textProblems(
  faulty: readonly { readonly path: string; readonly fault: TextFault }[],
  language: Language,
): FieldProblem[] {
  return faulty
    .slice(0, MOST)
    .map(({ path, fault }) => ({ path: shortened(path), reason: translate(refusalMessages, language, fault) }))
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.slice(0, NAMES).reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    const name = shortened(String(part))
    return text ? `${text}.${name}` : name
  }, '')
}

function named(keys: readonly string[]): string {
  const told = keys.slice(0, NAMES).map(shortened).join(', ')
  return keys.length > NAMES ? `${told}, …` : told
}

const shortened = (text: string) => (text.length > LETTERS ? `${text.slice(0, LETTERS)}…` : text)

function reasonOf(issue: z.core.$ZodIssue, language: Language): string {
  const say = (key: keyof (typeof refusalMessages)['ja'], values = {}) =>
    translate(refusalMessages, language, key, values)
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || Number.isNaN(issue.input)) return say('field.missing')
      return say(issue.expected === 'int' ? 'field.whole_number' : 'field.wrong_type')
    case 'too_small':
      if (issue.minimum === 1 && issue.origin !== 'number') return say('field.missing')
      return say(issue.inclusive ? 'field.too_small' : 'field.not_above', { limit: String(issue.minimum) })
    case 'too_big':
      return say('field.too_big', { limit: String(issue.maximum) })
    case 'not_multiple_of':
      return say('field.steps', { step: String(issue.divisor) })
    case 'invalid_format':
      return say(issue.format === 'date' ? 'field.date' : 'field.invalid')
    case 'invalid_value':
      return say('field.not_one_of')
    case 'unrecognized_keys':
      return say('field.unknown', { keys: named(issue.keys) })
    default:
      return say('field.invalid')
  }
}
