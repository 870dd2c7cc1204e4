/**
 * Rounds that were held before, or elsewhere: they come closed, as answers of sections without anything that says whose they are. There are no
 * keys and no ballots, so nothing of them can be opened or answered; groups, answers and counts are those of any closed round.
 */
import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { addDays } from '#platform/time/dates.ts'
import { fits, kept, type Value } from './answers.rules.ts'
import { mergeBySize } from './cells.rules.ts'
import { type ClosedGroup, countAnswers, writeGroups } from './closing.service.ts'
import type { surveys } from './contract.ts'
import { latestVersion, type StoredVersion } from './loading.service.ts'
import { surveysMessages } from './messages.ts'
import { LEAST_K, planCells } from './opening.rules.ts'
import { nextRound, requireSections } from './opening.service.ts'
import { requireRound } from './rounds.service.ts'

type Brought = Input<typeof surveys.bringSurveyRound>
type Refusing = Ctx<typeof surveys.bringSurveyRound>

export async function bringSurveyRound(
  ctx: Refusing,
  input: Brought,
): Promise<Answer<typeof surveys.bringSurveyRound>> {
  const { survey, from, to, k, level, isSample } = input
  ctx.must(from <= to, 'ends_before_it_begins')
  ctx.must(to < ctx.today, 'not_over_yet')
  ctx.must(k >= LEAST_K, 'k_too_low', { least: LEAST_K })
  await oneAtATime('surveys').execute(ctx.db)
  const version = await latestVersion(ctx, survey)
  ctx.must(version, 'no_such_survey')
  ctx.must(version.kind === 'anonymous', 'named_not_brought')
  await mustBeNew(ctx, input)
  const sections = await requireSections(ctx, from, { codes: input.sections.map(({ section }) => section), level })
  const answers = answersIn(ctx, version, input)
  const places = input.sections.map(({ section, receivers }, place) => ({ place, section, receivers }))
  // A section stands for its people: where they are told apart is the same as when a round is opened.
  const { cells } = planCells(
    places.map(({ place, section }) => ({
      ...{ staffMemberId: place, sectionCode: section, employmentCategory: '', gradeBand: '' },
    })),
    sections,
    { attributes: ['section'], level, k: 1 },
  )
  const sized = cells.map(({ steps, people: own }) => ({
    ...{ steps, own, size: own.reduce((sum, place) => sum + answers[place]!.length, 0) },
  }))
  const groups = mergeBySize(sized, k).map(({ steps, members }, at) => {
    const own = members.flatMap((member) => sized[member]!.own)
    return {
      ...{ number: at + 1, steps, own },
      receivers: own.reduce((sum, place) => sum + places[place]!.receivers, 0),
      answers: own.reduce((sum, place) => sum + answers[place]!.length, 0),
    }
  })
  const receivers = groups.reduce((sum, group) => sum + group.receivers, 0)
  const answered = groups.reduce((sum, group) => sum + group.answers, 0)
  ctx.must(answered <= receivers && receivers > 0, 'more_than_asked', { answers: answered, receivers })
  const roundId = await nextRound(ctx)
  await sql`insert into survey_round (survey_round_id, survey_version_id, opens_on, closes_on, k, attributes, receivers,
      opened_by, opened_at, closed_at, closed_by, close_reason, answers, reissues, is_sample)
    overriding system value values (${roundId}, ${version.surveyVersionId}, ${from}, ${to}, ${k}, '{section}', ${receivers},
      ${ctx.actor.subjectId}::bigint, ${from}::date::timestamp at time zone 'Asia/Tokyo',
      ${addDays(to, 1)}::date::timestamp at time zone 'Asia/Tokyo', ${ctx.actor.subjectId}::bigint,
      ${ctx.t(surveysMessages, 'closed.brought')}, ${answered}, 0, ${isSample})`.execute(ctx.db)
  await writeGroups(ctx, roundId, groups)
  await writeAnswers(ctx, roundId, groups, answers)
  await countAnswers(ctx, { roundId, items: version.items, k })
  ctx.about([], { detail: { roundId, survey, receivers, answers: answered, groups: groups.length } })
  return { roundId, receivers, answers: answered, groups: groups.length }
}

/** A round that was opened here is nobody's to take back; what was made known because of one stays true of it. */
export async function takeBackSurveyRound(
  ctx: Ctx<typeof surveys.takeBackSurveyRound>,
  { roundId, reason }: Input<typeof surveys.takeBackSurveyRound>,
): Promise<Answer<typeof surveys.takeBackSurveyRound>> {
  await oneAtATime('surveys').execute(ctx.db)
  const { survey, from, to, answers, keysHash, isNamed } = await requireRound(ctx, roundId)
  ctx.must(keysHash === null && !isNamed, 'not_brought')
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from survey_change c
    where c.survey_round_id = ${roundId}`.execute(ctx.db)
  ctx.must(rows[0]!.count === 0, 'changes_rest_on_it', { count: rows[0]!.count })
  await sql`select take_back_brought(${roundId})`.execute(ctx.db)
  ctx.about([], { reason, detail: { roundId, survey, from, to, answers } })
  return { roundId, answers: answers ?? 0 }
}

/** The same days twice would count everybody twice. */
async function mustBeNew(ctx: Refusing, { survey, from, to }: Brought): Promise<void> {
  const { rows } = await sql<{ one: number }>`select 1 as one from survey_round r
      join survey_version v using (survey_version_id)
    where v.survey = ${survey} and r.opens_on = ${from} and r.closes_on = ${to}`.execute(ctx.db)
  ctx.must(rows.length === 0, 'brought_already', { from, to })
}

/** Of each section the sheets as they are kept. */
function answersIn(ctx: Refusing, { items }: StoredVersion, { items: ids, sections }: Brought) {
  const asked = ids.map((id) => items.find((item) => item.id === id))
  let faulty = asked.filter((item) => !item).length
  const all = sections.map(({ sheets }) =>
    sheets.map((values) => {
      const given = new Map<string, Value>()
      for (const [at, value] of values.entries()) {
        const item = asked[at]
        if (value === null) continue
        if (item && fits(item, value)) given.set(item.id, value)
        else faulty++
      }
      return kept(items, given)
    }),
  )
  if (faulty > 0) throw ctx.refusal('faulty_answers', { count: faulty })
  return all
}

/** In an order of chance, as at closing; so many at a time, because a whole prefecture's sheets in one statement take longer than one may. */
async function writeAnswers(
  ctx: Ctx,
  roundId: number,
  groups: readonly (ClosedGroup & { readonly own: readonly number[] })[],
  answers: readonly (readonly object[])[],
): Promise<void> {
  const rows = shuffled(
    groups.flatMap(({ number, own }) => own.flatMap((place) => answers[place]!.map((sheet) => ({ number, sheet })))),
  )
  for (let from = 0; from < rows.length; from += SHEETS_AT_ONCE) {
    const some = JSON.stringify(rows.slice(from, from + SHEETS_AT_ONCE))
    await sql`insert into survey_answer (survey_round_id, group_number, answers)
      select ${roundId}, a.number, a.sheet from jsonb_to_recordset(${some}::jsonb) as a(number smallint, sheet jsonb)`.execute(
      ctx.db,
    )
    await ctx.progress(
      Math.min(from + SHEETS_AT_ONCE, rows.length),
      rows.length,
      ctx.t(surveysMessages, 'stage.sheets'),
    )
  }
}
const SHEETS_AT_ONCE = 5_000

/** By Fisher and Yates, with numbers that nobody can guess. */
function shuffled<T>(rows: T[]): T[] {
  for (let at = rows.length - 1; at > 0; at--) {
    const other = randomInt(at + 1)
    const kept = rows[at]!
    rows[at] = rows[other]!
    rows[other] = kept
  }
  return rows
}
