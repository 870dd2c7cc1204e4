import type { Access } from '#platform/ctx/room.ts'
import { staff } from '#rooms/people/access.ts'
import type { calendar } from './contract.ts'

export const calendarAccess: Access<typeof calendar> = {
  showMyCalendar: (ctx) => staff(ctx) && 'self',
  renewCalendar: (ctx) => staff(ctx) && 'self',
  endCalendar: (ctx) => staff(ctx) && 'self',
  // Whoever knows the secret; without it there is nothing to see.
  readCalendar: () => 'guest',
}
