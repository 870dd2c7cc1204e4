import { type Kysely, sql } from 'kysely'
import {
  createAccount,
  endRole,
  grantRole as grantAccountRole,
  listGrants,
  setPassword,
} from '#platform/auth/service.ts'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { people } from './contract.ts'
import { foldForSearch } from './rules.ts'
import type { PeopleTables } from './tables.ts'

type RoleName = 'staff' | 'sectionHead' | 'hr' | 'it' | 'executive'
const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<PeopleTables>

/** What directory and lists show of a person; columns named as the contract names them. */
const COLLEAGUE = sql`m.staff_member_id as "staffMemberId", coalesce(a.staff_number, e.staff_number) as "staffNumber",
  m.name, m.name_kana as "nameKana", a.section_code as "sectionCode", s.name as "sectionName",
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

/** From a person `m` to the employment, primary assignment and section of a day. */
const onDay = (day: string) => sql`
  join lateral (select staff_number, joined_on, left_on, employment_category from employment
    where staff_member_id = m.staff_member_id and joined_on <= ${day}::date and (left_on is null or left_on > ${day}::date)) e on true
  left join assignment a on a.staff_member_id = m.staff_member_id and a.kind = 'primary'
    and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
  left join section_period s on s.section_code = a.section_code
    and s.valid_from <= ${day}::date and (s.valid_to is null or s.valid_to > ${day}::date)`

export async function showMe(ctx: Ctx<typeof people.showMe>) {
  const me = ctx.actor.subjectId
  ctx.must(me !== null, 'no_such_staff_member')
  const [colleague] = await colleagues(ctx, [me])
  ctx.must(colleague, 'no_such_staff_member')
  const posts = await postsOf(ctx, me)
  return { ...colleague, posts, roles: await rolesFrom(ctx, posts) }
}

export async function listSections(ctx: Ctx, { asOf = ctx.today }: { asOf?: string | undefined }) {
  const { rows } = await sql<{
    sectionCode: string
    name: string
    kind: string
    parentCode: string | null
    path: string[]
    headcount: number
  }>`with recursive tree as (
      select section_code, name, kind, parent_code, array[name] as path, array[section_code] as codes
      from section_period s where valid_from <= ${asOf}::date and (valid_to is null or valid_to > ${asOf}::date)
        and not exists (select 1 from section_period p where p.section_code = s.parent_code
          and p.valid_from <= ${asOf}::date and (p.valid_to is null or p.valid_to > ${asOf}::date))
      union all
      select s.section_code, s.name, s.kind, s.parent_code, t.path || s.name, t.codes || s.section_code
      from section_period s join tree t on s.parent_code = t.section_code and not s.section_code = any(t.codes)
      where s.valid_from <= ${asOf}::date and (s.valid_to is null or s.valid_to > ${asOf}::date))
    select t.section_code as "sectionCode", t.name, t.kind, t.parent_code as "parentCode", t.path,
      coalesce(c.headcount, 0) as headcount
    from tree t left join (select section_code, count(*) as headcount from assignment
      where kind = 'primary' and valid_from <= ${asOf}::date and (valid_to is null or valid_to > ${asOf}::date)
      group by section_code) c using (section_code)
    order by t.codes`.execute(ctx.db)
  return rows
}

export async function listStaff(ctx: Ctx, input: Input<typeof people.listStaff>) {
  const words = foldForSearch(input.q ?? '')
    .split(' ')
    .filter(Boolean)
  const escaped = words.map((word) => word.replace(/[%_\\]/g, '\\$&'))
  const wanted = sql`${escaped.map((word) => `%${word}%`)}::text[]`
  // Whoever types か means かとう あきら sooner than おの たかし.
  const beginning = `% ${escaped[0] ?? ''}%`
  const from = sql`from staff_member m ${onDay(ctx.today)}
    where (cardinality(${wanted}) = 0 or m.search_text || ' ' || e.staff_number like all (${wanted}))
      and (${input.sectionCode ?? null}::text is null or a.section_code = ${input.sectionCode ?? null})`
  const { rows } = await sql<Colleague & { total: number }>`select ${COLLEAGUE}, count(*) over () as total ${from}
    order by ' ' || m.search_text || ' ' || e.staff_number not like ${beginning}, m.name_kana, m.staff_member_id
    limit ${input.pageSize} offset ${(input.page - 1) * input.pageSize}`.execute(ctx.db)
  return { total: rows[0]?.total ?? 0, staff: rows.map(({ total: _, ...colleague }) => colleague) }
}

export async function showStaffMember(
  ctx: Ctx<typeof people.showStaffMember>,
  { staffMemberId }: { staffMemberId: number },
) {
  const [colleague] = await colleagues(ctx, [staffMemberId])
  ctx.must(colleague, 'no_such_staff_member')
  return { ...colleague, posts: await postsOf(ctx, staffMemberId) }
}

/** Directory facts of people in service today, in the order of their readings. */
export async function colleagues(ctx: Ctx, ids: readonly number[]): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`select ${COLLEAGUE} from staff_member m ${onDay(ctx.today)}
    where m.staff_member_id = any(${ids}) order by m.name_kana, m.staff_member_id`.execute(ctx.db)
  return rows
}

/** Names of people whether or not they are in service today; for histories. */
export async function namesOf(
  ctx: Ctx,
  ids: readonly number[],
): Promise<Map<number, { name: string; nameKana: string }>> {
  const rows = await tables(ctx)
    .selectFrom('staff_member')
    .select(['staff_member_id', 'name', 'name_kana'])
    .where('staff_member_id', '=', (e) => e.fn.any(sql<number[]>`${ids}::bigint[]`))
    .execute()
  return new Map(rows.map((row) => [row.staff_member_id, { name: row.name, nameKana: row.name_kana }]))
}

export async function postsOf(ctx: Ctx, staffMemberId: number, day = ctx.today) {
  const { rows } = await sql<{
    sectionCode: string
    sectionName: string
    grade: string
    postTitle: string
    kind: 'primary' | 'concurrent' | 'acting'
    isHead: boolean
    validFrom: string
    validTo: string | null
  }>`select a.section_code as "sectionCode", coalesce(s.name, a.section_code) as "sectionName", a.grade,
      a.post_title as "postTitle", a.kind, a.is_head as "isHead", a.valid_from as "validFrom", a.valid_to as "validTo"
    from assignment a left join section_period s on s.section_code = a.section_code
      and s.valid_from <= ${day}::date and (s.valid_to is null or s.valid_to > ${day}::date)
    where a.staff_member_id = ${staffMemberId} and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
    order by case a.kind when 'primary' then 0 when 'concurrent' then 1 else 2 end, a.section_code`.execute(ctx.db)
  return rows
}

/**
 * Heads of people on a day (INV-O4): of the primary section, else of the nearest section above that has a head who is in
 * service, not on leave and not the person. A regular head comes before an acting one. No head at all: an empty list.
 */
export async function headsOf(ctx: Ctx, ids: readonly number[], day = ctx.today): Promise<Map<number, number[]>> {
  const { rows } = await sql<{ staff: number; heads: number[] }>`with recursive ${effectiveHeads(day)},
    up as (
      select a.staff_member_id as staff, a.section_code, 0 as height from assignment a
      where a.staff_member_id = any(${ids}) and a.kind = 'primary'
        and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
      union all
      select up.staff, s.parent_code, up.height + 1 from up join section_period s on s.section_code = up.section_code
        and s.valid_from <= ${day}::date and (s.valid_to is null or s.valid_to > ${day}::date)
      where s.parent_code is not null and up.height < 20
        and not exists (select 1 from head h where h.section_code = up.section_code and h.staff_member_id <> up.staff)),
    nearest as (select up.staff, h.staff_member_id as head, h.kind,
        rank() over (partition by up.staff order by up.height) as place
      from up join head h on h.section_code = up.section_code and h.staff_member_id <> up.staff)
    select staff, array_agg(head order by kind <> 'primary', kind = 'acting', head) as heads
    from nearest where place = 1 group by staff`.execute(ctx.db)
  return new Map(rows.map(({ staff, heads }) => [staff, heads.map(Number)]))
}

/** Whether the actor is, today, head of this person. */
export async function supervises(ctx: Ctx, staffMemberId: number): Promise<boolean> {
  const me = ctx.actor.subjectId
  if (me === null || me === staffMemberId) return false
  return (await headsOf(ctx, [staffMemberId])).get(staffMemberId)?.includes(me) ?? false
}

/** Everyone whose head the actor is today. */
export async function teamOf(ctx: Ctx, headId: number, day = ctx.today): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`with recursive ${effectiveHeads(day)},
    down as (
      select distinct section_code from head where staff_member_id = ${headId}
      union
      select s.section_code from section_period s join down d on s.parent_code = d.section_code
      where s.valid_from <= ${day}::date and (s.valid_to is null or s.valid_to > ${day}::date)
        and (select count(distinct h.staff_member_id) from head h where h.section_code = s.section_code) <= 1)
    select a.staff_member_id as id from assignment a join down d on d.section_code = a.section_code
    where a.kind = 'primary' and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
      and a.staff_member_id <> ${headId}`.execute(ctx.db)
  const candidates = rows.map(({ id }) => id)
  const heads = await headsOf(ctx, candidates, day)
  return candidates.filter((id) => heads.get(id)?.includes(headId))
}

export async function listTeam(ctx: Ctx) {
  const me = ctx.actor.subjectId
  if (me === null) return []
  const team = await colleagues(ctx, await teamOf(ctx, me))
  const away = await onLeave(
    ctx,
    team.map(({ staffMemberId }) => staffMemberId),
  )
  return team.map((member) => ({ ...member, onLeave: away.has(member.staffMemberId) }))
}

export async function onLeave(ctx: Ctx, ids: readonly number[], day = ctx.today): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`select staff_member_id as id from leave_of_absence
    where staff_member_id = any(${ids}) and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`.execute(
    ctx.db,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Roles of today: granted ones, and those that follow from the posts. */
export async function rolesFrom(ctx: Ctx, posts: readonly { grade: string; isHead: boolean }[]): Promise<RoleName[]> {
  const grades = (await policyOn(ctx))?.organisation.grades ?? []
  const executive = new Set(grades.filter((grade) => grade.executive).map(({ id }) => id))
  return [
    'staff',
    ...(posts.some(({ isHead }) => isHead) ? (['sectionHead'] as const) : []),
    ...(posts.some(({ grade }) => executive.has(grade)) ? (['executive'] as const) : []),
    ...(ctx.actor.roles as ('hr' | 'it')[]),
  ]
}

export async function isExecutive(ctx: Ctx): Promise<boolean> {
  if (ctx.actor.subjectId === null) return false
  const posts = await postsOf(ctx, ctx.actor.subjectId)
  return (await rolesFrom(ctx, posts)).includes('executive')
}

export async function listRoleGrants(ctx: Ctx) {
  const grants = await listGrants(ctx)
  const names = await namesOf(
    ctx,
    grants.flatMap(({ subject_id }) => subject_id ?? []),
  )
  return grants.map((grant) => ({
    staffMemberId: grant.subject_id,
    loginName: grant.login_name,
    name: grant.subject_id === null ? null : (names.get(grant.subject_id)?.name ?? null),
    role: grant.role,
    validFrom: grant.valid_from,
    validTo: grant.valid_to,
    reason: grant.reason,
  }))
}

export async function grantRole(ctx: Ctx<typeof people.grantRole>, input: Input<typeof people.grantRole>) {
  const { staffNumber, role, validFrom, validTo, reason } = input
  ctx.must(!validTo || validTo > validFrom, 'until_before_from')
  await mustBeAnother(ctx, staffNumber)
  const outcome = await grantAccountRole(ctx, staffNumber, {
    role,
    validFrom,
    validTo: validTo ?? null,
    reason: reason ?? null,
  })
  ctx.must(outcome !== 'no_account', 'no_such_staff_member')
  ctx.must(outcome !== 'held', 'already_granted')
  ctx.about(await idsOf(ctx, [staffNumber]), { reason, detail: { role, validFrom, validTo } })
  return { granted: true as const }
}

export async function revokeRole(
  ctx: Ctx<typeof people.revokeRole>,
  { staffNumber, role, validTo, reason }: Input<typeof people.revokeRole>,
) {
  await mustBeAnother(ctx, staffNumber)
  const ended = await endRole(ctx, staffNumber, role, validTo)
  ctx.must(ended > 0, 'not_granted')
  ctx.about(await idsOf(ctx, [staffNumber]), { reason, detail: { role, validTo } })
  return { ended }
}

/** Whoever hands out roles takes none, and an administration by pages never ends itself (INV-S1). The command line may. */
async function mustBeAnother(ctx: Ctx<'own_role'>, staffNumber: string): Promise<void> {
  const isSelf = ctx.actor.kind === 'account' && (await idsOf(ctx, [staffNumber])).includes(ctx.actor.subjectId ?? -1)
  ctx.must(!isSelf && staffNumber !== ctx.actor.name, 'own_role')
}

export async function createAdministrator(
  ctx: Ctx<typeof people.createAdministrator>,
  input: Input<typeof people.createAdministrator>,
  passwordHash: string,
) {
  ctx.must(await createAccount(ctx, input.loginName, passwordHash), 'login_taken', { loginName: input.loginName })
  await grantAccountRole(ctx, input.loginName, { role: input.role, validFrom: ctx.today, validTo: null, reason: null })
  ctx.about([], { detail: { loginName: input.loginName, role: input.role } })
  return { loginName: input.loginName }
}

export async function setFirstPassword(
  ctx: Ctx<typeof people.setFirstPassword>,
  { staffMemberId }: Input<typeof people.setFirstPassword>,
  passwordHash: string,
) {
  const [colleague] = await colleagues(ctx, [staffMemberId])
  ctx.must(colleague, 'no_such_staff_member')
  await setPassword(ctx, colleague.staffNumber, passwordHash)
  ctx.about([staffMemberId])
  return { done: true as const }
}

/** People behind staff numbers, present and former. */
export async function idsOf(ctx: Ctx, staffNumbers: readonly string[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select distinct staff_member_id as id from employment
    where staff_number = any(${staffNumbers})`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** Whether the person is in service on that day or on a later one. */
export async function servesFrom(ctx: Ctx, staffMemberId: number, day: string): Promise<boolean> {
  const { rows } = await sql`select from employment where staff_member_id = ${staffMemberId}
    and (left_on is null or left_on > ${day}::date) limit 1`.execute(ctx.db)
  return rows.length > 0
}

/** Heads who can decide on that day: in service and not on leave. */
function effectiveHeads(day: string) {
  return sql`head as (
    select a.section_code, a.staff_member_id, a.kind from assignment a
    where a.is_head and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
      and exists (select 1 from employment e where e.staff_member_id = a.staff_member_id
        and e.joined_on <= ${day}::date and (e.left_on is null or e.left_on > ${day}::date))
      and not exists (select 1 from leave_of_absence l where l.staff_member_id = a.staff_member_id
        and l.valid_from <= ${day}::date and (l.valid_to is null or l.valid_to > ${day}::date)))`
}
