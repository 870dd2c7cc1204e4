import { issuing } from '#platform/auth/beforehand.ts'
import type { Beforehands } from '#platform/ctx/room.ts'
import type { accounts } from './contract.ts'
import { accountsToIssue } from './waiting.service.ts'

export const accountsBeforehand = { issueAccounts: issuing(accountsToIssue) } satisfies Beforehands<typeof accounts>
