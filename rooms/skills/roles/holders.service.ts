import { type Kysely, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { date, oneAtATime } from '#platform/sql/sql.ts'
import { inServiceOn, peopleRows, postsOn, sectionsOn } from '#rooms/people/relations.service.ts'
import { namesOf } from '#rooms/people/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { skillsOf } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { listed, standingsOf } from '../levels.service.ts'
import type { roleHolders } from './contract.ts'
import type { RolesTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<RolesTables>
const MOST = 1_000
/** Taken while somebody is named or a file is brought in: of two at once the second sees what the first did. */
export const NAMING = 'role holders'

export function rolesIn(document: PolicyDocument | undefined) {
  return (document?.roles ?? []).map(({ id, name, description, isSample }) => ({
    ...{ role: id, name, description: description ?? null, isSample: isSample === true },
  }))
}

export async function listRoleHolders(ctx: Ctx): Promise<Answer<typeof roleHolders.listRoleHolders>> {
  const [document, { rows }] = await Promise.all([
    policyOn(ctx),
    sql<Answer<typeof roleHolders.listRoleHolders>['holders'][number] & { all: number }>`select
        h.role_holder_id as "roleHolderId", h.staff_member_id as "staffMemberId", m.name,
        (select s.name from ${sectionsOn(ctx.today)} s join ${postsOn(ctx.today)} p using (section_code)
          where p.staff_member_id = h.staff_member_id limit 1) as "sectionName",
        h.role, h.valid_from as "validFrom", h.valid_to as "validTo", count(*) over ()::integer as all
      from role_holder h join ${peopleRows(ctx.today)} m using (staff_member_id)
      where coalesce(h.valid_to > greatest(h.valid_from, ${date(ctx.today)}), true)
        and exists (select from ${inServiceOn(ctx.today)} e where e.staff_member_id = h.staff_member_id)
      order by h.role_holder_id desc limit ${MOST}`.execute(ctx.db),
  ])
  return {
    ...{ today: ctx.today, crossing: rolesIn(document), total: rows[0]?.all ?? 0 },
    holders: rows.map(({ all: _, ...row }) => row),
  }
}

export async function showRolesOf(
  ctx: Ctx<typeof roleHolders.showRolesOf>,
  { staffMemberId }: Input<typeof roleHolders.showRolesOf>,
): Promise<Answer<typeof roleHolders.showRolesOf>> {
  const [document, person, rows, mayName] = await Promise.all([
    policyOn(ctx),
    standingsOf(ctx, staffMemberId),
    rowsOf(ctx, staffMemberId),
    ctx.may<typeof roleHolders.nameRoleHolder>('roleHolders.nameRoleHolder', { staffMemberId }),
  ])
  ctx.must(person, 'no_such_staff_member')
  ctx.sees([staffMemberId], 'skills.levels')
  const { pyramid } = document ?? { pyramid: null }
  const known =
    document && pyramid
      ? listed({
          day: ctx.today,
          document: { ...document, pyramid },
          ...person,
          sharedOnly: ctx.actsAs === 'sectionHead',
        }).skills
      : []
  return {
    today: ctx.today,
    held: heldIn(document, rows, known),
    others: rolesIn(document).filter(({ role }) => !rows.some((one) => one.role === role)),
    may: mayName ? ['nameRoleHolder'] : [],
  }
}

/** Of somebody whose levels are known: what they hold today or from a day to come. */
export async function findRolesHeld(
  ctx: Ctx,
  { staffMemberId, skills }: { readonly staffMemberId: number; readonly skills: readonly Known[] },
): Promise<Held[]> {
  const document = await policyOn(ctx)
  return document?.roles?.length ? heldIn(document, await rowsOf(ctx, staffMemberId), skills) : []
}

type Held = Answer<typeof roleHolders.showRolesOf>['held'][number]
type HeldRow = Pick<Held, 'roleHolderId' | 'role' | 'validFrom' | 'validTo'>
type Known = Pick<Held['expected'][number], 'skill' | 'level'>

async function rowsOf(ctx: Ctx, staffMemberId: number): Promise<HeldRow[]> {
  const { rows } = await sql<HeldRow>`select
      role_holder_id as "roleHolderId", role, valid_from as "validFrom", valid_to as "validTo" from role_holder
    where staff_member_id = ${staffMemberId} and coalesce(valid_to > greatest(valid_from, ${date(ctx.today)}), true)
    order by role_holder_id`.execute(ctx.db)
  return rows
}

/** What the policy no longer knows is held by nobody. */
function heldIn(document: PolicyDocument | undefined, rows: readonly HeldRow[], known: readonly Known[]): Held[] {
  const levels = new Map(known.map(({ skill, level }) => [skill, level]))
  const names = new Map(document && skillsOf(document).map(({ id, name }) => [id, name]))
  const expected = new Map(document?.roles?.map((role) => [role.id, Object.entries(role.expected ?? {})]))
  const roles = rolesIn(document)
  return rows.flatMap((row) => {
    const role = roles.find(({ role: id }) => id === row.role)
    if (!role) return []
    const asked = (expected.get(row.role) ?? []).map(([skill, level]) => ({
      ...{ skill, name: names.get(skill) ?? skill, expected: level, level: levels.get(skill) ?? null },
    }))
    return [{ ...role, ...row, expected: asked }]
  })
}

export async function nameRoleHolder(
  ctx: Ctx<typeof roleHolders.nameRoleHolder>,
  { staffMemberId, role, validFrom }: Input<typeof roleHolders.nameRoleHolder>,
) {
  const [names, document] = await Promise.all([namesOf(ctx, [staffMemberId]), policyOn(ctx)])
  ctx.must(names.size === 1, 'no_such_staff_member')
  const named = document?.roles?.find(({ id }) => id === role)
  ctx.must(named, 'no_such_role')
  await oneAtATime(NAMING).execute(ctx.db)
  const held = await tables(ctx)
    .selectFrom('role_holder')
    .select('role_holder_id')
    .where('staff_member_id', '=', staffMemberId)
    .where('role', '=', role)
    .where(sql<boolean>`coalesce(valid_to > greatest(valid_from, ${date(validFrom)}), true)`)
    .executeTakeFirst()
  ctx.must(!held, 'held_already', { name: named.name })
  const { role_holder_id: roleHolderId } = await tables(ctx)
    .insertInto('role_holder')
    .values({
      staff_member_id: staffMemberId,
      role,
      valid_from: validFrom,
      valid_to: null,
      recorded_by: ctx.actor.subjectId,
    })
    .returning('role_holder_id')
    .executeTakeFirstOrThrow()
  ctx.about([staffMemberId], { detail: { role, validFrom } })
  return { roleHolderId }
}

export async function endRoleHolder(
  ctx: Ctx<typeof roleHolders.endRoleHolder>,
  { roleHolderId, validTo }: Input<typeof roleHolders.endRoleHolder>,
) {
  const { rows } = await sql<{ staff: number; role: string }>`update role_holder
    set valid_to = greatest(valid_from, ${date(validTo)})
    where role_holder_id = ${roleHolderId} and coalesce(valid_to > greatest(valid_from, ${date(validTo)}), true)
    returning staff_member_id as staff, role`.execute(ctx.db)
  const [ended] = rows
  ctx.must(ended, 'no_such_role_holder')
  ctx.about([ended.staff], { detail: { role: ended.role, validTo } })
  return { ended: true as const }
}

/** Whose it is; undefined where there is none of this number. */
export async function holderOf(ctx: Ctx, roleHolderId: number): Promise<number | undefined> {
  const found = await tables(ctx)
    .selectFrom('role_holder')
    .select('staff_member_id')
    .where('role_holder_id', '=', roleHolderId)
    .executeTakeFirst()
  return found?.staff_member_id
}
