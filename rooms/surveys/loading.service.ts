/** Surveys from their files; versions are added and never changed. */
import { sql } from 'kysely'
import { holdersOf } from '#platform/auth/service.ts'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { peopleRows } from '#rooms/people/relations.service.ts'
import type { surveys } from './contract.ts'
import type { Attribute } from './opening.rules.ts'
import { hasAnswered, numberInSurvey, stateOf } from './rounds.service.ts'
import { checkSurvey, plain, reworded, type SurveyDocument, type SurveyItem, toldIn } from './survey.rules.ts'

export interface StoredVersion {
  readonly surveyVersionId: number
  readonly survey: string
  readonly number: number
  readonly title: string
  readonly titleEn: string | null
  readonly kind: SurveyDocument['kind']
  readonly items: readonly SurveyItem[]
}

export async function loadSurvey(
  ctx: Ctx<typeof surveys.loadSurvey>,
  { text, madeFrom }: Input<typeof surveys.loadSurvey>,
): Promise<Answer<typeof surveys.loadSurvey>> {
  const { document, problems } = checkSurvey(text)
  if (!document) {
    const fields = toldIn(ctx.language, problems).map(({ line, column, path, message }) => ({
      ...{ path: `${line}:${column} ${path}`, reason: message },
    }))
    throw ctx.refusal('faulty_survey', { count: problems.length }, fields)
  }
  await oneAtATime('surveys').execute(ctx.db)
  const before = await latestVersion(ctx, document.id)
  const stands = before?.number ?? 0
  ctx.must(madeFrom === undefined || madeFrom === stands, 'survey_moved_on', { version: stands })
  ctx.must(!before || before.kind === document.kind, 'other_kind', { survey: document.id })
  const items = document.items.map(plain)
  const titleEn = document.en?.title ?? null
  const isSame =
    before?.title === document.title &&
    before.titleEn === titleEn &&
    JSON.stringify(before.items.map(plain)) === JSON.stringify(items)
  const number = stands + (isSame ? 0 : 1)
  if (!isSame) {
    await sql`insert into survey_version (survey, number, title, title_en, kind, items, recorded_by)
      values (${document.id}, ${number}, ${document.title}, ${titleEn}, ${document.kind}, ${JSON.stringify(items)}::jsonb,
        ${ctx.actor.subjectId}::bigint)`.execute(ctx.db)
  }
  ctx.about([], { detail: { survey: document.id, version: number, items: items.length } })
  return {
    ...{ survey: document.id, version: number, title: document.title, items: items.length, isNew: !isSame },
    changed: reworded(before?.items ?? [], items).map(({ id }) => id),
  }
}

async function peopleOfHr(ctx: Ctx): Promise<{ staffMemberId: number; name: string }[]> {
  const { rows } = await sql<{
    staffMemberId: number
    name: string
  }>`select p.staff_member_id as "staffMemberId", p.name
    from ${peopleRows(ctx.today)} p where p.staff_member_id = any(${await holdersOf(ctx, 'hr')}::bigint[])
    order by reading_order(p.name_kana), p.staff_member_id`.execute(ctx.db)
  return rows
}

export async function latestVersion(ctx: Ctx, survey: string): Promise<StoredVersion | undefined> {
  const { rows } =
    await sql<StoredVersion>`select v.survey_version_id as "surveyVersionId", v.survey, v.number, v.title,
      v.title_en as "titleEn", v.kind, v.items
    from survey_version v where v.survey = ${survey} order by v.number desc limit 1`.execute(ctx.db)
  return rows[0]
}

interface ListedRound {
  readonly survey: string
  readonly roundId: number
  readonly number: number
  readonly version: number
  readonly from: string
  readonly to: string
  readonly k: number
  readonly attributes: Attribute[]
  readonly receivers: number
  readonly keysHash: string | null
  readonly isClosed: boolean
  readonly closeReason: string | null
  readonly answers: number | null
  readonly answered: number | null
}

export async function listSurveys(ctx: Ctx<typeof surveys.listSurveys>): Promise<Answer<typeof surveys.listSurveys>> {
  const { rows: latest } =
    await sql<StoredVersion>`select distinct on (v.survey) v.survey_version_id as "surveyVersionId", v.survey,
      v.number, v.title, v.title_en as "titleEn", v.kind, v.items
    from survey_version v order by v.survey, v.number desc`.execute(ctx.db)
  const { rows: rounds } =
    await sql<ListedRound>`select v.survey, r.survey_round_id as "roundId", ${numberInSurvey} as number,
      v.number as version,
      r.opens_on as "from", r.closes_on as "to", r.k, r.attributes, r.receivers, r.keys_hash as "keysHash",
      r.closed_at is not null as "isClosed", r.close_reason as "closeReason", r.answers,
      case when r.keys_hash is null and not r.is_named then r.answers when r.receivers >= r.k then (select count(*)::int from survey_receiver m
        where m.survey_round_id = r.survey_round_id and ${hasAnswered}) end as answered
    from survey_round r join survey_version v using (survey_version_id) order by r.survey_round_id desc`.execute(ctx.db)
  const asked = ['loadSurvey', 'openSurveyRound'] as const
  const may = await Promise.all(asked.map((one) => ctx.may(`surveys.${one}`)))
  return {
    may: asked.filter((_, at) => may[at]),
    ofHr: may[1] ? await peopleOfHr(ctx) : [],
    surveys: latest
      .toSorted((a, b) => b.surveyVersionId - a.surveyVersionId)
      .map(({ survey, title, titleEn, kind, number, items }) => ({
        ...{ survey, title, titleEn, kind, version: number, items: items.map(plain) },
        rounds: rounds
          .filter((round) => round.survey === survey)
          .map(({ survey: _, isClosed, ...round }) => ({
            ...round,
            state: stateOf(ctx.today, { isClosed, ...round }),
          })),
      })),
  }
}
