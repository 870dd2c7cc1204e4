import { expect, test } from 'vitest'
import { growStudied, movedAgainst, storedStudy } from '#testing/studied.ts'
import { inTown } from '#testing/town.ts'
import { evidence } from './contract.ts'
import { standingOf } from './level.rules.ts'
import { pairsOf, sectionsWithGaps } from './series.rules.ts'

const ends = { fromNode: 'ict-training-held', toNode: 'ict-floor' }
const between = { from: ends.fromNode, to: ends.toNode }

test(
  'an arrow shows what the town’s own records have earned; what others found raises nothing, and what moves against it asks for an answer (INV-L6)',
  inTown(async (town) => {
    const { as, asJob, sql, hayashi, kato, sato } = town
    const shown = async () => await as(kato).ask(evidence.showArrow, ends)
    // Twelve people have no eight sections: nothing can be said, and that is said.
    await asJob.ask(evidence.compareArrows, {})
    const [first] = (await shown()).comparisons
    expect(first).toMatchObject({ sections: 0, pairs: 0, movement: 'unknown', pAgainst: null })
    expect(await shown()).toMatchObject({ level: 'hypothesis', basis: 'policy', movement: 'unknown' })
    const source = { citation: '見本論文', population: '別の市の職員', people: 4_000, finding: '差があった' }
    const { arrowSourceId } = await as(hayashi).ask(evidence.addArrowSource, {
      ...ends,
      ...source,
      level: 'controlled',
    })
    expect(await shown()).toMatchObject({ level: 'hypothesis', sources: [{ ...source, level: 'controlled' }] })
    await storedStudy(town)
    expect(await shown()).toMatchObject({ level: 'controlled', basis: 'study', studies: [{ design: 'ols' }] })
    await as(hayashi).ask(evidence.withdrawArrowSource, { arrowSourceId })
    expect((await shown()).sources).toEqual([])

    const mayOf = async (who: number) => (await as(who).ask(evidence.showArrow, ends)).may
    expect([await mayOf(hayashi), await mayOf(kato)]).toEqual([['compareArrows', 'addArrowSource'], []])
    await sql('delete from arrow_comparison')
    await movedAgainst(town)
    expect([(await mayOf(hayashi)).at(-1), await mayOf(kato)]).toEqual(['answerContradiction', []])
    // What is known of arrows that share one end with it is not told of this one.
    await sql(`insert into arrow_comparison select e.a, e.b, c.cause, c.effect, c.compared_on, c.sections, c.pairs, c.movement, c.p_with,
      c.p_against, c.series from arrow_comparison c, lateral (values ('x', c.to_node), (c.from_node, 'y')) e(a, b)`)
    await sql(`insert into arrow_source (from_node, to_node, citation, population, people, finding, level, recorded_on)
      select a, b, '—', '—', 1, '—', 'controlled', '2026-11-22' from (values ('x', 'ict-floor'), ('ict-training-held', 'y')) e(a, b)`)
    await sql(`insert into arrow_answer (fiscal_year, from_node, to_node, follows, answer, recorded_on)
      select 2025, a, b, 'watch', '—', '2026-11-22' from (values ('x', 'ict-floor'), ('ict-training-held', 'y')) e(a, b)`)
    const alone = await shown()
    expect([alone.comparisons.length, alone.sources, alone.answers]).toEqual([1, [], []])
    const inYear = { fiscalYear: 2025, follows: 'change' as const }
    const open = async () => (await as(hayashi).ask(evidence.listContradictions, { fiscalYear: 2025 })).arrows
    expect(await open()).toMatchObject([{ ...between, answer: null }])
    const { arrows, mayOpen } = await as(sato).ask(evidence.listArrows, {})
    expect(arrows.filter(({ basis }) => basis === 'study')).toHaveLength(1)
    expect([arrows.find((one) => one.to === between.to), mayOpen]).toEqual([
      { ...between, level: 'controlled', basis: 'study', movement: 'against' },
      false,
    ])
    await as(hayashi).ask(evidence.answerContradiction, { ...ends, ...inYear, answer: '受講の時期を見直す' })
    const [answered] = await open()
    expect(answered).toMatchObject({ follows: 'change', answer: '受講の時期を見直す' })
    // Whoever answers again has seen what was said; the earlier word stays.
    const again = { ...ends, ...inYear, follows: 'watch' as const, answer: 'もう一年見る' }
    await expect(as(hayashi).ask(evidence.answerContradiction, again)).rejects.toThrow('changed_meanwhile')
    await as(hayashi).ask(evidence.answerContradiction, { ...again, seen: answered!.version })
    expect(await open()).toMatchObject([{ follows: 'watch', answer: 'もう一年見る' }])
    expect((await shown()).answers).toMatchObject([
      { follows: 'watch' },
      { fiscalYear: 2025, follows: 'change', by: '林 由佳' },
    ])

    const hr = as(hayashi)
    const elsewhere = { fromNode: 'x', toNode: 'y' }
    const other = { fromNode: 'pride', toNode: 'supported-vision', ...inYear, answer: '—' }
    await expect(hr.ask(evidence.answerContradiction, other)).rejects.toThrow('not_contradicted')
    await expect(hr.ask(evidence.answerContradiction, { ...other, ...elsewhere })).rejects.toThrow('unknown_arrow')
    await expect(hr.ask(evidence.showArrow, elsewhere)).rejects.toThrow('unknown_arrow')
    const strange = hr.ask(evidence.addArrowSource, { ...elsewhere, ...source, level: 'hypothesis' })
    await expect(strange).rejects.toThrow('unknown_arrow')
    await expect(hr.ask(evidence.withdrawArrowSource, { arrowSourceId })).rejects.toThrow('no_such_source')
    await sql('delete from policy_edition')
    for (const asked of [
      () => hr.ask(evidence.listArrows, {}),
      () => hr.ask(evidence.showArrow, ends),
      () => hr.ask(evidence.listContradictions, { fiscalYear: 2025 }),
      () => hr.ask(evidence.addArrowSource, { ...ends, ...source, level: 'hypothesis' }),
      () => hr.ask(evidence.answerContradiction, { ...ends, ...inYear, answer: '—' }),
    ])
      await expect(asked()).rejects.toThrow('no_policy')
    // By the clock nobody waits for an answer: without a policy there is nothing to compare.
    expect(await as(hayashi).ask(evidence.compareArrows, {})).toEqual({ compared: 0, against: 0 })
  }),
)

test(
  'of two comparisons at once one waits for nobody: it is told that the other runs',
  inTown(async ({ as, hayashi, sql }) => {
    await sql(`select pg_advisory_lock(hashtextextended('arrows ' || current_schema(), 0))`)
    await expect(as(hayashi).ask(evidence.compareArrows, {})).rejects.toThrow('another_comparison_runs')
    await sql(`select pg_advisory_unlock_all()`)
    expect((await as(hayashi).ask(evidence.compareArrows, {})).compared).toBeGreaterThan(0)
  }),
)

test(
  'of what counts records a section stands by itself where they are of five people; one that took another in goes on as another one (INV-O2, S1)',
  inTown(async (town) => {
    const { as, asJob, sql, kato } = town
    await growStudied(town, { people: 240, treatedShare: 0.5, effect: 0.5 })
    const session = (
      starts: string,
    ) => `insert into course_session (course_id, starts_on, ends_on, starts_at, ends_at, place, capacity, apply_by)
      select max(course_id), ${starts}, ${starts}, '09:00', '16:00', '研修室', 500, date '2024-06-01' from course`
    await sql(`with s as (${session(`date '2024-07-01'`)} returning course_session_id)
      insert into application (course_session_id, staff_member_id, motive, state, applied_on)
      select s.course_session_id, a.staff_member_id, '', 'completed', '2024-05-20' from s, application a`)
    // In the year after, all that 第0課 completed was completed by one of them.
    await sql(`update application set state = 'ordered' where applied_on = '2025-05-20'
      and staff_member_id in (select staff_member_id from assignment where section_code = 'S0')`)
    await sql(`with s as (${session(`date '2025-08-01' + n`)}, generate_series(1, 6) n group by n returning course_session_id)
      insert into application (course_session_id, staff_member_id, motive, state, applied_on)
      select course_session_id, 1000, '', 'completed', '2025-06-01' from s`)
    // 第11課 becomes part of 第10課, but for one person who goes to 第9課.
    await sql(`update section_period set valid_to = '2025-04-01' where section_code = 'S11'`)
    await sql(`with gone as (update assignment set valid_to = '2025-04-01' where section_code = 'S11' returning *)
      insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
      select staff_member_id, staff_number, case staff_member_id when 1011 then 'S9' else 'S10' end, grade, post_title, kind, is_head, '2025-04-01' from gone`)
    // Of 第8課 everybody completes courses and nobody is asked for the floor.
    await sql(`update employment set employment_category = '特別職' where staff_member_id in
      (select staff_member_id from assignment where section_code = 'S8')`)
    await asJob.ask(evidence.compareArrows, {})
    const { comparisons } = await as(kato).ask(evidence.showArrow, ends)
    const { series } = comparisons.find(({ cause }) => cause === '研修を修了した件数')!
    const lastTwo = (section: string) => series.sections.find(({ name }) => name === section)?.cause.slice(-2)
    expect(series.days.slice(-2)).toEqual(['2025-03-31', '2026-03-31'])
    expect(['第2課', '第0課', '第9課', '第10課', '第10課(2)', '第11課'].map((name) => [name, lastTwo(name)])).toEqual([
      ['第2課', [10, 10]],
      ['第0課', [10, null]],
      ['第9課', [10, 11]],
      ['第10課', [10, null]],
      ['第10課(2)', [null, 19]],
      ['第11課', [10, null]],
    ])
    // A section of which one end alone is known is not there, nor a department beside its divisions.
    const names = series.sections.map(({ name }) => name)
    expect([names.includes('第7課'), names.includes('第8課'), names.includes('区民生活部')]).toEqual([
      true,
      false,
      false,
    ])
  }),
)

test('changes are paired over the lag, and a section that was not there at one of the days makes no pair (INV-O2)', () => {
  const days = ['2023-03-31', '2024-03-31', '2025-03-31', '2026-03-31']
  const sections = [
    { name: 'a', cause: [1, 3, 6, 10], effect: [50, 51, 53, 56] },
    { name: 'b', cause: [1, null, 6, 10], effect: [50, 51, 53, 56] },
  ]
  const told = (lag: number) =>
    pairsOf({ days, sections }, lag).map(({ section, stretch, cause, effect }) => [
      section,
      stretch.slice(0, 4),
      cause,
      effect,
    ])
  // After an April reorganisation a section goes on under another key: nothing is compared across it, and how many there are is said.
  const led = { name: 'c', cause: [1, 3, null, null], effect: [50, 51, null, null] }
  const elsewhere = { name: 'c(2)', cause: [null, null, 6, 10], effect: [null, null, 53, 56] }
  const reorganised = { days, sections: [sections[0]!, led, elsewhere] }
  expect(pairsOf(reorganised, 0).filter(({ section, to }) => section.startsWith('c') && to === days[2])).toEqual([])
  expect([sectionsWithGaps(reorganised), sectionsWithGaps({ days, sections: [sections[0]!] })]).toEqual([2, 0])
  // A day of which nothing is known of anybody is no gap of theirs.
  const late = [null, 3, 6, 10]
  expect(sectionsWithGaps({ days, sections: [{ name: 'a', cause: late, effect: late }] })).toBe(0)
  expect(told(0)).toEqual([
    ['a', '2024', 2, 1],
    ['a', '2025', 3, 2],
    ['a', '2026', 4, 3],
    ['b', '2026', 4, 3],
  ])
  expect(told(1)).toEqual([
    ['a', '2024', 2, 2],
    ['a', '2025', 3, 3],
  ])
})

test('the strongest level stands with what it rests on, and one end against the hypothesis is enough to mark it', () => {
  const of = (movements: Parameters<typeof standingOf>[0]['movements'], ...studies: ('controlled' | 'beforeAfter')[]) =>
    standingOf({ policy: 'hypothesis', movements, studies })
  expect(of([])).toEqual({ level: 'hypothesis', basis: 'policy', movement: 'unknown' })
  expect(of(['none', 'with'])).toEqual({ level: 'comovement', basis: 'records', movement: 'with' })
  expect(of(['with', 'against'], 'beforeAfter')).toEqual({ level: 'beforeAfter', basis: 'study', movement: 'against' })
  expect(standingOf({ policy: 'controlled', movements: ['with'], studies: ['beforeAfter'] }).basis).toBe('policy')
})
