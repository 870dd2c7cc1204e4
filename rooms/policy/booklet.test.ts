import { expect, test } from 'vitest'
import '#app/measures.ts'
import { htmlOf } from '#platform/paper/html.ts'
import { readPdf } from '#testing/pdf.ts'
import { readPolicy } from '#testing/policies.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown } from '#testing/town.ts'
import { bookletOf } from './booklet.rules.ts'
import { policy } from './contract.ts'
import { skillsOf } from './rules.ts'

const noSpace = (text: string) => text.replaceAll(/\s/g, '')

test(
  'staff take the policy in force as a booklet: a tagged PDF and a page with the same words, with the mark of the sample (INV-D1, D7)',
  inTown(async ({ as, asCommand }) => {
    const bytes = async (format: 'pdf' | 'html') =>
      Buffer.from((await as('sato').ask(policy.showPolicyBooklet, { format })).base64, 'base64')
    const [pdf, html] = [await readPdf(await bytes('pdf')), (await bytes('html')).toString()]
    expect([pdf.isUniversal, pdf.language]).toEqual([true, 'ja-JP'])
    const { document } = await as('sato').ask(policy.showPolicy, {})
    const said = [
      ...document.statements!.map(({ text }) => text),
      ...document.desiredStaffProfile!.map(({ name }) => name),
      ...skillsOf(document).flatMap(({ name, levels }) => [name, ...levels.map(({ behaviour }) => behaviour)]),
      ...document.model!.arrows.map(({ hypothesis }) => hypothesis),
      ...document.kpis!.map(({ definition }) => definition),
    ]
    for (const text of [noSpace(pdf.text), noSpace(html)]) {
      expect(said.filter((words) => !text.includes(noSpace(words)))).toEqual([])
      expect(text).toContain('サンプル値を含む')
      expect(text).not.toContain('草案')
    }

    // A draft says that it is one; what no font has is refused by its character.
    const draft = await asCommand.ask(policy.loadPolicy, { text: policyText.replace('edition: ', 'edition: 改定😀 ') })
    const asked = { policyEditionId: draft.policyEditionId, format: 'html' as const }
    const page = await as('hayashi').ask(policy.showPolicyBooklet, asked)
    expect(Buffer.from(page.base64, 'base64').toString()).toContain('<strong>草案</strong>')
    const printed = as('hayashi').ask(policy.showPolicyBooklet, { ...asked, format: 'pdf' })
    await expect(printed).rejects.toThrow('no_glyph')
    const unknown = as('hayashi').ask(policy.showPolicyBooklet, { ...asked, policyEditionId: 99 })
    await expect(unknown).rejects.toThrow('no_such_edition')
  }),
)

test('a village of four sentences has a booklet of four sentences, a city one with tracks, roles, plans and ways', () => {
  const made = (name: string) => bookletOf(readPolicy(`examples/${name}.yaml`), { date: '2026-11-22', isDraft: false })
  const headings = (name: string) =>
    made(name).blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))
  expect(headings('mori')).toEqual(['目指す職員像'])
  expect(made('mori').marks).toEqual(['サンプル値を含む'])
  expect(headings('hoshino')).toEqual(
    expect.arrayContaining(['方針の柱', 'つながる計画', '推進体制', '見直し', '級をまたぐ役割', '専門職コースの歩み']),
  )
  const hoshino = noSpace(htmlOf(made('hoshino')))
  for (const words of ['課ごとに1人', '全体で5人', '(管理職)', '休業中', '(累計)', '前年を下回らない'])
    expect(hoshino).toContain(words)
})

/** What somebody wrote, and by which it is read: no id, no number, no word of the format. */
const written = [
  ...[
    'name',
    'title',
    'label',
    'heading',
    'text',
    'description',
    'nature',
    'behaviour',
    'members',
    'with',
    'by',
    'note',
  ],
  ...['reason', 'hypothesis', 'definition', 'population', 'source', 'sourceUrl', 'method', 'frequency', 'owner'],
  ...['rationale', 'sectionKinds', 'employmentCategories', 'formerGrades', 'courses', 'initiatives', 'edition'],
]
function saidIn(held: unknown, key = ''): string[] {
  if (typeof held === 'string') return written.includes(key) ? [held] : []
  if (Array.isArray(held)) return held.flatMap((one) => saidIn(one, key))
  if (typeof held !== 'object' || held === null) return []
  return Object.entries(held).flatMap(([name, inner]) => saidIn(inner, name))
}

test.each(['shinagawa.yaml', 'examples/hoshino.yaml', 'examples/misaki.yaml', 'examples/mori.yaml'])(
  'nothing that %s says is left out of its booklet',
  (file) => {
    const document = readPolicy(file)
    const page = noSpace(htmlOf(bookletOf(document, { date: '2026-11-22', isDraft: false })))
    const escaped = (words: string) => noSpace(words).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    const said = saidIn(document).flatMap((words) => words.split('\n'))
    expect(said.filter((words) => !page.includes(escaped(words)))).toEqual([])
  },
)
