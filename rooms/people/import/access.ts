import type { Access } from '#platform/ctx/room.ts'
import { command, hasRole } from '#rooms/people/access.ts'
import type { importing } from './contract.ts'

export const importAccess: Access<typeof importing> = {
  importWard: (ctx) => hasRole(ctx, 'hr') || command(ctx),
}
