import fc from 'fast-check'
import { expect, test } from 'vitest'
import '#app/measures.ts'
import { readPolicy } from '#testing/policies.ts'
import { changedWords } from './changed-words.rules.ts'
import { comparedParts, type Difference, differencesBetween, type Json, treesOf } from './compare.rules.ts'
import { placesOf } from './compared-places.rules.ts'
import { comparedArrows, comparedLevels } from './compared-tables.rules.ts'
import { type PolicyDocument, partNames } from './document.rules.ts'
import type { Arrow } from './model.rules.ts'
import type { Grade } from './pyramid.rules.ts'
import { valueAt } from './working-drafts/change.rules.ts'

const documents = ['shinagawa.yaml', 'examples/misaki.yaml', 'examples/mori.yaml', 'examples/hoshino.yaml'].map(
  readPolicy,
)
const [shinagawa] = documents as [PolicyDocument]

/** As another hand would edit it: a copy in which words, numbers, entries and whole parts were changed, moved, taken out and put in. */
const edited = fc
  .tuple(fc.constantFrom(...documents), fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(4)), { maxLength: 12 }))
  .map(([document, edits]) => {
    const copy = structuredClone(document)
    for (const [where, which, how] of edits) edit(copy, where, which, how)
    return copy
  })

type Tier = NonNullable<PolicyDocument['pyramid']>['tiers'][number]
type Holder = { [key: string]: unknown }

function edit(document: PolicyDocument, where: number, which: number, how: number) {
  const places = [...placesIn(document as unknown as Holder)]
  const [holder, key] = places[where % places.length]!
  const value = holder[key]
  if (Array.isArray(value)) {
    const at = which % (value.length + 1)
    if (how === 0) value.splice(at, 1)
    else if (how === 1) value.reverse()
    else if (how === 2) value.push(...value.splice(at, 1))
    else value.splice(at, 0, fresh(value[0], which))
  } else if (typeof value === 'string' && key !== 'id' && key !== 'guideline') holder[key] = `${value}、改めた`
  else if (typeof value === 'number') holder[key] = value + 1 + (which % 3)
  else if (how === 4 && holder === (document as unknown as Holder) && key !== 'policy') holder[key] = null
}

/** Another of the kind, under an id that nothing has. */
function fresh(like: unknown, n: number): unknown {
  if (typeof like === 'string') return `別の言葉${n}`
  if (typeof like !== 'object' || like === null) return { name: `新しい${n}`, id: `new-${n}` }
  return {
    ...structuredClone(like),
    ...('id' in like ? { id: `new-${n}` } : {}),
    ...('level' in like ? { level: n } : {}),
  }
}

function* placesIn(holder: Holder): Generator<[Holder, string]> {
  for (const [key, value] of Object.entries(holder)) {
    if (value === null || key === 'formatVersion') continue
    yield [holder, key]
    if (typeof value === 'object') yield* placesIn(value as Holder)
  }
}

test('a policy differs in nothing from itself; what differs, put into the first, gives the second (INV-D3)', () => {
  fc.assert(
    fc.property(edited, edited, (first, second) => {
      expect(differencesBetween(second, structuredClone(second))).toEqual([])
      expect(applied(first, second, differencesBetween(first, second))).toEqual(plain(treesOf(first, second)[1]))
    }),
    { numRuns: 150 },
  )
})

test('every part that a policy can have is compared', () => {
  expect(partNames.filter((name) => !(comparedParts as readonly string[]).includes(name))).toEqual([])
})

test('a renamed skill is the same skill, an expectation says its grade, and what stands in another tier has moved', () => {
  const second = structuredClone(shinagawa)
  const [base, next] = second.pyramid!.tiers as [Tier, Tier]
  const skill = base.skills[0]!
  const [was, grade] = [skill.name, Object.keys(skill.expected)[0]!]
  skill.name = 'あいさつと、ひとこと'
  skill.expected[grade]! += 1
  next.skills.push(...base.skills.splice(1, 1))
  const moved = next.skills.at(-1)!
  second.kpis = null
  second.pyramid!.tiers.reverse()

  const told = differencesBetween(shinagawa, second).map(({ what, part, within, fields, before, after }) => ({
    ...{ what, part, fields, before, after, within: within.map(({ name }) => name) },
  }))
  const within = ['あいさつと、ひとこと']
  expect(told).toContainEqual({
    what: 'changed',
    part: 'skills',
    fields: ['name'],
    before: was,
    after: within[0],
    within,
  })
  expect(told).toContainEqual({
    ...{ what: 'changed', part: 'skills', fields: ['expected', grade], within },
    ...{ before: skill.expected[grade]! - 1, after: skill.expected[grade] },
  })
  expect(told).toContainEqual({
    ...{ what: 'moved', part: 'skills', fields: [], within: [moved.name], before: base.id, after: next.id },
  })
  expect(told).toContainEqual({
    ...{ what: 'removed', part: 'kpis', fields: [], within: [], after: null, before: shinagawa.kpis },
  })
  // Where each is to be seen: in the tier to which it came, and of what is gone at its part.
  const differences = differencesBetween(shinagawa, second)
  const places = placesOf(differences, shinagawa, second)
  const placeFor = (fields: string, what = 'changed') =>
    places[differences.findIndex((one) => one.what === what && one.fields.join('.') === fields)]
  const skillPlace = ['pyramid', 'tiers', second.pyramid!.tiers.length - 1, 'skills', 0]
  expect(placeFor('name')).toEqual([...skillPlace, 'name'])
  expect(placeFor(`expected.${grade}`)).toEqual([...skillPlace, 'expected', grade])
  expect(placeFor('', 'removed')).toEqual(['kpis'])
  expect(valueAt(second, places[differences.findIndex(({ after }) => after === next.id)]!)).toEqual(moved)
  // The tiers turned round, of which all but one moved; their skills went along and are not named one by one.
  const others = told.filter(({ part }) => part !== 'kpis')
  expect(others).toHaveLength(3 + shinagawa.pyramid!.tiers.length - 1)
})

test('a sentence shows the words that changed and keeps the others', () => {
  expect(changedWords('窓口で区民を待たせない', '窓口で区民を迷わせない')).toEqual([
    { state: 'same', text: '窓口で区民を' },
    { state: 'gone', text: expect.stringContaining('待') },
    { state: 'new', text: expect.stringContaining('迷') },
    { state: 'same', text: expect.stringMatching(/ない$/) },
  ])
  const [long, other] = ['長い文章。'.repeat(800), '違う言葉！'.repeat(800)]
  const text = (states: readonly string[]) =>
    changedWords(long, other)
      .flatMap((one) => (states.includes(one.state) ? [one.text] : []))
      .join('')
  expect([text(['same', 'gone']), text(['same', 'new'])]).toEqual([long, other])
})

test('levels and arrows of two editions stand side by side, also what only one of them has', () => {
  const second = structuredClone(shinagawa)
  const skill = second.pyramid!.tiers[0]!.skills[0]!
  const [low, high] = second.organisation!.grades.toSorted((a, b) => a.rank - b.rank).slice(0, 2) as [Grade, Grade]
  skill.expected = { [low.id]: 3 }
  const [changed, gone] = second.model!.arrows.slice(0, 2) as [Arrow, Arrow]
  changed.sign = '-'
  second.model!.arrows.splice(1, 1)

  const { grades, rows } = comparedLevels(shinagawa, second)
  const cells = rows.find((row) => row.skill === skill.id)!.cells
  // What a grade does not state it takes over from the one below (INV-P3).
  expect(cells[grades.findIndex(({ id }) => id === high.id)]!.after).toBe(3)
  expect(cells.slice(0, 2).map(({ before }) => before)).toEqual([2, 2])
  expect(rows.filter((row) => row.cells.some(({ before, after }) => before !== after))).toHaveLength(1)

  const states = comparedArrows(shinagawa, second).map(({ from, to, state }) => ({ from, to, state }))
  expect(states.filter(({ state }) => state !== 'same')).toEqual([
    { from: second.model!.arrows[0]!.from, to: second.model!.arrows[0]!.to, state: 'changed' },
    { from: gone.from, to: gone.to, state: 'removed' },
  ])
})

test('two editions of 400 skills and 300 nodes are compared within 200 ms', () => {
  const [first, second] = [large('一'), large('二')]
  const took = Array.from({ length: 3 }, () => {
    const from = performance.now()
    expect(differencesBetween(first, second).length).toBe(700)
    comparedLevels(first, second)
    comparedArrows(first, second)
    return performance.now() - from
  })
  expect(Math.min(...took)).toBeLessThan(200)
})

function large(edition: string): PolicyDocument {
  const document = structuredClone(shinagawa)
  const [tier] = document.pyramid!.tiers as [Tier]
  const skills = Array.from({ length: 400 }, (_, n) => ({
    ...structuredClone(tier.skills[0]!),
    ...{
      id: `skill-${n}`,
      name: `スキル${n}`,
      description: `第${edition}版の言葉で書かれた、長めの説明です。`.repeat(5),
    },
  }))
  const [like] = document.model!.directOutcomes as [NonNullable<PolicyDocument['model']>['directOutcomes'][number]]
  document.pyramid!.tiers = [{ ...tier, skills }]
  document.model!.directOutcomes = Array.from({ length: 300 }, (_, n) => ({
    ...like,
    id: `n${n}`,
    name: `${edition}${n}`,
  }))
  return document
}

/** Puts differences into the first, as `compare.rules.ts` says what they mean; deeper lists before those that hold them. */
function applied(first: PolicyDocument, second: PolicyDocument, differences: readonly Difference[]) {
  const tree = plain(treesOf(first, second)[0])
  const inLists = differences.filter(({ what, at, path }) => at !== undefined || (what === 'removed' && isEntry(path)))
  for (const difference of differences) {
    if (inLists.includes(difference)) continue
    const holder = at(tree, difference.path.slice(0, -1))
    if (difference.after === null && difference.path.length > 1) delete holder[difference.path.at(-1)!]
    else holder[difference.path.at(-1)!] = difference.after
  }
  const byList = Map.groupBy(inLists, ({ path }) => JSON.stringify(path.slice(0, -1)))
  const deepestFirst = [...byList].toSorted(([one], [other]) => JSON.parse(other).length - JSON.parse(one).length)
  for (const [path, ofList] of deepestFirst) {
    const list = at(tree, JSON.parse(path)) as unknown as Json[]
    const before = [...list]
    const leaves = new Set(
      ofList.filter(({ what }) => what !== 'added').map(({ path: steps }) => steps.at(-1) as number),
    )
    list.splice(0, list.length, ...before.filter((_, place) => !leaves.has(place)))
    for (const one of ofList.filter((entry) => entry.at !== undefined).toSorted((a, b) => a.at! - b.at!)) {
      const entry = (one.what === 'added' ? one.after : before[one.path.at(-1) as number]!) as Holder & Json
      if (one.what === 'moved' && one.after !== null) entry[one.part === 'skills' ? 'tier' : 'level'] = one.after
      list.splice(one.at!, 0, entry)
    }
  }
  return plain(tree)
}

const isEntry = (path: Difference['path']) => typeof path.at(-1) === 'number'
const at = (tree: unknown, path: Difference['path']) =>
  path.reduce((holder, step) => (holder as Holder)[step], tree) as { [key: string | number]: unknown }
/** What is null says as much as what is not there. */
const plain = (tree: object) =>
  JSON.parse(JSON.stringify(tree), (_, value) => value ?? undefined) as { [key: string]: Json }
