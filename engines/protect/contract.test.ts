import { expect, test } from 'vitest'
import { protectedTableSchema } from './contract.ts'
import published from './protected-table.schema.json' with { type: 'json' }

test('the JSON Schema beside the contract is what the contract says', () => {
  expect(published).toEqual(protectedTableSchema())
})
