export {
  addArrowSource,
  answerContradiction,
  arrowsAgainst,
  compareArrows,
  listArrows,
  listContradictions,
  showArrow,
  withdrawArrowSource,
} from './arrows.service.ts'
export {
  exportStudyRows,
  listStudies,
  previewStudy,
  runStudy,
  showStudy,
  showStudyForm,
  stateStudy,
} from './studies.service.ts'
