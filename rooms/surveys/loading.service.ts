/** Surveys from their files; versions are added and never changed. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import type { surveys } from './contract.ts'
import type { Attribute } from './opening.rules.ts'
import { checkSurvey, type SurveyDocument, type SurveyItem, toldIn } from './survey.rules.ts'

export interface StoredVersion {
  readonly surveyVersionId: number
  readonly survey: string
  readonly number: number
  readonly title: string
  readonly kind: SurveyDocument['kind']
  readonly items: readonly SurveyItem[]
}

export async function loadSurvey(
  ctx: Ctx<typeof surveys.loadSurvey>,
  { text }: Input<typeof surveys.loadSurvey>,
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
  ctx.must(!before || before.kind === document.kind, 'other_kind', { survey: document.id })
  const items = document.items.map(plain)
  const isSame =
    before && before.title === document.title && JSON.stringify(before.items.map(plain)) === JSON.stringify(items)
  const number = (before?.number ?? 0) + (isSame ? 0 : 1)
  if (!isSame) {
    await sql`insert into survey_version (survey, number, title, kind, items, recorded_by)
      values (${document.id}, ${number}, ${document.title}, ${document.kind}, ${JSON.stringify(items)}::jsonb,
        ${ctx.actor.subjectId}::bigint)`.execute(ctx.db)
  }
  ctx.about([], { detail: { survey: document.id, version: number, items: items.length } })
  const changed = items.filter((item) => {
    const old = before?.items.find(({ id }) => id === item.id)
    return old && JSON.stringify(plain(old)) !== JSON.stringify(item)
  })
  return {
    ...{ survey: document.id, version: number, title: document.title, items: items.length, isNew: !isSame },
    changed: changed.map(({ id }) => id),
  }
}

/** In one order of keys: the database keeps its own. */
function plain({ id, type, wording, choices, scale, outcome }: SurveyItem): SurveyItem {
  return {
    ...{ id, type, wording },
    ...(choices && { choices }),
    ...(scale && { scale: { min: scale.min, max: scale.max } }),
    ...(outcome && { outcome }),
  }
}

export async function latestVersion(ctx: Ctx, survey: string): Promise<StoredVersion | undefined> {
  const { rows } =
    await sql<StoredVersion>`select v.survey_version_id as "surveyVersionId", v.survey, v.number, v.title, v.kind,
      v.items
    from survey_version v where v.survey = ${survey} order by v.number desc limit 1`.execute(ctx.db)
  return rows[0]
}

interface ListedRound {
  readonly survey: string
  readonly roundId: number
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
}

export async function listSurveys(ctx: Ctx<typeof surveys.listSurveys>): Promise<Answer<typeof surveys.listSurveys>> {
  const { rows: latest } =
    await sql<StoredVersion>`select distinct on (v.survey) v.survey_version_id as "surveyVersionId", v.survey,
      v.number, v.title, v.kind, v.items
    from survey_version v order by v.survey, v.number desc`.execute(ctx.db)
  const { rows: rounds } = await sql<ListedRound>`select v.survey, r.survey_round_id as "roundId", v.number as version,
      r.opens_on as "from", r.closes_on as "to", r.k, r.attributes, r.receivers, r.keys_hash as "keysHash",
      r.closed_at is not null as "isClosed", r.close_reason as "closeReason", r.answers
    from survey_round r join survey_version v using (survey_version_id) order by r.survey_round_id desc`.execute(ctx.db)
  return latest
    .toSorted((a, b) => b.surveyVersionId - a.surveyVersionId)
    .map(({ survey, title, kind, number, items }) => ({
      ...{ survey, title, kind, version: number, items: items.map(plainForAll) },
      rounds: rounds
        .filter((round) => round.survey === survey)
        .map(({ survey: _, isClosed, ...round }) => ({ ...round, state: stateOf(ctx.today, { isClosed, ...round }) })),
    }))
}

function stateOf(today: string, { isClosed, from, to }: Pick<ListedRound, 'isClosed' | 'from' | 'to'>) {
  if (isClosed) return 'closed'
  return today < from ? 'ahead' : today > to ? 'over' : 'open'
}

/** As the contract says an item. */
export function plainForAll(item: SurveyItem) {
  const { choices, ...rest } = plain(item)
  return { ...rest, ...(choices && { choices: [...choices] }) }
}
