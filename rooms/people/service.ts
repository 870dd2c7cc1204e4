import { sql } from 'kysely'
import {
  confirmGrant,
  createAccount,
  endRole,
  grantRole as grantAccountRole,
  listGrants,
  setPassword,
} from '#platform/auth/service.ts'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { notEndedBy } from '#platform/sql/sql.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { people } from './contract.ts'
import { colleagues, namesOf, postsOf } from './directory.service.ts'
import { teamOf } from './heads.service.ts'
import { awayOn, postsOn } from './relations.service.ts'

export {
  type Colleague,
  colleagues,
  listSections,
  listStaff,
  namesOf,
  postsOf,
  sectionNames,
  showStaffMember,
} from './directory.service.ts'
export { headsOf, supervises, teamOf } from './heads.service.ts'
export { keepAllSearchText } from './search.service.ts'

type RoleName = 'staff' | 'sectionHead' | 'hr' | 'it' | 'executive'

export async function showMe(ctx: Ctx<typeof people.showMe>) {
  const me = ctx.actor.subjectId!
  const [colleague] = await colleagues(ctx, [me])
  ctx.must(colleague, 'no_such_staff_member')
  const posts = await postsOf(ctx, me)
  return { ...colleague, posts, roles: await rolesFrom(ctx, posts) }
}

export async function listTeam(ctx: Ctx) {
  const team = await colleagues(ctx, await teamOf(ctx, ctx.actor.subjectId!))
  const away = await onLeave(
    ctx,
    team.map(({ staffMemberId }) => staffMemberId),
  )
  return team.map((member) => ({ ...member, onLeave: away.has(member.staffMemberId) }))
}

export async function onLeave(ctx: Ctx, ids: readonly number[], day = ctx.today): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`select l.staff_member_id as id from ${awayOn(day)} l
    where staff_member_id = any(${ids})`.execute(ctx.db)
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

export async function listRoleGrants(
  ctx: Ctx,
  page: Input<typeof people.listRoleGrants>,
): Promise<Answer<typeof people.listRoleGrants>> {
  const [{ rows, hasMore }, mayGrant, mayRevoke, mayConfirm, mayGivePasswords] = await Promise.all([
    listGrants(ctx, page),
    ctx.may<typeof people.grantRole>('people.grantRole'),
    ctx.may<typeof people.revokeRole>('people.revokeRole'),
    ctx.may<typeof people.confirmRole>('people.confirmRole'),
    ctx.may<typeof people.setFirstPassword>('people.setFirstPassword'),
  ])
  const names = await namesOf(
    ctx,
    rows.flatMap(({ subject_id }) => subject_id ?? []),
  )
  const moved = await movedSince(ctx, rows)
  const mayBe = (grant: (typeof rows)[number], may: boolean) => may && grant.state !== 'over' && !isOwn(ctx, grant)
  return {
    today: ctx.today,
    hasMore,
    grants: rows.map((grant) => ({
      roleGrantId: grant.role_grant_id,
      staffMemberId: grant.subject_id,
      loginName: grant.login_name,
      name: grant.subject_id === null ? null : (names.get(grant.subject_id)?.name ?? null),
      role: grant.role,
      validFrom: grant.valid_from,
      validTo: grant.valid_to,
      reason: grant.reason,
      state: grant.state,
      movedOn: moved.get(grant.role_grant_id) ?? null,
      may: [
        ...(moved.has(grant.role_grant_id) && mayBe(grant, mayConfirm) ? ['confirmRole' as const] : []),
        ...(mayBe(grant, mayRevoke) ? ['revokeRole' as const] : []),
      ],
    })),
    may: [...(mayGrant ? ['grantRole' as const] : []), ...(mayGivePasswords ? ['setFirstPassword' as const] : [])],
  }
}

/** Since when the holders of roles that hold today work in another section than on the day when somebody last said yes to the role. */
async function movedSince(
  ctx: Ctx,
  grants: Awaited<ReturnType<typeof listGrants>>['rows'],
): Promise<Map<number, string>> {
  const held = grants.filter(({ state, subject_id }) => state === 'held' && subject_id !== null)
  const said = held.map((grant) => ({
    id: grant.role_grant_id,
    person: grant.subject_id,
    day: grant.confirmed_on !== null && grant.confirmed_on > grant.valid_from ? grant.confirmed_on : grant.valid_from,
  }))
  const { rows } = await sql<{ id: number; movedOn: string }>`select g.id, now.valid_from as "movedOn"
    from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as g(id bigint, person bigint, day date)
    join ${postsOn(ctx.today)} now on now.staff_member_id = g.person
    join lateral ${postsOn(sql`g.day`)} before on before.staff_member_id = g.person
    where before.section_code <> now.section_code`.execute(ctx.db)
  return new Map(rows.map(({ id, movedOn }) => [id, movedOn]))
}

function isOwn({ actor }: Ctx, grant: { account_id: number; subject_id: number | null }): boolean {
  return grant.account_id === actor.accountId || (grant.subject_id !== null && grant.subject_id === actor.subjectId)
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

export async function confirmRole(
  ctx: Ctx<typeof people.confirmRole>,
  { roleGrantId, reason }: Input<typeof people.confirmRole>,
) {
  const grant = await confirmGrant(ctx, roleGrantId)
  ctx.must(grant, 'not_granted')
  ctx.must(ctx.actor.kind !== 'account' || !isOwn(ctx, grant), 'own_role')
  ctx.about(grant.subject_id === null ? [] : [grant.subject_id], { reason, detail: { role: grant.role } })
  return { confirmed: true as const }
}

/** Whoever hands out roles takes none, and an administration by pages never ends itself (INV-S1). The command line may. */
async function mustBeAnother(ctx: Ctx<'own_role'>, staffNumber: string): Promise<void> {
  const isSelf = (await idsOf(ctx, [staffNumber])).includes(ctx.actor.subjectId ?? -1)
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
  // Also before the first day: it opens then.
  ctx.must(await servesFrom(ctx, staffMemberId, ctx.today), 'no_such_staff_member')
  await setPassword(ctx, staffMemberId, passwordHash)
  ctx.about([staffMemberId])
  return { done: true as const }
}

/** People behind staff numbers, present and former. */
export async function idsOf(ctx: Ctx, staffNumbers: readonly string[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select distinct staff_member_id as id from employment
    where staff_number = any(${staffNumbers})`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** The same with the numbers; somebody with two spells of service stands under each of theirs. */
export async function peopleNumbered(ctx: Ctx, staffNumbers: readonly string[]) {
  const { rows } = await sql<{ staffNumber: string; staffMemberId: number }>`select staff_number as "staffNumber",
      staff_member_id as "staffMemberId" from employment
    where staff_number = any(${staffNumbers}) order by staff_number`.execute(ctx.db)
  return rows
}

/** Whether anybody is or ever was in service here. */
export async function hasAnybody(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`select exists (select from staff_member) as some`.execute(ctx.db)
  return rows[0]?.some === true
}

/** Whether the person is in service on that day or on a later one. */
export async function servesFrom(ctx: Ctx, staffMemberId: number, day: string): Promise<boolean> {
  const { rows } = await sql`select from employment e where e.staff_member_id = ${staffMemberId}
    and ${notEndedBy('e', day, ['joined_on', 'left_on'])} limit 1`.execute(ctx.db)
  return rows.length > 0
}
