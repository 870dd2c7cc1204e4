import { describe, expect, test } from 'vitest'
import { addDays, fiscalYearOf } from '#platform/time/dates.ts'
import '#app/measures.ts'
import { holdsSeat } from '#rooms/training/rules.ts'
import { overlap } from '#rooms/training/sessions/rules.ts'
import { asWhole, readPolicy } from '#testing/policies.ts'
import { generateWard, personas } from './generate.ts'
import { generateRecords, type Records } from './generate-records.ts'
import { Roster } from './generate-roster.ts'
import { generateStudy } from './generate-study.ts'

const document = asWhole(readPolicy('shinagawa.yaml'))
const sato = personas.find(({ persona }) => persona === 'staff')!.staffNumber
const tanaka = personas.find(({ persona }) => persona === 'sectionHead')!.staffNumber

function told(asOf: string, staff = 300, seed = 1) {
  const ward = generateWard({ staff, seed, asOf })
  return { ward, asOf, records: generateRecords({ ward, document, asOf, seed }) }
}

function sessionsOf({ courses }: Records) {
  return new Map<string, Records['courses'][number]['sessions'][number]>(
    courses.flatMap((course) =>
      course.sessions.map(
        (session) => [`${course.courseCode} ${session.startsOn} ${session.startsAt}`, session] as const,
      ),
    ),
  )
}
const keyOf = (one: { courseCode: string; startsOn: string; startsAt?: string | undefined }) =>
  `${one.courseCode} ${one.startsOn} ${one.startsAt}`

describe.each(['2026-11-22', '2026-04-01', '2027-01-02', '2027-03-31', '2028-02-29'])('records told on %s', (day) => {
  const { ward, asOf, records } = told(day)
  const sessions = sessionsOf(records)

  test('lie on that day or before it, as far as they are over', () => {
    const days = [
      ...records.evidence.map((one) => one.asOf),
      ...records.recommendations.flatMap((one) => [one.recommendedOn, one.answeredOn]),
      ...records.applications.flatMap((one) => [one.appliedOn, one.approvedOn, one.cover?.agreedOn]),
    ].filter((one) => one !== undefined)
    expect(days.filter((one) => one > asOf)).toEqual([])
    const after = ['attended', 'absent', 'report_due', 'report_submitted', 'completed', 'not_completed']
    const early = records.applications.filter(
      (one) => after.includes(one.state) && sessions.get(keyOf(one))!.endsOn >= asOf,
    )
    expect(early).toEqual([])
  })

  test('seat nobody beyond the capacity, and nobody in two rooms at once (INV-T2, T5)', () => {
    const seats = new Map<string, number>()
    const own = new Map<string, string[]>()
    for (const one of records.applications.filter(({ state }) => holdsSeat(state))) {
      const key = keyOf(one)
      seats.set(key, (seats.get(key) ?? 0) + 1)
      own.set(one.staffNumber, [...(own.get(one.staffNumber) ?? []), key])
    }
    for (const [key, taken] of seats) expect(taken).toBeLessThanOrEqual(sessions.get(key)!.capacity)
    for (const keys of own.values()) {
      const held = keys.map((key) => sessions.get(key)!)
      const clash = held.some((a, index) => held.slice(index + 1).some((b) => overlap(a, b)))
      expect(clash).toBe(false)
    }
  })

  test('let only the section head of the day approve and recommend (INV-O4)', () => {
    const roster = new Roster(ward)
    const wrong = [
      ...records.applications
        .filter(({ approvedBy }) => approvedBy !== undefined)
        .map((one) => ({ number: one.staffNumber, by: one.approvedBy, day: one.approvedOn! })),
      ...records.recommendations.map((one) => ({
        number: one.staffNumber,
        by: one.recommendedBy,
        day: one.recommendedOn,
      })),
    ].filter(({ number, by, day: on }) => roster.headOf(roster.member(number), on)?.staffNumber !== by)
    expect(wrong).toEqual([])
  })

  test('leave sessions in the coming weeks with free seats, one with a single one, and one that is full', () => {
    const taken = (key: string) =>
      records.applications.filter((one) => holdsSeat(one.state) && keyOf(one) === key).length
    const left = [...sessions]
      .filter(([, { applyBy, startsOn }]) => applyBy >= asOf && startsOn <= addDays(asOf, 60))
      .map(([key, { capacity }]) => capacity - taken(key))
    expect(left.filter((seats) => seats > 3).length).toBeGreaterThanOrEqual(4)
    expect(left).toContain(1)
    expect(left).toContain(0)
  })

  test('give 佐藤 something to answer, to hand in and to mend, and 田中 approvals with and without cover', () => {
    const own = records.applications.filter(({ staffNumber }) => staffNumber === sato)
    expect(own.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['report_due', 'returned', 'ordered', 'completed']),
    )
    const unanswered = records.recommendations.filter((one) => one.staffNumber === sato && !one.answer)
    expect(unanswered.length).toBeGreaterThan(0)
    const roster = new Roster(ward)
    const waiting = records.applications.filter(
      (one) => one.state === 'submitted' && roster.headOf(roster.member(one.staffNumber), asOf)?.staffNumber === tanaka,
    )
    expect(waiting.some(({ cover }) => cover?.agreedOn)).toBe(true)
    expect(waiting.some(({ cover }) => cover && !cover.agreedOn)).toBe(true)
    expect(waiting.some(({ cover }) => !cover)).toBe(true)
  })
})

describe('records of the usual ward', () => {
  const { ward, asOf, records } = told('2026-11-22', 2_800)

  test('are the same for the same seed', () => {
    expect(told('2026-11-22', 200, 5).records).toEqual(told('2026-11-22', 200, 5).records)
    expect(told('2026-11-22', 200, 5).records).not.toEqual(told('2026-11-22', 200, 6).records)
  })

  test('hold some 600 recommendations a year, of which a growing part led to a course', () => {
    const share = (year: number) => {
      const inYear = records.recommendations.filter((one) => fiscalYearOf(one.recommendedOn) === year)
      const key = (one: { staffNumber: string; courseCode: string }) => `${one.staffNumber} ${one.courseCode}`
      const led = new Set(records.applications.filter((one) => one.recommended).map(key))
      return { made: inYear.length, led: inYear.filter((one) => led.has(key(one))).length / inYear.length }
    }
    const [first, second, third] = [share(2024), share(2025), share(2026)]
    expect(second.made).toBeGreaterThan(500)
    expect(second.made).toBeLessThan(700)
    expect(first.led < second.led && second.led < third.led).toBe(true)
    for (const answer of ['accepted', 'later', 'declined', undefined] as const) {
      expect(records.recommendations.some((one) => one.answer === answer)).toBe(true)
    }
  })

  test('let more of those who learned reach the floor than of the others, so that a study of them is worth asking; a small ward has too few', () => {
    const statement = generateStudy(records, 2026)!
    const [day, learned] = [statement.to, new Set<string>()]
    for (const one of records.applications)
      if (one.courseCode === statement.treatment.courseCode && one.state === 'completed' && one.startsOn < day)
        learned.add(one.staffNumber)
    const tested = new Set(
      records.evidence.filter((one) => one.kind === 'test' && one.asOf < '2026-04-01').map((one) => one.staffNumber),
    )
    const share = (is: boolean) => {
      const some = ward.staff.filter(({ staffNumber }) => learned.has(staffNumber) === is)
      return some.filter(({ staffNumber }) => tested.has(staffNumber)).length / some.length
    }
    expect(share(true)).toBeGreaterThan(share(false) + 0.1)
    expect(generateStudy(told('2026-11-22', 200).records, 2026)).toBeUndefined()
  })

  test('leave people and skills that nobody has looked at (未診断), and tests of most but not of all', () => {
    const roster = new Roster(ward)
    const present = roster.members.filter((member) => roster.isPresent(member, asOf))
    const having = (kind: string) => {
      const known = new Set(records.evidence.filter((one) => one.kind === kind).map(({ staffNumber }) => staffNumber))
      return present.filter(({ staffNumber }) => known.has(staffNumber)).length / present.length
    }
    expect(having('self')).toBeGreaterThan(0.68)
    expect(having('self')).toBeLessThan(0.82)
    expect(having('supervisor')).toBeGreaterThan(0.3)
    expect(having('supervisor')).toBeLessThan(0.45)
    expect(having('test')).toBeGreaterThan(0.6)
    const satos = new Set(
      records.evidence.filter((one) => one.staffNumber === sato && one.level !== null).map((one) => one.skill),
    )
    const all = document.pyramid.tiers.flatMap(({ skills }) => skills)
    expect(satos.size).toBeGreaterThan(8)
    expect(satos.size).toBeLessThan(all.length)
  })
})
