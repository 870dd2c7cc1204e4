/** What people hand in, and what HR says to it. One who decides at a time: the claim leaves `waiting` once. */
import { type RawBuilder, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { cutPage } from '#platform/sql/sql.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { inServiceOn } from '#rooms/people/relations.service.ts'
import { colleagues, namesOf } from '#rooms/people/service.ts'
import { addEvidence } from '../standing.service.ts'
import type { qualifications } from './contract.ts'
import { checkShown, endOf, type Qualification, qualificationsWhere, skillNames, tables } from './list.service.ts'
import type { Proof, proofIn } from './proof.service.ts'
import { evidenceBy } from './results.service.ts'
import { after, type ClaimAction, type ClaimState, PROOF_DAYS, savedAs } from './rules.ts'

/** Notices are about these rows. */
const TOPIC = 'qualification_claim'
const SHOWN = 200

export async function declareQualification(
  ctx: Ctx<typeof qualifications.declareQualification>,
  { qualificationId, acquiredOn, lastDay, proof }: Input<typeof qualifications.declareQualification>,
  looked: Awaited<ReturnType<typeof proofIn>>,
) {
  const me = ctx.actor.subjectId!
  ctx.must(!('fault' in looked), 'fault' in looked ? looked.fault : 'proof_broken')
  ctx.must(acquiredOn <= ctx.today, 'in_future', { date: formatDate(acquiredOn, ctx.language) })
  ctx.must(lastDay === undefined || lastDay >= acquiredOn, 'ends_before_start')
  const [known] = await qualificationsWhere(ctx, sql`q.qualification_id = ${qualificationId}`)
  ctx.must(known, 'no_such_qualification')
  ctx.must(!known.isRetired, 'qualification_retired', { name: known.name })
  const validTo = lastDay === undefined ? endOf(known, acquiredOn) : addDays(lastDay, 1)
  const { rows } = await sql<{ id: number }>`insert into qualification_claim
      (staff_member_id, qualification_id, acquired_on, valid_to, declared_at)
    values (${me}, ${qualificationId}, ${acquiredOn}::date, ${validTo}::date, ${ctx.now.toString()}::timestamptz)
    on conflict do nothing returning qualification_claim_id as id`.execute(ctx.db)
  ctx.must(rows[0], 'already_waiting', { name: known.name })
  const id = rows[0].id
  await store(ctx, id, proof.name, looked as Proof)
  ctx.tells(TOPIC, [id])
  ctx.about([me], { detail: { claim: id, qualification: known.name } })
  return { qualificationClaimId: id }
}

async function store(ctx: Ctx, id: number, name: string, { base64, type }: Proof): Promise<void> {
  await tables(ctx)
    .insertInto('qualification_proof')
    .values({ qualification_claim_id: id, file_name: name, media_type: type, content: base64 })
    .execute()
}

interface Row {
  readonly qualificationClaimId: number
  readonly staffMemberId: number
  readonly qualificationId: number
  readonly acquiredOn: string
  readonly validTo: string | null
  readonly state: ClaimState
  readonly declaredOn: string
  readonly decidedOn: string | null
  readonly decidedBy: number | null
  readonly reason: string | null
  readonly proof: { fileName: string; bytes: number } | null
}

async function claimsWhere(ctx: Ctx, where: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`select c.qualification_claim_id as "qualificationClaimId",
      c.staff_member_id as "staffMemberId", c.qualification_id as "qualificationId", c.acquired_on as "acquiredOn",
      c.valid_to as "validTo", c.state, (c.declared_at at time zone 'Asia/Tokyo')::date as "declaredOn",
      (c.decided_at at time zone 'Asia/Tokyo')::date as "decidedOn", c.decided_by as "decidedBy", c.reason,
      (select json_build_object('fileName', p.file_name, 'bytes', octet_length(p.content) / 4 * 3)
        from qualification_proof p where p.qualification_claim_id = c.qualification_claim_id) as proof
    from qualification_claim c where ${where}`.execute(ctx.db)
  return rows
}

/** With the words of the list of today. */
async function told(ctx: Ctx<'no_policy'>, rows: readonly Row[]) {
  const ids = rows.map(({ qualificationId }) => qualificationId)
  const [known, nameOf, deciders] = await Promise.all([
    qualificationsWhere(ctx, sql`q.qualification_id = any(${ids}::bigint[])`),
    skillNames(ctx),
    namesOf(
      ctx,
      rows.flatMap(({ decidedBy }) => decidedBy ?? []),
    ),
  ])
  const byId = new Map(known.map((one) => [one.qualificationId, one]))
  return rows.map(({ decidedBy, staffMemberId: _, ...row }) => {
    const { name, issuer, levels } = byId.get(row.qualificationId) as Qualification
    return {
      ...{ ...row, name, issuer },
      levels: levels.map(({ skill, level }) => ({ skill, name: nameOf(skill), level })),
      decidedBy: decidedBy === null ? null : (deciders.get(decidedBy)?.name ?? null),
    }
  })
}

export async function listMyClaims(
  ctx: Ctx<typeof qualifications.listMyClaims>,
): Promise<Answer<typeof qualifications.listMyClaims>> {
  const rows = await claimsWhere(
    ctx,
    sql`c.staff_member_id = ${ctx.actor.subjectId} order by c.qualification_claim_id desc limit ${SHOWN}`,
  )
  return { asOf: ctx.today, proofDays: PROOF_DAYS, claims: await told(ctx, rows) }
}

/** Of people in service: whoever has left is asked nothing any more. */
export async function listWaitingClaims(
  ctx: Ctx<typeof qualifications.listWaitingClaims>,
  { state }: Input<typeof qualifications.listWaitingClaims>,
): Promise<Answer<typeof qualifications.listWaitingClaims>> {
  const serves = sql`exists (select from ${inServiceOn(ctx.today)} e where e.staff_member_id = c.staff_member_id)`
  const wanted =
    state === 'waiting'
      ? sql`c.state = 'waiting' and ${serves} order by c.qualification_claim_id limit ${SHOWN + 1}`
      : sql`c.state in ('confirmed', 'returned') and ${serves} order by c.qualification_claim_id desc limit ${SHOWN + 1}`
  const { rows, hasMore } = cutPage(await claimsWhere(ctx, wanted), SHOWN)
  const ids = rows.map(({ staffMemberId }) => staffMemberId)
  const [claims, people] = await Promise.all([told(ctx, rows), colleagues(ctx, ids)])
  ctx.sees(ids, 'qualifications.claims')
  const byId = new Map(people.map((one) => [one.staffMemberId, one]))
  return {
    hasMore,
    claims: claims.map((claim, at) => ({
      ...claim,
      person: byId.get(ids[at]!)!,
      mayDecide: claim.state === 'waiting' && ids[at] !== ctx.actor.subjectId,
    })),
  }
}

export async function showProof(
  ctx: Ctx<typeof qualifications.showProof>,
  { qualificationClaimId }: Input<typeof qualifications.showProof>,
): Promise<Answer<typeof qualifications.showProof>> {
  const claimant = await mustBeThere(ctx, qualificationClaimId)
  const proof = await tables(ctx)
    .selectFrom('qualification_proof')
    .select(['file_name', 'media_type', 'content'])
    .where('qualification_claim_id', '=', qualificationClaimId)
    .executeTakeFirst()
  ctx.must(proof, 'proof_deleted', { days: PROOF_DAYS })
  ctx.sees([claimant], 'qualifications.proof')
  const mediaType = proof.media_type as Proof['type']
  return { fileName: savedAs(proof.file_name, mediaType), mediaType, base64: proof.content }
}

export async function withdrawClaim(
  ctx: Ctx<typeof qualifications.withdrawClaim>,
  { qualificationClaimId }: Input<typeof qualifications.withdrawClaim>,
) {
  const { state, staffMemberId } = await decide(ctx, qualificationClaimId, 'withdraw')
  await tables(ctx)
    .deleteFrom('qualification_proof')
    .where('qualification_claim_id', '=', qualificationClaimId)
    .execute()
  ctx.about([staffMemberId], { detail: { claim: qualificationClaimId, state } })
  return { state }
}

export async function returnClaim(
  ctx: Ctx<typeof qualifications.returnClaim>,
  { qualificationClaimId, reason }: Input<typeof qualifications.returnClaim>,
) {
  await mustBeThere(ctx, qualificationClaimId)
  const { state, staffMemberId } = await decide(ctx, qualificationClaimId, 'return', reason)
  ctx.must(staffMemberId !== ctx.actor.subjectId, 'not_for_oneself')
  ctx.about([staffMemberId], { reason, detail: { claim: qualificationClaimId, state } })
  return { state }
}

export async function confirmClaim(
  ctx: Ctx<typeof qualifications.confirmClaim>,
  { qualificationClaimId }: Input<typeof qualifications.confirmClaim>,
) {
  await mustBeThere(ctx, qualificationClaimId)
  const { staffMemberId, qualificationId, acquiredOn, validTo } = await decide(ctx, qualificationClaimId, 'confirm')
  ctx.must(staffMemberId !== ctx.actor.subjectId, 'not_for_oneself')
  const [known] = await qualificationsWhere(ctx, sql`q.qualification_id = ${qualificationId}`)
  await checkShown(ctx, known!)
  const rows = evidenceBy(known!, { staffMemberId, asOf: acquiredOn, validTo })
  const skillEvidenceIds = await addEvidence(
    ctx,
    rows.map((row) => ({ ...row, cameOf: `claim ${qualificationClaimId}` })),
    { skipKnown: true },
  )
  ctx.about([staffMemberId], { detail: { claim: qualificationClaimId, qualification: known!.name, skillEvidenceIds } })
  return { skillEvidenceIds }
}

/** Whose it is; undefined where there is no such claim. */
export async function claimantOf(ctx: Ctx, qualificationClaimId: number): Promise<number | undefined> {
  const row = await tables(ctx)
    .selectFrom('qualification_claim')
    .select('staff_member_id')
    .where('qualification_claim_id', '=', qualificationClaimId)
    .executeTakeFirst()
  return row?.staff_member_id
}

async function mustBeThere(ctx: Ctx<'no_such_claim'>, qualificationClaimId: number): Promise<number> {
  const claimant = await claimantOf(ctx, qualificationClaimId)
  ctx.must(claimant !== undefined, 'no_such_claim')
  return claimant
}

/** Of two at once the second finds the row decided, because it waits for the first one's commit. */
async function decide(
  ctx: Ctx<'already_decided'>,
  qualificationClaimId: number,
  action: ClaimAction,
  reason: string | null = null,
) {
  const { rows } = await sql<{
    staffMemberId: number
    qualificationId: number
    acquiredOn: string
    validTo: string | null
    state: ClaimState
  }>`select staff_member_id as "staffMemberId", qualification_id as "qualificationId", acquired_on as "acquiredOn",
      valid_to as "validTo", state from qualification_claim where qualification_claim_id = ${qualificationClaimId}
    for update`.execute(ctx.db)
  if (!rows[0]) throw new Error('A claim that nobody was found to have handed in was to be decided')
  const state = after(rows[0].state, action)
  ctx.must(state, 'already_decided')
  await sql`update qualification_claim set state = ${state}, decided_at = ${ctx.now.toString()}::timestamptz,
      decided_by = ${ctx.actor.subjectId}::bigint, reason = ${reason}
    where qualification_claim_id = ${qualificationClaimId}`.execute(ctx.db)
  ctx.tells(TOPIC, [qualificationClaimId])
  return { ...rows[0], state }
}

export async function forgetProofs(ctx: Ctx): Promise<Answer<typeof qualifications.forgetProofs>> {
  const { rows } = await sql<{ staff: number }>`delete from qualification_proof p using qualification_claim c
    where c.qualification_claim_id = p.qualification_claim_id
      and (c.decided_at at time zone 'Asia/Tokyo')::date <= ${addDays(ctx.today, -PROOF_DAYS)}::date
    returning c.staff_member_id as staff`.execute(ctx.db)
  if (rows.length > 0) ctx.about([...new Set(rows.map(({ staff }) => staff))], { detail: { forgotten: rows.length } })
  return { forgotten: rows.length }
}
