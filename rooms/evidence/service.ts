export {
  exportStudyRows,
  listStudies,
  previewStudy,
  runStudy,
  showStudy,
  showStudyForm,
  stateStudy,
} from './studies.service.ts'
