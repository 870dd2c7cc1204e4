import { personas, type Ward } from './generate.ts'
import { Random } from './generate-random.ts'
import type { Evidence } from './generate-skills.ts'

/*
 * A test of the ward's bank, open to a department, and what some of its people wrote on a printed sheet of it. Whoever sits is at the level that
 * it shows already, or does not reach it, so that no figure of the ward is another one afterwards; but its items have been answered, each as hard
 * as it is drawn here, by people of whom some know more than others.
 */

const SKILL = 'ict-tools'
const LEVEL = 2
const PERCENT = 70
const PARTS = ['mind', 'how', 'generative-ai', 'documents'] as const
const ITEMS_EACH = 5
const ITEMS = PARTS.length * ITEMS_EACH
/** Right answers of whoever does not reach the level. */
const MOST_BELOW = Math.ceil((PERCENT * ITEMS) / 100) - 1
/** On paper: of those at the level, and of those without any result. */
const [AT_LEVEL, WITHOUT] = [60, 30]

interface Place {
  readonly kind: 'single' | 'multiple' | 'numeric' | 'ordering' | 'text'
  readonly choices: readonly string[]
}

export const departmentOf = ({ sections }: Ward): string =>
  sections.find(({ name, validTo }) => name === '区民生活部' && validTo === '')!.sectionCode

export function sampleTest(department: string, asOf: string) {
  return {
    title: 'ICT到達テスト(サンプル値)',
    note: '資料を見てもかまいません。',
    skill: SKILL,
    parts: PARTS.map((field) => ({ field, level: null, items: ITEMS_EACH })),
    minutes: 30,
    marks: [{ level: LEVEL, percent: PERCENT }],
    ...{ attempts: 3, waitingDays: 7, openFrom: asOf, lastDay: null },
    ...{ sections: [department], employmentCategories: [] },
  }
}

/** Rows of the table in which results from paper are entered: number, sheet, day, an answer a place. */
export function generateSheets(
  {
    ward,
    evidence,
    department,
    asOf,
    seed,
  }: { ward: Ward; evidence: readonly Evidence[]; department: string; asOf: string; seed: number },
  code: string,
  paper: readonly (Place & { readonly right: string })[],
): string[][] {
  const random = new Random(seed ^ 0x74_65)
  const hard = paper.map(() => random.next() * 2.4 - 1.6)
  const { atLevel, without } = takersIn(ward, { evidence, department, asOf }, random)
  const sheet = (staffNumber: string, knows: number, most: number) => {
    let right = 0
    const answers = paper.map((place, at) => {
      const knowsIt = random.chance(1 / (1 + Math.exp(hard[at]! - knows)))
      const isRight = knowsIt && right < most
      if (isRight) right++
      return isRight ? place.right.split(' / ')[0]! : wrong(place, random)
    })
    return [staffNumber, code, asOf, ...answers]
  }
  return [
    ...atLevel.map((one) => sheet(one, random.next() * 3, ITEMS)),
    ...without.map((one) => sheet(one, random.next() * 2 - 1.5, MOST_BELOW)),
  ]
}

/** In the department and there on the day, nobody whom a visitor tries the ward as. */
function takersIn(
  { staff, assignments, leave, sections }: Ward,
  { evidence, department, asOf }: { evidence: readonly Evidence[]; department: string; asOf: string },
  random: Random,
) {
  const above = new Map(sections.map(({ sectionCode, parentCode }) => [sectionCode, parentCode]))
  const isWithin = (code: string): boolean =>
    code === department || (above.get(code) ? isWithin(above.get(code)!) : false)
  const away = new Set(leave.map(({ staffNumber }) => staffNumber))
  const here = new Set(
    staff.filter(({ leftOn, joinedOn }) => leftOn === '' && joinedOn < asOf).map((one) => one.staffNumber),
  )
  const within = assignments.filter(
    ({ kind, sectionCode, validFrom, validTo }) =>
      kind === '主務' && validFrom <= asOf && validTo === '' && isWithin(sectionCode),
  )
  const levels = new Map<string, Set<number | null>>()
  for (const { staffNumber, skill, kind, level } of evidence)
    if (skill === SKILL && (kind === 'test' || kind === 'qualification'))
      levels.set(staffNumber, (levels.get(staffNumber) ?? new Set()).add(level))
  const tried = new Set<string>(personas.map(({ staffNumber }) => staffNumber))
  const people = random.shuffle(
    [...new Set(within.map(({ staffNumber }) => staffNumber))].filter(
      (one) => here.has(one) && !away.has(one) && !tried.has(one),
    ),
  )
  const isAtLevel = (one: string) => levels.get(one)?.size === 1 && levels.get(one)!.has(LEVEL)
  return {
    atLevel: people.filter(isAtLevel).slice(0, AT_LEVEL),
    without: people.filter((one) => !levels.has(one)).slice(0, WITHOUT),
  }
}

/** Something else that fits the kind; what is typed is left open. */
function wrong({ kind, choices, right }: Place & { readonly right: string }, random: Random): string {
  const drawn = random.next()
  const letters = choices.map((_, at) => LETTERS[at]!)
  if (kind === 'ordering') return [...right].toReversed().join('')
  if (kind === 'multiple' || kind === 'single') {
    const others = letters.filter((letter) => !right.includes(letter))
    return others[Math.floor(drawn * others.length)] ?? letters[0]!
  }
  return ''
}
const LETTERS = 'ABCDEFGHIJ'
