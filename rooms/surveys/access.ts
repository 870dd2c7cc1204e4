import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, executive, hasRole, job, staff } from '#rooms/people/access.ts'
import { headsSome } from '#rooms/training/staffing/service.ts'
import type { surveys } from './contract.ts'

/** HR asks and closes; results hold nothing that may not be known, and are for those who act on them. The public list is for everybody. */
export const surveysAccess: Access<typeof surveys> = {
  loadSurvey: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  listSurveys: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx)),
  readSurveyItems: (ctx) => hasRole(ctx, 'hr'),
  previewSurveyRound: (ctx) => hasRole(ctx, 'hr'),
  openSurveyRound: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  bringSurveyRound: (ctx) => command(ctx),
  takeBackSurveyRound: (ctx) => command(ctx),
  closeSurveyRound: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  closeDueSurveyRounds: (ctx) => job(ctx),
  extendSurveyRound: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  showSurveyResponse: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), command(ctx)),
  showPaperSheets: (ctx) => hrPerson(ctx),
  notePaperSheet: (ctx) => hrPerson(ctx),
  takeBackPaperNote: (ctx) => hrPerson(ctx),
  enterPaperSheets: (ctx) => hrPerson(ctx),
  showSurveyTexts: (ctx) => hrPerson(ctx),
  showSurveyReport: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), command(ctx)),
  showSurveyTogether: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), command(ctx)),
  showSectionSurveyResults: async (ctx) => (await headsSome(ctx)) && 'sectionHead',
  listMySurveyRounds: (ctx) => staff(ctx),
  drawBallot: (ctx) => staff(ctx),
  showNamedSheet: (ctx) => staff(ctx),
  sendNamedAnswers: (ctx) => staff(ctx),
  showNamedAnswers: (ctx) => hrPerson(ctx),
  showSurveyRound: () => 'anybody',
  sendAnswers: () => 'anybody',
  redeemReceipt: (ctx) => staff(ctx),
  listSurveyChanges: (ctx) => anyOf(hasRole(ctx, 'hr'), staff(ctx)),
  addSurveyChange: (ctx) => hasRole(ctx, 'hr'),
  correctSurveyChange: (ctx) => hasRole(ctx, 'hr'),
  deleteSurveyChange: (ctx) => hasRole(ctx, 'hr'),
  restoreSurveyChange: (ctx) => hasRole(ctx, 'hr'),
  showSurveyResults: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), command(ctx)),
}

/** Somebody of HR, by name: of an account that is nobody's it cannot be said that two of them are two people. */
function hrPerson(ctx: Ctx) {
  return staff(ctx) && hasRole(ctx, 'hr')
}
