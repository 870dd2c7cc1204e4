import { expect, test } from 'vitest'
import { policyOn } from '#rooms/policy/service.ts'
import { growStudied, statement } from '#testing/studied.ts'
import { inTown } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { evidence } from './contract.ts'
import { evidenceInShort } from './short.service.ts'

test(
  'a study that is answered again keeps both answers; the later one counts, gives its rows, and names in the journal whom they are about',
  inTown(async (town) => {
    const { as, on, sql } = town
    const hr = as('hayashi')
    const [first] = await growStudied(town, { people: 200, treatedShare: 0.5, effect: 0.9, sections: 4 })
    const arrow = { from: 'ict-training-held', to: 'ict-floor' }
    const asked = { ...statement, design: 'difference', arrow } as const
    const { studyId } = await hr.ask(evidence.stateStudy, asked)
    await hr.ask(evidence.runStudy, { studyId })
    await sql(`update skill_evidence set level = level + 1 where staff_member_id = $1 and as_of = '2026-05-01'`, [
      first,
    ])
    on('2026-11-24')
    await hr.ask(evidence.runStudy, { studyId })
    const { results, may, names } = await hr.ask(evidence.showStudy, { studyId })
    expect(names.treatment).toBe('データ活用の基礎')
    expect(results.map(({ ranOn, ranBy }) => [ranOn, ranBy])).toEqual([
      ['2026-11-22', '林 由佳'],
      ['2026-11-24', '林 由佳'],
    ])
    expect(may).toEqual(['runStudy', 'stateStudy', 'exportStudyRows'])
    const file = await hr.ask(evidence.exportStudyRows, { studyId })
    const people = Buffer.from(file.base64, 'base64').toString().trim().split('\n').length - 1
    expect(people).toBe(211)
    // Of all but herself.
    expect(await sql(`select cardinality(subjects) as people from journal_line where kind = 'export'`)).toEqual([
      { people: people - 1 },
    ])
    // Whoever has a minute reads the last answers to questions that no other took the place of.
    const next = await hr.ask(evidence.stateStudy, { ...asked, follows: studyId })
    const inShort = (most = 1) =>
      within(town, async (ctx) => evidenceInShort(ctx, { document: (await policyOn(ctx))!, most }), {
        today: '2026-11-24',
      })
    expect(await inShort()).toEqual({ against: [], total: 0, answers: [] })
    await hr.ask(evidence.runStudy, { studyId: next.studyId })
    const other = await hr.ask(evidence.stateStudy, { ...asked, arrow: null })
    await hr.ask(evidence.runStudy, { studyId: other.studyId })
    on('2026-11-25')
    await hr.ask(evidence.runStudy, { studyId: next.studyId })
    // All of them are of the same people, and told to HR alone; were they not, the last word of each would be told.
    expect((await inShort()).total).toBe(0)
    await sql('alter table study_result disable trigger user')
    await sql('update study_result set near_result = null')
    const { total, answers } = await inShort()
    expect([total, answers.map(({ studyId: id, ranOn, people: of }) => [id, ranOn, of])]).toEqual([
      ...[2, [[next.studyId, '2026-11-25', 200]]],
    ])
    // The latest first; of one day the question that was asked last.
    const shortly = async (most: number) => (await inShort(most)).answers.map(({ studyId: id }) => id)
    expect(await shortly(2)).toEqual([next.studyId, other.studyId])
    await hr.ask(evidence.runStudy, { studyId: other.studyId })
    await sql('update study_result set near_result = null')
    expect([await shortly(2), await shortly(1)]).toEqual([[other.studyId, next.studyId], [other.studyId]])
    expect((await hr.ask(evidence.listStudies, {})).studies.map(({ result }) => result?.ranOn)).toEqual([
      ...['2026-11-25', '2026-11-25', '2026-11-24'],
    ])
  }),
)
