import { sql } from 'kysely'
import { createAccount, grantRole as grantAccountRole, setPassword } from '#platform/auth/service.ts'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { notEndedBy } from '#platform/sql/sql.ts'
import { gradeByIdOrFormer } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { withoutComingEnds } from './announced.service.ts'
import type { people } from './contract.ts'
import { colleagues, postsOf } from './directory.service.ts'
import { teamOf } from './heads.service.ts'
import { awayOn } from './relations.service.ts'

export {
  type DecidedBy,
  type DecidersOf,
  type Deciding,
  decidedBy,
  decidersOf,
  decidesAs,
  decidesFor,
  decidingOn,
  hasDeputyAmong,
  isDeputyOn,
  isNamedToDecide,
  sectionsStoodFor,
  standInsOf,
  standsIn,
} from './deciders.service.ts'
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
export { headshipsToCome, headsOf, sectionsLedBy, sectionsUnder, supervises, teamOf } from './heads.service.ts'
export {
  answerJoin,
  askForJoin,
  idsOfPerson,
  type Join,
  joinsOf,
  keepJoined,
  needsSecondPerson,
  waitingJoin,
} from './joins.service.ts'
export { idsOf, peopleNumbered, staffNumbersOf } from './numbers.service.ts'
export {
  agreeToRole,
  confirmRole,
  declineRole,
  grantRole,
  listRoleGrants,
  revokeRole,
  setRolePersons,
  takeBackRoleConfirmation,
} from './roles.service.ts'
export { keepAllSearchText } from './search.service.ts'

type Granted = 'hr' | 'it' | 'executive'
type RoleName = 'staff' | 'sectionHead' | Granted

export async function showMe(ctx: Ctx<typeof people.showMe>) {
  const me = ctx.actor.subjectId!
  const [colleague] = await colleagues(ctx, [me])
  ctx.must(colleague, 'no_such_staff_member')
  const posts = await postsOf(ctx, me)
  return { ...colleague, posts: await withoutComingEnds(ctx, posts), roles: await rolesFrom(ctx, posts) }
}

export async function listTeam(ctx: Ctx) {
  return teamNow(ctx, await teamOf(ctx, ctx.actor.subjectId!))
}

/** The same of people whose team they are known to be, for what is asked about them at the same time. */
export async function teamNow(ctx: Ctx, ids: readonly number[]) {
  const [team, away] = await Promise.all([colleagues(ctx, ids), onLeave(ctx, ids)])
  return team.map((member) => ({ ...member, onLeave: away.has(member.staffMemberId) }))
}

export async function onLeave(ctx: Ctx, ids: readonly number[], day = ctx.today): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`select l.staff_member_id as id from ${awayOn(day)} l
    where staff_member_id = any(${ids})`.execute(ctx.db)
  return new Set(rows.map(({ id }) => id))
}

/** Roles of today: granted ones, and those that follow from the posts. An executive is one by the grade or by name (decision 0098). */
export async function rolesFrom(ctx: Ctx, posts: readonly { grade: string; isHead: boolean }[]): Promise<RoleName[]> {
  const document = await policyOn(ctx)
  const granted = ctx.actor.roles as Granted[]
  const isExecutiveGrade = (grade: string) => document && gradeByIdOrFormer(document, grade)?.executive
  return [
    'staff',
    ...(posts.some(({ isHead }) => isHead) ? (['sectionHead'] as const) : []),
    ...(posts.some(({ grade }) => isExecutiveGrade(grade)) && !granted.includes('executive')
      ? (['executive'] as const)
      : []),
    ...granted,
  ]
}

/** Roles of today of whoever asks. */
export async function rolesOf(ctx: Ctx): Promise<RoleName[]> {
  const me = ctx.actor.subjectId
  return me === null ? [] : await rolesFrom(ctx, await postsOf(ctx, me))
}

export async function isExecutive(ctx: Ctx): Promise<boolean> {
  return (await rolesOf(ctx)).includes('executive')
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
  // Who knows the own password changes it; who does not is not heard here either.
  ctx.must(staffMemberId !== ctx.actor.subjectId, 'own_account')
  // Also before the first day: it opens then.
  ctx.must(await servesFrom(ctx, staffMemberId, ctx.today), 'no_such_staff_member')
  const resting = await setPassword(ctx, staffMemberId, passwordHash)
  if (resting.length > 0) ctx.tells('people', [])
  ctx.about([staffMemberId], resting.length > 0 ? { detail: { resting } } : {})
  return { done: true as const, resting }
}

/** Whether whoever holds the role of HR is the head of a section. */
export async function headsHr(ctx: Ctx): Promise<boolean> {
  return ctx.actor.subjectId !== null && (await postsOf(ctx, ctx.actor.subjectId)).some(({ isHead }) => isHead)
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
