import { expect, test } from 'vitest'
import { kpi } from '#rooms/kpi/contract.ts'
import { workingDrafts } from '#rooms/policy/working-drafts/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown } from '#testing/town.ts'
import { whoMay } from '#testing/who-may.ts'
import { editionsAccess } from './access.ts'
import { editions } from './contract.ts'

const exclude = [
  { onLeave: true, reason: '休業中' },
  { grades: ['1級職'], reason: '採用の研修で扱う' },
  { grades: ['1級職', '2級職'], reason: '先に挙げた人は数えない' },
  { occupations: ['いない職種'], reason: 'だれもいない' },
]

test(
  'while HR writes, the floor says whom it holds today and whom each exclusion takes out, and a KPI its value by the records (INV-P5)',
  inTown(async (town) => {
    const { as } = town
    const ask = as('hayashi').ask
    const text = policyText.replace(/^ {4}exclude: .*$/m, `    exclude: ${JSON.stringify(exclude)}`)
    const draft = await ask(workingDrafts.beginWorkingDraft, { title: '改定', text })
    const figures = await ask(editions.showDraftFigures, draft)
    // Of the eleven in service 木村 is on leave, 佐藤 of the first grade, 上田, 林 and 伊藤 of the second.
    expect(figures.population).toEqual({
      ...{ inService: 11, included: 11, people: 6 },
      excluded: [1, 1, 3, 0].map((people, i) => ({ reason: exclude[i]!.reason, people })),
    })
    const some = policyText.replace(
      'include: { employmentCategories: [常勤, ',
      'include: { sections: ["20"], employmentCategories: [常勤, ',
    )
    const ofSome = await ask(workingDrafts.beginWorkingDraft, { title: '総務部', text: some })
    expect((await ask(editions.showDraftFigures, ofSome)).population).toMatchObject({
      inService: 11,
      included: 5,
      people: 5,
    })

    // A skill that goes: whose records rest on it, and of whom something is expected, whatever HR has said of it in the draft.
    await as('sato').ask(skills.reflect, { reflections: [{ skill: 'resident-view', level: 2, shared: false }] })
    const without = policyText.replaceAll('resident-view', 'resident-sight')
    expect(figures.leaving).toEqual([])
    for (const gone of [
      without,
      without.replace(
        /^ {2}tiers:/m,
        '  formerSkills: [{ id: resident-view, name: 視点, becomes: [resident-sight] }]\n  tiers:',
      ),
    ]) {
      const replaced = await ask(workingDrafts.beginWorkingDraft, { title: '改称', text: gone })
      expect((await ask(editions.showDraftFigures, replaced)).leaving).toEqual([
        { id: 'resident-view', name: '区民の視点', people: 1, expected: 11 },
      ])
    }

    const { kpis } = await ask(kpi.listKpis, {})
    const known = kpis!.flatMap(({ id, value }) => (value ? [[id, value.numerator, value.denominator]] : []))
    const told = figures.values.map(({ id, numerator, denominator }) => [id, numerator, denominator])
    expect(known.length).toBeGreaterThan(0)
    expect(told).toEqual(expect.arrayContaining(known))

    // What is half-written counts nobody, and the rest goes on; where nothing reads nothing is counted.
    const half = await ask(workingDrafts.beginWorkingDraft, {
      title: '書きかけ',
      text: text.replace('reason":"休業中"', 'raison":"休業中"'),
    })
    const left = await ask(editions.showDraftFigures, half)
    expect([left.population, left.values.length]).toEqual([null, figures.values.length])
    const nothing = await ask(workingDrafts.beginWorkingDraft, { title: '白紙' })
    expect(await ask(editions.showDraftFigures, nothing)).toMatchObject({ population: null, values: [] })
    await expect(ask(editions.showDraftFigures, { workingDraftId: 99 })).rejects.toThrow('no_such_draft')
    const keepers = { hr: ['hayashi', 'hrAccount'], command: ['command'] }
    expect(await whoMay(town, editionsAccess)('showDraftFigures', draft)).toEqual(keepers)
    // Whoever chooses a measure sees what it is called.
    const { measures } = await ask(workingDrafts.showWorkingDraft, draft)
    expect(measures.find(({ name }) => name === 'literacy.shareAtFloor')?.called).toContain('一定水準')
  }),
)
