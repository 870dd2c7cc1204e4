import { expect, test } from 'vitest'
import { pdca } from '#rooms/pdca/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { inTown, type Name, type Town } from '#testing/town.ts'
import { approved, dataCourse, ordered } from '#testing/training.ts'
import { isStopping } from '../barrier.rules.ts'
import { training } from '../contract.ts'
import { type StepName, steps } from '../rules.ts'

const ledgerOf = (town: Town, asked = {}) => town.as('hayashi').ask(training.showBarriers, asked)
const apply = async (town: Town, name: Name, courseSessionId: number) =>
  (await town.as(name).ask(training.apply, { courseSessionId })).applicationId

/** 佐藤 withdrew, 上田 was sent back, 森 was not approved, 井上's seat was cancelled and 小野 stayed away. */
async function aBadWeek(town: Town) {
  const later = await dataCourse(town, 9)
  const today = await dataCourse(town, 9, { startsOn: '2026-11-22' })
  const { as } = town
  const sato = await apply(town, 'sato', later.courseSessionId)
  await as('sato').ask(training.withdraw, { applicationId: sato, reason: '家の用事', barrier: 'personal' })
  const ueda = await apply(town, 'ueda', later.courseSessionId)
  const short = { reason: '窓口が二人になる', barrier: 'counter' as const }
  await as('tanaka').ask(training.returnForRevision, { applicationId: ueda, ...short })
  const mori = await apply(town, 'mori', later.courseSessionId)
  await as('tanaka').ask(training.reject, { applicationId: mori, reason: '締切の週', barrier: 'workload' })
  const { nominated } = await as('hayashi').ask(training.nominate, {
    courseSessionId: today.courseSessionId,
    staffMemberIds: [town.inoue, town.sato],
  })
  const [inoue, absent] = nominated as [number, number]
  await as('hayashi').ask(training.cancelApplication, { applicationId: inoue, reason: '重なった', barrier: 'schedule' })
  await as('hayashi').ask(training.recordAttendance, {
    courseSessionId: today.courseSessionId,
    attendance: [{ applicationId: absent, attendance: 'absent', reason: '災害対応', barrier: 'duty' }],
  })
  return { later, today, ueda, mori }
}

test(
  'every return, rejection, withdrawal, cancellation and absence is counted by its reason, and by the month and course in which it happened',
  inTown(async (town) => {
    const { later, today } = await aBadWeek(town)
    const shown = await ledgerOf(town)
    expect([shown.fiscalYear, shown.from, shown.asOf, shown.total, shown.byStaffing]).toEqual([
      ...[2026, '2026-04-01', '2026-11-22', 5, 3],
    ])
    expect(
      shown.reasons.map(({ barrier, stops }) => [barrier, ...stops.map(({ stop, total }) => [stop, total])]),
    ).toEqual([
      ['counter', ['returned', 1]],
      ['workload', ['rejected', 1]],
      ['duty', ['absent', 1]],
      ['schedule', ['cancelled', 1]],
      ['personal', ['withdrawn', 1]],
    ])
    expect(shown.months).toEqual([
      ...['04', '05', '06', '07', '08', '09', '10'].map((month) => ({
        month: `2026-${month}`,
        total: 0,
        byStaffing: 0,
      })),
      { month: '2026-11', total: 5, byStaffing: 3 },
    ])
    expect(shown.courses.map(({ courseId, total, byStaffing }) => [courseId, total, byStaffing])).toEqual([
      [later.courseId, 3, 2],
      [today.courseId, 2, 1],
    ])
    // Counted anew from the raw rows, with the words of the column alone.
    const raw = await town.sql<{ barrier: string; n: number }>(`select barrier, count(*)::int as n from application_step
      where barrier is not null group by 1`)
    expect(Object.fromEntries(raw.map(({ barrier, n }) => [barrier, n]))).toEqual(
      Object.fromEntries(shown.reasons.map(({ barrier, total }) => [barrier, total])),
    )
  }),
)

test(
  'what was taken back kept nobody from learning; what has no kind is told as not sorted',
  inTown(async (town) => {
    const { mori } = await aBadWeek(town)
    await town.as('tanaka').ask(training.takeBackStep, { applicationId: mori })
    await town.sql(`update application_step set barrier = null where to_state = 'returned'`)
    const { reasons, total, byStaffing } = await ledgerOf(town)
    expect([total, byStaffing]).toEqual([4, 1])
    expect(reasons.map(({ barrier }) => barrier)).toEqual(['duty', 'schedule', 'personal', 'unsorted'])
    await town.as('tanaka').ask(training.reject, { applicationId: mori, reason: '言わない' })
    expect((await ledgerOf(town)).reasons.at(-1)).toMatchObject({ barrier: 'unsorted', total: 2 })
  }),
)

test(
  'a fiscal year holds what happened from 1 April to 31 March, and knows its first and last year (INV-F1)',
  inTown(async (town) => {
    expect((await ledgerOf(town)).years).toBeNull()
    await aBadWeek(town)
    await town.sql(`update application_step set taken_on = '2026-03-31' where to_state = 'withdrawn'`)
    await town.sql(`update application_step set taken_on = '2026-04-01' where to_state = 'rejected'`)
    const [before, now] = [await ledgerOf(town, { fiscalYear: 2025 }), await ledgerOf(town)]
    expect([before.total, before.asOf, before.months.length, now.total]).toEqual([1, '2026-03-31', 12, 4])
    expect([before.years, now.months[0]]).toEqual([
      { first: 2025, last: 2026 },
      { month: '2026-04', total: 1, byStaffing: 1 },
    ])
    expect((await ledgerOf(town, { fiscalYear: 2030 })).months).toEqual([])
  }),
)

test(
  'sections are counted by people, a level at a time, and few people with others (INV-S1)',
  inTown(async (town) => {
    await aBadWeek(town)
    const few = await ledgerOf(town)
    // 佐藤, 上田, 森 and 井上: too few for any row.
    expect([few.threshold, few.within, few.sections]).toEqual([5, [], []])
    const { courseSessionId } = await dataCourse(town, 9)
    for (const name of ['sato', 'ono', 'hayashi', 'tanaka'] as const) {
      const applicationId = await apply(town, name, courseSessionId)
      await town.as(name).ask(training.withdraw, { applicationId, reason: '当番', barrier: 'counter' })
    }
    const { sections } = await ledgerOf(town)
    const people = await town.sql<{
      n: number
      short: number
    }>(`select count(*)::int as n, count(*) filter (where short)::int as short
      from (select a.staff_member_id, bool_or(t.barrier in ('counter', 'workload', 'duty')) as short
        from application_step t join application a using (application_id) where t.barrier is not null group by 1) each`)
    const sum = (key: 'people' | 'byStaffing') => sections.reduce((all, row) => all + row[key], 0)
    expect([sum('people'), sum('byStaffing')]).toEqual([people[0]!.n, people[0]!.short])
    expect([people[0]!.n, sections.every((row) => row.people >= 5)]).toEqual([7, true])
    await expect(ledgerOf(town, { within: '99' })).rejects.toThrow('no_such_section')
    await expect(ledgerOf(town, { within: '10' })).rejects.toThrow('section_too_small')
  }),
)

test(
  'executives are told nothing of fewer than five people, nor what is left of them once the rest is taken away; HR is told all (INV-A3, S1)',
  inTown(async (town) => {
    const { as, sql } = town
    const executive = () => as('kato').ask(training.showBarriers, {})
    await aBadWeek(town)
    // Five records, of 佐藤 (twice), 上田, 森 and 井上: four people.
    expect(await executive()).toMatchObject({
      ...{ total: null, byStaffing: null, courses: [], sections: [] },
      reasons: ['counter', 'workload', 'duty', 'schedule', 'personal'].map((barrier) => ({
        ...{ barrier, total: null, stops: [] },
      })),
    })
    expect((await executive()).months.slice(-2)).toEqual([
      { month: '2026-10', total: 0, byStaffing: null },
      { month: '2026-11', total: null, byStaffing: null },
    ])
    const { courseSessionId, courseId } = await dataCourse(town, 20)
    for (const name of ['sato', 'ueda', 'mori', 'ono', 'hayashi', 'ito'] as const) {
      const applicationId = await apply(town, name, courseSessionId)
      await as(name).ask(training.withdraw, { applicationId, reason: '当番', barrier: 'content' })
    }
    const more = await executive()
    // Six were kept by the content. What else is left is of four people, so they go with them: the whole would tell.
    expect([more.total, more.byStaffing, more.reasons.map(({ total }) => total)]).toEqual([
      11,
      null,
      Array(6).fill(null),
    ])
    expect([more.courses, (await ledgerOf(town)).courses[0]]).toEqual([
      [],
      expect.objectContaining({ courseId, total: 6 }),
    ])
    const tanaka = await apply(town, 'tanaka', courseSessionId)
    await as('tanaka').ask(training.withdraw, { applicationId: tanaka, reason: '当番', barrier: 'personal' })
    // With 田中 the rest is of five; by staffing alone, of three.
    const enough = await executive()
    expect(enough.reasons.flatMap(({ barrier, total }) => (total === null ? [] : [[barrier, total]]))).toEqual([
      ['content', 6],
    ])
    expect([enough.total, enough.byStaffing, enough.months.at(-1)]).toEqual([
      ...[12, null],
      { month: '2026-11', total: 12, byStaffing: null },
    ])
    expect(enough.courses.map((one) => [one.courseId, one.total])).toEqual([])
    // Counted anew past the service: nothing that is told, and nothing that is left of it, is of one to four people.
    const raw = await sql<{
      barrier: string
      people: number[]
    }>(`select t.barrier, array_agg(distinct a.staff_member_id) as people
      from application_step t join application a using (application_id) where t.barrier is not null group by 1`)
    const told = new Set(enough.reasons.flatMap(({ barrier, total }) => (total === null ? [] : [barrier as string])))
    const left = new Set(raw.filter(({ barrier }) => !told.has(barrier)).flatMap(({ people }) => people))
    expect([left.size, (await ledgerOf(town)).byStaffing]).toEqual([5, 3])
  }),
)

test(
  'a session that does not take place says why for everybody who had applied for it (INV-T9)',
  inTown(async (town) => {
    const { courseSessionId } = await dataCourse(town, 9)
    await ordered(town, town.sato, courseSessionId, town.tanaka)
    await approved(town, town.ueda, courseSessionId, town.tanaka)
    await town.as('hayashi').ask(training.cancelSession, { courseSessionId, reason: '講師の都合', barrier: 'host' })
    expect((await ledgerOf(town)).reasons).toEqual([
      { barrier: 'host', total: 2, stops: [{ stop: 'cancelled', total: 2 }] },
    ])
  }),
)

test(
  'a year’s plan and review tell reasons of five people or more, and once the year is closed those of the day on which it was (INV-F4, S1, S3)',
  inTown(async (town) => {
    const { as, sql } = town
    const { later } = await aBadWeek(town)
    const inYear = () =>
      sql(`update application_step set taken_on = '2026-03-20', barrier = 'counter' where barrier is not null`)
    await inYear()
    const planned = async () => (await as('kato').ask(pdca.showYearPlan, { fiscalYear: 2025 })).barriers
    // Five records, of four people: 佐藤 was kept twice.
    expect(await planned()).toEqual([])
    const applicationId = await apply(town, 'ono', later.courseSessionId)
    await as('ono').ask(training.withdraw, { applicationId, reason: '当番', barrier: 'personal' })
    await inYear()
    const told = [{ barrier: 'counter', isStaffing: true, total: 6 }]
    expect(await planned()).toEqual(told)
    await closesYear(town, 2025)
    await sql(`update application_step set barrier = 'workload' where barrier is not null`)
    expect((await as('kato').ask(pdca.showReview, { fiscalYear: 2025 })).barriers).toEqual(told)
    expect(await planned()).toEqual(told)
    await expect(sql('delete from review_barrier')).rejects.toThrow('read-only')
  }),
)

test('six steps keep their person from learning, and no other: those that need a reason, and not being selected', () => {
  const stopping = (Object.keys(steps) as StepName[]).filter((name) => isStopping(steps[name].to))
  const reasoned = (Object.keys(steps) as StepName[]).filter((name) => 'needsReason' in steps[name])
  expect(stopping.toSorted()).toEqual([...reasoned, 'notSelect'].toSorted())
  expect(stopping).toHaveLength(6)
})
