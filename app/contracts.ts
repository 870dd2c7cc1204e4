/** Every room's contract, for the API's document and the browser's client. No service is reached from here. */
import { home } from '#app/home/contract.ts'
import { auth } from '#platform/auth/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { journal } from '#rooms/people/journal/contract.ts'
import { policy } from '#rooms/policy/contract.ts'

export const contracts = { auth, policy, people, journal, home }
export type Contracts = typeof contracts
