import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rooms } from '#app/rooms.ts'
import type { Contract } from '#platform/contract/contract.ts'

test('how each fact is entered and put right stands on one page: every operation that changes something is named there, and no other', () => {
  const page = readFileSync('docs/facts.md', 'utf8')
  const named = new Set([...page.matchAll(/`([a-z]\w+)`/g)].map(([, name]) => name!))
  const contracts = Object.values(rooms).map(({ contract }) => contract as Contract)
  const operations = contracts.flatMap((contract) => Object.entries(contract))
  const changing = new Set(operations.filter(([, { method }]) => method !== 'GET').map(([name]) => name))
  expect([...changing].filter((name) => !named.has(name)).sort()).toEqual([])
  expect([...named].filter((name) => !changing.has(name)).sort()).toEqual([])
})
