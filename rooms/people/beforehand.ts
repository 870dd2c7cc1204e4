import { hashing } from '#platform/auth/beforehand.ts'
import type { Beforehands } from '#platform/ctx/room.ts'
import type { people } from './contract.ts'
import { staffNumbersOf } from './service.ts'

/** What is done before a connection is taken. */
export const peopleBeforehand = {
  createAdministrator: hashing(
    ({ password }) => password,
    async (_ctx, { loginName }) => [loginName],
  ),
  setFirstPassword: hashing(
    ({ password }) => password,
    (ctx, { staffMemberId }) => staffNumbersOf(ctx, staffMemberId),
  ),
} satisfies Beforehands<typeof people>
