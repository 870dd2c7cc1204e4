import { addDays, daysBetween, fiscalYearRange } from '#platform/time/dates.ts'
import { personas, type Ward } from './generate.ts'
import { Random } from './generate-random.ts'
import { thanksTexts } from './thanks-data.ts'

interface ThanksRow {
  from: string
  to: string
  words: string
  valueId: string
  isPublic: boolean
  writtenOn: string
}

/** For each person in office about so many, over this fiscal year and the one before. */
const EACH = 0.9
/** Most are thanked by somebody of the own section. */
const NEAR = 0.7
const PUBLIC = 0.4

/** Thank-yous of the last two fiscal years, none of today, between people who were in office on the day. */
export function generateThanks(
  { staff, assignments }: Ward,
  { seed, asOf, year }: { seed: number; asOf: string; year: number },
): ThanksRow[] {
  const random = new Random(seed ^ 0x7468)
  const here = staff.filter(({ leftOn, joinedOn }) => leftOn === '' && joinedOn < asOf)
  const sectionOf = new Map(
    assignments.flatMap(({ staffNumber, sectionCode, kind, validFrom, validTo }) =>
      kind === '主務' && validFrom <= asOf && (validTo === '' || validTo >= asOf) ? [[staffNumber, sectionCode]] : [],
    ),
  )
  const near = Map.groupBy(here, ({ staffNumber }) => sectionOf.get(staffNumber) ?? '')
  const { from } = fiscalYearRange(year - 1)
  const texts = Object.entries(thanksTexts)
  const rows = Array.from({ length: Math.round(here.length * EACH) }, (): ThanksRow | undefined => {
    const writer = random.pick(here)
    const colleagues = near.get(sectionOf.get(writer.staffNumber) ?? '') ?? here
    const receiver = random.pick(random.chance(NEAR) ? colleagues : here)
    const first = [from, writer.joinedOn, receiver.joinedOn].toSorted().at(-1)!
    const days = daysBetween(first, asOf)
    if (receiver === writer || days < 1) return undefined
    const [valueId, sentences] = random.pick(texts)
    return {
      ...{ from: writer.staffNumber, to: receiver.staffNumber, words: random.pick(sentences), valueId },
      ...{ isPublic: random.chance(PUBLIC), writtenOn: addDays(first, random.between(0, days)) },
    }
  })
  return [...rows.filter((row) => row !== undefined), ...forWhoeverTries(asOf)]
}

/** Whoever tries the ward as a member of staff finds some. */
function forWhoeverTries(asOf: string): ThanksRow[] {
  const numberOf = (wanted: string) => personas.find(({ persona }) => persona === wanted)!.staffNumber
  const [staff, head, hr] = [numberOf('staff'), numberOf('sectionHead'), numberOf('hr')]
  const said = (from: string, to: string, valueId: string, daysAgo: number, isPublic: boolean): ThanksRow => ({
    ...{ from, to, words: thanksTexts[valueId]![0]!, valueId, isPublic, writtenOn: addDays(asOf, -daysAgo) },
  })
  return [
    said(head, staff, 'agility', 9, false),
    said(hr, staff, 'aspiration', 4, true),
    said(staff, head, 'balance', 2, true),
  ]
}
