/** Which notices stand about drafts: heads are shown one, HR is told what a head says, and the head what HR answered. */
import { holdersOf } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { NoticeSource, Said, Standing } from '#platform/notices/notices.ts'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { headsOf, namesOf } from '#rooms/people/service.ts'
import { noticedMessages } from '../noticed.messages.ts'
import { coursesOf, type Objection, objectionsSince, shownSeats } from './objections.service.ts'

export type DraftKind = 'draftShown' | 'objectionToAnswer' | 'objectionAnswered'

/** Days for which an answer is told. */
const TOLD_DAYS = 14

/** For each head: the drafts they are shown, how many of their people each takes, and the last day for objecting. */
async function shownTo(ctx: Ctx, drafts?: readonly number[]) {
  const { rows } = await shownSeats(ctx, drafts).execute(ctx.db)
  const heads = await headsOf(ctx, [...new Set(rows.map(({ person }) => person))])
  const found = new Map<string, { head: number; scheduleDraftId: number; objectBy: string; people: number }>()
  for (const { scheduleDraftId, objectBy, person } of rows) {
    for (const head of heads.get(person) ?? []) {
      const key = `${scheduleDraftId} ${head}`
      const people = (found.get(key)?.people ?? 0) + 1
      found.set(key, { head, scheduleDraftId, objectBy, people })
    }
  }
  return [...found.values()]
}

const toAnswer = ({ answer, isOpen }: Objection) => answer === null && isOpen

async function objectionsNow(ctx: Ctx, drafts?: readonly number[]): Promise<Objection[]> {
  const { rows } = await objectionsSince(addDays(ctx.today, -TOLD_DAYS), drafts).execute(ctx.db)
  return rows
}

export async function standingOfDrafts(
  ctx: Ctx,
  _: Readonly<Record<string, number>>,
  things?: readonly number[],
): Promise<Standing[]> {
  const [shown, objections] = [await shownTo(ctx, things), await objectionsNow(ctx, things)]
  const hr = objections.some(toAnswer) ? await holdersOf(ctx, 'hr') : []
  const one = (kind: DraftKind, receiver: number, thing: number, fact: string, dueOn: string | null = null) => ({
    ...{ kind, receiver, thing, fact, dueOn },
  })
  return [
    ...shown.map(({ head, scheduleDraftId, objectBy }) =>
      one('draftShown', head, scheduleDraftId, `until ${objectBy}`, objectBy),
    ),
    ...objections.flatMap((objection) => {
      const { scheduleDraftId: id, scheduleObjectionId, by } = objection
      if (!toAnswer(objection)) return [one('objectionAnswered', by, id, `objection ${scheduleObjectionId}`)]
      return hr.map((person) => one('objectionToAnswer', person, id, `objection ${scheduleObjectionId}`))
    }),
  ]
}

/** To a head how many of their people a draft takes; to HR who objects; to the head what was answered. */
export async function wordsOfDrafts(
  ctx: Ctx,
  receiver: number,
  asked: Parameters<NoticeSource['words']>[2],
): Promise<(Said | undefined)[]> {
  const things = asked.map(({ thing }) => thing)
  const [shown, objections] = [await shownTo(ctx, things), await objectionsNow(ctx, things)]
  const [names, hr] = [
    await namesOf(
      ctx,
      objections.map(({ by }) => by),
    ),
    await holdersOf(ctx, 'hr'),
  ]
  const courses = await coursesOf(ctx, things)
  return asked.map(({ kind, thing: id, fact }): Said | undefined => {
    const about = { id, course: courses.get(id) ?? '' }
    if (kind === 'draftShown') {
      const mine = shown.find(({ head, scheduleDraftId }) => head === receiver && scheduleDraftId === id)
      if (!mine) return undefined
      const due = formatDate(mine.objectBy, ctx.language, 'weekday')
      return { values: { ...about, n: mine.people, due }, to: '/team' }
    }
    const objection = objections.find((one) => fact === `objection ${one.scheduleObjectionId}`)
    if (!objection) return undefined
    if (kind === 'objectionToAnswer') {
      const person = names.get(objection.by)?.name ?? ''
      return hr.includes(receiver) ? { values: { ...about, person }, to: '/admin/schedules' } : undefined
    }
    if (objection.by !== receiver || objection.answerReason === null) return undefined
    const is = objection.answer === 'heard' ? 'heard' : 'notFollowed'
    return {
      values: { ...about, answer: ctx.t(noticedMessages, `answer.${is}`), reason: objection.answerReason },
      to: '/team',
    }
  })
}
