/** The verbs of tests and attempts, for the gate. */
export { showItemFigures } from './figures.service.ts'
export {
  drawPaper,
  importPaperResults,
  listPapers,
  showPaper,
  showPaperKey,
} from './paper.service.ts'
export { listTestResults, showResult, voidAttempt } from './results.service.ts'
export {
  beginAttempt,
  endOverdueAttempts,
  holdAttempt,
  listMyTests,
  saveAnswer,
  showAttempt,
  submitAttempt,
  testsAgain,
} from './taking.service.ts'
export { listTests, previewTest, publishTest, retireTest, saveTest, showTest } from './tests.service.ts'
