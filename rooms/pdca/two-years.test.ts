import { expect, test } from 'vitest'
import { kpi } from '#rooms/kpi/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { workingDrafts } from '#rooms/policy/working-drafts/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { passes } from '#testing/floor.ts'
import { standing } from '#testing/notices.ts'
import { inTown } from '#testing/town.ts'
import { pdca } from './contract.ts'

const FLOOR = 'kpi-ict-floor'

test(
  'two years of plan, run, check and act: what a review decides changes the next policy, is followed up a year later, and no transfer or merger changes what a year came to (INV-F4, L7, L9, O2)',
  inTown(async (town) => {
    const { as, on, sql, hayashi, kato, mori, tanaka } = town
    const hr = as(hayashi)
    // Plan and run: the initiative of the year, its plan fixed, and how its owner says that it goes.
    const said = { fiscalYear: 2026, name: '窓口の時間帯に合わせた研修', activity: 'ict-training', owner: mori }
    const milestones = [{ name: '夕方の回を開く', dueOn: '2027-01-31' }]
    const { initiativeId } = await hr.ask(pdca.saveInitiative, { ...said, milestones })
    await hr.ask(pdca.fixPlan, { fiscalYear: 2026 })
    await as(mori).ask(pdca.noteProgress, { initiativeId, note: '夕方の回を二つ開いた' })
    on('2027-02-01')
    await passes(town, town.sato, '2026-12-01')
    expect(await standing(town, mori)).toContain('milestoneOverdue 2027-01-31')
    const planOf = async (fiscalYear: number) => await as(tanaka).ask(pdca.showYearPlan, { fiscalYear })
    const { milestoneId } = (await planOf(2026)).initiatives[0]!.milestones[0]!
    await as(mori).ask(pdca.markMilestone, { milestoneId, isDone: true })
    expect((await as(kato).ask(pdca.showMinute, {})).milestones).toEqual({
      ...{ initiatives: 1, total: 1, done: 1, overdue: 0 },
    })

    // Check: the year is closed once what blocks it is settled. Act: what changes, and what of the next policy.
    on('2027-04-05')
    await closesYear({ as }, 2026, '夕方の回で水準に届いた職員が増えた。')
    const frozen = async () => (await as(tanaka).ask(pdca.showReview, { fiscalYear: 2026 })).values
    const before = await frozen()
    const floor = before.find(({ id }) => id === FLOOR)!
    expect([floor.target, floor.status]).toEqual([60, 'notYet'])
    const { reviewDecisionId } = await hr.ask(pdca.decide, {
      ...{ fiscalYear: 2026, subject: FLOOR, decision: 'improve', owner: mori, dueOn: '2027-09-30' },
      ...{ cause: '目標が高すぎた', changes: '目標を段階に分ける', aim: { kind: 'target', id: FLOOR } },
    })
    const { decisions } = await hr.ask(pdca.showReview, { fiscalYear: 2026 })
    expect(decisions[0]).toMatchObject({
      state: 'open',
      aim: { kind: 'target', id: FLOOR },
      may: ['openDraft', 'completeDecision'],
    })

    // Next year's policy: the target that the decision names, changed in a draft and published.
    const [edition] = await hr.ask(policy.listPolicyEditions, {})
    const { workingDraftId } = await hr.ask(workingDrafts.beginWorkingDraft, {
      ...{ title: '令和9年度', policyEditionId: edition!.policyEditionId },
    })
    const { version: seen } = await hr.ask(workingDrafts.changeWorkingDraft, {
      ...{ workingDraftId, seen: 0 },
      changes: [
        { path: ['policy', 'edition'], before: edition!.edition, after: '第2版' },
        { path: ['kpis', 0, 'targets', 1, 'value'], before: 80, after: 25 },
      ],
    })
    await hr.ask(workingDrafts.publishWorkingDraft, { workingDraftId, seen, publishFrom: '2027-04-05' })

    // The second year: sections merge, people move, and last year stays what it was.
    on('2027-06-01')
    await sql(`update assignment set valid_to = '2027-06-01' where valid_to is null and section_code like '10%'`)
    await sql(`insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
      select staff_member_id, staff_number, '2010', grade, post_title, kind, false, '2027-06-01' from assignment
      where valid_to = '2027-06-01' and kind = 'primary'`)
    await sql(`update section_period set valid_to = '2027-06-01' where section_code like '10%' and valid_to is null`)
    const asOf = '2027-03-31'
    const lowest = async () => await hr.ask(kpi.listLowestGroups, { asOf })
    const shown = async () => {
      const { item, sections } = await hr.ask(kpi.showKpi, { kpiId: FLOOR, asOf })
      return { value: item.value, rows: sections!.rows }
    }
    expect((await shown()).value).toMatchObject(floor.frozen!)
    expect((await shown()).rows.map(({ sectionCode }) => sectionCode)).toEqual(['10', '20'])
    expect((await lowest()).groups.find(({ kpiId }) => kpiId === FLOOR)).toMatchObject({ kpiId: FLOOR })
    expect(await frozen()).toEqual(before)
    await as(mori).ask(pdca.completeDecision, { reviewDecisionId, note: '第2版で目標を改めた' })

    // The second review opens with what became of the first one's decision, and judges by the target that was changed.
    on('2028-04-03')
    expect(await as(kato).ask(pdca.showFollowUp, { fiscalYear: 2027 })).toMatchObject({
      of: 2026,
      decisions: [{ state: 'done', changes: '目標を段階に分ける', done: { on: '2027-06-01' } }],
    })
    await closesYear({ as }, 2027)
    const second = (await hr.ask(pdca.showReview, { fiscalYear: 2027 })).values.find(({ id }) => id === FLOOR)!
    expect([second.target, floor.target]).toEqual([25, 60])
    expect(await frozen()).toEqual(before)
    const { trend } = (await hr.ask(kpi.showKpi, { kpiId: FLOOR })).item
    expect(trend.filter(({ isFrozen }) => isFrozen).map(({ fiscalYear, target }) => [fiscalYear, target])).toEqual([
      [2026, 60],
      [2027, 25],
    ])
  }),
)
