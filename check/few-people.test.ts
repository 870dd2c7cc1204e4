/**
 * Every operation whose answer counts people by section or by what they are (grade, category …) says in its contract how few of them are kept from being
 * told, and its service rests on what keeps them; no other says so (INV-S1). Which operations those are follows from what they answer.
 */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { contracts } from '#app/contracts.ts'
import { type Contract, defineContract } from '#platform/contract/contract.ts'
import { countedPlaces, faultsOf, restsOn } from './few-people.ts'
import { root } from './sources.ts'

test('whatever counts people by section or by what they are keeps few of them from being told, or says why it tells (INV-S1)', () => {
  const all = contracts as Readonly<Record<string, Contract>>
  expect(faultsOf(all, restsOn(root))).toEqual([])
  const counting = Object.values(all).flatMap((contract) =>
    Object.values(contract).filter(({ output }) => countedPlaces(output).length > 0),
  )
  expect(counting.length).toBeGreaterThanOrEqual(20)
})

test('a breach that is planted is found: rows that say nothing, a word that nothing keeps, a word that counts nobody', () => {
  const rows = z.strictObject({ rows: z.array(z.strictObject({ grade: z.string(), people: z.number().int() })) })
  const named = z.strictObject({
    rows: z.array(z.strictObject({ grade: z.string(), staffMemberId: z.number(), total: z.number() })),
  })
  const op = { method: 'GET', path: '/planted', summary: '—', input: z.strictObject({}), refusals: {} } as const
  const planted = {
    room: defineContract({
      silent: { ...op, output: rows },
      empty: { ...op, fewPeople: 'merged', output: rows },
      ofPersons: { ...op, output: named },
      needless: { ...op, fewPeople: 'cells', output: named },
      told: { ...op, fewPeople: { tells: 'of the counter' }, output: rows },
    }),
  }
  const rests = restsOn(root)
  expect(faultsOf(planted, rests)).toEqual([
    'room.silent does not say how few people are kept: rows.[]',
    'room.empty is not merged',
    'room.needless counts nobody by section: cells',
  ])
  expect([
    rests('showBarriers', ['rooms/people/small-sections.rules.ts']),
    rests('showBarriers', ['nowhere.ts']),
  ]).toEqual([true, false])
})
