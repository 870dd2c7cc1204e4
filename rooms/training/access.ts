import type { Access } from '#platform/ctx/room.ts'
import { staff } from '#rooms/people/access.ts'
import { applicationsAccess } from './applications/access.ts'
import { attendanceAccess } from './attendance/access.ts'
import { barriersAccess } from './barriers/access.ts'
import { calendarAccess } from './calendar/access.ts'
import { catalogueAccess } from './catalogue/access.ts'
import type { training } from './contract.ts'
import { coverAccess } from './cover/access.ts'
import { planningAccess } from './planning/access.ts'
import { recommendationsAccess } from './recommendations/access.ts'
import { rosterAccess } from './roster/access.ts'
import { roundsAccess } from './rounds/access.ts'
import { schedulingAccess } from './scheduling/access.ts'
import { sessionsAccess } from './sessions/access.ts'
import { staffingAccess } from './staffing/access.ts'

/** HR keeps the catalogue and the sessions, the section head of the day decides, everyone looks after their own. */
export const trainingAccess: Access<typeof training> = {
  ...sessionsAccess,
  ...catalogueAccess,
  ...staffingAccess,
  ...coverAccess,
  ...recommendationsAccess,
  ...attendanceAccess,
  ...rosterAccess,
  ...applicationsAccess,
  ...roundsAccess,
  ...schedulingAccess,
  ...planningAccess,
  ...barriersAccess,
  ...calendarAccess,
  showMyTasks: (ctx) => staff(ctx),
}
