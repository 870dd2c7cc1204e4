/**
 * How a person and their head come to words that both say. The person's own words hold from the day on which they say them, and the head agrees to
 * them; words that the head proposes hold once the person says the very same. Whatever either says otherwise is put to the other again, but for
 * the words to which both agreed last: whoever goes back to them takes away those that wait.
 */
import { type Kysely, sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { mustBeMadeFrom } from '#platform/version/made-from.ts'
import { headsOf } from '#rooms/people/heads.service.ts'
import { postsOn } from '#rooms/people/relations.service.ts'
import { namesOf } from '#rooms/people/service.ts'
import type { mvv, proposalOutcomes } from './contract.ts'
import { exchangeFrom, exchangeOf, type Standpoint, standpointOf } from './standpoint.service.ts'
import type { MvvTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<MvvTables>

export async function stateDuty(ctx: Ctx<typeof mvv.stateDuty>, { duty, seen }: Input<typeof mvv.stateDuty>) {
  const me = ctx.actor.subjectId
  if (me !== null) await wordsAlone(ctx, me)
  const standpoint = me === null ? undefined : await standpointOf(ctx, me)
  ctx.must(me !== null && standpoint?.section, 'no_section')
  mustBeMadeFrom(ctx, seen, exchangeOf(standpoint))
  const { proposal } = standpoint
  const isProposed = proposal?.duty === duty
  // Words of somebody who is no longer the head are the person's own now, and their head of today has not agreed to them.
  const isAgreed = isProposed && (await headsOf(ctx, [me])).get(me)?.includes(proposal.by) === true
  const before = await agreedBefore(ctx, me, standpoint.section.sectionCode)
  const nobody = { agreed_by: null, agreed_on: null }
  const again = before?.duty === duty ? { agreed_by: before.agreedBy, agreed_on: before.agreedOn } : nobody
  const agreed = isAgreed ? { agreed_by: proposal.by, agreed_on: ctx.today } : again
  await tellWaiting(ctx, me)
  const { id } = await tables(ctx)
    .insertInto('duty')
    .values({ staff_member_id: me, duty, valid_from: ctx.today, recorded_by: me, ...agreed })
    .returning('duty_id as id')
    .executeTakeFirstOrThrow()
  ctx.tells('duty', [id])
  await endProposals(ctx, me, isProposed ? 'agreed' : 'answered')
  ctx.about([me])
  return shown(duty, ctx.today, agreed.agreed_on)
}

export async function agreeToDuty(
  ctx: Ctx<typeof mvv.agreeToDuty>,
  { staffMemberId, seen }: Input<typeof mvv.agreeToDuty>,
) {
  const { duty } = await seenBy(ctx, staffMemberId, seen)
  ctx.must(duty, 'changed_meanwhile')
  if (duty.agreedOn === null) {
    await tellWaiting(ctx, staffMemberId)
    await tables(ctx)
      .updateTable('duty')
      .set({ agreed_by: ctx.actor.subjectId, agreed_on: ctx.today })
      .where('staff_member_id', '=', staffMemberId)
      .where('valid_from', '=', duty.statedFrom)
      .where('duty', '=', duty.duty)
      .where('agreed_on', 'is', null)
      .execute()
  }
  // Whoever agrees to what was said wants no other words any more.
  await endProposals(ctx, staffMemberId, 'withdrawn')
  ctx.about([staffMemberId])
  return { agreedOn: duty.agreedOn ?? ctx.today }
}

export async function proposeDuty(
  ctx: Ctx<typeof mvv.proposeDuty>,
  { staffMemberId, duty, seen }: Input<typeof mvv.proposeDuty>,
) {
  const me = ctx.actor.subjectId!
  const before = await seenBy(ctx, staffMemberId, seen)
  ctx.must(before.duty?.duty !== duty, 'same_words')
  await endProposals(ctx, staffMemberId, 'replaced')
  // Until it is answered, the words of the person wait for nobody.
  await tellWaiting(ctx, staffMemberId)
  const { id } = await tables(ctx)
    .insertInto('duty_proposal')
    .values({ staff_member_id: staffMemberId, duty, proposed_on: ctx.today, proposed_by: me })
    .returning('duty_proposal_id as id')
    .executeTakeFirstOrThrow()
  ctx.tells('duty_proposal', [id])
  ctx.about([staffMemberId])
  const { version } = exchangeFrom({
    ...{ duty: before.duty?.duty ?? null, dutyFrom: ctx.today, agreedOn: null },
    ...{ proposed: duty, proposedOn: ctx.today, proposedBy: me },
  }).proposal!
  return { duty, proposedOn: ctx.today, by: (await namesOf(ctx, [me])).get(me)?.name ?? null, version }
}

export async function withdrawProposal(
  ctx: Ctx<typeof mvv.withdrawProposal>,
  { staffMemberId, seen }: Input<typeof mvv.withdrawProposal>,
) {
  const { proposal } = await seenBy(ctx, staffMemberId, seen)
  ctx.must(proposal, 'changed_meanwhile')
  await endProposals(ctx, staffMemberId, 'withdrawn')
  await tellWaiting(ctx, staffMemberId)
  ctx.about([staffMemberId])
  return { withdrawn: true as const }
}

/** The words to which both agreed last in a section; undefined where there are none. */
export async function agreedBefore(ctx: Ctx, staffMemberId: number, sectionCode: string, day = ctx.today) {
  const { rows } = await sql<{
    duty: string
    agreedBy: number
    agreedOn: string
  }>`select d.duty, d.agreed_by as "agreedBy",
      d.agreed_on as "agreedOn" from duty d join lateral ${postsOn(sql`d.valid_from`)} a on a.staff_member_id = d.staff_member_id
    where d.staff_member_id = ${staffMemberId} and a.section_code = ${sectionCode} and d.agreed_on <= ${day}::date
    order by d.valid_from desc, d.duty_id desc limit 1`.execute(ctx.db)
  return rows[0]
}

/** What both have said, as whoever answers has seen it. */
async function seenBy(ctx: Ctx<'changed_meanwhile'>, staffMemberId: number, seen: string | undefined) {
  await wordsAlone(ctx, staffMemberId)
  const standpoint = await standpointOf(ctx, staffMemberId)
  mustBeMadeFrom(ctx, seen, exchangeOf(standpoint))
  return standpoint
}

/** Whoever says words of the same duty at this moment goes first or last, never between. */
async function wordsAlone(ctx: Ctx, staffMemberId: number): Promise<void> {
  await oneAtATime(`duty of ${staffMemberId}`).execute(ctx.db)
}

async function endProposals(
  ctx: Ctx,
  staffMemberId: number,
  outcome: (typeof proposalOutcomes)[number],
): Promise<void> {
  const ended = await tables(ctx)
    .updateTable('duty_proposal')
    .set({ ended_on: ctx.today, outcome })
    .where('staff_member_id', '=', staffMemberId)
    .where('ended_on', 'is', null)
    .returning('duty_proposal_id as id')
    .execute()
  ctx.tells(
    'duty_proposal',
    ended.map(({ id }) => id),
  )
}

/** Words of the person to which nobody has agreed: whether they wait for the head may be otherwise now. */
async function tellWaiting(ctx: Ctx, staffMemberId: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`select duty_id as id from duty
    where staff_member_id = ${staffMemberId} and agreed_on is null`.execute(ctx.db)
  ctx.tells(
    'duty',
    rows.map(({ id }) => id),
  )
}

function shown(duty: string, statedFrom: string, agreedOn: string | null): NonNullable<Standpoint['duty']> {
  const nothing = { proposed: null, proposedOn: null, proposedBy: null }
  return exchangeFrom({ duty, dutyFrom: statedFrom, agreedOn, ...nothing }).duty!
}
