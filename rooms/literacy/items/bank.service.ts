/** Items, each with versions that are added and never changed: whoever drew one keeps it. */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { termsOf } from '#platform/search/fold.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { mustBeMadeFrom } from '#platform/version/made-from.ts'
import { hasSkill, namesakesIn, skillIn } from '#rooms/policy/rules.ts'
import { policyOn, requirePolicyWith } from '#rooms/policy/service.ts'
import type { items } from './contract.ts'
import { itemsMessages } from './messages.ts'
import { choicesOf, faultOf, type Item, type ItemBody, type ItemField, type ItemKind, tidyItem } from './rules.ts'
import type { ItemsTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<ItemsTables>

/** An item as it is drawn today. */
export interface StoredItem extends Item {
  readonly itemId: number
  readonly number: number
  readonly isRetired: boolean
}

export async function saveItem(
  ctx: Ctx<typeof items.saveItem>,
  { itemId, seen, item: given }: Input<typeof items.saveItem>,
) {
  const item = tidyItem(given)
  const fault = faultOf(item)
  if (fault) {
    const reason = ctx.t(itemsMessages, `fault.${fault}`, { code: item.code })
    throw ctx.refusal('faulty_item', {}, [{ path: placeOf[fault] ?? 'item.right', reason }])
  }
  const document = await requirePolicyWith(ctx, ['pyramid'])
  ctx.must(item.skill === null || hasSkill(document, item.skill), 'unknown_skill', { skill: item.skill ?? '' })
  ctx.must(item.level <= document.pyramid.highestLevel, 'level_too_high', {
    level: item.level,
    highest: document.pyramid.highestLevel,
  })
  await oneAtATime('items').execute(ctx.db)
  const stored = await storedItems(ctx, sql`i.code = ${item.code} or i.item_id = ${itemId ?? null}::bigint`)
  const before = stored.find((one) => one.itemId === itemId)
  ctx.must(itemId === undefined || before, 'no_such_item')
  ctx.must(!stored.some((one) => one.code === item.code && one.itemId !== itemId), 'code_taken', { code: item.code })
  if (before) mustBeMadeFrom(ctx, seen, said(before))
  const isSame = before !== undefined && sameItem(before, item)
  const id = before?.itemId ?? (await addItem(ctx, item.code))
  if (before && before.code !== item.code) {
    await tables(ctx).updateTable('item').set({ code: item.code }).where('item_id', '=', id).execute()
  }
  const number = isSame ? before.number : await addVersions(ctx, [{ ...item, itemId: id }]).then(([one]) => one!)
  ctx.about([], { detail: { itemId: id, code: item.code, number } })
  return { itemId: id, number }
}

/** Where the form has what is wrong. */
const placeOf: Readonly<Partial<Record<NonNullable<ReturnType<typeof faultOf>>, string>>> = {
  code: 'item.code',
  no_stem: 'item.stem',
  letters: 'item.stem',
  too_long: 'item.stem',
  few_choices: 'item.choices',
  many_choices: 'item.choices',
  empty_choice: 'item.choices',
  same_choice: 'item.choices',
}

/** What can be edited in an item: its version is a digest of this. */
export function said({ code, kind, field, skill, level, stem, body, explanation, isSample }: Item) {
  return { code, kind, field, skill, level, stem, body, explanation, isSample }
}

export async function retireItem(
  ctx: Ctx<typeof items.retireItem>,
  { itemId, isRetired }: Input<typeof items.retireItem>,
) {
  const { rows } = await sql`update item set
      retired_at = case when ${isRetired} then coalesce(retired_at, ${ctx.now.toString()}::timestamptz) end,
      retired_by = case when ${isRetired} then ${ctx.actor.subjectId}::bigint end
    where item_id = ${itemId} returning item_id`.execute(ctx.db)
  ctx.must(rows[0], 'no_such_item')
  ctx.about([], { detail: { itemId, isRetired } })
  return { isRetired }
}

/** What files bring: new items, new versions of those that differ, and what is the same stays. */
export async function writeItems(ctx: Ctx, wanted: readonly Item[], { dryRun }: { dryRun: boolean }) {
  await oneAtATime('items').execute(ctx.db)
  const known = new Map(
    (await storedItems(ctx, sql`i.code = any(${wanted.map(({ code }) => code)}::text[])`)).map((one) => [
      one.code,
      one,
    ]),
  )
  const fresh = wanted.filter(({ code }) => !known.has(code))
  const changed = wanted.filter((item) => known.has(item.code) && !sameItem(known.get(item.code)!, item))
  if (!dryRun) {
    const ids = await addItems(
      ctx,
      fresh.map(({ code }) => code),
    )
    const idOf = (code: string) => ids.get(code) ?? known.get(code)!.itemId
    await addVersions(
      ctx,
      [...fresh, ...changed].map((item) => ({ ...item, itemId: idOf(item.code) })),
    )
  }
  return { added: fresh.length, changed: changed.length, unchanged: wanted.length - fresh.length - changed.length }
}

const sameItem = (one: Item, other: Item) => JSON.stringify(said(plain(one))) === JSON.stringify(said(plain(other)))

/** Keys of the body in one order: the database keeps its own. */
function plain(item: Item): Item {
  const { body } = item
  if ('choices' in body) return { ...item, body: { choices: body.choices, right: body.right } }
  if ('accepted' in body) return { ...item, body: { accepted: body.accepted } }
  return { ...item, body: { value: body.value, tolerance: body.tolerance, unit: body.unit } }
}

async function addItem(ctx: Ctx, code: string): Promise<number> {
  return (await addItems(ctx, [code])).get(code)!
}

async function addItems(ctx: Ctx, codes: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ code: string; id: number }>`insert into item (code) select unnest(${codes}::text[])
    returning code, item_id as id`.execute(ctx.db)
  return new Map(rows.map(({ code, id }) => [code, id]))
}

/** Numbers of the versions, in the order given. */
async function addVersions(ctx: Ctx, wanted: readonly (Item & { readonly itemId: number })[]): Promise<number[]> {
  const rows = wanted.map((item) => ({
    ...{
      item_id: item.itemId,
      kind: item.kind,
      field: item.field,
      skill: item.skill,
      level: item.level,
      stem: item.stem,
    },
    ...{ body: plain(item).body, explanation: item.explanation, is_sample: item.isSample },
    search_text: termsOf(item.code, item.stem, ...choicesOf(item.body), item.explanation),
  }))
  const { rows: added } = await sql<{ id: number; number: number }>`with wanted as (
      select w.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(item_id bigint, kind text, field text,
        skill text, level smallint, stem text, body jsonb, explanation text, is_sample boolean, search_text text)),
    added as (
      insert into item_version (item_id, number, kind, field, skill, level, stem, body, explanation, is_sample, search_text, recorded_by)
      select w.item_id, 1 + coalesce((select max(v.number) from item_version v where v.item_id = w.item_id), 0), w.kind, w.field,
        w.skill, w.level, w.stem, w.body, w.explanation, w.is_sample, w.search_text, ${ctx.actor.subjectId}::bigint
      from wanted w returning item_id, number)
    update item i set latest = a.number from added a where i.item_id = a.item_id returning i.item_id as id, a.number`.execute(
    ctx.db,
  )
  const numbers = new Map(added.map(({ id, number }) => [id, number]))
  return wanted.map(({ itemId }) => numbers.get(itemId)!)
}

const COLUMNS = sql`i.item_id as "itemId", i.code, v.kind, v.field, v.skill, v.level, v.stem, v.body, v.explanation,
  v.is_sample as "isSample", v.number, i.retired_at is not null as "isRetired"`

/** Items as they are today, of what their skills are today, by code. */
export async function storedItems(ctx: Ctx, where: RawBuilder<unknown>): Promise<StoredItem[]> {
  const document = await policyOn(ctx)
  const { rows } = await sql<{
    itemId: number
    code: string
    kind: ItemKind
    field: ItemField
    skill: string | null
    level: number
    stem: string
    body: ItemBody
    explanation: string
    isSample: boolean
    number: number
    isRetired: boolean
  }>`select ${COLUMNS}
    from item i join item_version v on v.item_id = i.item_id and v.number = i.latest where ${where} order by i.code`.execute(
    ctx.db,
  )
  return rows.map(({ skill, ...row }) => plain({ ...row, skill: skill && skillIn(document, skill) }) as StoredItem)
}

/** The versions that tests of a skill are drawn from today: items of the skill, by any name that it had, and those of any. */
export async function drawableFor(ctx: Ctx, skill: string) {
  const skills = namesakesIn(await policyOn(ctx), skill)
  const { rows } = await sql<{
    itemVersionId: number
    field: ItemField
    level: number
    choices: number
    isSample: boolean
  }>`select v.item_version_id as "itemVersionId", v.field, v.level, v.is_sample as "isSample",
      coalesce(jsonb_array_length(v.body -> 'choices'), 0) as choices
    from item i join item_version v on v.item_id = i.item_id and v.number = i.latest
    where i.retired_at is null and (v.skill is null or v.skill = any(${skills}::text[])) order by v.item_version_id`.execute(
    ctx.db,
  )
  return rows
}

interface DrawnVersion extends Pick<Item, 'code' | 'kind' | 'field' | 'stem' | 'body' | 'explanation' | 'isSample'> {
  readonly number: number
  /** Drawn today too. */
  readonly isLatest: boolean
}

/** How versions are answered, for SQL: item_version_id, kind, choices. */
export function answerKinds(): RawBuilder<unknown> {
  return sql`(select v.item_version_id, v.kind, coalesce(jsonb_array_length(v.body -> 'choices'), 0) as choices
    from item_version v)`
}

/** Versions that were drawn, by their ids, with what is right. */
export async function versionsOf(ctx: Ctx, ids: readonly number[]): Promise<Map<number, DrawnVersion>> {
  const { rows } = await sql<{
    id: number
    code: string
    number: number
    isLatest: boolean
    kind: ItemKind
    field: ItemField
    stem: string
    body: ItemBody
    explanation: string
    isSample: boolean
  }>`select v.item_version_id as id, i.code, v.number, v.number = i.latest as "isLatest", v.kind, v.field, v.stem, v.body,
      v.explanation, v.is_sample as "isSample"
    from item_version v join item i on i.item_id = v.item_id where v.item_version_id = any(${[...new Set(ids)]}::bigint[])`.execute(
    ctx.db,
  )
  return new Map(rows.map(({ id, ...version }) => [id, version]))
}
