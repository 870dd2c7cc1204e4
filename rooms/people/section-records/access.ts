import type { Access } from '#platform/ctx/room.ts'
import { hasRole } from '#rooms/people/access.ts'
import type { sectionRecords } from './contract.ts'

export const sectionRecordsAccess: Access<typeof sectionRecords> = {
  listSectionRecords: (ctx) => hasRole(ctx, 'hr'),
  showSectionRecord: (ctx) => hasRole(ctx, 'hr'),
  strikeSection: (ctx) => hasRole(ctx, 'hr'),
  restoreSection: (ctx) => hasRole(ctx, 'hr'),
}
