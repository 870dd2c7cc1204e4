import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { wantedIn } from '#platform/search/fold.ts'
import { cutPage } from '#platform/sql/sql.ts'
import { dayKnown, dayToShow, withoutComingEnds } from './announced.service.ts'
import type { people } from './contract.ts'
import { find } from './finding.service.ts'
import { allPostsOn, inServiceOn, namesBegunBy, peopleRows, postsOn, sectionsOn } from './relations.service.ts'
import { type PostKind, postKinds } from './rules.ts'
import { inTree } from './section-tree.rules.ts'

/** What directory and lists show of a person; columns named as the contract names them. */
const COLLEAGUE = sql`m.staff_member_id as "staffMemberId", coalesce(a.staff_number, e.staff_number) as "staffNumber",
  coalesce(n.name, m.name) as name, coalesce(n.name_kana, m.name_kana) as "nameKana", a.section_code as "sectionCode", s.name as "sectionName",
  a.post_title as "postTitle", a.grade`

export interface Colleague {
  staffMemberId: number
  staffNumber: string
  name: string
  nameKana: string
  sectionCode: string | null
  sectionName: string | null
  postTitle: string | null
  grade: string | null
}

/** From a person `m` in service on a day to the employment, primary assignment and section of that day. */
const onDay = (day: string) => sql`
  join lateral (select e.staff_number from ${inServiceOn(day)} e where e.staff_member_id = m.staff_member_id) e on true
  left join ${namesBegunBy(day)} n on n.staff_member_id = m.staff_member_id
  left join ${postsOn(day)} a on a.staff_member_id = m.staff_member_id
  left join ${sectionsOn(day)} s on s.section_code = a.section_code`

export async function listSections(ctx: Ctx, input: { asOf?: string | undefined }) {
  const asOf = await dayToShow(ctx, input.asOf)
  const { rows } = await sql<{
    sectionCode: string
    name: string
    kind: string
    parentCode: string | null
    headcount: number
  }>`select s.section_code as "sectionCode", s.name, s.kind, s.parent_code as "parentCode",
      coalesce(c.headcount, 0) as headcount
    from ${sectionsOn(asOf)} s
      left join (select section_code, count(*) as headcount from ${postsOn(asOf)} p group by section_code) c using (section_code)
    order by s.section_code`.execute(ctx.db)
  return inTree(rows)
}

/** Every section of today by its name, with the one above it. */
export async function sectionNames(ctx: Ctx) {
  const { rows } = await sql<{ sectionCode: string; name: string; parentName: string | null }>`select
      s.section_code as "sectionCode", s.name, p.name as "parentName"
    from ${sectionsOn(ctx.today)} s left join ${sectionsOn(ctx.today)} p on p.section_code = s.parent_code
    order by s.section_code`.execute(ctx.db)
  return rows
}

export async function listStaff(ctx: Ctx, input: Input<typeof people.listStaff>) {
  const words = wantedIn(input.q ?? '')
  // Whoever types a mark alone looks for somebody, and finds nobody.
  if (words.length === 0 && input.q?.trim()) return { total: 0, isLeast: false, hasMore: false, staff: [] }
  const day = await dayKnown(ctx, input.asOf ?? ctx.today)
  if (words.length === 0 && input.sectionCode === undefined) return everybody(ctx, day, input)
  const { ids, ...found } = await find(ctx, { words, ...input, day })
  const [staff, here] = await Promise.all([colleagues(ctx, ids, day), postsBesides(ctx, ids, day, input.sectionCode)])
  const place = new Map(ids.map((id, at) => [id, at]))
  staff.sort((a, b) => place.get(a.staffMemberId)! - place.get(b.staffMemberId)!)
  return { ...found, staff: staff.map((one) => ({ ...one, postHere: here.get(one.staffMemberId) ?? null })) }
}

/** 兼務 and 事務取扱 in a section, of those who have their own post elsewhere. */
async function postsBesides(ctx: Ctx, ids: readonly number[], day: string, sectionCode: string | undefined) {
  if (sectionCode === undefined || ids.length === 0) return new Map<number, { kind: PostKind; postTitle: string }>()
  const { rows } = await sql<{ id: number; kind: PostKind; postTitle: string }>`select distinct on (a.staff_member_id)
      a.staff_member_id as id, a.kind, a.post_title as "postTitle"
    from ${allPostsOn(day)} a where a.section_code = ${sectionCode} and a.staff_member_id = any(${ids})
    order by a.staff_member_id, array_position(${[...postKinds]}::text[], a.kind), a.post_title`.execute(ctx.db)
  return new Map(rows.filter(({ kind }) => kind !== 'primary').map(({ id, ...post }) => [id, post]))
}

type Page = Pick<Input<typeof people.listStaff>, 'after' | 'pageSize'>

/** A page of the whole directory goes along the readings and looks at no one but those on it. */
async function everybody(ctx: Ctx, day: string, { after, pageSize }: Page) {
  const place = sql`reading, staff_member_id`
  const behind = after && sql`and (${place}) > (select ${place} from staff_member where staff_member_id = ${after})`
  const page = sql<Colleague>`with found as (
      select m.staff_member_id from staff_member m
      where exists (select 1 from ${inServiceOn(day)} e where e.staff_member_id = m.staff_member_id) ${behind || sql``}
      order by m.reading, m.staff_member_id limit ${sql.lit(pageSize + 1)})
    select ${COLLEAGUE} from found f join staff_member m on m.staff_member_id = f.staff_member_id ${onDay(day)}
    order by m.reading, m.staff_member_id`
  const [{ rows }, total] = await Promise.all([page.execute(ctx.db), countInService(ctx, day)])
  const cut = cutPage(rows, pageSize)
  return { total, isLeast: false, hasMore: cut.hasMore, staff: cut.rows.map((one) => ({ ...one, postHere: null })) }
}

async function countInService(ctx: Ctx, day: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total from ${inServiceOn(day)} e`.execute(ctx.db)
  return rows[0]!.total
}

export async function showStaffMember(
  ctx: Ctx<typeof people.showStaffMember>,
  { staffMemberId }: { staffMemberId: number },
) {
  const [colleague] = await colleagues(ctx, [staffMemberId])
  ctx.must(colleague, 'no_such_staff_member')
  return { ...colleague, posts: await withoutComingEnds(ctx, await postsOf(ctx, staffMemberId)) }
}

/** Directory facts of people in service on a day, in the order of their readings. */
export async function colleagues(ctx: Ctx, ids: readonly number[], day = ctx.today): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`select ${COLLEAGUE} from staff_member m ${onDay(day)}
    where m.staff_member_id = any(${ids}) order by m.reading, m.staff_member_id`.execute(ctx.db)
  return rows
}

/** Names of people whether or not they are in service today; for histories. */
export async function namesOf(
  ctx: Ctx,
  ids: readonly number[],
): Promise<Map<number, { name: string; nameKana: string }>> {
  const { rows } = await sql<{ id: number; name: string; nameKana: string }>`select m.staff_member_id as id, m.name,
      m.name_kana as "nameKana"
    from ${peopleRows(ctx.today)} m where m.staff_member_id = any(${ids}::bigint[])`.execute(ctx.db)
  return new Map(rows.map(({ id, ...names }) => [id, names]))
}

/** Posts of a day, the primary one first. */
export async function postsOf(ctx: Ctx, staffMemberId: number, day = ctx.today) {
  const posts = await postsAndOccupationOf(ctx, staffMemberId, day)
  return posts.map(({ occupation: _, ...post }) => post)
}

/** The same, and with each the occupation of the person, by which expectations go. */
export async function postsAndOccupationOf(ctx: Ctx, staffMemberId: number, day = ctx.today) {
  const { rows } = await sql<{
    sectionCode: string
    sectionName: string
    grade: string
    occupation: string | null
    postTitle: string
    kind: PostKind
    isHead: boolean
    validFrom: string
    validTo: string | null
  }>`select a.section_code as "sectionCode", coalesce(s.name, a.section_code) as "sectionName", a.grade, e.occupation,
      a.post_title as "postTitle", a.kind, a.is_head as "isHead", a.valid_from as "validFrom", a.valid_to as "validTo"
    from ${allPostsOn(day)} a left join ${sectionsOn(day)} s on s.section_code = a.section_code
      left join ${inServiceOn(day)} e on e.staff_member_id = a.staff_member_id
    where a.staff_member_id = ${staffMemberId}
    order by array_position(${[...postKinds]}::text[], a.kind), a.section_code`.execute(ctx.db)
  return rows
}

/** Where mail for these people goes; whoever is not in service today has left or is to come, and is left out. */
export async function addressesOf(
  ctx: Ctx,
  ids: readonly number[],
): Promise<Map<number, { name: string; email: string | null }>> {
  const { rows } = await sql<{
    id: number
    name: string
    email: string | null
  }>`select m.staff_member_id as id, m.name, m.email
    from staff_member m join ${inServiceOn(ctx.today)} e on e.staff_member_id = m.staff_member_id
    where m.staff_member_id = any(${ids})`.execute(ctx.db)
  return new Map(rows.map(({ id, ...person }) => [id, person]))
}
