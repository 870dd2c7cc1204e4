/** The verbs of the list, of results and of what people hand in. */
export {
  confirmClaim,
  declareQualification,
  forgetProofs,
  listMyClaims,
  listWaitingClaims,
  returnClaim,
  showProof,
  withdrawClaim,
} from './claims.service.ts'
export { listQualifications, retireQualification, saveQualification } from './list.service.ts'
export { exportQualifications, importQualifications } from './list-file.service.ts'
export { importResults, recordResults } from './results.service.ts'
