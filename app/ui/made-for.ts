/**
 * For whom this window was made. A browser has one session for all its windows: on a counter's shared PC somebody else may sign in
 * in another window, and what is typed here must never be sent in their name. Every request says the account, and the gate refuses
 * what was made for another one.
 */
let account: number | undefined

export function madeFor(): number | undefined {
  return account
}

/** Whoever signed in here, or chose to go on as the person who is signed in by now. */
export function makeFor(accountId: number | undefined): void {
  account = accountId
}
