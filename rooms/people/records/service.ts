/**
 * What a hand entered wrongly of a person's records, put right by HR: with the reason, before and after, and by whom (decisions/0034). What was
 * struck is kept as a correction, so that an import that still names it says so and does not bring it back.
 */
import type { Input } from '#platform/contract/contract.ts'
import { keepCorrection, noteCorrection } from '#platform/correction/correction.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { mustBeMadeFrom } from '#platform/version/made-from.ts'
import { idsOf } from '../numbers.service.ts'
import { type Struck, struckOf } from '../struck.service.ts'
import type { records } from './contract.ts'
import { addLeave, addPost, mustFit, removeLeave, removePost, setDays, withinService } from './fitting.service.ts'
import { restoreSpell } from './spells.service.ts'
import {
  alone,
  type Leave,
  leaveFacts,
  leaveOf,
  type Post,
  postFacts,
  postsOfAllDays,
  previousOf,
} from './stored.service.ts'

export { correctEmployment } from './employment.service.ts'
export { compareRecords, endSecond, joinFacts } from './joining.service.ts'
export { listRecords, showRecord } from './reading.service.ts'
export { declineSpell } from './spells.service.ts'
export { alone } from './stored.service.ts'

const LEAVE = 'people.leave'
const POST = 'people.assignment'

export async function correctLeave(
  ctx: Ctx<typeof records.correctLeave>,
  { staffMemberId, validFrom, seen, to, reason }: Input<typeof records.correctLeave>,
) {
  await alone(ctx)
  const stored = (await leaveOf(ctx, staffMemberId)).find((leave) => leave.validFrom === validFrom)
  mustBeMadeFrom(ctx, seen, stored ? leaveFacts(stored) : null)
  ctx.must(stored, 'changed_meanwhile')
  const owner = to?.staffNumber === undefined ? staffMemberId : (await idsOf(ctx, [to.staffNumber]))[0]
  ctx.must(owner !== undefined, 'no_such_staff_member')
  const before = leaveFacts(stored)
  const after = to && leaveFacts({ kind: to.kind, ...(await withinService(ctx, owner, to)) })
  await removeLeave(ctx, staffMemberId, validFrom)
  if (after) await addLeave(ctx, owner, after)
  const concernsFrom = after && after.validFrom < validFrom ? after.validFrom : validFrom
  const note = (subject: number, was: object, is: object) =>
    noteCorrection(ctx, {
      thing: LEAVE,
      id: subject,
      subject,
      concernsFrom,
      before: { ...was },
      after: { ...is },
      reason,
    })
  await note(staffMemberId, before, owner === staffMemberId && after ? after : {})
  if (owner !== staffMemberId && after) await note(owner, {}, after)
  ctx.tells('people', [])
  return { corrected: true as const }
}

export async function correctAssignment(
  ctx: Ctx<typeof records.correctAssignment>,
  { staffMemberId, assignmentId, seen, to, previousGoesOn, reason }: Input<typeof records.correctAssignment>,
) {
  await alone(ctx)
  const posts = await postsOfAllDays(ctx, staffMemberId)
  const stored = posts.find((post) => post.assignmentId === assignmentId)
  mustBeMadeFrom(ctx, seen, stored ? postFacts(stored) : null)
  ctx.must(stored, 'changed_meanwhile')
  const days = to && (await withinService(ctx, staffMemberId, to))
  const previous = previousGoesOn ? previousOf(posts, stored) : undefined
  const besides = [assignmentId, ...(previous ? [previous.assignmentId] : [])]
  if (days) await mustFit(ctx, staffMemberId, { ...stored, ...days }, besides)
  if (!days) await removePost(ctx, assignmentId)
  if (previous) {
    const ends = days ? days.validFrom : stored.validTo
    ctx.must(ends === null || ends > previous.validFrom, 'overlaps_other')
    const longer = { ...previous, validTo: ends }
    await mustFit(ctx, staffMemberId, longer, besides)
    // The one that becomes shorter is changed first: no two primary posts of a day, not even between two statements (INV-O1).
    if (days && days.validFrom > stored.validFrom) await setDays(ctx, assignmentId, days)
    await setDays(ctx, previous.assignmentId, longer)
    await noteOf(ctx, staffMemberId, reason, previous, longer)
  }
  if (days) await setDays(ctx, assignmentId, days)
  await noteOf(ctx, staffMemberId, reason, stored, days && { ...stored, ...days })
  ctx.tells('people', [])
  return { corrected: true as const }
}

async function noteOf(
  ctx: Ctx<'nothing_to_correct'>,
  subject: number,
  reason: string,
  was: Post,
  is: Post | null,
): Promise<void> {
  const ends = [was.validTo, is?.validTo].filter((day) => typeof day === 'string').sort()
  const isEndAlone = is?.validFrom === was.validFrom
  const first = is && is.validFrom < was.validFrom ? is.validFrom : was.validFrom
  await noteCorrection(ctx, {
    ...{ thing: POST, id: subject, subject, reason, concernsFrom: isEndAlone ? (ends[0] ?? first) : first },
    before: postFacts(was),
    after: is ? postFacts(is) : {},
  })
}

export async function restoreRecord(
  ctx: Ctx<typeof records.restoreRecord>,
  { staffMemberId, correctionId, reason }: Input<typeof records.restoreRecord>,
) {
  await alone(ctx)
  const struck = await struckOf(ctx, staffMemberId)
  const found = struck.find((one) => one.correctionId === correctionId)
  ctx.must(found, 'not_struck')
  const together = found.thing === 'people.employment' ? struck.filter(({ at }) => at === found.at) : [found]
  if (found.thing === 'people.employment') await restoreSpell(ctx, staffMemberId, found)
  for (const one of together) {
    if (one.thing === LEAVE) await addLeave(ctx, staffMemberId, one.before as unknown as Leave)
    if (one.thing === POST) await addPost(ctx, staffMemberId, postFrom(one))
    await noteBack(ctx, staffMemberId, one, reason)
  }
  ctx.tells('people', [])
  return { restored: true as const }
}

function postFrom({ before }: Struck): Omit<Post, 'assignmentId' | 'sectionName'> {
  return { ...(before as unknown as Post), isHead: before.isHead === 1 }
}

async function noteBack(ctx: Ctx, subject: number, { thing, before }: Struck, reason: string): Promise<void> {
  const concernsFrom = String(before.validFrom)
  await keepCorrection(ctx, {
    ...{ thing, id: subject, subject, concernsFrom, reason },
    before: {},
    after: before,
  })
}
