import { joinMessages } from '#platform/i18n/messages.ts'
import { decidingMessages } from './applications/deciding.messages.ts'
import { applicationMessages } from './applications/messages.ts'
import { attendanceMessages } from './attendance/messages.ts'
import { calendarMessages } from './calendar/messages.ts'
import { catalogueMessages } from './catalogue/messages.ts'
import { measureMessages } from './counting.messages.ts'
import { coverMessages } from './cover/messages.ts'
import { planningMessages } from './planning/messages.ts'
import { recommendationMessages } from './recommendations/messages.ts'
import { rosterMessages } from './roster/messages.ts'
import { roundsMessages } from './rounds/messages.ts'
import { schedulingMessages } from './scheduling/messages.ts'
import { sessionMessages } from './sessions/messages.ts'
import { staffingMessages } from './staffing/messages.ts'
import { stepMessages } from './steps.messages.ts'
import { taskMessages } from './tasks.messages.ts'

/** Every word of the room, for the gate; each stands with the part that says it. */
export const trainingMessages = joinMessages(
  stepMessages,
  sessionMessages,
  catalogueMessages,
  staffingMessages,
  coverMessages,
  recommendationMessages,
  attendanceMessages,
  rosterMessages,
  applicationMessages,
  roundsMessages,
  schedulingMessages,
  planningMessages,
  calendarMessages,
  taskMessages,
  decidingMessages,
  measureMessages,
)
