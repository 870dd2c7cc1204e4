import { hashing } from '#platform/auth/beforehand.ts'
import type { Beforehands } from '#platform/ctx/room.ts'
import type { people } from './contract.ts'

/** What is done before a connection is taken. */
export const peopleBeforehand = {
  createAdministrator: hashing(({ password }) => password),
  setFirstPassword: hashing(({ password }) => password),
} satisfies Beforehands<typeof people>
