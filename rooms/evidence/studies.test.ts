import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { estimateCommands } from '#engines/estimate/command.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { somewhere } from '#testing/embedded.ts'
import { bareText } from '#testing/policy-text.ts'
import { growStudied, statement, storedStudy } from '#testing/studied.ts'
import { inTown } from '#testing/town.ts'
import { typed } from '#testing/verb.ts'
import { within } from '#testing/within.ts'
import { type BalanceRow, shownRows } from './balance.rules.ts'
import { cohortOf } from './cohort.service.ts'
import { columnsInWords } from './columns.rules.ts'
import { evidenceCommands } from './commands.ts'
import { evidence } from './contract.ts'
import { nearTo } from './likeness.service.ts'
import { designs } from './statement.rules.ts'
import type { Likeness } from './told.rules.ts'

const covariates = { ols: true, fixedEffects: true, matching: true, ipw: true } as Readonly<Record<string, boolean>>
const withTraits = (design: (typeof designs)[number]) => ({
  ...{ ...statement, design },
  covariates: covariates[design] ? (['before', 'years'] as const).slice() : [],
})

test(
  'a study is stated before its numbers, never changed, and its rows give every figure again by the command line it prints (INV-L6)',
  inTown(async (town) => {
    const { as, asCommand, sql, hayashi, kato } = town
    const hr = as(hayashi)
    const people = await growStudied(town, { people: 300, treatedShare: 0.4, effect: 0.6 })
    const preview = await hr.ask(evidence.previewStudy, statement)
    // Of the outcome nothing is told but of how many it is known: the cast has no levels.
    expect(preview).toEqual({
      days: { earlier: '2024-04-01', before: '2025-05-31', outcomeOn: '2026-07-30', times: expect.any(Array) },
      ...{ people: { treated: 120, comparison: 180 + 11 }, known: { treated: 120, comparison: 180 } },
      ...{ between: 0, neededEach: 63, leastSeen: expect.any(Number), isEnough: true, isToCome: false },
    })
    const folder = somewhere()
    for (const design of designs.filter((one) => one !== 'staggered')) {
      const asked = withTraits(design)
      const { studyId, digest } = await hr.ask(evidence.stateStudy, asked)
      expect(digest).toMatch(/^[0-9a-f]{64}$/)
      const before = await hr.ask(evidence.showStudy, { studyId })
      expect(before.results).toEqual([])
      await hr.ask(evidence.runStudy, { studyId })
      const out = join(folder, `${design}.csv`)
      const ask = asCommand.ask as Parameters<typeof typed>[3]
      const shown = await typed(evidenceCommands, ['kpi', 'study', String(studyId), '--data', out, '--json'], 'ja', ask)
      expect(shown).toMatchObject({ code: 0, err: '' })
      const told = JSON.parse(shown.out)
      const words = told.command.split(' ').slice(1)
      const again = await typed(estimateCommands, [...words, '--json'])
      const engine = JSON.parse(again.out)
      const result = told.results[0]
      const { cluster, bootstrap, influence, hc2 } = engine.standardErrors
      expect(result.main, design).toEqual({
        ...{ n: engine.n, estimate: engine.estimate, interval95: engine.interval95, pValue: engine.pValue },
        ...{ intervalUses: engine.intervalUses, estimator: engine.estimator, method: engine.method },
        standardError: cluster ?? bootstrap ?? influence ?? hc2,
      })
      expect(result.notes).toEqual(engine.notes)
      expect([result.restsOnSample, result.sensitivity === null]).toEqual([false, false])
      // Nobody can be led back from the rows.
      const text = readFileSync(out, 'utf8')
      expect(people.some((id) => new RegExp(`\\b${30_000_000 + id}\\b|\\b${id}\\b`).test(text))).toBe(false)
      expect(text).not.toMatch(/S\d|職員/)
      expect(result.main.interval95[0], design).toBeGreaterThan(0)
    }
    const studies = (await as(kato).ask(evidence.listStudies, {})).studies
    expect(studies.map(({ result }) => result?.finding)).toEqual(studies.map(() => 'with'))
    await expect(sql(`update study set stated_on = stated_on - 1`)).rejects.toThrow('read-only')
    await expect(sql(`delete from study_result`)).rejects.toThrow('read-only')
  }),
)

test(
  'of two covariates that say the same one is left out, by name, and the answer is that of the other alone',
  inTown(async (town) => {
    const hr = town.as('hayashi')
    await growStudied(town, { people: 200, treatedShare: 0.5, effect: 0.5 })
    await town.sql(`update employment e set employment_category = 'K' || a.grade from assignment a
      where a.staff_member_id = e.staff_member_id and e.staff_member_id >= 1000`)
    const answer = async (covariates: readonly string[]) => {
      const { studyId } = await hr.ask(evidence.stateStudy, { ...statement, design: 'ols', covariates } as never)
      await hr.ask(evidence.runStudy, { studyId })
      return (await hr.ask(evidence.showStudy, { studyId })).results[0]!
    }
    const [both, alone] = [await answer(['grade', 'employmentCategory']), await answer(['grade'])]
    expect([both.shortfalls, alone.shortfalls]).toEqual([['moved_before'], ['moved_before']])
    expect([both.droppedColumns.length, alone.droppedColumns]).toEqual([2, []])
    expect(both.main.estimate).toBeCloseTo(alone.main.estimate, 10)
    // The page says it in words.
    const noted = both.notes.map(({ ja }) => ja).find((note) => note.includes(both.droppedColumns.join(', ')))!
    expect(columnsInWords(noted, 'ja')).toMatch(/: 任用区分 K\d級職, 任用区分 K\d級職$/)
    // Where nothing is known of before, nothing can be held against the answer, and that is told.
    await town.sql(`delete from skill_evidence where as_of < '2026-01-01'`)
    expect(await answer(['grade'])).toMatchObject({ level: 'comovement', placebo: null, shortfalls: ['no_placebo'] })
  }),
)

test(
  'what somebody shows at the end is the latest of all that counts for the skill, also under its former name; of one day what was entered last (INV-P6)',
  inTown(async (town) => {
    const { asCommand, sql } = town
    const file = parse(bareText)
    file.policy.edition = 'データ活用と呼ぶ版'
    file.pyramid.formerSkills = [{ id: 'figures', name: '数字の活用', becomes: ['data-use'] }]
    await asCommand.ask(policy.loadPolicy, { text: stringify(file), publishFrom: '2026-11-22' })
    const [earlier, sameDay, later] = await growStudied(town, { people: 3, treatedShare: 0.5, effect: 0, sections: 1 })
    await sql(
      `insert into skill_evidence (staff_member_id, skill, kind, level, as_of)
       values ($1, 'figures', 'test', 4, '2026-04-30'), ($2, 'figures', 'test', 4, '2026-05-01'), ($3, 'figures', 'test', 4, '2026-05-02')`,
      [earlier, sameDay, later],
    )
    const whole = { ...statement, arrow: null, sections: [], employmentCategories: [], covariates: [] } as const
    const more = { comparison: 'never', every: 6, expected: '+', leastDifference: 0.5 } as const
    const { people, subjects } = await within(town, (ctx) =>
      cohortOf(ctx as Ctx<'no_policy'>, { ...whole, ...more }, 'salt'),
    )
    const shown = [earlier, sameDay, later].map((id) => subjects[people.indexOf(id!)]!.values.at(-1))
    expect(shown.map((level) => level === 4)).toEqual([false, true, true])
  }),
)

test(
  'a reader is told of no group from which fewer than five follow: levels that are hidden are five together, and how few are left out is not said (INV-S1)',
  inTown(async (town) => {
    const few = (
      trait: 'grade' | 'employmentCategory',
      level: string,
      treated: number,
      comparison: number,
    ): BalanceRow => ({
      ...{ trait, level, treated: treated / 50, comparison: comparison / 100, difference: 0.1 },
      isHidden: [treated, comparison].some((people) => people > 0 && people < 5),
    })
    const hiddenOf = (...rows: BalanceRow[]) =>
      shownRows(rows, { treated: 50, comparison: 100 }).flatMap((row) => (row.isHidden ? [row.level] : []))
    // Of 3 among 50 the rest would tell: the smallest of the others goes with them, of this trait alone.
    const grades = [few('grade', '1', 27, 20), few('grade', '2', 20, 40), few('grade', '3', 3, 40)]
    expect(hiddenOf(...grades, few('employmentCategory', '常勤', 50, 100))).toEqual(['1', '3'])
    expect(hiddenOf(few('grade', '1', 4, 50), few('grade', '2', 3, 25), few('grade', '3', 43, 25))).toEqual(['1', '2'])
    expect(hiddenOf(few('grade', '1', 50, 98), few('grade', '2', 0, 2))).toEqual(['1', '2'])

    const studyId = await storedStudy(town)
    await town.sql('alter table study_result disable trigger user')
    await town.sql(`update study_result set told = jsonb_set(told, '{left}', '{"treated": 4, "comparison": 5}')`)
    const { results } = await town.as('kato').ask(evidence.showStudy, { studyId })
    expect([results[0]!.left, Object.keys(results[0]!.placebo!)]).toEqual([
      { treated: null, comparison: 5 },
      expect.not.arrayContaining(['n']),
    ])
  }),
)

test('an answer is near where one to four shares of people are left beside another one, or two others, in any list that all have (INV-A3)', () => {
  const none = Array.from({ length: 64 }, () => 0)
  const shares = (seed: number) => none.map((_, share) => Math.imul(seed * 64 + share + 1, 0x9e3779b1) | 0)
  const changed = (digests: readonly number[], many: number) =>
    digests.map((digest, share) => (share < many ? (digest + 7) | 0 : digest))
  const near = (one: Likeness, ...others: Likeness[]) =>
    nearTo(
      one,
      others.map((people, place) => ({ people, place })),
    ).map(({ place }) => place)
  const [a, b, other] = [shares(1), shares(2), shares(3)]
  const fewer = [0, 1, 4, 5]
  expect(fewer.map((many) => near({ treated: changed(a, many) }, { treated: a }))).toEqual([[], [0], [0], []])
  expect(near({ treated: a, comparison: a }, { treated: changed(a, 9), comparison: changed(a, 2) })).toEqual([0])
  expect(near({ treated: a }, { comparison: changed(a, 2) })).toEqual([])
  // Two together, the first without the second, the second without the first; and never one or both against themselves.
  const both = a.map((digest, share) => (digest + b[share]!) | 0)
  for (const [whole, ...parts] of [
    [both, a, b],
    [a, both, b],
    [a, b, both],
  ] as const) {
    const [of, [first, second]] = [whole, parts]
    const found = fewer.map((many) =>
      near({ treated: changed(of!, many) }, { treated: other }, { treated: first! }, { treated: second! }),
    )
    expect(found).toEqual([[], [1, 2], [1, 2], []])
  }
  expect(near({ treated: changed(both, 2) }, { treated: a }, { comparison: b })).toEqual([])
})

test(
  'answers of nearly the same people are told to HR alone, whoever asks on which day: taking one out of the other would tell of a few (INV-A3, S1)',
  inTown(async (town) => {
    const { as, sql } = town
    const [hr, executive] = [as('hayashi'), as('kato')]
    const [first] = await growStudied(town, { people: 300, treatedShare: 0.4, effect: 0.6, sections: 14 })
    // Three of those who completed it are in a section of their own.
    await sql(
      `insert into section_period (section_code, name, kind, parent_code, valid_from) values ('S99', '小さな係', '係', '10', '2010-04-01')`,
    )
    await sql(`update assignment set section_code = 'S99' where staff_member_id between $1 and $1::bigint + 2`, [first])
    const sections = Array.from({ length: 14 }, (_, n) => `S${n}`)
    const answered = async (more: object) => {
      const { studyId } = await hr.ask(evidence.stateStudy, { ...statement, ...more } as never)
      await hr.ask(evidence.runStudy, { studyId })
      return studyId
    }
    const read = async (studyId: number, by = executive) => {
      const { results, withheld } = await by.ask(evidence.showStudy, { studyId })
      return [results.length, withheld, results.at(-1)?.nearTo ?? []]
    }
    const all = await answered({ sections: [...sections, 'S99'] })
    const allButThree = await answered({ sections })
    expect([await read(all), await read(allButThree)]).toEqual([
      [1, 0, []],
      [0, 1, []],
    ])
    expect(await read(allButThree, hr)).toEqual([1, 0, [all]])
    // The minute has the figures of the first alone.
    expect((await executive.ask(pdca.showMinute, {})).studies.latest.map(({ studyId }) => studyId)).toEqual([all])
    // Also by another design and another outcome, by which the people are no others; and half of them are others.
    const otherwise = { design: 'difference', outcome: { kind: 'atLeast', skill: 'data-use', level: 2 } }
    expect(await read(await answered({ sections, ...otherwise }))).toEqual([0, 1, []])
    const half = await answered({ sections: sections.slice(7) })
    expect(await read(half)).toEqual([1, 0, []])
    // The other half is of others too, and both together are all but three: the sum of two answers taken out of the third tells of those.
    const otherHalf = await answered({ sections: sections.slice(0, 7) })
    expect([await read(otherHalf), await read(otherHalf, hr)]).toEqual([
      [0, 1, []],
      [1, 0, [all, half]],
    ])
    // One record was corrected and the same question asked again: the two answers would tell whose.
    await sql(
      `update skill_evidence set level = level + 1 where staff_member_id = $1::bigint + 9 and as_of = '2026-05-01'`,
      [first],
    )
    await hr.ask(evidence.runStudy, { studyId: all })
    expect([await read(all), await read(all, hr)]).toEqual([
      [1, 1, []],
      [2, 0, [all]],
    ])
    // Records of many moved: that tells of nobody.
    await sql(`update skill_evidence set level = 3 where as_of = '2026-05-01' and staff_member_id % 3 = 0`)
    await hr.ask(evidence.runStudy, { studyId: all })
    expect(await read(all)).toEqual([2, 1, []])
  }),
)

test(
  'what cannot be answered is refused with its sentence, and nothing is kept of it: few people, nobody to compare with, one outcome for all, a day to come',
  inTown(async (town) => {
    const { as, sql, hayashi } = town
    const hr = as(hayashi)
    const [first] = await growStudied(town, { people: 200, treatedShare: 0.5, effect: 0.5, sections: 4 })
    const state = (more: object) => hr.ask(evidence.stateStudy, { ...statement, ...more } as never)
    const refused = (more: object, code: string) => expect(state(more)).rejects.toThrow(code)
    await refused({ to: '2025-06-01' }, 'ends_before_it_begins')
    // Looked up every twelve months, the last time lies before the summer in which they completed it: they would be among those who never did.
    await refused({ design: 'staggered', every: 12, months: 1 }, 'outcome_before_treatment')
    await refused({ treatment: { ...statement.treatment, courseCode: 'X' } }, 'unknown_course')
    await refused({ outcome: { kind: 'level', skill: 'x' } }, 'no_such_skill')
    // What only counts what was done, and whether somebody is thanked, is no outcome of a person (INV-L3).
    for (const measure of ['training.staffTrained', 'thanks.shareTakingPart', 'x'])
      await refused({ outcome: { kind: 'measure', measure } }, 'no_such_measure')
    await refused({ arrow: { from: 'x', to: 'y' } }, 'no_such_arrow')
    await refused({ sections: ['S1', 'S99'] }, 'unknown_section')
    await refused({ design: 'matching' }, 'covariates_needed')
    await refused({ covariates: ['years'] }, 'covariates_not_used')
    await refused({ leastDifference: 0.2 }, 'too_few_people')
    await refused({ follows: 99 }, 'no_such_study')
    // Nobody at all are too few; of whom all but one completed it there is somebody to compare with, if not enough.
    await refused({ employmentCategories: ['任期付'] }, 'too_few_people')
    await sql(`update employment set employment_category = '任期付' where staff_member_id in ($1, $1::bigint + 199)`, [
      first,
    ])
    await refused({ employmentCategories: ['任期付'] }, 'too_few_people')
    await sql(`update employment set employment_category = '常勤' where employment_category = '任期付'`)
    // Ten people of one section: how many it takes is told, how few there are is not.
    const few = await state({ sections: ['S1'], employmentCategories: ['再任用'] }).catch((fault) => fault)
    expect([few.code, few.values]).toEqual([
      'too_few_people',
      expect.objectContaining({ needed: 63, treated: '5人未満' }),
    ])
    await expect(hr.ask(evidence.previewStudy, { ...statement, covariates: ['years'] })).rejects.toThrow('not_used')
    // Of two sections alone; by who was recommended it; and by what a measure says of each person, which it does not say of one who is on leave.
    const sizes = async (more: object) =>
      await hr.ask(evidence.previewStudy, { ...statement, ...more } as never).catch(({ code }) => code)
    expect(await sizes({ sections: ['S1', 'S2'] })).toMatchObject({ people: { treated: 50, comparison: 50 } })
    expect(await sizes({ treatment: { ...statement.treatment, kind: 'recommendation' } })).toMatchObject({
      ...{ people: { treated: 0, comparison: 200 + 11 }, known: { treated: 0, comparison: 200 } },
    })
    expect(await sizes({ outcome: { kind: 'measure', measure: 'literacy.shareAtFloor' } })).toMatchObject({
      ...{ people: { treated: 100, comparison: 100 + 11 }, known: { treated: 100, comparison: 100 + 10 } },
    })
    for (const [more, code] of previewed)
      await expect(hr.ask(evidence.previewStudy, { ...statement, ...more } as never), code).rejects.toThrow(code)
    expect(await sql('select 1 from study')).toEqual([])

    const { studyId } = await state({})
    await expect(hr.ask(evidence.exportStudyRows, { studyId })).rejects.toThrow('study_without_result')
    for (const asked of ['runStudy', 'exportStudyRows', 'showStudy'] as const)
      await expect(hr.ask(evidence[asked], { studyId: 99 })).rejects.toThrow('no_such_study')
    await hr.ask(evidence.runStudy, { studyId })
    // A correction of one person's record: the same rows cannot be had any more, and that is said.
    await sql(`update skill_evidence set level = level + 1 where staff_member_id = $1 and as_of = '2026-05-01'`, [
      first,
    ])
    await expect(hr.ask(evidence.exportStudyRows, { studyId })).rejects.toThrow('records_moved_on')
    const next = await state({ follows: studyId, design: 'beforeAfter' })
    await refused({ follows: studyId }, 'already_followed')
    expect(await hr.ask(evidence.showStudy, { studyId })).toMatchObject({ followedBy: next.studyId, follows: null })

    const ahead = await state({ from: '2026-10-01', to: '2026-11-01', months: 6 })
    await expect(hr.ask(evidence.runStudy, { studyId: ahead.studyId })).rejects.toThrow('study_too_early')
    await sql(`update skill_evidence set level = 2 where skill = 'data-use'`)
    await expect(hr.ask(evidence.runStudy, { studyId })).rejects.toThrow('cannot_be_estimated')
    // All of the ward were treated: nobody is left to compare with.
    await sql(`insert into application (course_session_id, staff_member_id, motive, state, applied_on)
      select max(s.course_session_id), e.staff_member_id, '', 'completed', '2025-05-20' from course_session s, employment e
      where not exists (select from application a where a.staff_member_id = e.staff_member_id) group by 2`)
    await refused({}, 'no_comparison')
    await expect(hr.ask(evidence.runStudy, { studyId })).rejects.toThrow('no_comparison')
    // People gone since it was stated: there are too few of them now.
    await sql(`update employment set left_on = '2025-12-31' where staff_member_id >= 1000`)
    await expect(hr.ask(evidence.runStudy, { studyId: next.studyId })).rejects.toThrow('too_few_people')
    expect(await sql('select 1 from study_result')).toHaveLength(1)
    await sql('delete from policy_edition')
    for (const asked of ['runStudy', 'exportStudyRows'] as const)
      await expect(hr.ask(evidence[asked], { studyId })).rejects.toThrow('no_policy')
    await expect(hr.ask(evidence.showStudyForm, {})).rejects.toThrow('no_policy')
    await expect(hr.ask(evidence.previewStudy, statement)).rejects.toThrow('no_policy')
    await refused({}, 'no_policy')
  }),
)

const previewed: readonly (readonly [object, string])[] = [
  [{ to: '2025-06-01' }, 'ends_before_it_begins'],
  [{ design: 'staggered', every: 12, months: 1 }, 'outcome_before_treatment'],
  [{ treatment: { ...statement.treatment, courseCode: 'X' } }, 'unknown_course'],
  [{ outcome: { kind: 'level', skill: 'x' } }, 'no_such_skill'],
  [{ outcome: { kind: 'measure', measure: 'x' } }, 'no_such_measure'],
  [{ arrow: { from: 'x', to: 'y' } }, 'no_such_arrow'],
  [{ sections: ['S99'] }, 'unknown_section'],
  [{ design: 'matching' }, 'covariates_needed'],
]
