/** Results of a closed round at a look, and those of a head's own sections: everything that is told is a row of results.rules.ts. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { remembering } from '#platform/measure/remembering.ts'
import { sectionsLedBy } from '#rooms/people/service.ts'
import { modelNodes } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { surveys } from './contract.ts'
import { changeOf, isForEverybody, isPlaceOf, lowestOf, shareOf } from './report.rules.ts'
import { type Row, rowsOf } from './results.rules.ts'
import { answersTo } from './results.service.ts'
import { requireRound, type StoredRound } from './rounds.service.ts'
import { sectionNames, sectionsOf } from './running.service.ts'
import { scalesOf } from './scales.service.ts'
import { isSameItem, plain, type SurveyItem } from './survey.rules.ts'

type Report = Answer<typeof surveys.showSurveyReport>
type Told = Report['items'][number]['whole']

export async function showSurveyReport(
  ctx: Ctx<typeof surveys.showSurveyReport>,
  { roundId, by }: Input<typeof surveys.showSurveyReport>,
): Promise<Report> {
  const round = await requireRound(ctx, roundId)
  ctx.must(round.isClosed, 'round_not_closed')
  ctx.must(by === undefined || round.attributes.includes(by), 'unknown_attribute')
  const before = await roundBefore(ctx, round)
  const { places, items } = await comparedOf(ctx, round, before, by)
  const outcomes = await outcomesOn(ctx, round.to)
  const named = sectionNames(ctx, await sectionsOf(ctx, round.from))
  const { k, receivers, answers, reissues, sheets, sheetsDrawn } = round
  return {
    ...{ k, receivers, answers: answers ?? 0, reissues: reissues ?? 0, sheets, sheetsDrawn },
    before: before ? briefly(before) : null,
    places: places.map((place) => ({ place, names: named(place) })),
    items: items.map(({ item, lowest, ...found }) => {
      const outcome = item.outcome === undefined ? null : (outcomes.get(item.outcome) ?? null)
      return { item: plain(item), outcome, ...found, lowest: isForEverybody(outcome) ? lowest : null }
    }),
    scales: (await scalesOf(ctx, roundId)).map((scale) => ({
      ...scale,
      outcome: outcomes.get(scale.outcome) ?? scale.outcome,
    })),
  }
}

/** Of each item that was asked, what may be told of the whole and of each place, beside the round before. */
interface Compared {
  readonly places: readonly string[]
  readonly items: readonly (Pick<
    Report['items'][number],
    'whole' | 'distribution' | 'by' | 'askedOtherwise' | 'lowest'
  > & {
    readonly item: SurveyItem
  })[]
}

/** Of closed rounds it never changes. It says what the answer says, and no more. */
const remembered = remembering<Compared>(8)

async function comparedOf(
  ctx: Ctx,
  round: StoredRound,
  before: StoredRound | undefined,
  by: string | undefined,
): Promise<Compared> {
  const stamp = `${round.stamp} ${before?.stamp ?? ''} ${by ?? ''}`
  const known = remembered.at(stamp)
  if (known) return known
  const [now, then] = [await answersTo(ctx, round.roundId), before && (await answersTo(ctx, before.roundId))]
  const { k, items } = round
  const asked = items.filter(({ type }) => type !== 'text' && type !== 'heading')
  const places = placesIn(rowsOf(asked[0] ?? items[0]!, now(''), k, by), by)
  const compared = {
    places,
    items: asked.map((item) => {
      const [whole, ...rows] = rowsOf(item, now(item.id), k, by)
      const old = before?.items.find((one) => isSameItem(one, item))
      const askedOtherwise = !old && before?.items.some(({ id }) => id === item.id) === true
      const [wholeThen, ...rowsThen] = old && before && then ? rowsOf(old, then(old.id), before.k, by) : []
      const placeThen = new Map(rowsThen.map((row) => [by && row.attributes[by], row]))
      return {
        ...{ item, askedOtherwise },
        whole: told(whole, wholeThen),
        distribution: whole?.distribution ? { ...whole.distribution } : null,
        by: rows.map((row) => told(row, placeThen.get(by && row.attributes[by]))),
        lowest: lowestOf(places, rows.map(shareOf)),
      }
    }),
  }
  remembered.keep(stamp, compared)
  return compared
}

function placesIn(rows: readonly Row[], by: string | undefined): string[] {
  return by === undefined ? [] : rows.slice(1).map(({ attributes }) => attributes[by]!)
}

function told(row: Row | undefined, before: Row | undefined): Told {
  if (!row?.distribution) return null
  const [share, earlier] = [shareOf(row), shareOf(before)]
  return {
    ...{ n: row.n, favourable: share?.favourable ?? null, before: earlier },
    change: share && earlier ? { ...changeOf(share, earlier) } : null,
  }
}

function briefly({ roundId, from, to, receivers, answers }: StoredRound) {
  return { roundId, from, to, receivers, answers: answers ?? 0 }
}

/** The closed round of the same survey before this one, if there is one. */
async function roundBefore(ctx: Ctx, { roundId, survey, to }: StoredRound): Promise<StoredRound | undefined> {
  const { rows } = await sql<{ id: number }>`select r.survey_round_id as id from survey_round r
      join survey_version v using (survey_version_id)
    where v.survey = ${survey} and (r.closes_on, r.survey_round_id) < (${to}::date, ${roundId}::bigint) and r.answers > 0
    order by r.closes_on desc, r.survey_round_id desc limit 1`.execute(ctx.db)
  return rows[0] && (await requireRound(ctx as Ctx<'no_such_round'>, rows[0].id))
}

/** Names of the model's nodes on a day; none before a policy was published. */
export async function outcomesOn(ctx: Ctx, day: string): Promise<ReadonlyMap<string, string>> {
  const document = (await policyOn(ctx, day)) ?? (await policyOn(ctx))
  return new Map((document ? modelNodes(document) : []).map(({ id, name }) => [id, name]))
}

export async function showSectionSurveyResults(
  ctx: Ctx<typeof surveys.showSectionSurveyResults>,
  { roundId }: Input<typeof surveys.showSectionSurveyResults>,
): Promise<Answer<typeof surveys.showSectionSurveyResults>> {
  const { rows: rounds } = await sql<{ roundId: number; title: string; from: string; to: string }>`
    select r.survey_round_id as "roundId", v.title, r.opens_on as "from", r.closes_on as "to"
    from survey_round r join survey_version v using (survey_version_id)
    where r.closed_at is not null and 'section' = any(r.attributes)
    order by r.closes_on desc, r.survey_round_id desc limit 12`.execute(ctx.db)
  const wanted = roundId ?? rounds[0]?.roundId
  if (wanted === undefined) return { rounds, shown: null }
  ctx.must(
    rounds.some((one) => one.roundId === wanted),
    'no_such_round',
  )
  const round = await requireRound(ctx, wanted)
  const { rows: sections } = await sql<{ sectionCode: string }>`select l.section_code as "sectionCode"
    from ${sectionsLedBy(ctx.actor.subjectId ?? 0, ctx.today)} l order by l.section_code`.execute(ctx.db)
  const known = await sectionsOf(ctx, round.from)
  const { places, items } = await comparedOf(ctx, round, undefined, 'section')
  // Also those that were merged with others, whose people want to know why nothing is shown.
  const toldApart = new Set(places.flatMap((place) => place.split(/[/+]/)))
  const led = sections.flatMap(({ sectionCode }) => {
    const section = known.get(sectionCode)
    return section && toldApart.has(sectionCode) ? [{ sectionCode, name: section.name }] : []
  })
  return {
    rounds,
    shown: {
      ...{ roundId: wanted, k: round.k, receivers: round.receivers, answers: round.answers ?? 0, sections: led },
      items: items
        .filter(({ item }) => item.type === 'agreement5')
        .map(({ item, whole, by }) => {
          const own = ({ sectionCode }: { sectionCode: string }) =>
            shareIn(by[places.findIndex((place) => isPlaceOf(place, sectionCode))])
          return { item: plain(item), whole: shareIn(whole), sections: led.map(own) }
        }),
    },
  }
}

function shareIn(found: Told | undefined) {
  return found && found.favourable !== null ? { n: found.n, favourable: found.favourable } : null
}
