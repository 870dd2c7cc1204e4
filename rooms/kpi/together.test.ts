import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { countFigure, countTogether, rootOf } from '#platform/measure/counting.ts'
import { figuresOf } from '#platform/measure/figures.ts'
import { offeredMeasures } from '#platform/measure/measure.ts'
import { happenings } from '#testing/happenings.ts'
import { inTown, planForValues } from '#testing/town.ts'
import { within } from '#testing/within.ts'

const TODAY = '2026-11-22'
const days = ['2026-10-31', TODAY]

test('measures that follow from the same records say together what each says alone, whatever happened in the town (INV-F1)', {
  timeout: 120_000,
}, async () => {
  const shared = [...Map.groupBy(offeredMeasures(), (measure) => rootOf(measure).name).values()].filter(
    (family) => family.length > 1,
  )
  expect(shared.length).toBeGreaterThan(2)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(...happenings), { minLength: 6, maxLength: 9 }), async (happened) => {
      await inTown(async (town) => {
        await planForValues(town)
        for (const happens of happened) await happens(town, { today: TODAY, editions: 1 })
        for (const asOf of days) {
          await within(
            town,
            async (ctx) => {
              for (const family of shared) {
                const alone = []
                for (const measure of family) alone.push(said(await countFigure(ctx, measure, asOf)))
                const [first, ...others] = family
                expect(
                  (await countTogether(ctx, [first!, ...others], asOf)).map(said),
                  `${first!.name} ${asOf}`,
                ).toEqual(alone)
                const asked = family.map((measure) => ({ measure, asOf, bySection: true }))
                expect((await figuresOf(ctx, asked)).map(said), `${first!.name} ${asOf}`).toEqual(alone)
              }
            },
            { today: TODAY },
          )
        }
      })()
    }),
    { numRuns: 3 },
  )
})

/** What a figure says; how its sums are asked for again differs. */
function said<T extends { sums: unknown }>(figure: T | undefined) {
  if (!figure) return null
  const { sums: _, ...rest } = figure
  return rest
}

test(
  'many values counted from the records, on one connection too, are planned for their day and have a minute each; an operation that has more keeps it',
  inTown(async (town) => {
    await within(town, async (ctx) => {
      const asked = offeredMeasures().map((measure) => ({ measure, asOf: TODAY }))
      await sql`begin`.execute(ctx.db)
      for (const [given, kept] of [
        ['10s', '1min'],
        ['120s', '2min'],
        ['0', '0'],
      ]) {
        await sql`set local statement_timeout = ${sql.lit(given)}`.execute(ctx.db)
        await figuresOf(ctx, asked)
        const { rows } = await sql<{
          patience: string
          plan: string
        }>`select current_setting('statement_timeout') as patience,
          current_setting('plan_cache_mode') as plan`.execute(ctx.db)
        expect(rows).toEqual([{ patience: kept, plan: 'force_custom_plan' }])
      }
      await sql`rollback`.execute(ctx.db)
    })
  }),
)
