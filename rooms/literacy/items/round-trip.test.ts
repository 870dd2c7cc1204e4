/** What is exported comes in again as it was, in both forms, whatever stands in the items. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { items } from './contract.ts'
import { faultOf, type Item, itemFields, tidyItem } from './rules.ts'

const letters = fc.constantFrom(
  ...'あア漢字🈁 　<>&"\'=+-@#\\|nN,;\t\n',
  '\r\n',
  ']]>',
  '&amp;',
  '#N/A',
  '="1"',
  '葛\u{E0100}',
)
const words = fc.array(letters, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''))
const number = fc
  .tuple(fc.integer({ min: -9_999, max: 9_999 }), fc.integer({ min: 0, max: 999 }))
  .map(([whole, part]) => `${whole}.${part}`)
const choices = fc.uniqueArray(words, { minLength: 3, maxLength: 10 })

const told: fc.Arbitrary<Pick<Item, 'kind' | 'body'>> = fc.oneof(
  choices.map((all) => ({ kind: 'single' as const, body: { choices: all, right: [all.length] } })),
  choices.map((all) => ({ kind: 'multiple' as const, body: { choices: all, right: [1, 3] } })),
  choices.map((all) => ({
    kind: 'ordering' as const,
    body: { choices: all, right: all.map((_, at) => all.length - at) },
  })),
  fc
    .tuple(number, fc.constantFrom('0', '0.50', '12'), words)
    .map(([value, tolerance, unit]) => ({ kind: 'numeric' as const, body: { value, tolerance, unit } })),
  fc
    .uniqueArray(words, { minLength: 1, maxLength: 5 })
    .map((accepted) => ({ kind: 'text' as const, body: { accepted } })),
)
const item = fc
  .tuple(
    told,
    words,
    fc.oneof(words, fc.constant('')),
    fc.constantFrom(...itemFields),
    fc.boolean(),
    fc.constantFrom(null, 'data-use'),
    fc.integer({ min: 0, max: 4 }),
  )
  .map(([body, stem, explanation, field, isSample, skill, level]) => ({
    ...body,
    stem,
    explanation,
    field,
    isSample,
    skill,
    level,
  }))

test(
  'export and import again is the same in CSV and in QTI: nothing is added, nothing changed',
  inTown(async ({ as, sql }) => {
    const hr = as('hayashi')
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 8 }), async (drawn) => {
        const wanted = drawn
          .map((one, at) => tidyItem({ ...one, code: `i-${at}` }))
          .filter((one) => faultOf(one) === undefined)
        await sql('truncate item, item_version cascade')
        for (const one of wanted) await hr.ask(items.saveItem, { item: one as never })
        const before = await sql(
          'select code, body, stem, explanation from item join item_version using (item_id) order by code',
        )
        for (const format of ['csv', 'qti'] as const) {
          const file = await hr.ask(items.exportItems, { format })
          expect(await hr.ask(items.importItems, { file: { name: file.name, base64: file.base64 } })).toMatchObject({
            ...{ format, applied: true, items: wanted.length, unchanged: wanted.length, skipped: [] },
          })
          // Into an empty bank too.
          await sql('truncate item, item_version cascade')
          await hr.ask(items.importItems, { file: { name: file.name, base64: file.base64 } })
          expect(
            await sql('select code, body, stem, explanation from item join item_version using (item_id) order by code'),
          ).toEqual(before)
        }
      }),
      // A bank without items as well.
      { numRuns: 8, examples: [[[]]] },
    )
  }),
)
