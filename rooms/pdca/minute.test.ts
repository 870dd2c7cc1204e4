import { expect, test } from 'vitest'
import { kpi } from '#rooms/kpi/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { movedAgainst, storedStudy } from '#testing/studied.ts'
import { inTown } from '#testing/town.ts'
import { pdca } from './contract.ts'

test(
  'the minute says of one moment what moves, with the lowest group where an outcome speaks of all, where it is stuck, what studies say, and what became of what was decided (INV-L3, L6, S1)',
  inTown(async (town) => {
    const { as, asJob, sql, hayashi, kato, mori, sato, tanaka } = town
    const read = async (who: number) => await as(who).ask(pdca.showMinute, {})
    const empty = await read(kato)
    expect(empty).toMatchObject({ decided: null, studies: { total: 0, latest: [] }, stuck: { contradicted: [] } })
    expect(empty.milestones).toEqual({ initiatives: 0, total: 0, done: 0, overdue: 0 })
    expect(empty.stuck.missing!.map(({ id }) => id)).toEqual(
      empty.outcomes.filter(({ value }) => value === null).map(({ id }) => id),
    )
    // Everybody of 区民生活部 but one is at the floor, and of 総務部 two of five.
    await sql(
      `insert into skill_evidence (staff_member_id, skill, kind, level, as_of)
       select m, s, 'test', 3, case when m = 1 then date '2025-05-01' else '2026-05-01' end from unnest(array[1, 2, 3, 4, 8, 9]) m, unnest(array['ict-tools', 'information-security', 'data-use']) s`,
    )
    await closesYear({ as }, 2025)
    const due = {
      fiscalYear: 2025,
      subject: 'ict-training',
      decision: 'improve' as const,
      cause: '—',
      changes: '時間帯',
    }
    const decide = async (owner: number) =>
      await as(hayashi).ask(pdca.decide, { ...due, owner, dueOn: '2026-12-01', aim: null })
    const { reviewDecisionId } = await decide(mori)
    await decide(tanaka)
    await as(mori).ask(pdca.completeDecision, { reviewDecisionId, note: '' })
    const initiative = { fiscalYear: 2026, name: '出前の研修', owner: mori }
    const milestones = ['2026-11-01', '2026-11-20', '2026-11-22'].map((dueOn) => ({ name: dueOn, dueOn }))
    await as(hayashi).ask(pdca.saveInitiative, { ...initiative, milestones })
    const { initiatives } = await as(hayashi).ask(pdca.showYearPlan, { fiscalYear: 2026 })
    await as(mori).ask(pdca.markMilestone, { milestoneId: initiatives[0]!.milestones[0]!.milestoneId, isDone: true })
    await movedAgainst(town)
    const studyId = await storedStudy(town)
    for (let left = 1; left > 0; ) ({ left } = await asJob.ask(kpi.lookAtPaths, {}))
    await sql(`update kpi_path set outlook = 'offPath', since = '2026-11-02' where kpi = 'kpi-ict-floor'`)

    const told = await read(kato)
    const floor = told.outcomes.find(({ id }) => id === 'kpi-ict-floor')!
    expect(floor).toMatchObject({
      ...{ value: { numerator: 6, denominator: 10 }, movement: 'forward', isOfAll: true },
      from: { asOf: '2026-03-31', counted: { numerator: 1, denominator: 12 }, stated: null },
      lowest: { numerator: 2, denominator: 5, people: 5, section: { sectionCode: '20' } },
    })
    // What does not speak of all has none, and what nobody knows shows none.
    expect(told.outcomes.filter(({ isOfAll, lowest }) => !isOfAll && lowest !== null)).toEqual([])
    expect(told.stuck).toMatchObject({
      contradicted: [{ from: 'ict-training-held', to: 'ict-floor' }],
      offPath: [{ id: 'kpi-ict-floor', since: '2026-11-02' }],
      notLookedAt: 0,
      barrier: null,
    })
    expect(told.studies).toMatchObject({
      total: 1,
      latest: [{ studyId, level: 'controlled', finding: 'with', estimate: 0.31, interval95: [0.21, 0.41], n: 291 }],
    })
    expect(told.decided!.decisions.map(({ state, changes, doneOn }) => [state, changes, doneOn])).toEqual([
      ['done', '時間帯', '2026-11-22'],
      ['open', '時間帯', null],
    ])
    expect(told.milestones).toEqual({ initiatives: 1, total: 3, done: 1, overdue: 1 })
    // A question that was asked anew counts by its latest statement alone, which nobody has answered yet.
    await sql(`insert into study (statement, digest, stated_on, salt, follows)
      select statement, repeat('c', 64), '2026-11-01', 'salt', study_id from study`)
    expect((await read(kato)).studies).toEqual({ total: 0, latest: [] })
    // The same beside the shares on the model and in the review; which section it is stays with those who see sections.
    const groups = async (who: number, asOf?: string) =>
      (await as(who).ask(kpi.listLowestGroups, asOf ? { asOf } : {})).groups.find(
        ({ kpiId }) => kpiId === 'kpi-ict-floor',
      )!.lowest
    expect([await groups(kato), (await groups(sato))!.section]).toEqual([floor.lowest, null])
    // A closed year's is of what was frozen.
    expect(await groups(kato, '2026-03-31')).toMatchObject({ numerator: 0, people: 5 })

    await sql('delete from policy_edition where policy_edition_id not in (select policy_edition_id from review)')
    await sql('alter table review disable trigger all')
    await sql('delete from review')
    await sql('delete from policy_edition')
    await expect(read(hayashi)).rejects.toThrow('no_policy')
    await expect(as(hayashi).ask(kpi.listLowestGroups, {})).rejects.toThrow('no_policy')
    expect(await asJob.ask(kpi.lookAtPaths, {})).toEqual({ looked: null, left: 0 })
  }),
)
