/** The verbs of the room, for the gate and for later rooms; each lives in the part of the room that it belongs to. */
export {
  apply,
  listMyTraining,
  resubmit,
  showApplication,
  withdraw,
} from './applications/applying.service.ts'
export {
  approve,
  listApprovals,
  listUndecided,
  reject,
  returnForRevision,
  showTeamTraining,
} from './applications/approving.service.ts'
export { clashingSeats, joinApplications } from './applications/joining.service.ts'
export { releaseFrom } from './applications/releasing.service.ts'
export { saveSession } from './applications/saving.service.ts'
export {
  cancelApplication,
  listSessionApplications,
  nominate,
  notSelect,
  orderAttendance,
  select,
} from './applications/selecting.service.ts'
export { takeBackStep } from './applications/taking-back.service.ts'
export { showCompletionByCourse } from './attendance/completion.service.ts'
export { correctRecord } from './attendance/correcting.service.ts'
export { importTrainingHistory } from './attendance/history.service.ts'
export { correctReport } from './attendance/report.service.ts'
export { recordCompletion, submitReport } from './attendance/service.ts'
export { barriersOfYear, type Hindered, showBarriers } from './barriers/service.ts'
export { endCalendar, readCalendar, renewCalendar, showMyCalendar } from './calendar/service.ts'
export { listFittingCourses } from './catalogue/fitting.service.ts'
export {
  findCourses,
  hasCourses,
  importCourses,
  keepCourseSearchText,
  listCourses,
  saveCourse,
  showCourse,
} from './catalogue/service.ts'
export { agreeToCover, arrangeCover, declineCover, takeBackCoverAnswer } from './cover/service.ts'
export {
  addSessions,
  planSessions,
  readSessions,
  removeSessions,
  showSeatsNeeded,
} from './planning/service.ts'
export {
  answerRecommendation,
  listGivenRecommendations,
  listMyRecommendations,
  recommendCourse,
  takeBackAnswer,
} from './recommendations/service.ts'
export { listRecommendationsTo, strikeRecommendation } from './recommendations/striking.service.ts'
export { showRoster } from './roster/listing.service.ts'
export { recordAttendance } from './roster/recording.service.ts'
export {
  checkIn,
  fixAttendance,
  markAttendance,
  showMyNumber,
  showSessionCode,
  takeNumber,
} from './roster/service.ts'
export { beginRound, copyRound, previewRound } from './rounds/beginning.service.ts'
export { keepRounds } from './rounds/keeping.service.ts'
export { exportRound, listRoundMembers } from './rounds/listing.service.ts'
export { nominateRound } from './rounds/nominating.service.ts'
export { changeRound, endRound, listRounds, showRound } from './rounds/service.ts'
export { showTeamRounds } from './rounds/team.service.ts'
export { compareSchedules } from './scheduling/comparing.service.ts'
export { moveDraftSeat, showScheduleDraft } from './scheduling/drafting.service.ts'
export { courseByCode, exportSchedule, problemWith } from './scheduling/exporting.service.ts'
export { applyMending, showScheduleChanges } from './scheduling/mending.service.ts'
export {
  answerObjection,
  endObjection,
  listTeamSchedules,
  objectToSchedule,
  showToHeads,
} from './scheduling/objecting.service.ts'
export { dropSchedule, listScheduleDrafts, loadSchedule, publishSchedule } from './scheduling/service.ts'
export {
  agreeToSwap,
  askSwap,
  declineSwap,
  listSwaps,
  takeBackSwapAnswer,
  withdrawSwap,
} from './scheduling/swapping.service.ts'
export { keepWishCalls } from './scheduling/wishing.keeping.service.ts'
export {
  callForWishes,
  endWishCall,
  listWishCalls,
  sayWishes,
  showMyWishes,
} from './scheduling/wishing.service.ts'
export { cancelSession, listSessions } from './sessions/service.ts'
export {
  addAbsence,
  endAbsence,
  importAbsences,
  listAbsences,
  takeBackAbsence,
} from './staffing/absences.service.ts'
export {
  endMinimum,
  listStaffedSections,
  showMinimumStaffing,
  stateMinimum,
  takeBackMinimum,
} from './staffing/service.ts'
export { showMyTasks, tasksOf } from './tasks.service.ts'
