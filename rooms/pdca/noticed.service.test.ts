import { expect, test } from 'vitest'
import { kpi } from '#rooms/kpi/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { standing } from '#testing/notices.ts'
import { inTown } from '#testing/town.ts'
import { pdca } from './contract.ts'

test(
  'whoever is to carry out a decision hears of it and before it is due; HR of a year that can be closed',
  inTown(async (town) => {
    const { as, on, hayashi, tanaka } = town
    expect(await standing(town, hayashi)).toEqual(['yearToClose'])
    await closesYear({ as }, 2025)
    expect(await standing(town, hayashi)).toEqual([])
    const { kpis } = await as(hayashi).ask(kpi.listKpis, {})
    const what = { decision: 'improve' as const, cause: '窓口が混む', owner: tanaka, dueOn: '2026-12-20' }
    const { reviewDecisionId } = await as(hayashi).ask(pdca.decide, {
      fiscalYear: 2025,
      subject: kpis![0]!.id,
      ...what,
    })
    on('2026-12-05')
    expect(await standing(town, tanaka)).toEqual(['decisionGiven 2026-12-20'])
    on('2026-12-06')
    expect(await standing(town, tanaka)).toEqual(['decisionDue 2026-12-20'])
    await as(tanaka).ask(pdca.completeDecision, { reviewDecisionId, note: '' })
    expect(await standing(town, tanaka)).toEqual([])
  }),
)
