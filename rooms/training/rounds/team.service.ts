/**
 * What a head sees of rounds: who of their own people still owes what, until when, and how much time that takes; of a round that has ended, who of
 * them is below the floor still, for a year and as long as no other round takes them in. No level (INV-S1).
 */

import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { addDays } from '#platform/time/dates.ts'
import { FLOOR } from '#rooms/literacy/floor.service.ts'
import { listTeam } from '#rooms/people/service.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import type { rounds } from './contract.ts'
import { type Member, membersToday } from './members.service.ts'
import { type Round, roundsStored } from './rows.service.ts'
import { hoursFor, type Lack, owingStates } from './rules.ts'

/** Days for which people of an ended round are told of. */
const TOLD_DAYS = 365

export async function showTeamRounds(
  ctx: Ctx<typeof rounds.showTeamRounds>,
): Promise<Answer<typeof rounds.showTeamRounds>> {
  const team = await listTeam(ctx)
  const people = team.map(({ staffMemberId }) => staffMemberId)
  const orEndedSince = addDays(ctx.today, -TOLD_DAYS)
  const told = people.length === 0 ? [] : await roundsStored(ctx, { openOnly: true, orEndedSince })
  if (told.length === 0) return { rounds: [] }
  await requirePolicyWith(ctx, FLOOR)
  const { membersOf, seatOf } = await membersToday(ctx, told, { people, afterwards: true })
  const byId = new Map(team.map(({ onLeave: _, ...colleague }) => [colleague.staffMemberId, colleague]))
  // The open ones come first: who is in one of these, or in one that ended later, is told of there.
  const elsewhere = new Set<number>()
  const shown = told.map((round) => {
    const { roundId, name, courses, tests, endedOn } = round
    const isPast = endedOn !== null
    const ahead = membersOf(round).filter((member) =>
      isPast ? isLeftOver(member) && !elsewhere.has(member.staffMemberId) : isAhead(member),
    )
    for (const { staffMemberId } of ahead) elsewhere.add(staffMemberId)
    return {
      ...{ roundId, name, courses: [...courses], tests: [...tests], endedOn },
      people: ahead
        .flatMap(({ staffMemberId, state, lack: lacks, dueOn, isOverdue }) => {
          const colleague = byId.get(staffMemberId)
          const seat = seatOf(round, staffMemberId)
          const lack = forHead(lacks, round)
          const hours = hoursFor(lack, { course: seat?.hours ?? round.courseHours, tests: round.testHours })
          const session = seat?.session ?? null
          return colleague ? [{ ...colleague, state, lack, dueOn, isOverdue, hours, session }] : []
        })
        .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0)),
    }
  })
  ctx.sees(
    shown.flatMap((round) => round.people.map(({ staffMemberId }) => staffMemberId)),
    'training.teamRounds',
  )
  return { rounds: shown.filter((round) => round.people.length > 0) }
}

/** The floor is still ahead of them: what a head may know, and makes time for. */
const isAhead = ({ state }: Member) => state === 'paused' || (owingStates as readonly string[]).includes(state)

/** Was in the round, is at work, and has the floor ahead still. */
const isLeftOver = ({ state, isNew }: Member) => !isNew && (owingStates as readonly string[]).includes(state)

/** A head makes time for a test, and is not told whether one was taken without reaching the level (INV-S1). */
const forHead = (lack: Lack | null, { tests }: Round): Lack | null =>
  lack === 'nothing' && tests.length > 0 ? 'test' : lack
