/**
 * What a town that begins is asked, and the file that follows from its answers. The questions are those that the national guideline for human
 * resource policies puts to every town (総務省「人材育成・確保基本方針策定指針」, 2023: the staff wanted, the plans that it serves, goals and their
 * review, who carries it out, work with other towns). What is not answered is not written: the policy has no such part, and nothing is made up.
 */
import { Document } from 'yaml'
import type { z } from 'zod'
import { fiscalYearRange, parseDate, parseFiscalYear, parseMonth } from '#platform/time/dates.ts'
import type { Body } from './plan.rules.ts'
import { Id } from './shape.rules.ts'

/** Kinds of statement that are offered by name; `other` is called what the town calls it. */
export const saidKinds = ['mission', 'vision', 'value', 'purpose', 'credo', 'other'] as const
export type SaidKind = (typeof saidKinds)[number]

/** As it is typed; everything may be blank. Dates as people write them. */
export interface Beginning {
  readonly town: string
  readonly title: string
  readonly edition: string
  readonly decidedOn: string
  /** A line each. */
  readonly traits: string
  readonly statements: readonly SaidStatement[]
  readonly plans: readonly SaidPlan[]
  readonly goals: string
  readonly everyYears: string
  readonly reviewedBy: string
  readonly nextReview: string
  readonly decides: string
  readonly carriesOut: string
  readonly jointWork: string
  /** With whom, a line each. */
  readonly jointWith: string
}
export interface SaidStatement {
  readonly kind: SaidKind
  readonly label: string
  readonly heading: string
  readonly text: string
}
export interface SaidPlan {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly pillar: string
  /** A line each. */
  readonly initiatives: string
}

export const noStatement: SaidStatement = { kind: 'mission', label: '', heading: '', text: '' }
export const noPlan: SaidPlan = { name: '', from: '', to: '', pillar: '', initiatives: '' }
export const nothingSaid: Beginning = {
  ...{ town: '', title: '', edition: '', decidedOn: '', traits: '', statements: [noStatement], plans: [], goals: '' },
  ...{ everyYears: '', reviewedBy: '', nextReview: '', decides: '', carriesOut: '', jointWork: '', jointWith: '' },
}

/** The questions, in the order of the page. */
const questions = ['staff', 'words', 'plans', 'goals', 'bodies', 'joint'] as const
export type Question = (typeof questions)[number]

/** What stands in a field and why it cannot be taken so; `field` names the control, e.g. `plans.0.from`. */
export interface Gap {
  readonly field: string
  readonly because: 'missing' | 'no_date' | 'ends_first' | 'no_years' | 'too_long' | 'twice'
}

const LONGEST_LINE = 200
const LONGEST_TEXT = 4_000
const MOST_YEARS = 20

const linesIn = (text: string): string[] =>
  text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** A field of one line cannot hold a break, and what is pasted into it may. */
const onLine = (text: string) => text.trim().replace(/\s+/gu, ' ')
const has = (text: string) => text.trim() !== ''
const isStatementSaid = ({ label, heading, text }: SaidStatement) => [label, heading, text].some(has)
const isPlanSaid = (plan: SaidPlan) => Object.values(plan).some(has)
const isReviewSaid = ({ everyYears, reviewedBy, nextReview }: Beginning) =>
  [everyYears, reviewedBy, nextReview].some(has)

/** Which questions have an answer. */
export function answeredIn(said: Beginning): Question[] {
  const answers: Record<Question, boolean> = {
    staff: has(said.traits),
    words: said.statements.some(isStatementSaid),
    plans: said.plans.some(isPlanSaid),
    goals: has(said.goals) || isReviewSaid(said),
    bodies: has(said.decides) || has(said.carriesOut),
    joint: has(said.jointWork) || has(said.jointWith),
  }
  return questions.filter((question) => answers[question])
}

const dayOrMonth = (text: string) => parseDate(text) ?? parseMonth(text)

/** What keeps the answers from being a policy: a town's name, and what was begun and not ended. */
export function gapsIn(said: Beginning): Gap[] {
  const missing = (field: string, text: string): Gap[] =>
    has(text) ? long(field, text) : [{ field, because: 'missing' }]
  const long = (field: string, text: string, most = LONGEST_LINE): Gap[] =>
    linesIn(text).some((line) => line.length > most) ? [{ field, because: 'too_long' }] : []
  const whole = (field: string, text: string): Gap[] =>
    text.trim().length > LONGEST_TEXT ? [{ field, because: 'too_long' }] : []
  const dated = (field: string, text: string): Gap[] => (dayOrMonth(text) ? [] : [{ field, because: 'no_date' }])
  const traits = linesIn(said.traits)
  return [
    ...missing('town', said.town),
    ...long('title', said.title),
    ...long('edition', said.edition),
    ...(has(said.decidedOn) ? dated('decidedOn', said.decidedOn) : []),
    ...long('traits', said.traits),
    ...(new Set(traits).size < traits.length ? [{ field: 'traits', because: 'twice' } as const] : []),
    ...said.statements.flatMap((one, at) => [
      ...(isStatementSaid(one) && !has(one.text)
        ? [{ field: `statements.${at}.text`, because: 'missing' } as const]
        : []),
      ...(isStatementSaid(one) && one.kind === 'other' ? missing(`statements.${at}.label`, one.label) : []),
      ...long(`statements.${at}.heading`, one.heading),
      ...whole(`statements.${at}.text`, one.text),
    ]),
    ...said.plans.flatMap((plan, at): Gap[] => {
      if (!isPlanSaid(plan)) return []
      const [from, to] = [whenIn(plan.from), whenIn(plan.to)]
      const unread = (field: string, day: unknown): Gap[] => (day === undefined ? [{ field, because: 'no_date' }] : [])
      return [
        ...missing(`plans.${at}.name`, plan.name),
        ...unread(`plans.${at}.from`, from),
        ...unread(`plans.${at}.to`, to),
        ...(from && to && firstDayOf(to) < firstDayOf(from)
          ? [{ field: `plans.${at}.to`, because: 'ends_first' } as const]
          : []),
        ...(has(plan.initiatives)
          ? missing(`plans.${at}.pillar`, plan.pillar)
          : long(`plans.${at}.pillar`, plan.pillar)),
        ...long(`plans.${at}.initiatives`, plan.initiatives),
      ]
    }),
    ...whole('goals', said.goals),
    ...(isReviewSaid(said)
      ? [
          ...(yearsIn(said.everyYears) ? [] : [{ field: 'everyYears', because: 'no_years' } as const]),
          ...missing('reviewedBy', said.reviewedBy),
          ...dated('nextReview', said.nextReview),
        ]
      : []),
    ...(['decides', 'carriesOut', 'jointWork'] as const).flatMap((field) => long(field, said[field])),
    ...(has(said.jointWith) ? missing('jointWork', said.jointWork) : []),
    ...long('jointWith', said.jointWith),
  ]
}

/** A day, or a fiscal year. */
function whenIn(text: string): string | number | undefined {
  return parseDate(text) ?? parseFiscalYear(text)
}

const firstDayOf = (when: string | number) => (typeof when === 'number' ? fiscalYearRange(when).from : when)

/** Undefined where it is no whole number of years from 1 to 20; digits of either width. */
function yearsIn(text: string): number | undefined {
  const digits = text.normalize('NFKC').trim()
  const years = /^\d{1,2}$/u.test(digits) ? Number(digits) : 0
  return years >= 1 && years <= MOST_YEARS ? years : undefined
}

/** The policy file, version 2, of answers without gaps. `words` are those of the page's language for what the town left to us. */
export function beginningFile(said: Beginning, words: { title: string; edition: string; goals: string }): string {
  const town = onLine(said.town)
  const title = onLine(said.title) || `${town}${words.title}`
  const statements = said.statements.filter(isStatementSaid)
  const plans = said.plans.filter(isPlanSaid)
  const bodies = [
    ...body('decides', said.decides),
    ...body('carriesOut', said.carriesOut),
    ...body('jointWork', said.jointWork, linesIn(said.jointWith)),
  ]
  const traits = linesIn(said.traits)
  const file = new Document({
    formatVersion: 2,
    policy: {
      id: idOf(town, 'policy'),
      title,
      town: { name: town },
      edition: onLine(said.edition) || words.edition,
      source: title,
      ...(has(said.decidedOn) ? { decidedOn: dayOrMonth(said.decidedOn) } : {}),
    },
    ...(statements.length > 0 ? { statements: statements.map(statementOf) } : {}),
    ...(has(said.goals) ? { chapters: [{ heading: words.goals, text: said.goals.trim() }] } : {}),
    ...(traits.length > 0 ? { desiredStaffProfile: traits.map((name, at) => ({ id: `staff-${at + 1}`, name })) } : {}),
    ...(bodies.length > 0 ? { bodies } : {}),
    ...(isReviewSaid(said)
      ? {
          review: {
            everyYears: yearsIn(said.everyYears),
            by: onLine(said.reviewedBy),
            next: parseDate(said.nextReview),
          },
        }
      : {}),
    ...(plans.length > 0 ? { plans: plans.map(planOf) } : {}),
  })
  // Where a character was lost on the way the type-setter's mark for it stands: the sign itself would make the file look like no text.
  return file.toString({ lineWidth: 0 }).replaceAll('\uFFFD', '〓')
}

function statementOf({ kind, label, heading, text }: SaidStatement) {
  const own = kind === 'other' ? idOf(label, 'statement') : kind
  return {
    kind: own,
    ...(has(label) ? { label: onLine(label) } : {}),
    ...(has(heading) ? { heading: onLine(heading) } : {}),
    text: text.trim(),
  }
}

function planOf({ name, from, to, pillar, initiatives }: SaidPlan) {
  return {
    ...{ name: onLine(name), from: whenIn(from), to: whenIn(to) },
    pillars: has(pillar) ? [{ name: onLine(pillar), initiatives: linesIn(initiatives) }] : [],
  }
}

function body(role: z.infer<typeof Body>['role'], name: string, others: readonly string[] = []) {
  return has(name) ? [{ name: onLine(name), role, ...(others.length > 0 ? { with: others } : {}) }] : []
}

/** What a town calls something, as an id of the file; `otherwise` where no letter of it may stand in one. */
function idOf(text: string, otherwise: string): string {
  const id = text
    .trim()
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^[-_]+|-+$/gu, '')
    .slice(0, 64)
  return Id.safeParse(id).success ? id : otherwise
}
