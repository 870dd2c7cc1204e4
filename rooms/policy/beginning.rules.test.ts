/** もり村's three members of HR have two hours, and no file. */
import { type Arbitrary, array, assert, constant, constantFrom, oneof, property, record, string } from 'fast-check'
import { expect, test } from 'vitest'
import { answeredIn, type Beginning, beginningFile, gapsIn, nothingSaid, saidKinds } from './beginning.rules.ts'
import { checkPolicy } from './file.rules.ts'

const words = { title: '人材育成・確保基本方針', edition: '初版', goals: '目標と検証' }
const mori: Beginning = {
  ...nothingSaid,
  town: 'もり村',
  decidedOn: '令和8年3月20日',
  traits: '村民の声を、足を運んで聴く職員\n\n 分からないことを尋ね、学び続ける職員 \n',
  statements: [
    { kind: 'mission', label: '', heading: '聴く', text: '一人ひとりの暮らしから始める: それが仕事だ' },
    { kind: 'other', label: '村の約束', heading: '', text: '一、走る\n二、戻る' },
    { kind: 'value', label: '', heading: '', text: '' },
  ],
  plans: [
    { name: '第六次総合計画', from: 'R6年度', to: '令和15年度', pillar: '支え合い', initiatives: '空き家\n移動販売' },
  ],
  goals: '三年で、全員が一つ学ぶ。',
  everyYears: '3',
  reviewedBy: '総務課',
  nextReview: '2029/3/31',
  decides: '課長会議',
  carriesOut: '総務課',
  jointWork: '広域研修',
  jointWith: 'うみ町\nやま村',
}

function documentOf(said: Beginning) {
  const { document, problems } = checkPolicy(beginningFile(said, words), [])
  expect(problems).toEqual([])
  return document!
}

test('answers become a policy that holds what was said and nothing else (INV-D1)', () => {
  expect(gapsIn(mori)).toEqual([])
  const document = documentOf(mori)
  expect(document).toMatchObject({
    policy: {
      ...{ id: 'もり村', title: 'もり村人材育成・確保基本方針', edition: '初版', decidedOn: '2026-03-20' },
      town: { name: 'もり村' },
    },
    statements: [
      { kind: 'mission', heading: '聴く', text: '一人ひとりの暮らしから始める: それが仕事だ', isSample: false },
      { kind: '村の約束', label: '村の約束', text: '一、走る\n二、戻る' },
    ],
    desiredStaffProfile: [
      { id: 'staff-1', name: '村民の声を、足を運んで聴く職員', isSample: false },
      { id: 'staff-2', name: '分からないことを尋ね、学び続ける職員' },
    ],
    plans: [
      {
        name: '第六次総合計画',
        from: 2024,
        to: 2033,
        pillars: [{ name: '支え合い', initiatives: ['空き家', '移動販売'] }],
      },
    ],
    chapters: [{ heading: '目標と検証', text: '三年で、全員が一つ学ぶ。' }],
    review: { everyYears: 3, by: '総務課', next: '2029-03-31' },
    bodies: [
      { name: '課長会議', role: 'decides' },
      { name: '総務課', role: 'carriesOut' },
      { name: '広域研修', role: 'jointWork', with: ['うみ町', 'やま村'] },
    ],
    ...{ pyramid: null, literacy: null, model: null, kpis: null, organisation: null },
  })
  expect(document.statements).toHaveLength(2)
  expect(answeredIn(mori)).toEqual(['staff', 'words', 'plans', 'goals', 'bodies', 'joint'])
})

test('a town’s name alone is a policy; what is not answered is no part of it', () => {
  const document = documentOf({ ...nothingSaid, town: '○× 村 ' })
  expect(document.policy).toMatchObject({ id: '村', title: '○× 村人材育成・確保基本方針' })
  expect([document.statements, document.desiredStaffProfile, document.plans, document.review]).toEqual([
    null,
    null,
    null,
    null,
  ])
  expect(answeredIn(nothingSaid)).toEqual([])
})

test.each<[string, Partial<Beginning>, string, string]>([
  ['no name of the town', { town: '　' }, 'town', 'missing'],
  ['a day that does not exist', { decidedOn: '令和8年2月30日' }, 'decidedOn', 'no_date'],
  [
    'a heading without its words',
    { statements: [{ ...mori.statements[0]!, text: ' ' }] },
    'statements.0.text',
    'missing',
  ],
  [
    'words of a kind without a name',
    { statements: [{ ...mori.statements[1]!, label: '' }] },
    'statements.0.label',
    'missing',
  ],
  [
    'a plan that ends before it begins',
    { plans: [{ ...mori.plans[0]!, to: '2024-03-31' }] },
    'plans.0.to',
    'ends_first',
  ],
  ['initiatives of no pillar', { plans: [{ ...mori.plans[0]!, pillar: '' }] }, 'plans.0.pillar', 'missing'],
  ['a review half said', { reviewedBy: '' }, 'reviewedBy', 'missing'],
  ['a review of no years', { everyYears: '0' }, 'everyYears', 'no_years'],
  ['a review of too many years', { everyYears: '21' }, 'everyYears', 'no_years'],
  ['the same staff twice', { traits: '聴く\n聴く' }, 'traits', 'twice'],
  ['a line beyond measure', { traits: '聴'.repeat(201) }, 'traits', 'too_long'],
  ['others without a matter', { jointWork: '' }, 'jointWork', 'missing'],
])('%s is told at its field', (_, changed, field, because) => {
  expect(gapsIn({ ...mori, ...changed })).toEqual([{ field, because }])
})

test('a plan may begin and end in the same year, and digits may be wide', () => {
  const plan = { ...mori.plans[0]!, from: '2026年度', to: '令和８年度' }
  expect(gapsIn({ ...mori, plans: [plan], everyYears: '２０' })).toEqual([])
  expect(documentOf({ ...mori, plans: [plan], everyYears: '２０' })).toMatchObject({
    plans: [{ from: 2026, to: 2026 }],
    review: { everyYears: 20 },
  })
})

const anyText = oneof(
  string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  constantFrom('総務課', '- a: [b] #c', '令和8年度', '"', "'", '~', 'true', '!!x'),
)
const orNothing = <T>(some: Arbitrary<T>, nothing: T) => oneof(constant(nothing), some)
const anyLines = array(anyText, { maxLength: 4 }).map((lines) => [...new Set(lines)].join('\n'))
const anyDay = constantFrom('R8.4.1', '2026-04-01', '令和8年4月1日(水)')
const anyBeginning: Arbitrary<Beginning> = record({
  ...{ town: anyText, title: anyText, edition: anyText, traits: anyLines, goals: orNothing(anyText, '') },
  decidedOn: orNothing(anyDay, ''),
  statements: array(record({ kind: constantFrom(...saidKinds), label: anyText, heading: anyText, text: anyText }), {
    maxLength: 3,
  }),
  plans: array(record({ name: anyText, from: anyDay, to: anyDay, pillar: anyText, initiatives: anyLines }), {
    maxLength: 2,
  }),
  ...{ everyYears: constant(''), reviewedBy: constant(''), nextReview: constant('') },
  ...{ decides: orNothing(anyText, ''), carriesOut: orNothing(anyText, ''), jointWork: anyText, jointWith: anyLines },
}).chain((said) =>
  orNothing(
    anyText.map((reviewedBy) => ({ ...said, everyYears: '3', reviewedBy, nextReview: 'R9.3.31' })),
    said,
  ),
)

test('whatever is typed, either a field is named or the file is a policy', () => {
  let policies = 0
  assert(
    property(anyBeginning, (said) => {
      if (gapsIn(said).length > 0) return
      documentOf(said)
      policies++
    }),
    {
      numRuns: 1_000,
      examples: [
        [mori],
        [{ ...mori, town: 'a:b #c' }],
        [{ ...mori, goals: '- x\n\t- y: [' }],
        [{ ...mori, traits: '聴\uFFFDく' }],
      ],
    },
  )
  expect(policies).toBeGreaterThan(200)
})
