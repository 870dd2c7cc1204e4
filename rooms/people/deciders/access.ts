import type { Access } from '#platform/ctx/room.ts'
import { hasRole } from '#rooms/people/access.ts'
import type { deciders } from './contract.ts'

export const decidersAccess: Access<typeof deciders> = {
  listDeciderPosts: (ctx) => hasRole(ctx, 'hr'),
  nameDeciderPost: (ctx) => hasRole(ctx, 'hr'),
  endDeciderPost: (ctx) => hasRole(ctx, 'hr'),
  takeBackDeciderPostEnd: (ctx) => hasRole(ctx, 'hr'),
}
