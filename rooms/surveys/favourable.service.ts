/**
 * What a KPI may rest on: how many agreed (4 or 5) with an item of a survey, of those who answered it, in the latest round closed by a day.
 *
 * Sums by section are sums of blocks (results.rules.ts), each under the section that all its people are under. So whatever is made of them, by
 * sections, by subtraction or by opening them one after the other, is again about blocks, and gives away nothing that results would not
 * show (INV-A2, A3, A7). All of it is worked out once a round and day, as the basis of the figure.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Basis, MeasureRecord, Quantity } from '#platform/measure/measure.ts'
import { formatDate } from '#platform/time/dates.ts'
import { sectionsOn } from '#rooms/people/relations.service.ts'
import type { Step } from './cells.rules.ts'
import { surveysMessages } from './messages.ts'
import { favourableBlocks } from './results.rules.ts'
import type { SurveyItem } from './survey.rules.ts'

/** `surveys.favourableShare(survey/item)`: one measure for each item of agreement. */
export const favourableName = 'surveys.favourableShare'
export const ID = String.raw`[\p{L}\p{N}][\p{L}\p{N}_-]{0,63}`
export const favourablePattern = String.raw`^surveys\.favourableShare\(${ID}/${ID}\)$`

/** What is said of a round beside the value: when, in which words, and how many of those who were asked have answered. */
interface Told {
  readonly title: string
  readonly wording: string
  readonly closedOn: string
  readonly receivers: number
  readonly answers: number
}

interface BlockPart {
  /** Null where no section of the day holds all of it. */
  readonly section: string | null
  readonly n: number
  readonly favourable: number
}

interface RoundBasis extends Basis {
  readonly round: number
  readonly told: Told & Record<string, string | number>
  readonly blocks: readonly (BlockPart & Record<string, string | number | null>)[]
}

/** Nothing is closed yet, or so few answered that nothing may be shown: there is no value, which is not 0. */
const unknown: Basis = { restsOnSample: false, blocks: [] }

export function favourableShare(name: string): Quantity {
  const [survey = '', item = ''] = name.slice(favourableName.length + 1, -1).split('/')
  return {
    ...{ name, kind: 'state', unit: '%', isOutput: false },
    // A round is closed once; who belongs to which section is of the day.
    follows: { survey_round: 'basis', section_period: 'basis' },
    turning: () => sql`select null::bigint as unit where false`,
    isKnown: ([people = 0]) => people > 0,
    basis: (ctx, asOf) => basisOn(ctx, survey, item, asOf),
    parts: (
      days,
    ) => sql`select d.figure_id, b.place as unit, b.part ->> 'section' as section_code, null::text as outside,
        array[(b.part ->> 'n')::integer, (b.part ->> 'favourable')::integer, 0] as tallies
      from ${days} d cross join lateral jsonb_array_elements(d.basis -> 'blocks') with ordinality b(part, place)
      union all select d.figure_id, 0, null, 'not_answered',
        array[greatest(0, (d.basis -> 'told' ->> 'receivers')::integer - (d.basis -> 'told' ->> 'answers')::integer), 0, 0]
      from ${days} d where d.basis ? 'told'`,
  }
}

async function basisOn(ctx: Ctx, survey: string, id: string, asOf: string): Promise<Basis> {
  const round = await latestClosed(ctx, survey, id, asOf)
  const item = round?.items.find((one) => one.id === id)
  if (!round || !item) return unknown
  const blocks = favourableBlocks(item, round.groups, round.k)
  if (blocks.length === 0) return unknown
  const known = new Set(round.sectionCodes)
  const { title, closedOn, receivers, answers } = round
  const told = { title, wording: item.wording, closedOn, receivers, answers }
  const placed = blocks.map(({ sections, n, favourable }) => ({
    ...{ section: sections.findLast((code) => known.has(code)) ?? null, n, favourable },
  }))
  return { restsOnSample: round.isSample, round: round.roundId, told, blocks: placed } satisfies RoundBasis
}

interface Closed {
  readonly roundId: number
  readonly title: string
  readonly items: readonly SurveyItem[]
  readonly k: number
  readonly closedOn: string
  readonly receivers: number
  readonly answers: number
  readonly isSample: boolean
  /** Of the day. */
  readonly sectionCodes: readonly string[]
  readonly groups: readonly { readonly steps: readonly Step[]; readonly counts: Readonly<Record<string, number>> }[]
}

/** The latest of the survey's rounds that asked the item and were closed by the day. */
async function latestClosed(ctx: Ctx, survey: string, item: string, asOf: string): Promise<Closed | undefined> {
  const { rows } =
    await sql<Closed>`select r.survey_round_id as "roundId", v.title, v.items, r.k, r.receivers, r.answers,
      r.is_sample as "isSample", (r.closed_at at time zone 'Asia/Tokyo')::date as "closedOn",
      (select jsonb_agg(jsonb_build_object('steps', g.steps, 'counts',
          coalesce((select jsonb_object_agg(t.value, t.people) from survey_tally t where t.survey_round_id = g.survey_round_id
            and t.item = ${item} and t.group_number = g.group_number), '{}')) order by g.group_number)
        from survey_group g where g.survey_round_id = r.survey_round_id) as groups,
      array(select s.section_code from ${sectionsOn(asOf)} s) as "sectionCodes"
    from survey_round r join survey_version v using (survey_version_id)
    where v.survey = ${survey} and (r.closed_at at time zone 'Asia/Tokyo')::date <= ${asOf}::date
      and v.items @> ${JSON.stringify([{ id: item, type: 'agreement5' }])}::jsonb
    order by r.closed_at desc, r.survey_round_id desc limit 1`.execute(ctx.db)
  return rows[0]
}

async function sectionNames(ctx: Ctx, day: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; name: string }>`select s.section_code as code, s.name
    from ${sectionsOn(day)} s`.execute(ctx.db)
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** The round in words: what a share of answers means nothing without. */
export function toldOf(ctx: Ctx, told: Told): string {
  const rate = Math.round((told.answers * 1000) / told.receivers) / 10
  return ctx.t(surveysMessages, 'measure.told', {
    ...{ title: told.title, wording: told.wording, closed: formatDate(told.closedOn, ctx.language) },
    ...{ receivers: told.receivers, answers: told.answers, rate },
  })
}

/** Nobody's sheet is a record: the groups are, as they may be known. */
export async function groupsBehind(
  ctx: Ctx,
  quantity: Quantity,
  asOf: string,
  page: { readonly sectionCode?: string; readonly after?: string; readonly limit: number },
): Promise<{ total: number; records: MeasureRecord[]; next: string | null }> {
  const [basis, names] = await Promise.all([
    quantity.basis(ctx, asOf) as Promise<RoundBasis | undefined>,
    sectionNames(ctx, asOf),
  ])
  const found = [...(basis?.blocks ?? []).entries()].filter(
    ([, { section }]) => page.sectionCode === undefined || section === page.sectionCode,
  )
  const from = Number(page.after ?? 0)
  const shown = found.slice(from, from + page.limit)
  const next = from + page.limit
  return {
    total: found.length,
    records: shown.map(([place, { section, n, favourable }]) => ({
      ...{ id: `survey round ${basis!.round}, ${place + 1}`, staffMemberId: null, counted: true },
      finding: ctx.t(surveysMessages, 'measure.group', {
        ...{ section: (section && names.get(section)) || ctx.t(surveysMessages, 'measure.several'), n, favourable },
      }),
    })),
    next: next < found.length ? String(next) : null,
  }
}
