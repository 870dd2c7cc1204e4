/** The verbs of the room, for the gate. */
export { sendAnswers } from './answering.service.ts'
export { type AskingRound, drawBallot, listMySurveyRounds, redeemReceipt, roundsAsking } from './ballots.service.ts'
export { bringSurveyRound, takeBackSurveyRound } from './bringing.service.ts'
export {
  addSurveyChange,
  correctSurveyChange,
  deleteSurveyChange,
  listSurveyChanges,
  restoreSurveyChange,
} from './changes.service.ts'
export { closeDueSurveyRounds, closeSurveyRound } from './closing.service.ts'
export { listSurveys, loadSurvey } from './loading.service.ts'
export { sendNamedAnswers, showNamedAnswers, showNamedSheet } from './named.service.ts'
export { openSurveyRound, previewSurveyRound } from './opening.service.ts'
export { enterPaperSheets, notePaperSheet, showPaperSheets, takeBackPaperNote } from './paper.service.ts'
export { showSectionSurveyResults, showSurveyReport } from './report.service.ts'
export { showSurveyResults } from './results.service.ts'
export { showSurveyRound } from './rounds.service.ts'
export { extendSurveyRound, showSurveyResponse } from './running.service.ts'
export { showSurveyTexts } from './texts.service.ts'
export { showSurveyTogether } from './together.service.ts'
export { readSurveyItems } from './writing.service.ts'
