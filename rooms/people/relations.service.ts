/**
 * What later rooms join with: the people room's rows of a day, as derived tables. `from ${postsOn(ctx.today)} p join …`
 * keeps one statement one statement, while the names of this room's tables stay in this room. PostgreSQL takes such a
 * subquery apart and plans it with the rest, so a join by `staff_member_id` or `section_code` still goes by the index. A day may be
 * SQL of the statement around it (sql`d.day`); in a `from` beside the table that says it, write `lateral`.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Day, date, during, on, throughout } from '#platform/sql/sql.ts'

const IN_SERVICE = ['joined_on', 'left_on'] as const

/** Primary posts of a day (INV-O1, INV-O2): staff_member_id, staff_number, section_code, grade, post_title, is_head, valid_from, valid_to. */
export function postsOn(day: Day): RawBuilder<unknown> {
  return sql`(select a.staff_member_id, a.staff_number, a.section_code, a.grade, a.post_title, a.is_head, a.valid_from, a.valid_to
    from assignment a where a.kind = 'primary' and ${on('a', day)})`
}

/** All posts of a day, primary, concurrent and acting: as `postsOn`, and kind. */
export function allPostsOn(day: Day): RawBuilder<unknown> {
  return sql`(select a.staff_member_id, a.staff_number, a.section_code, a.grade, a.post_title, a.is_head, a.valid_from, a.valid_to, a.kind
    from assignment a where ${on('a', day)})`
}

/** Primary posts that are held on one of the days from `first` to `last`, both included; columns as `postsOn`. */
export function postsDuring(first: Day, last: Day): RawBuilder<unknown> {
  return sql`(select a.staff_member_id, a.section_code, a.grade, a.post_title, a.is_head, a.valid_from, a.valid_to
    from assignment a where a.kind = 'primary' and ${during('a', first, last)})`
}

/** Primary posts that began by a day, ended or not: the last one says where somebody was who has left. As `postsOn`. */
export function postsBegunBy(day: Day): RawBuilder<unknown> {
  return sql`(select a.staff_member_id, a.staff_number, a.section_code, a.grade, a.post_title, a.is_head, a.valid_from, a.valid_to
    from assignment a where a.kind = 'primary' and a.valid_from <= ${date(day)})`
}

/**
 * The section of a person's primary post of a day, or of the last one before it (INV-O2, O3): section_code, for a `left join lateral … on true`.
 */
export function lastSectionOf(person: RawBuilder<unknown>, day: Day): RawBuilder<unknown> {
  return sql`(select m.section_code from ${postsBegunBy(day)} m where m.staff_member_id = ${person} order by m.valid_from desc limit 1)`
}

/**
 * The same of many at once: a section for rows that are joined to the posts of the day. A look at each of 100,000 takes three times as long as these posts
 * put beside them; only who has none on the day is looked up.
 *
 * @returns what to join, and the section
 */
export function lastSectionOfEach(
  person: RawBuilder<unknown>,
  day: Day,
): { readonly joined: RawBuilder<unknown>; readonly section: RawBuilder<unknown> } {
  return {
    joined: sql`left join lateral ${postsOn(day)} held on held.staff_member_id = ${person}`,
    section: sql`coalesce(held.section_code, ${lastSectionOf(person, day)})`,
  }
}

/** Whether a person's primary post lies in another section on `day` than it did on `since`; false where they had none on either. */
export function isElsewhereSince(person: RawBuilder<unknown>, since: Day, day: Day): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from assignment n join assignment b on b.staff_member_id = n.staff_member_id
      and b.kind = 'primary' and ${on('b', since)} and b.section_code <> n.section_code
    where n.staff_member_id = ${person} and n.kind = 'primary' and ${on('n', day)} and n.valid_from > ${date(since)})`
}

/** Sections of a day: section_code, name, kind, parent_code. */
export function sectionsOn(day: Day): RawBuilder<unknown> {
  return sql`(select s.section_code, s.name, s.kind, s.parent_code from section_period s where ${on('s', day)})`
}

/** Those on leave on a day: staff_member_id, kind. One row a person at the most. */
export function awayOn(day: Day): RawBuilder<unknown> {
  return awayDuring(day, day)
}

/** Leave that meets the days from `first` to `last`, both included: staff_member_id, kind, valid_from, valid_to. */
export function awayDuring(first: Day, last: Day): RawBuilder<unknown> {
  return sql`(select l.staff_member_id, l.kind, l.valid_from, l.valid_to from leave_of_absence l where ${during('l', first, last)})`
}

/** Every leave, ended and coming ones too; columns as `awayDuring`. */
export function leaves(): RawBuilder<unknown> {
  return sql`(select l.staff_member_id, l.kind, l.valid_from, l.valid_to from leave_of_absence l)`
}

/** Employments of a day, one a person: staff_member_id, staff_number, employment_category, occupation, joined_on, left_on. */
export function inServiceOn(day: Day): RawBuilder<unknown> {
  return inServiceThroughout(day, day)
}

/** Employments that last from `first` to `last`, both days included; columns as `inServiceOn`. */
export function inServiceThroughout(first: Day, last: Day): RawBuilder<unknown> {
  return sql`(select e.staff_member_id, e.staff_number, e.employment_category, e.occupation, e.joined_on, e.left_on
    from employment e where ${throughout('e', first, last, IN_SERVICE)})`
}

/** Every employment, ended ones and coming ones too; columns as `inServiceOn`. */
export function employments(): RawBuilder<unknown> {
  return sql`(select e.staff_member_id, e.staff_number, e.employment_category, e.occupation, e.joined_on, e.left_on
    from employment e)`
}

/** Everyone ever in service, by the name that they bear on a day: staff_member_id, name, name_kana. */
export function peopleRows(day: Day): RawBuilder<unknown> {
  return sql`(select m.staff_member_id, coalesce(n.name, m.name) as name, coalesce(n.name_kana, m.name_kana) as name_kana
    from staff_member m left join ${namesBegunBy(day)} n on n.staff_member_id = m.staff_member_id)`
}

/** Every name that anybody bears, bore or is to bear: name, name_kana. Whoever was erased has none. */
export function namesEverBorne(): RawBuilder<unknown> {
  return sql`(select m.name, m.name_kana from staff_member m where m.search_text <> ''
    union select f.name, f.name_kana from former_name f union select c.name, c.name_kana from coming_name c)`
}

/** Names that have begun since they were last settled: staff_member_id, name, name_kana. Few, and none once a night has passed. */
export function namesBegunBy(day: Day): RawBuilder<unknown> {
  return sql`(select distinct on (c.staff_member_id) c.staff_member_id, c.name, c.name_kana from coming_name c
    where c.valid_from <= ${date(day)} order by c.staff_member_id, c.valid_from desc)`
}

/** The section of `start(section_code)` and those above it on a day, `height` 0 upwards; a common table expression `up`. */
export function upwards(day: Day): RawBuilder<unknown> {
  return sql`up as (
    select s.section_code, s.name, s.parent_code, 0 as height from start join ${sectionsOn(day)} s using (section_code)
    union all
    select s.section_code, s.name, s.parent_code, up.height + 1 from up
      join ${sectionsOn(day)} s on s.section_code = up.parent_code
    where up.height < ${MOST_LEVELS}::int)`
}

/** A section of the statement around it and those above it on a day: section_code. For a `lateral` join. */
export function upFrom(section: RawBuilder<unknown>, day: Day): RawBuilder<unknown> {
  return sql`(with recursive start as (select ${section} as section_code), ${upwards(day)} select section_code from up)`
}

/** A section and all below it on a day: section_code. No row where there is no such section. */
export function sectionsBelow(section: string | RawBuilder<unknown>, day: Day): RawBuilder<unknown> {
  return sql`(with recursive below as (
    select s.section_code, 0 as depth from ${sectionsOn(day)} s where s.section_code = ${section}
    union all select s.section_code, b.depth + 1 from below b join ${sectionsOn(day)} s on s.parent_code = b.section_code
    where b.depth < ${MOST_LEVELS}::int) select section_code from below)`
}

/** Those who can decide for a section on a day (INV-O4): heads in service and not on leave: section_code, staff_member_id, kind. */
export function headsOn(day: Day): RawBuilder<unknown> {
  return sql`(select a.section_code, a.staff_member_id, a.kind from assignment a where a.is_head and ${on('a', day)}
    and exists (select 1 from employment e where e.staff_member_id = a.staff_member_id and ${on('e', day, IN_SERVICE)})
    and not exists (select 1 from leave_of_absence l where l.staff_member_id = a.staff_member_id and ${on('l', day)}))`
}

/**
 * Those who decide on a day in the place of a head (deputies/): head_deputy_id, section_code, head, deputy. It has ended by itself where the head leads the
 * section no more, or the deputy has the primary post no more by which they were named, and rests while the deputy is on leave.
 */
export function deputiesOn(day: Day): RawBuilder<unknown> {
  const inService = (person: RawBuilder<unknown>) =>
    sql`exists (select 1 from employment e where e.staff_member_id = ${person} and ${on('e', day, IN_SERVICE)})`
  // A case keeps these looks at a few rows: as joins beside those of a later room's statement they took 30 ms to plan on each new connection.
  return sql`(select d.head_deputy_id, d.section_code, d.head, d.deputy from head_deputy d where ${on('d', day)} and case when
    exists (select 1 from assignment a where a.staff_member_id = d.head and a.section_code = d.section_code and a.is_head
      and ${on('a', day)})
    and exists (select 1 from assignment a where a.staff_member_id = d.deputy and a.section_code = d.deputy_section
      and a.kind = 'primary' and ${on('a', day)})
    and ${inService(sql`d.head`)} and ${inService(sql`d.deputy`)}
    and not exists (select 1 from leave_of_absence l where l.staff_member_id = d.deputy and ${on('l', day)})
    then true else false end)`
}

/** Whether a section has, or had by that day, a head's post that somebody held. */
export function hadHeadBy(section: RawBuilder<unknown>, day: Day): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from assignment a where a.is_head and a.section_code = ${section} and a.valid_from <= ${date(day)})`
}

/**
 * Of sections on a day with no head above whom the section itself does not give, what their people have to go by: section_code and
 * only_head (null: nobody leads it or one above it; else the one person who does). Common table expressions `unled`, from the
 * highest sections downwards, so that a section led by two people, one above the other, is never looked below; and `ground`, every section of the
 * day and whether it is one of these.
 */
export function unledOn(day: Day): RawBuilder<unknown> {
  const heads = sql`lateral (select min(h.staff_member_id) as one, count(distinct h.staff_member_id) as many
    from ${headsOn(day)} h where h.section_code = s.section_code) h`
  return sql`unled as (
    select s.section_code, h.one as only_head, 0 as depth from ${sectionsOn(day)} s, ${heads}
    where h.many < 2 and not exists (select 1 from ${sectionsOn(day)} p where p.section_code = s.parent_code)
    union all
    select s.section_code, coalesce(u.only_head, h.one), u.depth + 1
    from unled u join ${sectionsOn(day)} s on s.parent_code = u.section_code, ${heads}
    where h.many < 2 and (u.only_head is null or h.one is null or h.one = u.only_head) and u.depth < ${MOST_LEVELS}::int),
    ground as materialized (select s.section_code, u.only_head, u.section_code is not null as is_unled
      from ${sectionsOn(day)} s left join unled u on u.section_code = s.section_code)`
}

/**
 * Whether nobody may stand above a person on the day of `unledOn`: no primary post, one in a section that is no more, or no head from
 * its section upwards but themselves; asked of rows that `joined` is joined to. `decidersOf` then says for certain.
 */
export function mayBeUnled(person: RawBuilder<unknown>, day: Day) {
  return {
    // The limit keeps it a look at each person: those who are asked about are few beside all who have a post.
    joined: sql`left join lateral (select p.staff_member_id, p.section_code from ${postsOn(day)} p
      where p.staff_member_id = ${person} limit 1) p on true left join ground g on g.section_code = p.section_code`,
    may: sql<boolean>`(g.section_code is null or g.is_unled and (g.only_head is null or g.only_head = p.staff_member_id))`,
  }
}

/** For figures over people: where this room's rows change, these people's parts may (platform/measure). */
export const followsPeople = { employment: 'units', assignment: 'units', leave_of_absence: 'units' } as const

/** Whether the units of a figure are people: what is counted of them follows their posts and employments by their own numbers. */
export function countsPeople({ follows }: { readonly follows: Readonly<Record<string, unknown>> }): boolean {
  return Object.entries(followsPeople).every(([source, units]) => follows[source] === units)
}

/** For figures by section with all below it: where the organisation changes, `organisationOn` may say something else. */
export const followsSections = { section_period: 'basis' } as const

/** Which section is within which on a day, as a digest that is another when anything of it is. */
export async function organisationOn(ctx: Ctx, day: string): Promise<string> {
  const { rows } = await sql<{
    digest: string
  }>`select md5(coalesce(string_agg(s.section_code || '<' || coalesce(s.parent_code, ''), '|'
    order by s.section_code), '')) as digest from ${sectionsOn(day)} s`.execute(ctx.db)
  return rows[0]!.digest
}

/** Those for whom an employment, a post or a leave begins or ends after `from` and up to `to`: a select of `unit`. */
export function peopleTurning(from: Day, to: Day): RawBuilder<unknown> {
  const turns = (column: string) => sql`(${sql.ref(column)} > ${date(from)} and ${sql.ref(column)} <= ${date(to)})`
  const turning = (table: string, [first, last]: readonly [string, string]) =>
    sql`select staff_member_id as unit from ${sql.table(table)} where ${turns(first)} or ${turns(last)}`
  return sql`${turning('employment', IN_SERVICE)} union ${turning('assignment', ['valid_from', 'valid_to'])}
    union ${turning('leave_of_absence', ['valid_from', 'valid_to'])}`
}

/** A section that lies deeper has a circle above it. */
export const MOST_LEVELS = 20
