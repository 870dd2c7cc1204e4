/** Roles that no post gives: asked for by one, agreed to by another, ended, looked at again after a transfer (decisions/0020). */
import { sql } from 'kysely'
import {
  answerAskings,
  askingsOf,
  confirmGrant,
  endRole,
  grantRole as grantAccountRole,
  LAPSE_DAYS,
  listGrants,
  rolePersonsOn,
  setRolePersons as sayRolePersons,
  unconfirmGrant,
} from '#platform/auth/service.ts'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { addDays } from '#platform/time/dates.ts'
import type { people } from './contract.ts'
import { namesOf } from './directory.service.ts'
import { idsOf } from './numbers.service.ts'
import { postsOn } from './relations.service.ts'

/** A role that is given or ended changes who hears of all that is HR's and IT's: each says `ctx.tells('people', [])`. */
type Grant = Awaited<ReturnType<typeof listGrants>>['rows'][number]

export async function listRoleGrants(
  ctx: Ctx,
  page: Input<typeof people.listRoleGrants>,
): Promise<Answer<typeof people.listRoleGrants>> {
  const [{ rows, hasMore }, persons, mayAgree, mayGrant, mayRevoke, mayConfirm, mayGivePasswords] = await Promise.all([
    listGrants(ctx, page),
    rolePersonsOn(ctx, ctx.today),
    ctx.may<typeof people.agreeToRole>('people.agreeToRole'),
    ctx.may<typeof people.grantRole>('people.grantRole'),
    ctx.may<typeof people.revokeRole>('people.revokeRole'),
    ctx.may<typeof people.confirmRole>('people.confirmRole'),
    ctx.may<typeof people.setFirstPassword>('people.setFirstPassword'),
  ])
  const names = await namesOf(ctx, [
    ...new Set(
      rows.flatMap((row) =>
        [row.subject_id, row.asker_subject, row.answerer_subject, row.giver_subject].filter((id) => id !== null),
      ),
    ),
  ])
  const called = (subject: number | null, login: string | null) => names.get(subject ?? -1)?.name ?? login
  const moved = await movedSince(ctx, rows)
  const mayBe = (grant: (typeof rows)[number], may: boolean) => may && grant.state !== 'over' && !isOwn(ctx, grant)
  return {
    today: ctx.today,
    hasMore,
    persons: { ...persons, days: LAPSE_DAYS },
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
      asking: askingOf(ctx, grant, called),
      password:
        grant.state === 'waiting' && grant.given_on !== null
          ? {
              givenBy: called(grant.giver_subject, grant.giver_login),
              givenOn: grant.given_on,
              chosenOn: grant.chosen_on,
            }
          : null,
      may: [
        ...(grant.state === 'waiting' && !grant.i_asked && mayBe(grant, mayAgree) ? ['agreeToRole' as const] : []),
        ...(moved.has(grant.role_grant_id) && mayBe(grant, mayConfirm) ? ['confirmRole' as const] : []),
        ...(mayBe(grant, mayRevoke) ? ['revokeRole' as const] : []),
      ],
    })),
    may: [...(mayGrant ? ['grantRole' as const] : []), ...(mayGivePasswords ? ['setFirstPassword' as const] : [])],
  }
}

function askingOf(
  ctx: Ctx,
  grant: Grant,
  called: (subject: number | null, login: string | null) => string | null,
): Answer<typeof people.listRoleGrants>['grants'][number]['asking'] {
  if (grant.cause === null || grant.asked_on === null) return null
  const until = addDays(grant.asked_on, LAPSE_DAYS)
  return {
    cause: grant.cause,
    askedBy: called(grant.asker_subject, grant.asker_login)!,
    askedOn: grant.asked_on,
    until,
    answer: grant.answer ?? (until < ctx.today ? 'lapsed' : null),
    answeredBy: called(grant.answerer_subject, grant.answerer_login),
  }
}

/** Since when the holders of roles that hold today work in another section than on the day when somebody last said yes to the role. */
export async function movedSince(
  ctx: Ctx,
  grants: readonly Pick<Grant, 'role_grant_id' | 'subject_id' | 'state' | 'confirmed_on' | 'valid_from'>[],
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
  ctx.must(outcome !== 'waits', 'already_waiting')
  ctx.tells('people', [])
  const waitsUntil = outcome === 'waiting' ? addDays(ctx.today, LAPSE_DAYS) : null
  const ids = await idsOf(ctx, [staffNumber])
  // What begins later is told to its holder when it is announced (decisions/0029).
  const later = validFrom > ctx.today ? { later: { [validFrom]: ids } } : {}
  ctx.about(ids, { reason, detail: { role, validFrom, validTo, ...(waitsUntil ? { waitsUntil } : {}), ...later } })
  return { granted: true as const, waitsUntil }
}

export async function agreeToRole(
  ctx: Ctx<typeof people.agreeToRole>,
  { roleGrantId }: Input<typeof people.agreeToRole>,
) {
  const grant = await askingsOf(ctx, roleGrantId)
  ctx.must(grant, 'not_waiting')
  ctx.must(!isOwn(ctx, grant), 'own_role')
  ctx.must(!grant.askers.includes(ctx.actor.accountId ?? -1), 'second_person')
  // Until then somebody else knows the password, most likely whoever asked.
  ctx.must(!grant.must_change_password, 'own_password_first')
  await answerAskings(ctx, roleGrantId, 'agreed')
  ctx.tells('people', [])
  ctx.about(grant.subject_id === null ? [] : [grant.subject_id], { detail: { role: grant.role } })
  return { agreed: true as const }
}

export async function declineRole(
  ctx: Ctx<typeof people.declineRole>,
  { roleGrantId, reason }: Input<typeof people.declineRole>,
) {
  const grant = await askingsOf(ctx, roleGrantId)
  ctx.must(grant, 'not_waiting')
  await answerAskings(ctx, roleGrantId, 'declined')
  ctx.tells('people', [])
  ctx.about(grant.subject_id === null ? [] : [grant.subject_id], { reason, detail: { role: grant.role } })
  return { declined: true as const }
}

export async function setRolePersons(
  ctx: Ctx<typeof people.setRolePersons>,
  { persons, validFrom, reason }: Input<typeof people.setRolePersons>,
) {
  ctx.must(validFrom >= ctx.today, 'in_the_past')
  await sayRolePersons(ctx, { persons, validFrom, reason })
  ctx.about([], { reason, detail: { persons, validFrom } })
  return { persons, validFrom }
}

export async function revokeRole(
  ctx: Ctx<typeof people.revokeRole>,
  { staffNumber, role, validTo, reason }: Input<typeof people.revokeRole>,
) {
  await mustBeAnother(ctx, staffNumber)
  const ended = await endRole(ctx, staffNumber, role, validTo)
  ctx.must(ended > 0, 'not_granted')
  ctx.tells('people', [])
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
  ctx.tells('people', [])
  ctx.about(grant.subject_id === null ? [] : [grant.subject_id], { reason, detail: { role: grant.role } })
  return { confirmed: true as const }
}

export async function takeBackRoleConfirmation(
  ctx: Ctx<typeof people.takeBackRoleConfirmation>,
  { roleGrantId }: Input<typeof people.takeBackRoleConfirmation>,
) {
  const grant = await unconfirmGrant(ctx, roleGrantId)
  ctx.must(grant, 'acted_on_meanwhile')
  ctx.tells('people', [])
  ctx.about(grant.subject_id === null ? [] : [grant.subject_id], { detail: { role: grant.role } })
  return { takenBack: true as const }
}

/** Whoever hands out roles takes none, and an administration by pages never ends itself (INV-S1). The command line may. */
async function mustBeAnother(ctx: Ctx<'own_role'>, staffNumber: string): Promise<void> {
  const isSelf = (await idsOf(ctx, [staffNumber])).includes(ctx.actor.subjectId ?? -1)
  ctx.must(!isSelf && staffNumber !== ctx.actor.name, 'own_role')
}
