/** The file is the one portable form: whichever way a policy goes, it comes back as it was. */
import { array, assert, constantFrom, property, record, string, subarray } from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import '#app/measures.ts'
import { describeMeasures } from '#platform/measure/measure.ts'
import { readPolicy } from '#testing/policies.ts'
import { policyText } from '#testing/policy-text.ts'
import { caseOf } from '../case.service.ts'
import { readCase } from '../case-read.rules.ts'
import { type PolicyDocument, partNames, toDocument, toFile } from '../document.rules.ts'
import { checkPolicy } from '../file.rules.ts'
import { withFramework } from '../framework-in-file.rules.ts'
import { hasParts } from '../rules.ts'
import { type Change, changeTo } from './change.rules.ts'
import { dataIn, written } from './written.rules.ts'

/** What people write that YAML reads otherwise. */
const awkward = constantFrom(
  '',
  ': コロン',
  ' #1',
  '\'引用"',
  ' - 並び',
  ', カンマ',
  '【見出し】',
  ' {波} [角]',
  ' yes',
  '\\n',
  '😀𠮷',
)
const anything = string({ unit: 'grapheme', maxLength: 12 }).map((one) => one.replace(/[\s\p{C}\uFFFD]+/gu, '・'))
const line = ['name', 'label', 'heading', 'members', 'by', 'source', 'method', 'title']
const text = ['text', 'description', 'behaviour', 'nature', 'note', 'reason', 'definition', 'rationale', 'hypothesis']

/** The same with more at the end of each text, of some of them as a further line. */
function reworded(held: unknown, next: () => string): unknown {
  if (Array.isArray(held)) return held.map((one) => reworded(one, next))
  if (typeof held !== 'object' || held === null) return held
  return Object.fromEntries(
    Object.entries(held).map(([key, value]) => {
      if (typeof value !== 'string') return [key, reworded(value, next)]
      const more = line.includes(key) || text.includes(key) ? next() : ''
      return [key, text.includes(key) && more.length % 2 === 1 ? `${value}\n${more}` : `${value}${more}`]
    }),
  )
}

/** Any parts of a policy that has every part of the format, or of others, in any words. */
const documents = record({
  base: constantFrom(
    ...['examples/hoshino.yaml', 'examples/hoshino.yaml', 'shinagawa.yaml', 'examples/misaki.yaml'].map(readPolicy),
  ),
  kept: subarray(partNames, { minLength: 6 }),
  words: array(
    record({ awkward, anything }).map((one) => `${one.anything}${one.awkward}`),
    { minLength: 7, maxLength: 40 },
  ),
}).map(({ base, kept, words }): PolicyDocument => {
  let at = 0
  const file = reworded(toFile(base), () => words[at++ % words.length]!) as ReturnType<typeof toFile>
  // Activities of a town without pillars of its own stand under one of the guideline's.
  const isUnderOwn = kept.includes('pillars') && base.pillars !== null
  const activities = file.model?.activities.map((one) => (isUnderOwn ? one : { ...one, pillar: '育成' }))
  const whole = { ...file, ...(file.model && activities && { model: { ...file.model, activities } }) }
  const some = Object.fromEntries(kept.filter((name) => whole[name] !== undefined).map((name) => [name, whole[name]]))
  const decided = kept.length % 2 === 0 ? { decidedOn: '2023-04' } : {}
  return toDocument({ formatVersion: 2, policy: { ...whole.policy, ...decided }, ...some })
})

function readBack(file: string): PolicyDocument | undefined {
  const { document, problems } = checkPolicy(file, describeMeasures())
  expect(problems).toEqual([])
  return document
}

/** A draft whose parts are made what they are in the document, one after another. */
function throughWorkshop(from: string, document: PolicyDocument): string {
  const file: Record<string, unknown> = { ...toFile(document) }
  const { data } = dataIn(from)!
  const changes = ['formatVersion', 'policy', 'mvv', ...partNames].flatMap(
    (part) => changeTo(data, [part], file[part]) ?? ([] as Change[]),
  )
  const result = written(from, changes)
  if (!('text' in result)) throw new Error(JSON.stringify(result))
  return result.text
}

test('any valid policy is the same document through its file, through the workshop and through CASE', () => {
  assert(
    property(documents, (document) => {
      const file = stringify(toFile(document))
      expect(readBack(file)).toEqual(document)
      for (const begun of ['formatVersion: 2\n', policyText])
        expect(readBack(throughWorkshop(begun, document))).toEqual(document)
      if (!hasParts(document, ['pyramid', 'organisation'])) return
      const given = readCase(
        JSON.stringify(caseOf(document, '2026-11-22T01:00:00.000Z')),
        document.organisation.grades[0]!.id,
      )
      expect(given.problems).toEqual([])
      const { framework } = given as { framework: Parameters<typeof withFramework>[1] }
      const others = withFramework(
        stringify(toFile({ ...document, pyramid: { ...document.pyramid, tiers: document.pyramid.tiers.slice(0, 1) } })),
        framework,
      )
      expect(readBack(others)).toEqual(document)
    }),
    { numRuns: 12 },
  )
}, 60_000)
