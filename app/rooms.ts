/** Every room of the house, in the order of who may know whom. */
import { homeAccess } from '#app/home/access.ts'
import { home } from '#app/home/contract.ts'
import { homeMessages } from '#app/home/messages.ts'
import * as homeService from '#app/home/service.ts'
import { authAccess } from '#platform/auth/access.ts'
import { auth } from '#platform/auth/contract.ts'
import { authMessages } from '#platform/auth/messages.ts'
import * as authService from '#platform/auth/service.ts'
import { room } from '#platform/ctx/room.ts'
import { peopleAccess } from '#rooms/people/access.ts'
import { people } from '#rooms/people/contract.ts'
import { journalAccess } from '#rooms/people/journal/access.ts'
import { journal } from '#rooms/people/journal/contract.ts'
import { journalMessages } from '#rooms/people/journal/messages.ts'
import * as journalService from '#rooms/people/journal/service.ts'
import { peopleMessages } from '#rooms/people/messages.ts'
import * as peopleService from '#rooms/people/service.ts'
import { policyAccess } from '#rooms/policy/access.ts'
import { policy } from '#rooms/policy/contract.ts'
import { policyMessages } from '#rooms/policy/messages.ts'
import * as policyService from '#rooms/policy/service.ts'

export const rooms = {
  auth: room(auth, { service: authService, access: authAccess, messages: authMessages }),
  policy: room(policy, { service: policyService, access: policyAccess, messages: policyMessages }),
  people: room(people, { service: peopleService, access: peopleAccess, messages: peopleMessages }),
  journal: room(journal, { service: journalService, access: journalAccess, messages: journalMessages }),
  home: room(home, { service: homeService, access: homeAccess, messages: homeMessages }),
}
