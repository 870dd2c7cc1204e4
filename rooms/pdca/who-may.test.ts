import { expect, test } from 'vitest'
import { closesYear } from '#testing/closed.ts'
import { inTown } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { pdcaAccess } from './access.ts'
import { pdca } from './contract.ts'

test(
  'who may read what a year came to, close it, and write down what follows, and in which role',
  inTown(async (town) => {
    const { as, hayashi, mori, sato } = town
    await closesYear({ as }, 2025)
    const wanted = {
      fiscalYear: 2025,
      subject: 'ict-training',
      decision: 'improve' as const,
      cause: '—',
      changes: '',
      aim: null,
    }
    const decision = { ...wanted, owner: mori, dueOn: '2027-03-31' }
    await as(hayashi).ask(pdca.decide, { ...decision, owner: sato })
    const { reviewDecisionId } = await as(hayashi).ask(pdca.decide, decision)
    const may = whoMay(town, pdcaAccess)
    const hr = ['hayashi', 'hrAccount']
    const readers = { hr, staff: staffOfToday.filter((name) => name !== 'hayashi'), command: ['command'] }
    const year = { fiscalYear: 2025 }
    expect(await may('listReviews', {})).toEqual(readers)
    expect(await may('showReview', year)).toEqual(readers)
    expect(await may('listClosing', year)).toEqual({ hr, command: ['command'] })
    expect(await may('stateNoValue', { ...year, id: 'kpi-pride', reason: '—' })).toEqual({ hr, command: ['command'] })
    expect(await may('closeFiscalYear', { ...year, summary: '' })).toEqual({ hr, command: ['command'] })
    expect(await may('restate', { ...year, id: 'kpi-pride', reason: '—' })).toEqual({ hr })
    const wantedInitiative = {
      fiscalYear: 2026,
      name: '出前の研修',
      activity: null,
      plan: null,
      pillar: null,
      budget: null,
    }
    const initiative = { ...wantedInitiative, owner: mori, milestones: [] }
    const { initiativeId } = await as(hayashi).ask(pdca.saveInitiative, {
      ...initiative,
      milestones: [{ name: '日程を決める', dueOn: '2026-12-25' }],
    })
    const { initiatives } = await as(hayashi).ask(pdca.showYearPlan, { fiscalYear: 2026 })
    const { milestoneId } = initiatives[0]!.milestones[0]!
    expect(await may('showYearPlan', { fiscalYear: 2026 })).toEqual(readers)
    expect(await may('showMinute', {})).toEqual({ hr, executive: ['kato', 'suzuki'] })
    expect(await may('showFollowUp', { fiscalYear: 2026 })).toEqual(readers)
    expect(await may('saveInitiative', initiative)).toEqual({ hr, command: ['command'] })
    expect(await may('fixPlan', { fiscalYear: 2026 })).toEqual({ hr, command: ['command'] })
    expect(await may('noteProgress', { initiativeId, note: '—' })).toEqual({ hr, owner: ['mori'] })
    expect(await may('markMilestone', { milestoneId, isDone: true })).toEqual({ hr, owner: ['mori'] })
    expect(await may('dropInitiative', { initiativeId, reason: '—' })).toEqual({ hr })
    expect(await may('decide', decision)).toEqual({ hr, command: ['command'] })
    expect(await may('completeDecision', { reviewDecisionId, note: '' })).toEqual({ hr, owner: ['mori'] })
    expect(await may('completeDecision', { reviewDecisionId: 999, note: '' })).toEqual({ hr })
    expect(await may('takeBackCompletion', { reviewDecisionId })).toEqual({ hr, owner: ['mori'] })
  }),
)
