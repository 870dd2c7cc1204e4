import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import '#app/measures.ts'
import { describeMeasures } from '#platform/measure/measure.ts'
import { largePolicy } from '../../bench/large-policy.ts'
import { findPolicyFaults } from './file.rules.ts'
import { recheck } from './rechecking.rules.ts'
import { applied, type Place, valueAt } from './working-drafts/change.rules.ts'

const root = new URL('../..', import.meta.url).pathname
const begun: unknown = parse(readFileSync(`${root}/policy/examples/hoshino.yaml`, 'utf8'))

/** Every place of a draft, parts first. */
function placesIn(held: unknown, path: Place = []): Place[] {
  if (typeof held !== 'object' || held === null) return []
  return Object.entries(held).flatMap(([key, value]) => {
    const at = [...path, Array.isArray(held) ? Number(key) : key]
    return [at, ...placesIn(value, at)]
  })
}

const edits = fc.array(
  fc.record({
    where: fc.nat(),
    what: fc.constantFrom('gone', 'another id', 'number', 'word', 'from elsewhere') as fc.Arbitrary<string>,
    other: fc.nat(),
    isKept: fc.boolean(),
  }),
  { minLength: 8, maxLength: 12 },
)

test('whatever is changed one after another, what was checked before and stands is said again as if all were checked anew', () => {
  const measures = describeMeasures()
  fc.assert(
    fc.property(edits, (all) => {
      const check = recheck(measures)
      let data = begun
      for (const { where, what, other, isKept } of all) {
        const places = placesIn(data)
        const path = places[where % places.length]!
        const before = valueAt(data, path)
        const after = {
          'another id': 'データ',
          number: 2,
          word: '改めた',
          'from elsewhere': valueAt(data, places[other % places.length]!),
        }[what]
        const next = applied(data, { path, before, ...(after !== undefined && { after }) })
        const anew = findPolicyFaults(next, measures)
        expect(check(next)).toEqual(anew)
        // What has its shape is gone on with, so that the meaning of several changes is checked together.
        if (isKept && anew.every(({ key }) => !['missing', 'want_map', 'want_list'].includes(key))) data = next
      }
    }),
    { numRuns: 4 },
  )
})

test('a word that is changed costs a fraction of the whole check, of 400 skills and 300 nodes', () => {
  const measures = describeMeasures()
  const large: unknown = parse(largePolicy(root))
  const renamed = (n: number) =>
    applied(large, { path: ['policy', 'title'], before: valueAt(large, ['policy', 'title']), after: `方針${n}` })
  const took = (work: (n: number) => unknown) =>
    Math.min(
      ...Array.from({ length: 7 }, (_, n) => {
        const start = process.cpuUsage()
        work(n)
        const { user, system } = process.cpuUsage(start)
        return user + system
      }),
    )
  const whole = took((n) => findPolicyFaults(renamed(n), measures))
  const check = recheck(measures)
  check(large)
  const again = took((n) => check(renamed(n)))
  expect(again).toBeLessThan(whole / 3)
})
