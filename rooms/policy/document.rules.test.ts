import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { array, assert, boolean, constantFrom, option, property, record, string, subarray } from 'fast-check'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import '#app/measures.ts'
import { describeMeasures } from '#platform/measure/measure.ts'
import { asWhole, readPolicy } from '#testing/policies.ts'
import { partNames, policyJsonSchema, toDocument, toFile } from './document.rules.ts'
import { checkPolicy } from './file.rules.ts'

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

test('the page on the format shows hoshino.yaml, part after part, and names every item of the schema', () => {
  const read = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8')
  const page = read('docs/policy-format.md')
  const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, yaml]) => yaml)
  expect(parse(blocks.join('\n'))).toEqual(parse(read('policy/examples/hoshino.yaml')))
  const names = new Set<string>()
  JSON.stringify(policyJsonSchema(), (key, value) => {
    if (key === 'properties') for (const name of Object.keys(value)) names.add(name)
    return value
  })
  expect([...names].filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(page))).toEqual([])
})

const lines = string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter(
  (one) => /\S/u.test(one) && !/[\n\r\p{C}\uFFFD\u2028\u2029\u0085]/u.test(one),
)
const said = record({
  kind: constantFrom('mission', 'credo', '基本理念', 'value'),
  label: option(lines, { nil: undefined }),
  heading: option(lines),
  text: array(lines, { minLength: 1, maxLength: 3 }).map((some) => some.join('\n')),
  isSample: boolean(),
})
const bases = ['shinagawa.yaml', ...['misaki', 'mori', 'hoshino'].map((name) => `examples/${name}.yaml`)].map(
  readPolicy,
)
/** Some of the parts of one of the policies, with statements of any kind. */
const documents = record({
  base: constantFrom(...bases),
  kept: subarray(partNames),
  statements: array(said, { maxLength: 4 }),
}).map(({ base, kept, statements }) => {
  // An activity of a town without pillars of its own stands under one of the guideline's.
  const { model } = toFile(base)
  const activities = model?.activities.map((one) => ({ ...one, pillar: '育成' }))
  const isUnderOwn = kept.includes('pillars') && base.pillars !== null
  const file = { ...toFile(base), ...(model && activities && !isUnderOwn ? { model: { ...model, activities } } : {}) }
  const some = Object.fromEntries(kept.filter((name) => file[name] !== undefined).map((name) => [name, file[name]]))
  return toDocument({ formatVersion: 2, policy: file.policy, ...some, statements })
})

test('a town writes the parts that it has: whatever is left out, the file is valid and read back as it was', () => {
  assert(
    property(documents, (document) => {
      const read = checkPolicy(stringify(toFile(document)), describeMeasures())
      expect(read.problems).toEqual([])
      expect(read.document).toEqual(document)
    }),
    { numRuns: 25 },
  )
})

test('a file of version 1, and an edition stored from one, are read as the same document (INV-D3)', () => {
  for (const name of ['shinagawa.yaml', 'examples/misaki.yaml']) {
    const document = asWhole(readPolicy(name))
    const { statements, literacy, ...rest } = toFile(document)
    const of = (kind: string) => statements!.filter((one) => one.kind === kind).map(({ kind: _, ...one }) => one)
    // Version 1 knew one note for all: it is the reason too.
    const { include, exclude, note } = literacy!.population
    for (const one of exclude ?? []) one.reason = note
    const first = {
      ...rest,
      formatVersion: 1 as const,
      mvv: { mission: of('mission')[0], vision: of('vision')[0], value: of('value')[0], commitments: of('commitment') },
      literacy: {
        ...literacy!,
        population: {
          employmentCategories: include?.employmentCategories,
          excludeOnLeave: exclude?.some(({ onLeave }) => onLeave) ?? false,
          note,
        },
      },
    }
    expect(checkPolicy(JSON.stringify(first), describeMeasures()).document).toEqual(document)
    expect(toDocument(first)).toEqual(document)
  }
})
