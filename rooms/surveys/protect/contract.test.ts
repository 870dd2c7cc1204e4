import { expect, test } from 'vitest'
import { protectedTableSchema } from './contract.ts'

test('the JSON Schema beside the contract is what the contract says', async () => {
  const schema = `${JSON.stringify(protectedTableSchema(), null, 2)}\n`
  await expect(schema).toMatchFileSnapshot('./protected-table.schema.json')
})
