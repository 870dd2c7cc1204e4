/** First passwords for many: each is told once, in a letter, and only its hash is kept. */
import { givePasswords, type Made } from '#platform/auth/service.ts'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { peopleNumbered } from '#rooms/people/service.ts'
import type { accounts } from './contract.ts'
import { knowsSections, waitingBySection, waitingFor } from './waiting.service.ts'

export async function listAccountsToIssue(ctx: Ctx): Promise<Answer<typeof accounts.listAccountsToIssue>> {
  const asOf = ctx.now.toString()
  return { ...(await waitingBySection(ctx)), asOf, unopened: await waitingBySection(ctx, asOf) }
}

export async function issueAccounts(
  ctx: Ctx<typeof accounts.issueAccounts>,
  input: Input<typeof accounts.issueAccounts>,
  made: readonly Made[],
): Promise<Answer<typeof accounts.issueAccounts>> {
  await mustBeKnown(ctx, input)
  const { rows, total } = await waitingFor(ctx, input)
  const given = new Set(await givePasswords(ctx, made, input.givenBefore))
  const passwords = new Map(made.map(({ accountId, password }) => [accountId, password]))
  // Whoever got a password from somebody else meanwhile keeps that one.
  const issued = rows.filter(({ accountId }) => given.has(accountId))
  ctx.about(
    issued.map(({ staffMemberId }) => staffMemberId),
    { detail: { letters: issued.length, ...(input.givenBefore ? { again: true } : {}) } },
  )
  return {
    letters: issued.map((row) => ({
      staffNumber: row.staffNumber,
      name: row.name,
      sectionName: row.sectionName,
      opensOn: row.opensOn,
      loginName: row.staffNumber,
      password: passwords.get(row.accountId)!,
    })),
    remaining: total - issued.length,
  }
}

/** A mistyped code or number would otherwise pass as one where nobody is waiting. */
async function mustBeKnown(
  ctx: Ctx<typeof accounts.issueAccounts>,
  { sectionCodes = [], staffNumbers = [] }: Input<typeof accounts.issueAccounts>,
): Promise<void> {
  const sections = await knowsSections(ctx, sectionCodes)
  const section = sectionCodes.find((code) => !sections.has(code))
  ctx.must(section === undefined, 'no_such_section', { code: section ?? '' })
  const people = new Set((await peopleNumbered(ctx, staffNumbers)).map(({ staffNumber }) => staffNumber))
  const number = staffNumbers.find((one) => !people.has(one))
  ctx.must(number === undefined, 'no_such_staff_number', { number: number ?? '' })
}
