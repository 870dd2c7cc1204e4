/**
 * Figures of items from first attempts: whoever takes a test again has seen the explanations. Versions stand apart. Nothing is told of
 * fewer than `FEWEST`, so that nobody's answer can be read from it.
 */
import { sql } from 'kysely'
import { reliabilityOf, Unreliable } from '#engines/reliability/reliability.ts'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { choicesOf, type Given } from '../items/rules.ts'
import { versionsOf } from '../items/service.ts'
import type { figures } from './figures.contract.ts'
import { alphaOfLength, FEWEST, figuresFor, hintsFor, MOST } from './figures.rules.ts'
import { itemsIn } from './rules.ts'
import { requireTest } from './tests.service.ts'

type Told = Answer<typeof figures.showItemFigures>

interface Row {
  readonly attempt: number
  readonly right: number
  readonly version: number
  readonly isRight: boolean
  readonly order: number[]
  readonly given: Given
}

export async function showItemFigures(
  ctx: Ctx<typeof figures.showItemFigures>,
  { testId }: Input<typeof figures.showItemFigures>,
): Promise<Told> {
  const { parts } = await requireTest(ctx, testId)
  const { attempts, rows } = await firstAttempts(ctx, testId)
  const looked = new Set(rows.map(({ attempt }) => attempt)).size
  const told = { attempts, looked, fewest: FEWEST }
  const items = itemsIn(parts)
  if (looked < FEWEST) return { ...told, alpha: { value: null, items, pool: 0, why: 'few' }, items: [] }
  const byVersion = Map.groupBy(rows, ({ version }) => version)
  return { ...told, alpha: alphaOf(byVersion, items), items: await itemsOf(ctx, byVersion) }
}

async function firstAttempts(ctx: Ctx, testId: number): Promise<{ attempts: number; rows: Row[] }> {
  const first = sql`select distinct on (a.staff_member_id) a.test_attempt_id, a.items_right from test_attempt a
    where a.test_id = ${testId} and a.ended_at is not null and a.voided_at is null order by a.staff_member_id, a.test_attempt_id`
  const [counted, { rows }] = await Promise.all([
    sql<{ attempts: number }>`select count(*) as attempts from (${first}) f`.execute(ctx.db),
    sql<Row>`with looked as (select * from (${first}) f order by f.test_attempt_id desc limit ${MOST})
      select l.test_attempt_id as attempt, l.items_right as "right", w.item_version_id as version, w.is_right as "isRight",
        w.shown_order as "order", w.given
      from looked l join test_answer w on w.test_attempt_id = l.test_attempt_id order by l.test_attempt_id, w.place`.execute(
      ctx.db,
    ),
  ])
  return { attempts: counted.rows[0]!.attempts, rows }
}

async function itemsOf(ctx: Ctx, byVersion: ReadonlyMap<number, readonly Row[]>): Promise<Told['items']> {
  const versions = await versionsOf(ctx, [...byVersion.keys()])
  const all = [...byVersion].map(([itemVersionId, rows]) => {
    const { code, number, isLatest, kind, field, stem, body } = versions.get(itemVersionId)!
    const facts = { itemVersionId, code, number, isLatest, kind, field, stem, n: rows.length }
    if (rows.length < FEWEST) return { ...facts, share: null, itemRest: null, choices: [], hints: [] }
    const choices = kind === 'ordering' ? [] : choicesOf(body)
    const found = figuresFor(
      rows.map(({ isRight, right, given, order }) => ({
        ...{ isRight, rest: right - Number(isRight) },
        chosen: Array.isArray(given) ? given.map((place) => order[place - 1]!) : [],
      })),
      choices.length,
    )
    const right = 'right' in body ? body.right : []
    return {
      ...facts,
      ...{ share: found.share, itemRest: found.itemRest, hints: hintsFor(found, kind, right) },
      choices: choices.map((words, at) => ({ words, isRight: right.includes(at + 1), share: found.choices[at]! })),
    }
  })
  return all.toSorted((a, b) => b.hints.length - a.hints.length || (a.code < b.code ? -1 : 1))
}

/** Of the items that enough drew and not all answered alike. */
function alphaOf(byVersion: ReadonlyMap<number, readonly Row[]>, items: number): Told['alpha'] {
  const place = new Map(
    [...new Set([...byVersion.values()].flat().map(({ attempt }) => attempt))].map((id, at) => [id, at]),
  )
  const columns = [...byVersion].flatMap(([version, rows]) => {
    const right = rows.filter(({ isRight }) => isRight).length
    if (rows.length < FEWEST || right === 0 || right === rows.length) return []
    const values = new Float64Array(place.size).fill(Number.NaN)
    for (const { attempt, isRight } of rows) values[place.get(attempt)!] = Number(isRight)
    return [{ name: String(version), values }]
  })
  const pool = columns.length
  const none = (why: NonNullable<Told['alpha']['why']>) => ({ value: null, items, pool, why })
  if (pool < 2) return none('flat')
  try {
    const { pairwise } = reliabilityOf(columns)
    if (pairwise.nMin < FEWEST) return none('pairs')
    if (pairwise.alpha === null) return none('flat')
    return { value: alphaOfLength(pairwise.alpha, pool, items), items, pool, why: null }
  } catch (error) {
    if (error instanceof Unreliable) return none(error.key === 'too_few_rows' ? 'pairs' : 'flat')
    throw error
  }
}
