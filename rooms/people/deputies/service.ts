/** Who decides in the place of a head, from a day to a day (deciders.rules.ts, decisions/0063). */
import { type Kysely, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { date, oneAtATime } from '#platform/sql/sql.ts'
import { formatDate } from '#platform/time/dates.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { endedTodayByMe } from '#rooms/people/ended.service.ts'
import {
  allPostsOn,
  awayOn,
  deputiesOn,
  inServiceOn,
  peopleRows,
  postsOn,
  sectionsBelow,
  sectionsOn,
} from '#rooms/people/relations.service.ts'
import { postKinds } from '#rooms/people/rules.ts'
import { namesOf } from '#rooms/people/service.ts'
import type { PeopleTables } from '#rooms/people/tables.ts'
import type { deputies } from './contract.ts'

type Listed = Answer<typeof deputies.listDeputies>

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<PeopleTables>
const MOST = 500

export async function listDeputies(ctx: Ctx): Promise<Listed> {
  const me = ctx.actor.subjectId
  const isHr = ctx.actor.roles.includes('hr')
  const whose = isHr ? sql`true` : sql`${me}::bigint in (d.head, d.deputy)`
  const today = date(ctx.today)
  const name = (person: string) =>
    sql`(select json_build_object('staffMemberId', m.staff_member_id, 'name', m.name) from ${peopleRows(ctx.today)} m
      where m.staff_member_id = ${sql.ref(person)})`
  const [{ rows }, { rows: sections }, postTitles] = await Promise.all([
    sql<Omit<Listed['deputies'][number], 'mayEnd'>>`select d.head_deputy_id as "headDeputyId",
        json_build_object('sectionCode', d.section_code, 'name', coalesce((select s.name from ${sectionsOn(ctx.today)} s
          where s.section_code = d.section_code), d.section_code)) as section,
        ${name('d.head')} as head, ${name('d.deputy')} as deputy, d.reason, d.valid_from as "validFrom", d.valid_to as "validTo",
        case when d.valid_to <= greatest(d.valid_from, ${today}) then 'over' when d.valid_from > ${today} then 'coming'
          when exists (select 1 from ${deputiesOn(ctx.today)} n where n.head_deputy_id = d.head_deputy_id) then 'held'
          when exists (select 1 from ${awayOn(ctx.today)} l where l.staff_member_id = d.deputy) then 'resting' else 'lapsed' end as state
      from head_deputy d where ${whose}
      order by d.valid_to <= greatest(d.valid_from, ${today}), d.valid_from, d.head_deputy_id limit ${MOST}`.execute(
      ctx.db,
    ),
    sql<
      Listed['sections'][number]
    >`select distinct s.section_code as "sectionCode", s.name from ${allPostsOn(ctx.today)} p
      join ${sectionsOn(ctx.today)} s on s.section_code = p.section_code
      where p.staff_member_id = ${me}::bigint and p.is_head order by s.section_code`.execute(ctx.db),
    postTitlesNow(ctx),
  ])
  return {
    today: ctx.today,
    deputies: rows.map((row) => ({ ...row, mayEnd: row.state !== 'over' })),
    sections,
    mayNameForAll: isHr,
    postTitles,
    version: versionOf({ postTitles }),
  }
}

export async function nameDeputy(
  ctx: Ctx<typeof deputies.nameDeputy>,
  { sectionCode, deputy, validFrom, validTo, reason }: Input<typeof deputies.nameDeputy>,
) {
  ctx.must(validFrom >= ctx.today, 'day_has_passed')
  ctx.must(validTo > validFrom, 'ends_before')
  await oneAtATime(`deputies of ${sectionCode}`).execute(ctx.db)
  const head = await headOn(ctx, sectionCode, validFrom)
  ctx.must(head !== undefined, 'no_head_then', { day: formatDate(validFrom, ctx.language) })
  ctx.must(deputy !== head, 'deputy_is_the_head')
  const deputySection = await mustBeAbleTo(ctx, { sectionCode, deputy, validFrom })
  const { rows } = await sql<{
    deputy: number
  }>`select d.deputy from head_deputy d where d.section_code = ${sectionCode}
    and d.head = ${head} and d.valid_to > d.valid_from and d.valid_from < ${date(validTo)} and d.valid_to > ${date(validFrom)}
    limit 1`.execute(ctx.db)
  const [other] = rows
  ctx.must(!other, 'named_already', {
    name: other ? ((await namesOf(ctx, [other.deputy])).get(other.deputy)?.name ?? '') : '',
  })
  const { head_deputy_id: headDeputyId } = await tables(ctx)
    .insertInto('head_deputy')
    .values({
      ...{ section_code: sectionCode, head, deputy, deputy_section: deputySection, reason },
      ...{ valid_from: validFrom, valid_to: validTo },
      ...{ recorded_by: ctx.actor.subjectId, recorded_as: String(ctx.actsAs) },
    })
    .returning('head_deputy_id')
    .executeTakeFirstOrThrow()
  tell(ctx, headDeputyId)
  ctx.about([head, deputy], { detail: { headDeputyId, sectionCode, validFrom, validTo } })
  return { headDeputyId }
}

export async function endDeputy(
  ctx: Ctx<typeof deputies.endDeputy>,
  { headDeputyId }: Input<typeof deputies.endDeputy>,
) {
  const { rows } = await sql<{ head: number; deputy: number }>`update head_deputy d
    set valid_to = greatest(d.valid_from, ${date(ctx.today)}), planned_to = d.valid_to, ended_by = ${ctx.actor.subjectId},
      ended_at = ${ctx.now.toString()}::timestamptz
    where d.head_deputy_id = ${headDeputyId} and d.valid_to > greatest(d.valid_from, ${date(ctx.today)})
    returning d.head, d.deputy`.execute(ctx.db)
  const [ended] = rows
  ctx.must(ended, 'no_such_deputy')
  tell(ctx, headDeputyId)
  ctx.about([ended.head, ended.deputy], { detail: { headDeputyId, validTo: ctx.today } })
  return { ended: true as const }
}

/** Whoever was named since for one of its days goes before. */
export async function takeBackDeputyEnd(
  ctx: Ctx<typeof deputies.takeBackDeputyEnd>,
  { headDeputyId }: Input<typeof deputies.takeBackDeputyEnd>,
) {
  const found = await tables(ctx)
    .selectFrom('head_deputy')
    .select('section_code')
    .where('head_deputy_id', '=', headDeputyId)
    .executeTakeFirst()
  ctx.must(found, 'acted_on_meanwhile')
  await oneAtATime(`deputies of ${found.section_code}`).execute(ctx.db)
  const { rows } = await sql<{ head: number; deputy: number; validTo: string }>`update head_deputy d
    set valid_to = d.planned_to, planned_to = null, ended_by = null, ended_at = null
    where d.head_deputy_id = ${headDeputyId} and ${endedTodayByMe(ctx, 'd')}
      and not exists (select 1 from head_deputy o where o.section_code = d.section_code and o.head = d.head
        and o.head_deputy_id <> d.head_deputy_id and o.valid_to > o.valid_from and o.valid_from < d.planned_to and o.valid_to > d.valid_from)
    returning d.head, d.deputy, d.valid_to as "validTo"`.execute(ctx.db)
  const [back] = rows
  ctx.must(back, 'acted_on_meanwhile')
  tell(ctx, headDeputyId)
  ctx.about([back.head, back.deputy], { detail: { headDeputyId, validTo: back.validTo, takenBack: true } })
  return { takenBack: true as const }
}

export async function setDeputyRule(
  ctx: Ctx<typeof deputies.setDeputyRule>,
  { seen, postTitles }: Input<typeof deputies.setDeputyRule>,
) {
  await oneAtATime('deputy rule').execute(ctx.db)
  mustBeMadeFrom(ctx, seen, { postTitles: await postTitlesNow(ctx) })
  await tables(ctx)
    .insertInto('deputy_rule')
    .values({ post_titles: postTitles, recorded_by: ctx.actor.subjectId })
    .execute()
  ctx.about([], { detail: { postTitles } })
  return { done: true as const }
}

/** For access: whether the actor leads the section today, on leave or not. */
export async function leads(ctx: Ctx, sectionCode: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from ${allPostsOn(ctx.today)} p where p.staff_member_id = ${ctx.actor.subjectId}::bigint
    and p.section_code = ${sectionCode} and p.is_head limit 1`.execute(ctx.db)
  return rows.length > 0
}

/** For access: whether the actor is the head, or the deputy. */
export async function concernedBy(ctx: Ctx, headDeputyId: number): Promise<'sectionHead' | 'deputy' | false> {
  const me = ctx.actor.subjectId
  const { rows } = await sql<{ head: number; deputy: number }>`select head, deputy from head_deputy
    where head_deputy_id = ${headDeputyId}`.execute(ctx.db)
  const [row] = rows
  if (!row || me === null) return false
  return row.head === me ? 'sectionHead' : row.deputy === me && 'deputy'
}

/** What waits for the head is told to whoever decides it now. */
function tell(ctx: Ctx, headDeputyId: number): void {
  ctx.tells('head_deputy', [headDeputyId])
  ctx.tells('people', [])
}

/** Whoever names it, where they lead the section then; else its regular head. */
async function headOn(ctx: Ctx, sectionCode: string, day: string): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`select p.staff_member_id as id from ${allPostsOn(day)} p
    where p.section_code = ${sectionCode} and p.is_head
      and exists (select 1 from ${inServiceOn(day)} e where e.staff_member_id = p.staff_member_id)
    order by p.staff_member_id is distinct from ${ctx.actor.subjectId}::bigint, array_position(${[...postKinds]}::text[], p.kind),
      p.staff_member_id limit 1`.execute(ctx.db)
  return rows[0]?.id
}

/**
 * A head of whatever section has the right to decide; others are of this section or below it, and by one of the posts that HR named where it named any.
 *
 * @returns the section of their primary post
 */
async function mustBeAbleTo(
  ctx: Ctx<'deputy_not_there' | 'deputy_from_elsewhere' | 'no_right_to_decide'>,
  { sectionCode, deputy, validFrom }: { sectionCode: string; deputy: number; validFrom: string },
): Promise<string> {
  const { rows } = await sql<{ section: string; post: string; isHead: boolean; isBelow: boolean }>`select
      p.section_code as section, p.post_title as post,
      exists (select 1 from ${allPostsOn(validFrom)} h where h.staff_member_id = p.staff_member_id and h.is_head) as "isHead",
      p.section_code in (select section_code from ${sectionsBelow(sectionCode, validFrom)} b) as "isBelow"
    from ${postsOn(validFrom)} p where p.staff_member_id = ${deputy}
      and exists (select 1 from ${inServiceOn(validFrom)} e where e.staff_member_id = p.staff_member_id)
      and not exists (select 1 from ${awayOn(validFrom)} l where l.staff_member_id = p.staff_member_id)`.execute(ctx.db)
  const [found] = rows
  ctx.must(found, 'deputy_not_there', { day: formatDate(validFrom, ctx.language) })
  if (found.isHead) return found.section
  ctx.must(found.isBelow, 'deputy_from_elsewhere')
  const titles = await postTitlesNow(ctx)
  ctx.must(titles === null || titles.includes(found.post), 'no_right_to_decide', { posts: (titles ?? []).join('・') })
  return found.section
}

async function postTitlesNow(ctx: Ctx): Promise<string[] | null> {
  const { rows } = await sql<{ titles: string[] | null }>`select post_titles as titles from deputy_rule
    order by deputy_rule_id desc limit 1`.execute(ctx.db)
  return rows[0]?.titles ?? null
}
