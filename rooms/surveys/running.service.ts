/** A round while it takes answers: how many have answered, and a last day that is moved. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { postsOn, sectionsOn } from '#rooms/people/relations.service.ts'
import type { Step } from './cells.rules.ts'
import type { surveys } from './contract.ts'
import { surveysMessages } from './messages.ts'
import { mayReadNamed } from './named.service.ts'
import { type Sections, USUAL_LEVEL } from './opening.rules.ts'
import { namesOf } from './report.rules.ts'
import { NOWHERE, type ResponseRow, responseOf, rowsOfGroups } from './response.rules.ts'
import { hasAnswered, lockForClosing, requireRound, type StoredRound, stateOf } from './rounds.service.ts'
import { sheetsWaiting } from './sheets.service.ts'
import { mayReadTexts, teamOf } from './texts.service.ts'

export async function extendSurveyRound(
  ctx: Ctx<typeof surveys.extendSurveyRound>,
  { roundId, to, reason }: Input<typeof surveys.extendSurveyRound>,
): Promise<Answer<typeof surveys.extendSurveyRound>> {
  await lockForClosing(ctx, roundId)
  const round = await requireRound(ctx, roundId)
  ctx.must(!round.isClosed, 'round_closed')
  ctx.must(to > round.to, 'not_later', { to: round.to })
  ctx.must(to >= ctx.today, 'over_already')
  await sql`update survey_round set closes_on = ${to} where survey_round_id = ${roundId}`.execute(ctx.db)
  await sql`insert into survey_extension (survey_round_id, from_day, to_day, reason, extended_by, extended_at)
    values (${roundId}, ${round.to}, ${to}, ${reason}, ${ctx.actor.subjectId}::bigint, ${ctx.now.toString()}::timestamptz)`.execute(
    ctx.db,
  )
  ctx.about([], { reason, detail: { roundId, from: round.to, to } })
  return { from: round.to, to }
}

/** Who has answered is known, for the reminders; when is not. Sections are those of the day on which the round was opened for its people. */
export async function showSurveyResponse(
  ctx: Ctx<typeof surveys.showSurveyResponse>,
  { roundId }: Input<typeof surveys.showSurveyResponse>,
): Promise<Answer<typeof surveys.showSurveyResponse>> {
  const round = await requireRound(ctx, roundId)
  const {
    survey,
    title,
    version,
    number,
    from,
    to,
    closeReason,
    k,
    attributes,
    keysHash,
    isSample,
    isNamed,
    receivers,
  } = round
  const sections = await sectionsOf(ctx, from)
  const name = sectionNames(ctx, sections)
  const asking = ['extendSurveyRound', 'closeSurveyRound', 'showPaperSheets'] as const
  const may = await Promise.all(asking.map((one) => ctx.may(`surveys.${one}`, { roundId })))
  const response =
    keysHash === null && !isNamed ? await broughtResponse(ctx, round) : await responseNow(ctx, round, sections)
  return {
    ...{
      survey,
      title,
      version,
      number,
      from,
      to,
      state: stateOf(ctx.today, round),
      closeReason,
      k,
      keysHash,
      isSample,
      isNamed,
    },
    attributes: [...attributes],
    may: [
      ...asking.filter((one, at) => !round.isClosed && may[at] && !(isNamed && one === 'showPaperSheets')),
      ...((await mayReadTexts(ctx, round)) ? ['showSurveyTexts' as const] : []),
      ...((await mayReadNamed(ctx, round)) ? ['showNamedAnswers' as const] : []),
    ],
    extensions: await extensionsOf(ctx, roundId),
    team: (await teamOf(ctx, roundId)).map(({ name: own }) => own),
    ...{ receivers, answered: response.answered, sheetsWaiting: await sheetsWaiting(ctx, roundId) },
    sections: response.rows.map((row) => ({ ...row, names: name(row.place) })),
  }
}

async function extensionsOf(ctx: Ctx, roundId: number) {
  const { rows } = await sql<{
    from: string
    to: string
    reason: string
  }>`select e.from_day as "from", e.to_day as "to", e.reason
    from survey_extension e where e.survey_round_id = ${roundId} order by e.to_day`.execute(ctx.db)
  return rows
}

interface Response {
  readonly answered: number | null
  readonly rows: readonly ResponseRow[]
}

async function responseNow(
  ctx: Ctx,
  { roundId, from, k, receivers }: StoredRound,
  sections: Sections,
): Promise<Response> {
  const { rows } = await sql<{
    sectionCode: string | null
    receivers: number
    answered: number
  }>`select p.section_code as "sectionCode", count(*)::int as receivers, count(*) filter (where ${hasAnswered})::int as answered
    from survey_receiver m left join ${postsOn(from)} p on p.staff_member_id = m.staff_member_id
    where m.survey_round_id = ${roundId} group by p.section_code`.execute(ctx.db)
  const asked = rows.map(({ sectionCode, ...counts }) => ({ ...counts, sectionCode: sectionCode ?? undefined }))
  const answered = rows.reduce((sum, row) => sum + row.answered, 0)
  return { answered: receivers < k ? null : answered, rows: responseOf(asked, sections, USUAL_LEVEL, k) }
}

/** Nobody is known to have been asked in a round that was brought along; its groups say how many were. */
async function broughtResponse(ctx: Ctx, { roundId, answers }: StoredRound): Promise<Response> {
  const { rows } = await sql<{ steps: Step[]; receivers: number; answered: number }>`select g.steps, g.receivers,
      g.answers as answered from survey_group g where g.survey_round_id = ${roundId}`.execute(ctx.db)
  return { answered: answers, rows: rowsOfGroups(rows) }
}

interface NamedSection {
  readonly name: string
  readonly kind: string
  readonly parent: string | null
}

export async function sectionsOf(ctx: Ctx, day: string): Promise<ReadonlyMap<string, NamedSection>> {
  const { rows } = await sql<NamedSection & { code: string }>`select s.section_code as code, s.name, s.kind,
      s.parent_code as parent from ${sectionsOn(day)} s`.execute(ctx.db)
  return new Map(rows.map(({ code, ...section }) => [code, section]))
}

/** By the place of sections or of anything else: what is no section's code stands for itself. */
export function sectionNames(ctx: Ctx, sections: ReadonlyMap<string, NamedSection>) {
  const itself = ctx.t(surveysMessages, 'place.itself')
  const nowhere = ctx.t(surveysMessages, 'place.nowhere')
  return (place: string) =>
    namesOf(place, (code) => (code === NOWHERE ? nowhere : (sections.get(code)?.name ?? code)), itself)
}
