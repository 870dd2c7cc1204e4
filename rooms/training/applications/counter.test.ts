import { expect, test } from 'vitest'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { approved, dataCourse } from '#testing/training.ts'
import { training } from '../contract.ts'
import { wholeOf } from './waiting.rules.ts'

/** The counter of 窓口係 needs so many in every half-day of the week; of its four people 木村 is on leave. */
const needs = (town: Town, people: number, more: object = {}) =>
  town.as(town.tanaka).ask(training.stateMinimum, {
    ...{ sectionCode: '101010', kind: 'usual', validFrom: '2026-11-22', week: Array(14).fill(people), ...more },
  })
const cardOf = async ({ as, tanaka }: Town) => wholeOf(await as(tanaka).ask(training.listApprovals, {})).toDecide[0]!
/** 浜田 comes to a unit beside 窓口係. */
const beside = async ({ sql, ito }: Town, section = '101020') => {
  await sql(`insert into section_period (section_code, name, kind, parent_code, valid_from)
    values ('101020', '記録係', '係', '1010', '2010-04-01')`)
  await sql(`update assignment set section_code = $1 where staff_member_id = $2`, [section, ito])
}

test(
  'the card says what the counter needs in each half-day, who is there without the applicant, and which would be short (INV-T5)',
  inTown(async (town) => {
    const { as, sato, ueda, mori, tanaka } = town
    const { courseSessionId } = await dataCourse(town, 5)
    await as(sato).ask(training.apply, { courseSessionId })
    expect(await cardOf(town)).toMatchObject({
      counter: [],
      standIns: [{ staffMemberId: mori }, { staffMemberId: ueda }],
    })
    await needs(town, 2)
    expect((await cardOf(town)).counter).toEqual([
      { day: '2027-01-20', half: 'am', needed: 2, there: 2, isShort: false, wasShort: false, lacks: [] },
      { day: '2027-01-20', half: 'pm', needed: 2, there: 2, isShort: false, wasShort: false, lacks: [] },
    ])
    // 上田 has the afternoon off on Wednesdays.
    const week = `${'0'.repeat(5)}1${'0'.repeat(8)}`
    await as(tanaka).ask(training.addAbsence, { staffMemberId: ueda, kind: 'partTime', from: '2026-12-01', week })
    const card = await cardOf(town)
    expect(card.counter.map(({ half, there, isShort, wasShort }) => [half, there, isShort, wasShort])).toEqual([
      ['am', 2, false, false],
      ['pm', 1, true, false],
    ])
    expect(card.standIns).toEqual([])
    // The application's own page, which notices and mails open, says the same.
    const page = await as(tanaka).ask(training.showApplication, { applicationId: card.applicationId })
    expect([page.counter, page.standIns]).toEqual([card.counter, card.standIns])
    expect((await as(sato).ask(training.showApplication, { applicationId: card.applicationId })).counter).toEqual([])
  }),
)

test(
  'short counters are mended by who is off turn, or by a neighbour whose own counter does without them; one press approves and asks',
  inTown(async (town) => {
    const { as, sato, ueda, mori, tanaka, ito, hayashi, sql } = town
    await beside(town)
    const { courseSessionId } = await dataCourse(town, 5)
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId })
    await needs(town, 3)
    const first = await cardOf(town)
    expect(first.counter.every(({ isShort, wasShort }) => isShort && !wasShort)).toBe(true)
    expect(first.standIns).toMatchObject([
      { staffMemberId: ito, sectionName: '記録係', isOwnSection: false, isReader: false, mends: true },
    ])
    // Their own counter goes first.
    const own = { sectionCode: '101020', week: Array(14).fill(1) }
    const { minimumStaffingId } = await needs(town, 1, own)
    expect((await cardOf(town)).standIns).toEqual([])
    await as(tanaka).ask(training.takeBackMinimum, { minimumStaffingId })
    await expect(as(tanaka).ask(training.approve, { applicationId, substitute: sato })).rejects.toThrow(
      'substitute_is_applicant',
    )
    await expect(as(tanaka).ask(training.approve, { applicationId, substitute: town.yamada })).rejects.toThrow(
      'no_such_substitute',
    )
    await expect(as(tanaka).ask(training.approve, { applicationId, substitute: town.kimura })).rejects.toThrow(
      'substitute_away',
    )
    // Taken back, what was asked by the same press is not asked any more.
    await as(tanaka).ask(training.approve, { applicationId, substitute: ito })
    await as(tanaka).ask(training.takeBackStep, { applicationId })
    expect((await as(ito).ask(training.listMyTraining, {})).coverRequests).toEqual([])
    await as(tanaka).ask(training.approve, { applicationId, substitute: ito })
    const { coverRequests } = await as(ito).ask(training.listMyTraining, {})
    expect(coverRequests).toMatchObject([{ applicant: { staffMemberId: sato }, agreedOn: null }])
    await as(ito).ask(training.agreeToCover, { coverArrangementId: coverRequests[0]!.coverArrangementId })
    // 伊藤 stands in for 佐藤, so that 上田 alone is missed next; 森 is off turn then and can change turns.
    await as(ueda).ask(training.apply, { courseSessionId })
    const next = await cardOf(town)
    expect(next.counter.map(({ there, wasShort }) => [there, wasShort])).toEqual([
      [2, false],
      [2, false],
    ])
    expect(next.standIns).toEqual([])
    const off = { staffMemberId: mori, kind: 'turnOff' as const, from: '2027-01-20', lastDay: '2027-01-20' }
    await as(hayashi).ask(training.addAbsence, { ...off, week: '1'.repeat(14) })
    await needs(town, 2, { validFrom: '2027-01-01' })
    expect((await cardOf(town)).standIns).toMatchObject([{ staffMemberId: mori, isOwnSection: true, mends: true }])
    expect(await sql(`select distinct holds, short_slots from approval_minimum`)).toEqual([
      { holds: false, short_slots: ['2027-01-20am', '2027-01-20pm'] },
    ])
  }),
)

test(
  'a counter that needs a skill lacks it by the records of skills, whoever else is there',
  inTown(async (town) => {
    const { as, hayashi, sato, ueda } = town
    const { courseSessionId } = await dataCourse(town, 5, { endsAt: '12:00' })
    await as(sato).ask(training.apply, { courseSessionId })
    const { skills } = await import('#rooms/skills/contract.ts')
    const result = { skill: 'data-use', kind: 'test' as const, asOf: '2026-11-01' }
    const rows = [
      { ...result, staffNumber: staffNumberOf('sato'), level: 3 },
      { ...result, staffNumber: staffNumberOf('ueda'), level: 1 },
    ]
    await as(hayashi).ask(skills.importEvidence, { rows })
    await needs(town, 1, { needs: [{ skill: 'data-use', level: 2, people: 1 }] })
    expect((await cardOf(town)).counter).toMatchObject([
      { there: 2, isShort: true, wasShort: false, lacks: [{ skill: 'data-use', level: 2, people: 1, there: 0 }] },
    ])
    await as(hayashi).ask(skills.importEvidence, { rows: [{ ...rows[1]!, level: 2, asOf: '2026-11-20' }] })
    expect((await cardOf(town)).counter).toMatchObject([{ isShort: false, lacks: [] }])
    expect(ueda).toBeGreaterThan(0)
  }),
)

test(
  'an approval is taken back on a later day until HR has selected, and not once the session has begun',
  inTown(async (town) => {
    const { as, on, sato, ueda, tanaka, hayashi } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const [first, second] = [
      await approved(town, sato, courseSessionId, tanaka),
      await approved(town, ueda, courseSessionId, tanaka),
    ]
    on('2026-12-10')
    expect((await as(tanaka).ask(training.showApplication, { applicationId: first })).may).toContain('takeBackStep')
    await as(tanaka).ask(training.takeBackStep, { applicationId: first })
    expect(await cardOf(town)).toMatchObject({ applicationId: first })
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [second] })
    await expect(as(tanaka).ask(training.takeBackStep, { applicationId: second })).rejects.toThrow('acted_on_meanwhile')
    await as(tanaka).ask(training.approve, { applicationId: first })
    on('2027-01-21')
    await expect(as(tanaka).ask(training.takeBackStep, { applicationId: first })).rejects.toThrow('acted_on_meanwhile')
  }),
)
