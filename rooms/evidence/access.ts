import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, executive, hasRole } from '#rooms/people/access.ts'
import type { evidence } from './contract.ts'

/** HR asks the records, and alone is given rows; executives read what they answered. */
export const evidenceAccess: Access<typeof evidence> = {
  listStudies: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), command(ctx)),
  showStudyForm: (ctx) => hasRole(ctx, 'hr'),
  previewStudy: (ctx) => hasRole(ctx, 'hr'),
  stateStudy: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  showStudy: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), command(ctx)),
  runStudy: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  exportStudyRows: (ctx) => hasRole(ctx, 'hr') || command(ctx),
}
