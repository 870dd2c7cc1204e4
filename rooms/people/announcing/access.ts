import type { Access } from '#platform/ctx/room.ts'
import { command, hasRole } from '#rooms/people/access.ts'
import type { announcing } from './contract.ts'

export const announcingAccess: Access<typeof announcing> = {
  showAnnouncements: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  announceBefore: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  announceOn: (ctx) => hasRole(ctx, 'hr') || command(ctx),
}
