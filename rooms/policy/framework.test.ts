import { readFileSync } from 'node:fs'
import { array, assert, boolean, constantFrom, integer, property, record, string } from 'fast-check'
import { expect, test } from 'vitest'
import '#app/measures.ts'
import { csvText } from '#platform/files/csv.ts'
import { readTable } from '#platform/files/table.ts'
import { describeMeasures } from '#platform/measure/measure.ts'
import { asWhole, type WholePolicy } from '#testing/policies.ts'
import { caseOf } from './case.service.ts'
import { readCase } from './case-read.rules.ts'
import { checkPolicy } from './file.rules.ts'
import type { Framework } from './framework.rules.ts'
import { compareFrameworks, withFramework } from './framework-in-file.rules.ts'
import { frameworkColumns, frameworkHeader, frameworkOfRows, frameworkRows } from './framework-table.service.ts'

const read = (name: string) => readFileSync(new URL(`../../policy/${name}`, import.meta.url), 'utf8')
const shinagawa = read('shinagawa.yaml')
const documentOf = (text: string) => {
  const { document, problems } = checkPolicy(text, describeMeasures())
  expect(problems).toEqual([])
  return asWhole(document)
}
const policies = [documentOf(shinagawa), documentOf(read('examples/misaki.yaml'))]
const RECORDED = '2026-11-22T01:00:00.000Z'
const asFramework = ({ pyramid: { highestLevel, tiers } }: WholePolicy): Framework => ({ highestLevel, tiers })

async function throughTable(document: WholePolicy) {
  const file = Buffer.from(`\ufeff${csvText([frameworkHeader(document), ...frameworkRows(document)])}`)
  const table = await readTable(file, frameworkColumns(document))
  expect(table.problems).toEqual([])
  return frameworkOfRows(document, table.rows)
}

const throughCase = (document: WholePolicy) =>
  readCase(JSON.stringify(caseOf(document, RECORDED)), document.organisation.grades[0]!.id)

const line = string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((one) => one.replace(/[\s\p{C}\uFFFD]+/gu, ' ').trim())
  .filter((one) => one !== '')
const paragraph = array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'))

/** A policy whose skills have any words, levels and expectations that a file may hold. */
const anyPolicy = record({
  highestLevel: integer({ min: 1, max: 10 }),
  tiers: array(
    record({
      words: record({ name: line, nature: paragraph, isSample: boolean() }),
      skills: array(
        record({
          name: line,
          description: paragraph,
          isSample: boolean(),
          floor: constantFrom(true, false, undefined),
          level: line,
          behaviour: paragraph,
          expected: integer({ min: 0, max: 10 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    { minLength: 1, maxLength: 4 },
  ),
}).map(({ highestLevel, tiers }): WholePolicy => {
  const [document] = policies as [WholePolicy]
  const grades = document.organisation.grades
  return {
    ...document,
    pyramid: {
      ...document.pyramid,
      highestLevel,
      tiers: tiers.map(({ words, skills }, t) => ({
        ...{ id: `t${t}`, ...words, weight: 1 / tiers.length },
        skills: skills.map(({ level, behaviour, expected, floor, ...skill }, s) => ({
          ...{ id: `t${t}-s${s}`, ...skill, ...(floor === undefined ? {} : { floor }) },
          levels: Array.from({ length: highestLevel }, (_, at) => ({
            ...{ level: at + 1, name: `${level}${at}`, behaviour: `${behaviour}${at}` },
          })),
          expected: { [grades[0]!.id]: Math.min(expected, highestLevel), [grades.at(-1)!.id]: highestLevel },
        })),
      })),
    },
  }
})

test('the skills of any policy leave as a table and as a CASE package, and come back as they were', async () => {
  for (const document of policies) {
    expect(await throughTable(document)).toEqual({ framework: asFramework(document), problems: [] })
    expect(throughCase(document)).toEqual({ framework: asFramework(document), problems: [] })
  }
  assert(
    property(anyPolicy, (document) => {
      expect(throughCase(document)).toEqual({ framework: asFramework(document), problems: [] })
    }),
    { numRuns: 50 },
  )
  for (const document of (await import('fast-check')).sample(anyPolicy, 30)) {
    expect(await throughTable(document)).toEqual({ framework: asFramework(document), problems: [] })
  }
})

test('a framework put into the file it came from leaves the file as it means, comments and all; one that changed a skill changes that alone', () => {
  const [document] = policies as [WholePolicy]
  const same = withFramework(shinagawa, asFramework(document))
  expect(documentOf(same)).toEqual(document)
  const comments = (text: string) => text.match(/#.*$/gm)
  expect(comments(same)).toEqual(comments(shinagawa))
  const tiers = structuredClone(document.pyramid.tiers)
  tiers[1]!.skills[0]!.expected['6級職'] = 4
  tiers[1]!.skills[0]!.name = '対話'
  const other = withFramework(shinagawa, { highestLevel: 4, tiers }, '第2版')
  const changed = documentOf(other)
  expect(changed).toEqual({
    ...document,
    policy: { ...document.policy, edition: '第2版' },
    pyramid: { ...document.pyramid, tiers },
  })
  expect(comments(other)).toEqual(comments(shinagawa))
  expect(compareFrameworks(document, changed)).toMatchObject({ added: [], changed: ['dialogue'], removed: [] })
})

test('a skill is the same one in CASE whichever edition it comes from, and another town’s is another', () => {
  const [ours, theirs] = policies as [WholePolicy, WholePolicy]
  const ids = (document: WholePolicy) => caseOf(document, RECORDED).CFItems.map(({ identifier }) => identifier)
  const later = structuredClone(ours)
  later.policy.edition = '第9版'
  later.pyramid.tiers[0]!.skills[0]!.name = '別の名前'
  expect(ids(later)).toEqual(ids(ours))
  expect(new Set([...ids(ours), ...ids(theirs)]).size).toBe(ids(ours).length + ids(theirs).length)
  expect(ids(ours)[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
})

const link = (identifier: string) => ({ title: identifier, identifier, uri: `urn:x:${identifier}` })
const item = (identifier: string, more = {}) => ({ identifier, fullStatement: `${identifier}ができる`, ...more })
const child = (from: string, to: string, sequenceNumber: number) => ({
  ...{ associationType: 'isChildOf', originNodeURI: link(from), destinationNodeURI: link(to), sequenceNumber },
})
const levels = (of: string) => ({
  CFItemURI: link(of),
  CFRubricCriterionLevels: [
    { position: 2, quality: '応用', description: '教えている' },
    { position: 1, quality: '基礎', description: '知っている' },
  ],
})
const foreign = (more: object) =>
  JSON.stringify({ CFDocument: { identifier: 'doc', title: 'よその枠組み', uri: 'urn:x:doc' }, ...more })

test('another framework comes in as far as it goes: deep trees by their leaves, what it does not say as sample and expected of nobody', () => {
  const text = foreign({
    CFItems: [
      item('A', { humanCodingScheme: '1', abbreviatedStatement: '土台' }),
      item('B', { abbreviatedStatement: 'まとまり' }),
      item('C', { humanCodingScheme: '1.1 x' }),
      item('D', { humanCodingScheme: '1' }),
    ],
    CFAssociations: [child('D', 'A', 2), child('B', 'A', 1), child('C', 'B', 1), child('A', 'doc', 1)],
    CFRubrics: [{ CFRubricCriteria: [levels('C'), levels('D')] }],
  })
  const told = [
    { level: 1, name: '基礎', behaviour: '知っている' },
    { level: 2, name: '応用', behaviour: '教えている' },
  ]
  const plain = { levels: told, expected: { '1級職': 0 }, isSample: true }
  expect(readCase(text, '1級職')).toEqual({
    framework: {
      highestLevel: 2,
      tiers: [
        {
          ...{ id: '1', name: '土台', nature: 'Aができる', weight: 1, isSample: true },
          skills: [
            { ...plain, id: '1-1-x', name: 'Cができる', description: 'まとまり: Cができる' },
            { ...plain, id: '1', name: 'Dができる', description: 'Dができる' },
          ],
        },
      ],
    },
    problems: [],
  })
})

test.each([
  ['no JSON', '{"CFDocument": ', 'not_json'],
  ['a list', '[]', 'not_case'],
  ['no document', '{"CFItems":[]}', 'not_case'],
  ['no items', foreign({ CFItems: [] }), 'case_no_items'],
  ['items without levels', foreign({ CFItems: [item('A'), item('B')] }), 'case_no_levels'],
  [
    'nulls for absent lists',
    foreign({ CFItems: [item('A')], CFAssociations: null, CFRubrics: null }),
    'case_no_levels',
  ],
  ['null for its items', foreign({ CFItems: null }), 'case_no_items'],
  [
    'a level without a word',
    foreign({
      CFItems: [item('A')],
      CFRubrics: [
        { CFRubricCriteria: [{ ...levels('A'), CFRubricCriterionLevels: [{ position: 1, quality: '基礎' }] }] },
      ],
    }),
    'case_level_unnamed',
  ],
  [
    'children of each other',
    foreign({ CFItems: [item('A'), item('B')], CFAssociations: [child('A', 'B', 1), child('B', 'A', 1)] }),
    'case_circle',
  ],
  ['5,001 items', foreign({ CFItems: Array.from({ length: 5_001 }, (_, at) => item(`i${at}`)) }), 'case_too_many'],
])('a CASE package with %s is told as such', (_, text, key) => {
  expect(readCase(text, '1級職').problems).toMatchObject([{ key }])
})
