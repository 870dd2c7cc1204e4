/** What an executive reads in a minute, all of one moment: values that are kept, paths as they were looked at last, nothing forecast and nothing counted anew. */
import { sql } from 'kysely'
import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { fiscalYearOf } from '#platform/time/dates.ts'
import { evidenceInShort } from '#rooms/evidence/short.service.ts'
import { owedValues } from '#rooms/kpi/calendar.service.ts'
import { editionAsOf } from '#rooms/kpi/definitions.service.ts'
import { inALine, lowestGroups } from '#rooms/kpi/lowest.service.ts'
import { entriesAndPaths } from '#rooms/kpi/paths.service.ts'
import { definitionsOf, lastDayOf, movedFrom } from '#rooms/kpi/rules.ts'
import { itemsOn } from '#rooms/kpi/trend.service.ts'
import { byHand } from '#rooms/kpi/values.service.ts'
import { modelNodes } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { barriersOfYear, type Hindered } from '#rooms/training/service.ts'
import { subjectsOf } from './decisions.service.ts'
import type { minute } from './minute.contract.ts'
import { stateOf } from './rules.ts'

type Minute = Answer<typeof minute.showMinute>

/** Fewer than can be read at once are no answer, more do not fit on the sheet; the list of all is one press away. */
const STUDIES = 3

export async function showMinute(ctx: Ctx<typeof minute.showMinute>): Promise<Minute> {
  const { document } = await editionAsOf(ctx, ctx.today)
  const fiscalYear = fiscalYearOf(ctx.today)
  const definitions = definitionsOf(document).filter(({ kind }) => kind === 'kpi')
  const { entries: entered, paths } = await entriesAndPaths(ctx, byHand(definitions))
  const shown = await itemsOn(ctx, { document, definitions, asOf: ctx.today, entered })
  const [lowest, hindered, evidence, owed, acted] = await Promise.all([
    lowestGroups(ctx, shown, ctx.today),
    // This year is open.
    barriersOfYear(ctx, fiscalYear),
    evidenceInShort(ctx, { document, most: STUDIES }),
    owedValues(ctx, definitions, entered),
    actedOn(ctx),
  ])
  const nodes = new Map(modelNodes(document).map(({ id, name }) => [id, name]))
  const groups = new Map(lowest.map(inALine).map((one) => [one.kpiId, one.lowest]))
  const outcomes = shown.flatMap(({ item }): Minute['outcomes'] =>
    item.kind === 'kpi' ? [outcomeOf(item, groups)] : [],
  )
  const aimed = outcomes.filter(({ target }) => target !== null)
  return {
    ...{ asOf: ctx.today, fiscalYear, edition: document.policy.edition, outcomes },
    stuck: {
      barrier: barrierOf(hindered),
      contradicted:
        document.model &&
        evidence.against.map(({ from, to }) => ({
          ...{ from, to, fromName: nodes.get(from) ?? from, toName: nodes.get(to) ?? to },
        })),
      missing:
        document.kpis &&
        outcomes
          .filter(({ id, value }) => value === null || owed.get(id)?.state === 'missing')
          .map(({ id, name }) => ({ id, name })),
      offPath:
        document.kpis &&
        aimed.flatMap(({ id, name }) => {
          const path = paths.get(id)
          return path?.outlook === 'offPath' ? [{ id, name, since: path.since }] : []
        }),
      notLookedAt: aimed.filter(({ id }) => !paths.has(id)).length,
    },
    studies: {
      total: evidence.total,
      latest: evidence.answers.map(({ main, people, ...answer }) => ({
        ...answer,
        ...{ estimate: main.estimate, n: people },
        interval95: main.interval95 ? [...main.interval95] : null,
      })),
    },
    ...acted,
  }
}

type Kpi = Extract<Awaited<ReturnType<typeof itemsOn>>[number]['item'], { kind: 'kpi' }>

function outcomeOf(
  item: Kpi,
  groups: ReadonlyMap<string, Minute['outcomes'][number]['lowest']>,
): Minute['outcomes'][number] {
  const { id, name, nodeName, level, unit, target, status, movement, value } = item
  return {
    ...{ id, name, nodeName, level, unit, target, status, movement },
    value: value && { numerator: value.numerator, denominator: value.denominator, asOf: value.asOf },
    from: movedFrom(item),
    isOfAll: groups.has(id),
    lowest: groups.get(id) ?? null,
    restsOnSample: item.isSample || value?.restsOnSample === true,
  }
}

function barrierOf(hindered: readonly Hindered[]): Minute['stuck']['barrier'] {
  const [most] = hindered
  if (!most) return null
  const { barrier, isStaffing, total } = most
  return { barrier, isStaffing, n: total, all: hindered.reduce((sum, one) => sum + one.total, 0) }
}

interface Acted {
  readonly milestones: Minute['milestones']
  /** The last closed year of which something was decided, or the last closed one; null: none is. */
  readonly fiscalYear: number | null
  readonly lastClosed: number | null
  readonly decisions: (Omit<NonNullable<Minute['decided']>['decisions'][number], 'subjectName' | 'state'> & {
    readonly subject: string
  })[]
}

/** What the last review that decided anything decided, as it stands today, and how far this year's initiatives have come. */
async function actedOn(ctx: Ctx): Promise<Pick<Minute, 'decided' | 'milestones'>> {
  const { rows } = await sql<Acted>`select r.year as "fiscalYear", r.last_closed as "lastClosed",
      coalesce((select json_agg(json_build_object('reviewDecisionId', d.review_decision_id, 'subject', d.subject, 'decision', d.decision,
          'changes', d.changes, 'dueOn', d.due_on, 'doneOn', e.done_on) order by d.review_decision_id)
        from review_decision d left join review_decision_done e using (review_decision_id) where d.fiscal_year = r.year), '[]') as decisions,
      (select json_build_object('initiatives', count(distinct i.initiative_id), 'total', count(m.initiative_milestone_id), 'done', count(m.done_on),
          'overdue', count(m.initiative_milestone_id) filter (where m.done_on is null and m.due_on < ${ctx.today}::date))
        from initiative i left join initiative_milestone m using (initiative_id)
        where i.fiscal_year = ${fiscalYearOf(ctx.today)} and i.dropped_on is null) as milestones
    from (select coalesce((select max(fiscal_year) from review_decision), max(fiscal_year)) as year, max(fiscal_year) as last_closed from review) r`.execute(
    ctx.db,
  )
  const { fiscalYear, lastClosed, decisions, milestones } = rows[0]!
  if (fiscalYear === null || lastClosed === null) return { decided: null, milestones }
  const document = await policyOn(ctx, lastDayOf(fiscalYear))
  const names = new Map((document ? subjectsOf(document) : []).map(({ id, name }) => [id, name]))
  return {
    decided: {
      ...{ fiscalYear, lastClosed },
      decisions: decisions.map(({ subject, ...one }) => ({
        ...one,
        ...{ subjectName: names.get(subject) ?? subject, state: stateOf(one, ctx.today) },
      })),
    },
    milestones,
  }
}
