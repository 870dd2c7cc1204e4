/** Which notices stand about rounds: whoever owes something is told until when, and reminded; they stop by themselves. */

import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { FLOOR } from '#rooms/literacy/floor.service.ts'
import { policyWith } from '#rooms/policy/service.ts'
import { noticedMessages } from '../noticed.messages.ts'
import { membersToday } from './members.service.ts'
import { type Round, roundsStored } from './rows.service.ts'
import { type Lack, owingStates } from './rules.ts'

export type RoundKind = 'roundBegun' | 'roundDueSoon'
type Told = Parameters<NoticeSource['words']>[2]

/** Whoever has reached the floor, is on leave, or has done all that the round asks for and awaits evidence is not reminded; who is not kept yet is told once they are. */
export async function standingOfRounds(
  ctx: Ctx,
  days: Readonly<Record<string, number>>,
  things?: readonly number[],
): Promise<Standing[]> {
  const open = (await roundsStored(ctx, { openOnly: true })).filter(
    ({ roundId }) => !things || things.includes(roundId),
  )
  if (open.length === 0 || !(await policyWith(ctx, FLOOR))) return []
  const { membersOf } = await membersToday(ctx, open)
  return open.flatMap((round) =>
    membersOf(round).flatMap(({ staffMemberId, state, lack, dueOn, spell }): Standing[] => {
      if (spell === null || !(owingStates as readonly string[]).includes(state)) return []
      const one = { receiver: staffMemberId, thing: round.roundId, dueOn }
      const isSoon = lack !== 'nothing' && ctx.today >= addDays(dueOn, -days.roundDue!)
      return [
        { ...one, kind: 'roundBegun', fact: `spell ${spell}` },
        ...(isSoon ? [{ ...one, kind: 'roundDueSoon', fact: `due ${dueOn} spell ${spell}` }] : []),
      ]
    }),
  )
}

/** Of one's own place in a round, and of nobody else's. */
export async function wordsOfRounds(ctx: Ctx, receiver: number, asked: Told): Promise<(Said | undefined)[]> {
  const wanted = new Set(asked.map(({ thing }) => thing))
  const open = (await roundsStored(ctx, { openOnly: true })).filter(({ roundId }) => wanted.has(roundId))
  if (open.length === 0 || !(await policyWith(ctx, FLOOR))) return asked.map(() => undefined)
  const { membersOf } = await membersToday(ctx, open, { people: [receiver] })
  const mine = new Map(open.map((round) => [round.roundId, { round, member: membersOf(round)[0] }]))
  return asked.map(({ thing }): Said | undefined => {
    const found = mine.get(thing)
    if (!found?.member) return undefined
    const { name } = found.round
    const values = {
      round: name,
      due: formatDate(found.member.dueOn, ctx.language, 'weekday'),
      work: workLeft(ctx, found.round, found.member.lack),
    }
    return { values, to: pageOf(found.round, found.member.lack) }
  })
}

/** What is still to be taken, in words; of whoever has done all of it, all. */
function workLeft(ctx: Ctx, { courses, tests }: Round, lack: Lack | null): string {
  return [
    ...(lack === 'test' ? [] : courses.map(({ title }) => ctx.t(noticedMessages, 'round.course', { title }))),
    ...(lack === 'course' ? [] : tests.map(({ title }) => ctx.t(noticedMessages, 'round.test', { title }))),
  ].join(ctx.language === 'ja' ? '、' : ', ')
}

function pageOf({ courses }: Round, lack: Lack | null): string {
  if (lack === 'test' || courses.length === 0) return '/tests'
  return courses.length === 1 ? `/training/${courses[0]!.courseId}` : '/training'
}
