import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { wantedIn } from '#platform/search/fold.ts'
import { cutPage, standsIn } from '#platform/sql/sql.ts'
import { versionOf } from '#platform/version/made-from.ts'
import { namesOf } from '#rooms/people/service.ts'
import { namesakesIn, skillIn } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { said, storedItems } from './bank.service.ts'
import type { items } from './contract.ts'

type Listed = Answer<typeof items.listItems>['items'][number]

export async function listItems(
  ctx: Ctx<typeof items.listItems>,
  { q, kind, field, level, skill, origin, state, after, pageSize }: Input<typeof items.listItems>,
): Promise<Answer<typeof items.listItems>> {
  const words = wantedIn(q ?? '')
  if (words.length === 0 && q?.trim()) return { total: 0, items: [], next: null }
  const document = await policyOn(ctx)
  const wanted = [
    standsIn(sql`v.search_text`, words),
    sql`(i.retired_at is not null) = ${state === 'retired'}`,
    ...(kind ? [sql`v.kind = ${kind}`] : []),
    ...(field ? [sql`v.field = ${field}`] : []),
    ...(level === undefined ? [] : [sql`v.level = ${level}`]),
    ...(skill === undefined ? [] : [sql`v.skill = any(${namesakesIn(document, skill)}::text[])`]),
    ...(origin === undefined ? [] : [sql`v.is_sample = ${origin === 'sample'}`]),
  ]
  const { rows } = await sql<Listed & { total: number }>`with found as (
      select i.item_id as "itemId", i.code, v.kind, v.field, v.skill, v.level, v.stem, v.number, v.is_sample as "isSample",
        i.retired_at is not null as "isRetired", v.explanation <> '' as "hasExplanation", count(*) over () as total
      from item i join item_version v on v.item_id = i.item_id and v.number = i.latest
      where ${sql.join(wanted, sql` and `)})
    select * from found where ${after === undefined ? sql`true` : sql`code > ${after}`} order by code limit ${pageSize + 1}`.execute(
    ctx.db,
  )
  const page = cutPage(rows, pageSize)
  return {
    total: rows[0]?.total ?? 0,
    items: page.rows.map(({ total: _, ...row }) => ({ ...row, skill: row.skill && skillIn(document, row.skill) })),
    next: page.hasMore ? page.rows.at(-1)!.code : null,
  }
}

export async function showItem(
  ctx: Ctx<typeof items.showItem>,
  { itemId }: Input<typeof items.showItem>,
): Promise<Answer<typeof items.showItem>> {
  const [[stored], { rows }] = await Promise.all([
    storedItems(ctx, sql`i.item_id = ${itemId}`),
    sql<{ number: number; at: Date; by: number | null }>`select number, recorded_at as at, recorded_by as by
      from item_version where item_id = ${itemId} order by number desc`.execute(ctx.db),
  ])
  ctx.must(stored, 'no_such_item')
  const names = await namesOf(
    ctx,
    rows.flatMap(({ by }) => by ?? []),
  )
  const item = said(stored) as Answer<typeof items.showItem>['item']
  return {
    ...{ itemId, isRetired: stored.isRetired, item, number: stored.number, version: versionOf(said(stored)) },
    versions: rows.map(({ number, at, by }) => ({
      number,
      recordedAt: at.toISOString(),
      recordedBy: by === null ? null : (names.get(by)?.name ?? null),
    })),
  }
}
