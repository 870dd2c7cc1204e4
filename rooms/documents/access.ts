import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, executive, hasRole } from '#rooms/people/access.ts'
import type { documents } from './contract.ts'

/** HR writes and issues; executives read, drafts too; everybody else reads the values of the year where its review stands. */
export const documentsAccess: Access<typeof documents> = {
  listDocuments: (ctx) => hasRole(ctx, 'hr') || anyOf(command(ctx), executive(ctx)),
  showDocumentFile: (ctx) => hasRole(ctx, 'hr') || anyOf(command(ctx), executive(ctx)),
  writeDocument: (ctx) => hasRole(ctx, 'hr'),
  issueDocument: (ctx) => hasRole(ctx, 'hr'),
}
