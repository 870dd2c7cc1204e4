import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { doesFeed, fedSince } from '#platform/measure/feeding.ts'
import { kindsOfMeasures } from '#platform/measure/measure.ts'
import { fiscalYearOf, fiscalYearRange } from '#platform/time/dates.ts'
import { definitionsOf } from '#rooms/kpi/rules.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { modelNodes } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { questionBehind } from '#rooms/surveys/feeding.service.ts'
import type { lineOfSight } from './line-of-sight.contract.ts'

type Fed = Answer<typeof lineOfSight.showWhatIFed>

/** A year of somebody who learns, teaches and thanks every week. */
const MOST = 200

export async function showWhatIFed(ctx: Ctx): Promise<Fed> {
  const { from } = fiscalYearRange(fiscalYearOf(ctx.today))
  const [document, records] = await Promise.all([policyOn(ctx), fedSince(ctx, ctx.actor.subjectId!, from)])
  const nodes = new Map(document ? modelNodes(document).map(({ id, name }) => [id, name]) : [])
  const counted = document ? definitionsOf(document) : []
  const kinds = kindsOfMeasures().map(({ name, words }) => ({ kind: kindOf(name), name: ctx.t(words, 'name') }))
  return {
    ...{ from, asOf: ctx.today, isCut: records.length > MOST },
    records: records.slice(0, MOST).map(({ id, day, what, path, ...record }) => {
      const fed = new Set(record.measures.map(kindOf))
      return {
        ...{ id, day, what, path },
        measures: kinds.flatMap(({ kind, name }) => (fed.has(kind) ? [name] : [])),
        kpis: counted.flatMap(({ id: kpi, kind, name, node, measure }) =>
          (measure === null ? record.kpis?.includes(kpi) : doesFeed(record, measure))
            ? [{ id: kpi, kind, name, nodeName: nodes.get(node ?? '') ?? null }]
            : [],
        ),
      }
    }),
    question: document ? await questionOf(ctx, document) : null,
  }
}

/** Of a family its own name, without what tells its measures apart. */
function kindOf(name: string): string {
  return name.replace(/\(.*$/u, '')
}

/** Of KPIs that rest on what people say, one of a direct outcome first: that is where the line begins. */
async function questionOf(ctx: Ctx, document: PolicyDocument): Promise<Fed['question']> {
  const direct = new Set(document.model?.directOutcomes.map(({ id }) => id))
  const said = (document.kpis ?? []).flatMap(({ id, name, outcome, measure }) =>
    measure !== null && kindOf(measure) === SAID ? [{ id, name, measure, isDirect: direct.has(outcome) }] : [],
  )
  const inOrder = said.toSorted((a, b) => Number(b.isDirect) - Number(a.isDirect))
  const found =
    inOrder.length > 0
      ? await questionBehind(
          ctx,
          inOrder.map(({ measure }) => measure),
        )
      : null
  if (!found) return null
  const { measure, ...question } = found
  const { id, name } = inOrder.find((one) => one.measure === measure)!
  return { ...question, kpi: { id, name } }
}

const SAID = 'surveys.favourableShare'
