/** The operations of the room, in the order in which a thank-you goes through them. */
export { listThanks } from './reading.service.ts'
export { keepThanks, listReportedThanks, removeThanks, reportThanks } from './reports.service.ts'
export { showThanksTotals } from './totals.service.ts'
export {
  correctThanks,
  hideThanks,
  importThanks,
  showThanksForm,
  takeBackThanks,
  writeThanks,
} from './writing.service.ts'
