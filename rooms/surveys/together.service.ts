/** What moved in the same sections at the same time as the outcomes of a closed round, over its survey's rounds up to it: together.rules.ts. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { remembering } from '#platform/measure/remembering.ts'
import type { surveys } from './contract.ts'
import { shareOf } from './report.rules.ts'
import { outcomesOn } from './report.service.ts'
import { rowsOf } from './results.rules.ts'
import { answersTo } from './results.service.ts'
import { requireRound, type StoredRound } from './rounds.service.ts'
import { isSameItem, plain } from './survey.rules.ts'
import { type Changes, FEWEST, movedTogether } from './together.rules.ts'

/** Of each outcome. The same people answer all items, so that many move together; the strongest say most. */
const SHOWN = 3

/** Rounds that are laid beside each other: the steps between them are three. */
const ROUNDS = 4

export async function showSurveyTogether(
  ctx: Ctx<typeof surveys.showSurveyTogether>,
  { roundId }: Input<typeof surveys.showSurveyTogether>,
): Promise<Answer<typeof surveys.showSurveyTogether>> {
  const round = await requireRound(ctx, roundId)
  ctx.must(round.isClosed, 'round_not_closed')
  const asked = round.items.filter(({ type }) => type === 'agreement5')
  const rounds = await roundsUpTo(ctx, round)
  const { sections, looked, found } = await movedIn(ctx, round, rounds, asked)
  const outcomes = await outcomesOn(ctx, round.to)
  const strongest = [...Map.groupBy(found, ({ outcome }) => outcome).values()].flatMap((own) => own.slice(0, SHOWN))
  return {
    ...{ rounds: rounds.length, sections, fewest: FEWEST, looked, held: found.length },
    found: strongest.map(({ outcome, item, ...one }) => ({
      ...{ outcome: outcomes.get(outcome) ?? outcome, item: plain(asked.find(({ id }) => id === item)!), ...one },
    })),
  }
}

/** Of closed rounds it never changes. */
const remembered = remembering<ReturnType<typeof movedTogether> & { readonly sections: number }>(8)

async function movedIn(ctx: Ctx, round: StoredRound, rounds: readonly StoredRound[], asked: StoredRound['items']) {
  const stamp = [round, ...rounds].map((one) => one.stamp).join(' ')
  const known = remembered.at(stamp)
  if (known) return known
  const shares: Shares[] = []
  for (const one of rounds) shares.push(await sharesOf(ctx, one, asked))
  const changes = shares.slice(1).flatMap((now, step) => changesBetween(shares[step]!, now))
  const items = asked.map(({ id, outcome = null }) => ({ id, outcome }))
  const moved = { sections: changes.length, ...movedTogether(items, changes) }
  remembered.keep(stamp, moved)
  return moved
}

/** The closed rounds of the survey that tell sections apart, up to this one and with it, the oldest first. */
async function roundsUpTo(ctx: Ctx, { roundId, survey, to }: StoredRound): Promise<StoredRound[]> {
  const { rows } = await sql<{ id: number }>`select r.survey_round_id as id from survey_round r
      join survey_version v using (survey_version_id)
    where v.survey = ${survey} and (r.closes_on, r.survey_round_id) <= (${to}::date, ${roundId}::bigint) and r.answers > 0
      and 'section' = any(r.attributes)
    order by r.closes_on desc, r.survey_round_id desc limit ${ROUNDS}`.execute(ctx.db)
  const rounds: StoredRound[] = []
  for (const { id } of rows.toReversed()) rounds.push(await requireRound(ctx as Ctx<'no_such_round'>, id))
  return rounds
}

/** Of each item that the round asked in the same words, the favourable share of every section where it may be shown. */
async function sharesOf(ctx: Ctx, round: StoredRound, asked: StoredRound['items']): Promise<Shares> {
  const answersOf = await answersTo(ctx, round.roundId)
  return new Map(
    asked.flatMap((item) => {
      const own = round.items.find((one) => isSameItem(one, item))
      if (!own) return []
      const rows = rowsOf(own, answersOf(own.id), round.k, 'section').slice(1)
      const known = rows.flatMap((row) => {
        const share = shareOf(row)
        return share ? [[row.attributes.section!, share.favourable / share.n] as const] : []
      })
      return [[item.id, new Map(known)] as const]
    }),
  )
}

/** By item and section. */
type Shares = ReadonlyMap<string, ReadonlyMap<string, number>>

/** Of the lowest sections that both rounds show: whoever counts in one of them counts in no other. */
function changesBetween(before: Shares, now: Shares): Changes[] {
  const placesIn = (shares: Shares) => new Set([...shares.values()].flatMap((one) => [...one.keys()]))
  const both = [...placesIn(before)].filter((place) => placesIn(now).has(place))
  const lowest = both.filter((place) => !both.some((other) => other.startsWith(`${place}/`)))
  return lowest.map(
    (place) =>
      new Map(
        [...now].flatMap(([item, shares]) => {
          const [then, is] = [before.get(item)?.get(place), shares.get(place)]
          return then === undefined || is === undefined ? [] : [[item, is - then] as const]
        }),
      ),
  )
}
