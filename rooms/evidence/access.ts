import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, executive, hasRole, job, staff } from '#rooms/people/access.ts'
import type { evidence } from './contract.ts'

/** HR asks the records, and alone is given rows; executives read what they answered. What each arrow has earned is for all staff, sections are not. */
export const evidenceAccess: Access<typeof evidence> = {
  listStudies: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), command(ctx)),
  showStudyForm: (ctx) => hasRole(ctx, 'hr'),
  previewStudy: (ctx) => hasRole(ctx, 'hr'),
  stateStudy: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  showStudy: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), command(ctx)),
  runStudy: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  exportStudyRows: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  listArrows: (ctx) => anyOf(hasRole(ctx, 'hr'), staff(ctx), command(ctx)),
  showArrow: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx)),
  compareArrows: (ctx) => hasRole(ctx, 'hr') || job(ctx) || command(ctx),
  addArrowSource: (ctx) => hasRole(ctx, 'hr'),
  withdrawArrowSource: (ctx) => hasRole(ctx, 'hr'),
  listContradictions: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), command(ctx)),
  answerContradiction: (ctx) => hasRole(ctx, 'hr'),
}
