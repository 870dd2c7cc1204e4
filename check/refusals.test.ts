import { expect, test } from 'vitest'
import { rooms } from '#app/rooms.ts'
import type { Contract } from '#platform/contract/contract.ts'
import { sources } from './sources.ts'

test('every refusal that a contract declares is named by a test', () => {
  const told = sources('engines', 'rooms', 'platform', 'sample', 'app', 'e2e', 'testing')
    .filter(({ path }) => /\.test\.tsx?$/.test(path))
    .map(({ text }) => text)
    .join('\n')
  const declared = Object.values(rooms as Record<string, { contract: Contract }>).flatMap(({ contract }) =>
    Object.values(contract).flatMap(({ refusals }) => Object.keys(refusals)),
  )
  const unmet = [...new Set(declared)].filter((code) => !new RegExp(`\\b${code}\\b`).test(told))
  expect(unmet).toEqual([])
})
