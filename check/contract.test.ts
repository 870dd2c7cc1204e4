import { expect, test } from 'vitest'
import { contracts } from '#app/contracts.ts'
import { rooms } from '#app/rooms.ts'
import type { Contract } from '#platform/contract/contract.ts'
import { openApiOf } from '#platform/gate/openapi.ts'
import { refusalMessages } from '#platform/refusal/messages.ts'
import { commonRefusals } from '#platform/refusal/refusal.ts'

const operations = Object.entries(
  rooms as Record<string, { contract: Contract; messages: typeof refusalMessages }>,
).flatMap(([room, { contract, messages }]) =>
  Object.entries(contract).map(([name, operation]) => ({ name: `${room}.${name}`, operation, messages })),
)

test('the API document, the client and the gate hold the same operations', () => {
  expect(Object.keys(contracts).sort()).toEqual(Object.keys(rooms).sort())
  for (const [room, contract] of Object.entries(contracts as Record<string, Contract>)) {
    expect(contract, room).toBe((rooms as Record<string, { contract: Contract }>)[room]?.contract)
  }
})

test('no two operations share a method and an address', () => {
  const places = operations.map(({ operation }) => `${operation.method} ${operation.path.replace(/\{[^}]+\}/g, '{}')}`)
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([])
})

test('every parameter of an address is part of the input, and every operation says what it does', () => {
  for (const { name, operation } of operations) {
    const shape = (operation.input as unknown as { shape?: Record<string, unknown> }).shape ?? {}
    for (const [, parameter] of operation.path.matchAll(/\{([^}]+)\}/g))
      expect(Object.keys(shape), name).toContain(parameter)
    expect(operation.summary.length, name).toBeGreaterThan(15)
  }
})

test('whoever answers figures that are brought up first reads them and all beside them from one snapshot', () => {
  const prepared = Object.entries(rooms as Record<string, { contract: Contract; prepare?: Record<string, unknown> }>)
  for (const [room, { contract, prepare = {} }] of prepared)
    for (const name of Object.keys(prepare)) expect(contract[name]?.snapshot, `${room}.${name}`).toBe(true)
})

test('a code has one status, whichever operation answers it', () => {
  const statuses = new Map<string, Set<number>>()
  for (const { operation } of operations)
    for (const [code, status] of Object.entries(operation.refusals))
      statuses.set(code, new Set([...(statuses.get(code) ?? []), status]))
  expect([...statuses].filter(([, known]) => known.size > 1)).toEqual([])
})

test('every refusal has a sentence in both languages', () => {
  for (const { name, operation, messages } of operations) {
    for (const code of Object.keys(operation.refusals)) {
      const words = [messages, refusalMessages] as { ja: Record<string, string>; en: Record<string, string> }[]
      expect(
        words.some(({ ja, en }) => ja[`refusal.${code}`] && en[`refusal.${code}`]),
        `${name} ${code}`,
      ).toBe(true)
    }
  }
  for (const code of Object.keys(commonRefusals)) {
    expect(refusalMessages.ja).toHaveProperty([`refusal.${code}`])
  }
})

test('the OpenAPI 3.1 document names every operation and its problem details', async () => {
  const document = await openApiOf(contracts, '0.0.0')
  expect(document.openapi).toMatch(/^3\.1/)
  for (const { name, operation } of operations) {
    const entry = document.paths?.[operation.path]?.[operation.method.toLowerCase() as 'get']
    expect(entry?.operationId, name).toBe(name)
    expect(entry?.responses, name).toHaveProperty('default')
  }
})
