import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { periodStates } from './calendar.rules.ts'
import { outlooks } from './rules.ts'

const KpiId = z.string().min(1).max(100)

export const calendar = defineContract({
  showKpiCalendar: {
    method: 'GET',
    path: '/kpi-calendar',
    summary:
      'For each KPI and indicator who answers for it, and the values of the year that are known, due soon, missing or stale, by the month in which they are due',
    input: z.strictObject({}),
    output: z.strictObject({
      today: IsoDate,
      items: z.array(
        z.strictObject({
          id: z.string(),
          kind: z.enum(['kpi', 'indicator']),
          name: z.string(),
          /** HR enters it; otherwise the records count it every day. */
          isByHand: z.boolean(),
          frequency: z.string().nullable(),
          /** As the policy says it. */
          section: z.string().nullable(),
          owner: z.strictObject({ staffMemberId: z.number().int(), name: z.string().nullable() }).nullable(),
          isMine: z.boolean(),
          /** Day of the last value that is known. */
          lastOn: IsoDate.nullable(),
          isStale: z.boolean(),
          /** A target is in force or comes next. */
          hasTarget: z.boolean(),
          /** Whether today's pace leads to it, as it was looked at last (null: since then a value was entered); null where nobody has yet. */
          path: z.strictObject({ outlook: z.enum(outlooks), since: IsoDate, lookedOn: IsoDate.nullable() }).nullable(),
          periods: z.array(z.strictObject({ from: IsoDate, to: IsoDate, state: z.enum(periodStates) })),
          version: Version,
        }),
      ),
      may: z.array(z.enum(['nameKpiOwner'])),
    }),
    refusals: { no_policy: 409 },
    snapshot: true,
  },
  nameKpiOwner: {
    method: 'POST',
    path: '/kpis/{kpiId}/owner',
    summary: 'HR names the person who answers for a KPI from today on, or that nobody does; it ends with their leaving',
    input: z.strictObject({ kpiId: KpiId, owner: z.number().int().positive().nullable(), seen: Seen }),
    output: z.strictObject({ named: z.literal(true) }),
    refusals: { ...staleRefusal, no_policy: 409, no_such_kpi: 404, no_such_staff_member: 404 },
  },
})
