import { type RawBuilder, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { versionOf } from '#platform/version/made-from.ts'
import { peopleRows, postsOn, sectionsBelow } from '#rooms/people/relations.service.ts'
import { teamOf } from '#rooms/people/service.ts'
import type { thanks } from './contract.ts'
import { type List, mayWith } from './rules.ts'
import { IS_FOR_HEAD, IS_PUBLIC, STANDS } from './standing.service.ts'

/** Written out, so that the planner knows how few they are before it knows the page's own size. */
const MOST_AT_ONCE = 50

type Shown = Answer<typeof thanks.listThanks>['thanks'][number]

/** Columns of what everybody who reads a thank-you `h` is shown of it. */
export const SAID = sql`h.thank_you_id as "thankYouId", h.words,
  json_build_object('staffMemberId', h.written_by, 'name', f.name, 'nameKana', f.name_kana) as "from",
  json_build_object('staffMemberId', h.receiver, 'name', t.name, 'nameKana', t.name_kana) as "to",
  case when h.value_id is not null then json_build_object('valueId', h.value_id, 'name', h.value_name) end as value,
  h.written_on as "writtenOn", h.is_public as "isPublic", h.is_sample as "isSample"`
/** The names for it. */
export const namesOn = (day: string) => sql`join ${peopleRows(day)} f on f.staff_member_id = h.written_by
  join ${peopleRows(day)} t on t.staff_member_id = h.receiver`

export async function listThanks(ctx: Ctx, input: Input<typeof thanks.listThanks>) {
  const { list, after, pageSize } = input
  const me = ctx.actor.subjectId ?? 0
  const place = after === undefined ? sql`true` : sql`h.thank_you_id < ${after}::bigint`
  type Row = Omit<Shown, 'version' | 'may'> & { isRemoved: boolean; isReported: boolean }
  const { rows } = await sql<Row>`select ${SAID},
      h.hidden_at is not null and h.receiver = ${me} as "isHidden",
      h.is_shown_to_head and ${me}::bigint in (h.written_by, h.receiver) as "isShownToHead",
      h.corrected_at is not null as "isCorrected", h.removed_at is not null as "isRemoved",
      case when h.removed_at is not null and h.written_by = ${me} then h.removed_because end as "removedBecause",
      exists (select from thank_you_report r where r.thank_you_id = h.thank_you_id and r.reported_by = ${me}) as "isReported"
    from (select h.* from (select h.* from thank_you h where ${await inList(ctx, list, me)} and ${place}
        order by h.thank_you_id desc limit ${sql.raw(String(MOST_AT_ONCE + 1))}) h
      order by h.thank_you_id desc limit ${pageSize + 1}::integer) h ${namesOn(ctx.today)}
    order by h.thank_you_id desc`.execute(ctx.db)
  return {
    next: rows.length > pageSize ? (rows[pageSize - 1]?.thankYouId ?? null) : null,
    thanks: rows.slice(0, pageSize).map(({ isRemoved, isReported, ...row }): Shown => {
      const isWriter = row.from.staffMemberId === me
      const isReceiver = row.to.staffMemberId === me
      const isOfToday = row.writtenOn === ctx.today
      return {
        ...row,
        version: versionOf({ words: row.words }),
        may: mayWith({ isWriter, isReceiver, isOfToday, isRemoved, isReported }),
      }
    }),
  }
}

/** What of `h` is in a list of the actor's. Whoever wrote it sees what was removed too, with the reason. */
async function inList(ctx: Ctx, list: List, me: number): Promise<RawBuilder<unknown>> {
  switch (list) {
    case 'received':
      return sql`h.receiver = ${me} and ${STANDS}`
    case 'written':
      return sql`h.written_by = ${me} and h.taken_back_at is null and h.written_by <> h.receiver`
    case 'team':
      return sql`h.receiver = any(${await teamOf(ctx, me)}::bigint[]) and ${IS_FOR_HEAD}`
    case 'town':
      return IS_PUBLIC
    case 'section': {
      const near = await nearby(ctx, me)
      return sql`(h.receiver = any(${near}::bigint[]) or h.written_by = any(${near}::bigint[])) and ${IS_PUBLIC}`
    }
  }
}

/** Those of one's own section today, and of the sections below it. */
async function nearby(ctx: Ctx, me: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select p.staff_member_id as id from ${postsOn(ctx.today)} p
    where p.section_code in (select b.section_code from ${postsOn(ctx.today)} own
      cross join lateral ${sectionsBelow(sql`own.section_code`, ctx.today)} b where own.staff_member_id = ${me})`.execute(
    ctx.db,
  )
  return rows.map(({ id }) => id)
}
