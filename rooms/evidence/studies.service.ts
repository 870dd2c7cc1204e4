import { createHash, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { measureNamed, offeredMeasures } from '#platform/measure/measure.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { definitionsOf } from '#rooms/kpi/rules.ts'
import { sectionsOn } from '#rooms/people/relations.service.ts'
import { namesOf } from '#rooms/people/service.ts'
import { THRESHOLD } from '#rooms/people/small-sections.rules.ts'
import { floorOf, modelNodes, skillNameIn, skillsOf } from '#rooms/policy/rules.ts'
import { policyOn, requirePolicy } from '#rooms/policy/service.ts'
import { sampleMark } from '#rooms/skills/population.service.ts'
import { canonicalJson } from '#rooms/surveys/canonical.rules.ts'
import { coursesByCode } from '#rooms/training/treatments.service.ts'
import { shownRows } from './balance.rules.ts'
import { cohortOf, fileOf, isOfPeople, personMeasure } from './cohort.service.ts'
import { columnsInWords } from './columns.rules.ts'
import type { Estimated, Wanted } from './estimating.service.ts'
import { likenessOf, nearTo } from './likeness.service.ts'
import { evidenceMessages } from './messages.ts'
import { isEnough, leastSeen, neededEach, type Sizes } from './power.rules.ts'
import { rowsOf, type Subject, usable } from './rows.rules.ts'
import { hasComparison, needsCovariates, type Statement, studyDays, usesCovariates } from './statement.rules.ts'
import type { studies } from './studies.contract.ts'
import type { EvidenceTables } from './tables.ts'
import type { Found } from './told.rules.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<EvidenceTables>
/** Some a year. */
const MOST = 500

export async function listStudies(ctx: Ctx): Promise<Answer<typeof studies.listStudies>> {
  const [found, mayState] = await Promise.all([briefs(ctx), ctx.may<typeof studies.stateStudy>('evidence.stateStudy')])
  return { studies: found, may: mayState ? ['stateStudy'] : [] }
}

export async function showStudyForm(ctx: Ctx<typeof studies.showStudyForm>) {
  const document = await requirePolicy(ctx)
  const floors = new Map(floorOf(document).map(({ id, floorLevel }) => [id, floorLevel]))
  const nodes = new Map(modelNodes(document).map(({ id, name }) => [id, name]))
  const [courses, sections] = await Promise.all([coursesByCode(ctx), topSections(ctx)])
  return {
    courses: courses.map(({ courseCode, title }) => ({ courseCode, title })),
    skills: skillsOf(document).map(({ id, name }) => ({ skill: id, name, floorLevel: floors.get(id) ?? null })),
    highestLevel: document.pyramid?.highestLevel ?? 0,
    measures: offeredMeasures()
      .filter(isOfPeople)
      .map(({ name, words }) => ({ measure: name, name: words[ctx.language].name })),
    arrows: (document.model?.arrows ?? []).map(({ from, to }) => ({
      ...{ from, to, fromName: nodes.get(from) ?? from, toName: nodes.get(to) ?? to },
    })),
    sections,
    employmentCategories: document.literacy?.population.include?.employmentCategories ?? [],
  }
}

export async function previewStudy(ctx: Ctx<typeof studies.previewStudy>, input: Input<typeof studies.previewStudy>) {
  await mustMakeSense(ctx, input)
  const { days, subjects, between } = await cohortOf(ctx, input, 'preview')
  const isToCome = days.outcomeOn > ctx.today
  const people = sizesOf(subjects)
  const known = isToCome ? people : sizesOf(usable(input, subjects))
  const isPaired = !hasComparison(input.design)
  const isSomebody = known.treated > 0 && (isPaired || known.comparison > 0)
  return {
    days: { ...days, times: [...days.times] },
    people: told(people),
    known: isToCome ? null : told(known),
    between,
    neededEach: neededEach(input.leastDifference, isPaired),
    leastSeen: isSomebody ? leastSeen(known, isPaired) : null,
    isEnough: isEnough(known, input.leastDifference, isPaired),
    isToCome,
  }
}

export async function stateStudy(
  ctx: Ctx<typeof studies.stateStudy>,
  { follows, ...statement }: Input<typeof studies.stateStudy>,
) {
  await mustMakeSense(ctx, statement)
  if (follows !== undefined) {
    await oneAtATime(`what follows study ${follows}`).execute(ctx.db)
    const before = (await briefs(ctx)).find(({ studyId }) => studyId === follows)
    ctx.must(before, 'no_such_study')
    ctx.must(before.followedBy === null, 'already_followed', { n: before.followedBy ?? 0 })
  }
  const { days, subjects } = await cohortOf(ctx, statement, 'preview')
  if (days.outcomeOn <= ctx.today) mustBeEnough(ctx, statement, usable(statement, subjects))
  const text = canonicalJson({ statement, statedOn: ctx.today })
  const digest = createHash('sha256').update(text).digest('hex')
  const { study_id: studyId } = await tables(ctx)
    .insertInto('study')
    .values({
      ...{ digest, stated_on: ctx.today, recorded_by: ctx.actor.subjectId, follows: follows ?? null },
      statement: JSON.stringify(statement) as unknown as Statement,
      salt: randomBytes(16).toString('hex'),
    })
    .returning('study_id')
    .executeTakeFirstOrThrow()
  ctx.about([], { detail: { studyId, question: statement.question, digest } })
  return { studyId, statedOn: ctx.today, digest }
}

export async function showStudy(
  ctx: Ctx<typeof studies.showStudy>,
  { studyId }: Input<typeof studies.showStudy>,
): Promise<Answer<typeof studies.showStudy>> {
  const { statement, recorded_by: statedBy, digest } = await studyOf(ctx, studyId)
  const [all, every, document, courses, mayRun, mayState, mayExport] = await Promise.all([
    briefs(ctx),
    tables(ctx)
      .selectFrom('study_result')
      .selectAll()
      .where('study_id', '=', studyId)
      .orderBy('study_result_id')
      .execute(),
    policyOn(ctx),
    coursesByCode(ctx),
    ctx.may<typeof studies.runStudy>('evidence.runStudy', { studyId }),
    ctx.may<typeof studies.stateStudy>('evidence.stateStudy'),
    ctx.may<typeof studies.exportStudyRows>('evidence.exportStudyRows', { studyId }),
  ])
  // Whoever may open no rows reads no answer that tells of a few beside another.
  const results = every.filter((one) => mayExport || one.near_result === null)
  const near = await studiesOf(ctx, results)
  const { result: _, ...brief } = all.find((one) => one.studyId === studyId)!
  const authors = await namesOf(ctx, [statedBy, ...results.map((one) => one.recorded_by)].filter(isId))
  const nameOf = (id: number | null) => (id === null ? null : (authors.get(id)?.name ?? null))
  const nodes = new Map(document ? modelNodes(document).map(({ id, name }) => [id, name]) : [])
  const { treatment, outcome, arrow } = statement
  const days = studyDays(statement)
  return {
    ...brief,
    statement: { ...statement, sections: [...statement.sections], ...listsOf(statement) },
    digest,
    statedBy: nameOf(statedBy),
    names: {
      treatment: courses.find(({ courseCode }) => courseCode === treatment.courseCode)?.title ?? treatment.courseCode,
      outcome:
        outcome.kind === 'measure'
          ? (measureNamed(outcome.measure)?.words[ctx.language].name ?? outcome.measure)
          : document
            ? skillNameIn(document, outcome.skill)
            : outcome.skill,
      from: arrow && (nodes.get(arrow.from) ?? arrow.from),
      to: arrow && (nodes.get(arrow.to) ?? arrow.to),
    },
    days: { ...days, times: [...days.times] },
    results: results.map(({ told: { balance, left, placebo, ...said }, ...one }) => ({
      ...{ ranOn: one.ran_on, ranBy: nameOf(one.recorded_by), rowsDigest: one.rows_digest },
      ...{ level: one.level, finding: one.finding, ...said },
      balance: shownRows(balance, said),
      left: told(left),
      nearTo: [one.near_result, one.near_beside].flatMap((id) => near.get(id) ?? []),
      placebo: placebo && withoutPeople(placebo),
    })) as Answer<typeof studies.showStudy>['results'],
    withheld: every.length - results.length,
    may: [
      ...(mayRun ? (['runStudy'] as const) : []),
      ...(mayState ? (['stateStudy'] as const) : []),
      ...(mayExport && results.length > 0 ? (['exportStudyRows'] as const) : []),
    ],
  }
}

/** What the estimate needs, read before it is made without a connection. */
export async function rowsToEstimate(
  ctx: Ctx<typeof studies.runStudy>,
  { studyId }: Input<typeof studies.runStudy>,
): Promise<Wanted> {
  const { statement, salt } = await studyOf(ctx, studyId)
  const { outcomeOn } = studyDays(statement)
  ctx.must(outcomeOn <= ctx.today, 'study_too_early', { date: formatDate(outcomeOn, ctx.language) })
  const { days, subjects, people, restsOnSample } = await cohortOf(ctx, statement, salt)
  const known = usable(statement, subjects)
  mustBeEnough(ctx, statement, known)
  const { bytes, digest } = fileOf(rowsOf(statement, days, subjects))
  const likeness = likenessOf(subjects, people, new Set(known))
  return { statement, subjects, bytes, digest, restsOnSample, likeness }
}

export async function runStudy(
  ctx: Ctx<typeof studies.runStudy>,
  { studyId }: Input<typeof studies.runStudy>,
  estimated: Estimated,
) {
  if ('fault' in estimated) {
    const reason = columnsInWords(estimated.fault[ctx.language], ctx.language)
    throw ctx.refusal('cannot_be_estimated', { reason })
  }
  const { digest, likeness, level, finding, told } = estimated
  await oneAtATime('answers of studies').execute(ctx.db)
  const [near, beside] = nearTo(likeness, await answersRead(ctx))
  await tables(ctx)
    .insertInto('study_result')
    .values({
      ...{ study_id: studyId, ran_on: ctx.today, recorded_by: ctx.actor.subjectId, level, finding },
      ...{ rows_digest: digest, near_result: near?.study_result_id ?? null },
      near_beside: beside?.study_result_id ?? null,
      people: JSON.stringify(likeness) as unknown as typeof likeness,
      told: JSON.stringify(told) as unknown as typeof told,
    })
    .execute()
  ctx.about([], { detail: { studyId, level, finding, rows: digest } })
  return { studyId, level, finding }
}

export async function exportStudyRows(
  ctx: Ctx<typeof studies.exportStudyRows>,
  { studyId }: Input<typeof studies.exportStudyRows>,
) {
  const { statement, salt } = await studyOf(ctx, studyId)
  const last = await tables(ctx)
    .selectFrom('study_result')
    .select('rows_digest')
    .where('study_id', '=', studyId)
    .orderBy('study_result_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  ctx.must(last, 'study_without_result')
  const { days, subjects, people } = await cohortOf(ctx, statement, salt)
  const { bytes, digest } = fileOf(rowsOf(statement, days, subjects))
  ctx.must(digest === last.rows_digest, 'records_moved_on')
  ctx.exports(people, `study.${studyId}`)
  return { fileName: `study-${studyId}${await sampleMark(ctx)}.csv`, base64: Buffer.from(bytes).toString('base64') }
}

/** Every study in short, the latest first. */
export async function briefs(ctx: Ctx): Promise<Answer<typeof studies.listStudies>['studies']> {
  const { rows } = await sql<{
    studyId: number
    statement: Statement
    statedOn: string
    follows: number | null
    followedBy: number | null
    result: Answer<typeof studies.listStudies>['studies'][number]['result']
  }>`select s.study_id as "studyId", s.statement, s.stated_on as "statedOn", s.follows,
      (select max(n.study_id) from study n where n.follows = s.study_id) as "followedBy",
      (select json_build_object('ranOn', r.ran_on, 'level', r.level, 'finding', r.finding) from study_result r
        where r.study_id = s.study_id order by r.study_result_id desc limit 1) as result
    from study s order by s.study_id desc limit ${MOST}`.execute(ctx.db)
  return rows.map(({ statement: { question, design, arrow }, ...one }) => ({ ...one, question, design, arrow }))
}

async function studyOf(ctx: Ctx<'no_such_study'>, studyId: number) {
  const study = await tables(ctx).selectFrom('study').selectAll().where('study_id', '=', studyId).executeTakeFirst()
  ctx.must(study, 'no_such_study')
  return study
}

/** Answers that executives read too, and of whom they tell. */
async function answersRead(ctx: Ctx) {
  return await tables(ctx)
    .selectFrom('study_result')
    .select(['study_result_id', 'people'])
    .where('near_result', 'is', null)
    .orderBy('study_result_id')
    .execute()
}

/** Of answers that are near to another one, the study that it is of, by the other's id. */
async function studiesOf(
  ctx: Ctx,
  results: readonly { readonly near_result: number | null; readonly near_beside: number | null }[],
) {
  const ids = results.flatMap(({ near_result, near_beside }) => [near_result, near_beside]).filter(isId)
  if (ids.length === 0) return new Map<number | null, number>()
  const rows = await tables(ctx)
    .selectFrom('study_result')
    .select(['study_result_id', 'study_id'])
    .where('study_result_id', 'in', ids)
    .execute()
  return new Map<number | null, number>(rows.map(({ study_result_id: id, study_id }) => [id, study_id]))
}

type Wrong = Exclude<keyof typeof studies.previewStudy.refusals, 'no_comparison'>

/** What the statement names is there, and the design has what it needs. */
async function mustMakeSense(ctx: Ctx<Wrong>, statement: Statement): Promise<void> {
  const document = await requirePolicy(ctx)
  const { arrow, treatment, outcome, sections, design, covariates } = statement
  ctx.must(statement.from < statement.to, 'ends_before_it_begins')
  ctx.must(studyDays(statement).outcomeOn >= addDays(statement.to, -1), 'outcome_before_treatment')
  const courses = await coursesByCode(ctx)
  ctx.must(
    courses.some(({ courseCode }) => courseCode === treatment.courseCode),
    'unknown_course',
  )
  if (outcome.kind === 'measure') ctx.must(personMeasure(outcome.measure), 'no_such_measure')
  else
    ctx.must(
      skillsOf(document).some(({ id }) => id === outcome.skill),
      'no_such_skill',
    )
  ctx.must(
    arrow === null || document.model?.arrows.some(({ from, to }) => from === arrow.from && to === arrow.to),
    'no_such_arrow',
  )
  ctx.must(!needsCovariates(design) || covariates.length > 0, 'covariates_needed')
  ctx.must(usesCovariates(design) || covariates.length === 0, 'covariates_not_used')
  if (sections.length === 0) return
  const { rows } = await sql<{ code: string }>`select s.section_code as code
    from ${sectionsOn(studyDays(statement).before)} s where s.section_code = any(${sections}::text[])`.execute(ctx.db)
  ctx.must(rows.length === new Set(sections).size, 'unknown_section')
}

function mustBeEnough(
  ctx: Ctx<'no_comparison' | 'too_few_people'>,
  { design, leastDifference }: Statement,
  subjects: readonly Subject[],
): void {
  const isPaired = !hasComparison(design)
  const sizes = sizesOf(subjects)
  ctx.must(isPaired || sizes.treated === 0 || sizes.comparison > 0, 'no_comparison')
  const shown = told(sizes)
  const many = (people: number | null) => people ?? ctx.t(evidenceMessages, 'fewer_than', { n: THRESHOLD })
  ctx.must(isEnough(sizes, leastDifference, isPaired), 'too_few_people', {
    treated: many(shown.treated),
    comparison: isPaired ? '—' : many(shown.comparison),
    ...{ needed: neededEach(leastDifference, isPaired), least: leastDifference },
  })
}

function sizesOf(subjects: readonly Subject[]): Sizes {
  const treated = subjects.filter(({ group }) => group === 'treated').length
  return { treated, comparison: subjects.length - treated }
}

/** Nobody is told that there are one to four of them. */
function told({ treated, comparison }: Sizes) {
  const shown = (people: number) => (people > 0 && people < THRESHOLD ? null : people)
  return { treated: shown(treated), comparison: shown(comparison) }
}

/** With how many the main answer rests on, it would tell how few are missing in this one. */
function withoutPeople({ n: _, ...found }: Found): Omit<Found, 'n'> {
  return found
}

function listsOf({ employmentCategories, covariates }: Statement) {
  return { employmentCategories: [...employmentCategories], covariates: [...covariates] }
}

/** A KPI or an indicator by its id. */
export function nameOfMeasured(document: Parameters<typeof definitionsOf>[0], id: string): string {
  return definitionsOf(document).find((one) => one.id === id)?.name ?? id
}

/** The highest sections and those right below them. */
async function topSections(ctx: Ctx): Promise<{ sectionCode: string; name: string }[]> {
  const sections = sectionsOn(ctx.today)
  const { rows } = await sql<{ sectionCode: string; name: string }>`select s.section_code as "sectionCode",
      case when p.section_code is null then s.name else p.name || ' ' || s.name end as name
    from ${sections} s left join ${sections} p on p.section_code = s.parent_code
    where s.parent_code is null or p.parent_code is null order by s.section_code limit 400`.execute(ctx.db)
  return rows
}

const isId = (id: number | null): id is number => id !== null
