/** The posts that HR names to decide where nobody stands above a person (deciders.rules.ts, step 3). */
import { type Kysely, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { date, notEndedBy, oneAtATime } from '#platform/sql/sql.ts'
import { endedTodayByMe } from '#rooms/people/ended.service.ts'
import { allPostsOn, peopleRows, sectionsOn } from '#rooms/people/relations.service.ts'
import type { PeopleTables } from '#rooms/people/tables.ts'
import type { deciders } from './contract.ts'

type Listed = Answer<typeof deciders.listDeciderPosts>['posts'][number]

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<PeopleTables>

export async function listDeciderPosts(ctx: Ctx): Promise<Answer<typeof deciders.listDeciderPosts>> {
  const name = sql`(select s.name from ${sectionsOn(ctx.today)} s where s.section_code = d.section_code)`
  const scope = sql`(select s.name from ${sectionsOn(ctx.today)} s where s.section_code = d.for_section)`
  const { rows } = await sql<Listed>`select d.decider_post_id as "deciderPostId",
      case when d.for_section is not null then json_build_object('sectionCode', d.for_section,
        'name', coalesce(${scope}, d.for_section)) end as "forSection",
      json_build_object('sectionCode', d.section_code, 'name', coalesce(${name}, d.section_code)) as section,
      d.post_title as "postTitle", d.valid_from as "validFrom", d.valid_to as "validTo",
      case when d.valid_to <= greatest(d.valid_from, ${date(ctx.today)}) then 'over' when d.valid_from > ${date(ctx.today)} then 'coming' else 'held' end as state,
      (select coalesce(json_agg(json_build_object('staffMemberId', m.staff_member_id, 'name', m.name) order by reading_order(m.name_kana)), '[]')
        from ${peopleRows(ctx.today)} m where m.staff_member_id in (select p.staff_member_id from ${allPostsOn(ctx.today)} p
          where p.section_code = d.section_code and p.post_title = d.post_title)) as holders
    from decider_post d
    order by coalesce(d.valid_to <= greatest(d.valid_from, ${date(ctx.today)}), false), d.for_section nulls first,
      d.valid_from desc, d.decider_post_id desc limit 500`.execute(ctx.db)
  return { today: ctx.today, posts: rows }
}

export async function nameDeciderPost(
  ctx: Ctx<typeof deciders.nameDeciderPost>,
  { sectionCode, postTitle, validFrom, ...input }: NameDeciderPost,
) {
  const forSection = input.forSection ?? null
  ctx.must(validFrom >= ctx.today, 'day_has_passed')
  await mustBeSections(ctx, [sectionCode, ...(forSection === null ? [] : [forSection])], validFrom)
  const held = await sql`select 1 from ${allPostsOn(validFrom)} p
    where p.section_code = ${sectionCode} and p.post_title = ${postTitle} limit 1`.execute(ctx.db)
  ctx.must(held.rows.length > 0, 'no_such_post', { post: postTitle })
  await oneAtATime('decider posts').execute(ctx.db)
  const later = await tables(ctx)
    .selectFrom('decider_post')
    .select('decider_post_id')
    .where(sql<boolean>`for_section is not distinct from ${forSection}::text`)
    .where('valid_from', '>=', validFrom)
    .where(sql<boolean>`valid_to is distinct from valid_from`)
    .executeTakeFirst()
  ctx.must(!later, 'named_for_later')
  await tables(ctx)
    .updateTable('decider_post')
    .set({ valid_to: validFrom })
    .where(sql<boolean>`for_section is not distinct from ${forSection}::text`)
    .where('valid_from', '<', validFrom)
    .where(notEndedBy('decider_post', validFrom))
    .execute()
  const { decider_post_id: deciderPostId } = await tables(ctx)
    .insertInto('decider_post')
    .values({
      for_section: forSection,
      section_code: sectionCode,
      post_title: postTitle,
      valid_from: validFrom,
      valid_to: null,
      recorded_by: ctx.actor.subjectId,
    })
    .returning('decider_post_id')
    .executeTakeFirstOrThrow()
  ctx.about([], { detail: { forSection, sectionCode, postTitle, validFrom } })
  return { deciderPostId }
}

export async function endDeciderPost(
  ctx: Ctx<typeof deciders.endDeciderPost>,
  { deciderPostId, validTo }: Input<typeof deciders.endDeciderPost>,
) {
  ctx.must(validTo >= ctx.today, 'day_has_passed')
  const { rows } = await sql<{ postTitle: string }>`update decider_post d
    set valid_to = greatest(d.valid_from, ${validTo}::date), planned_to = d.valid_to, ended_by = ${ctx.actor.subjectId},
      ended_at = ${ctx.now.toString()}::timestamptz
    where d.decider_post_id = ${deciderPostId} and ${notEndedBy('d', validTo)} returning d.post_title as "postTitle"`.execute(
    ctx.db,
  )
  ctx.must(rows[0], 'no_such_decider_post')
  ctx.about([], { detail: { deciderPostId, postTitle: rows[0].postTitle, validTo } })
  return { ended: true as const }
}

/** Whichever was named since for one of its days goes before. */
export async function takeBackDeciderPostEnd(
  ctx: Ctx<typeof deciders.takeBackDeciderPostEnd>,
  { deciderPostId }: Input<typeof deciders.takeBackDeciderPostEnd>,
) {
  await oneAtATime('decider posts').execute(ctx.db)
  const { rows } = await sql<{ postTitle: string; validTo: string | null }>`update decider_post d
    set valid_to = d.planned_to, planned_to = null, ended_by = null, ended_at = null
    where d.decider_post_id = ${deciderPostId} and ${endedTodayByMe(ctx, 'd')}
      and not exists (select 1 from decider_post o where o.for_section is not distinct from d.for_section
        and o.decider_post_id <> d.decider_post_id and daterange(o.valid_from, o.valid_to) && daterange(d.valid_from, d.planned_to))
    returning d.post_title as "postTitle", d.valid_to as "validTo"`.execute(ctx.db)
  const [back] = rows
  ctx.must(back, 'acted_on_meanwhile')
  ctx.about([], { detail: { deciderPostId, ...back, takenBack: true } })
  return { takenBack: true as const }
}

type NameDeciderPost = Input<typeof deciders.nameDeciderPost>

async function mustBeSections(ctx: Ctx<'no_such_section'>, codes: readonly string[], day: string): Promise<void> {
  const { rows } = await sql<{ code: string }>`select s.section_code as code from ${sectionsOn(day)} s
    where s.section_code = any(${codes})`.execute(ctx.db)
  const unknown = codes.find((code) => !rows.some((row) => row.code === code))
  ctx.must(unknown === undefined, 'no_such_section', { code: unknown ?? '' })
}
