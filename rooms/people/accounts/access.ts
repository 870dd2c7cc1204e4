import type { Access } from '#platform/ctx/room.ts'
import { command, hasRole } from '#rooms/people/access.ts'
import type { accounts } from './contract.ts'

export const accountsAccess: Access<typeof accounts> = {
  listAccountsToIssue: (ctx) => hasRole(ctx, 'it') || command(ctx),
  issueAccounts: (ctx) => hasRole(ctx, 'it') || command(ctx),
}
