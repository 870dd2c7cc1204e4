import { expect, test } from 'vitest'
import { policyJsonSchema } from './document.rules.ts'

test('the published JSON Schema is the one that the format generates (vitest -u writes it anew)', async () => {
  const schema = `${JSON.stringify(policyJsonSchema(), null, 2)}\n`
  await expect(schema).toMatchFileSnapshot('../../policy/policy.schema.json')
})

test('the schema names itself without an address, so that an editor asks nobody for it', () => {
  expect(policyJsonSchema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:hagukumi:policy:2',
    additionalProperties: false,
  })
})

test('an editor shows help in Japanese for every group and every name of the file', () => {
  const silent: string[] = []
  const visit = (node: unknown, place: string) => {
    if (typeof node !== 'object' || node === null) return
    const { properties = {}, items, $defs = {} } = node as Record<string, Record<string, object> | undefined>
    for (const [name, property] of Object.entries({ ...properties, ...$defs })) {
      if (!('description' in property) && !('$ref' in property) && name !== 'id') silent.push(`${place}.${name}`)
      visit(property, `${place}.${name}`)
    }
    visit(items, `${place}[]`)
  }
  visit(policyJsonSchema(), '')
  expect(silent).toEqual([])
})
