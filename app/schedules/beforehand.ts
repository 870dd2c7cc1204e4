/** The search takes seconds and no connection: the problem is read once access is given, the draft is written afterwards. */
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Beforehand } from '#platform/ctx/room.ts'
import type { schedules } from './contract.ts'
import { search } from './searches.service.ts'
import { type Mended, mendingProblem, problemOf, type Searched } from './service.ts'

type Asked = Input<typeof schedules.searchSchedule>
type SeenToMend = Pick<Mended, 'problem' | 'seats'> & { readonly language: Ctx['language'] }
type Seen = Pick<Searched, 'problem'> & { readonly language: Ctx['language'] }

export const schedulesBeforehand = {
  searchSchedule: {
    look: async (ctx, input) => ({
      problem: await problemOf(ctx as Ctx<typeof schedules.searchSchedule>, input),
      language: ctx.language,
    }),
    work: async (_, { searchKey, seconds }, { problem, language }) => ({
      problem,
      found: await search(searchKey, { problem, language, seconds }),
    }),
  } satisfies Beforehand<Asked, Seen, Searched>,
  searchMending: {
    look: async (ctx, { courseCode }) => ({
      ...(await mendingProblem(ctx as Ctx<typeof schedules.searchMending>, courseCode)),
      language: ctx.language,
    }),
    work: async (_, { searchKey, seconds }, { problem, seats, language }) => ({
      ...{ problem, seats, found: await search(searchKey, { problem, language, seconds }) },
    }),
  } satisfies Beforehand<Input<typeof schedules.searchMending>, SeenToMend, Mended>,
}
