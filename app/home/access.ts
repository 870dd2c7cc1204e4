import type { Access } from '#platform/ctx/room.ts'
import { command, hasRole, staff } from '#rooms/people/access.ts'
import type { home } from './contract.ts'

export const homeAccess: Access<typeof home> = {
  showSession: (ctx) => (ctx.actor.kind === 'guest' ? 'guest' : 'staff'),
  showHome: (ctx) => staff(ctx) && 'self',
  showLineOfSight: (ctx) => staff(ctx) && 'self',
  showWhatIFed: (ctx) => staff(ctx) && 'self',
  showColleagueWays: (ctx) => staff(ctx) && 'self',
  showFirstSteps: (ctx) => hasRole(ctx, 'hr') || hasRole(ctx, 'it'),
  previewPolicy: (ctx) => hasRole(ctx, 'hr') || command(ctx),
}
