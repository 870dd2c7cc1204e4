/** What a head sees of rounds: who of their own people still owes what, until when, and how much time that takes. No level (INV-S1). */

import type { Answer } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { FLOOR } from '#rooms/literacy/floor.service.ts'
import { listTeam } from '#rooms/people/service.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import type { rounds } from './contract.ts'
import { type Member, membersToday } from './members.service.ts'
import { type Round, roundsStored } from './rows.service.ts'
import { hoursFor, type Lack, owingStates } from './rules.ts'

export async function showTeamRounds(
  ctx: Ctx<typeof rounds.showTeamRounds>,
): Promise<Answer<typeof rounds.showTeamRounds>> {
  const team = await listTeam(ctx)
  const people = team.map(({ staffMemberId }) => staffMemberId)
  const open = people.length === 0 ? [] : await roundsStored(ctx, { openOnly: true })
  if (open.length === 0) return { rounds: [] }
  await requirePolicyWith(ctx, FLOOR)
  const { membersOf, seatOf } = await membersToday(ctx, open, { people })
  const byId = new Map(team.map(({ onLeave: _, ...colleague }) => [colleague.staffMemberId, colleague]))
  const shown = open.map((round) => {
    const { roundId, name, courses, tests } = round
    return {
      ...{ roundId, name, courses: [...courses], tests: [...tests] },
      people: membersOf(round)
        .filter(isAhead)
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

/** A head makes time for a test, and is not told whether one was taken without reaching the level (INV-S1). */
const forHead = (lack: Lack | null, { tests }: Round): Lack | null =>
  lack === 'nothing' && tests.length > 0 ? 'test' : lack
