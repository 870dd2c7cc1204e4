/** Who worked on the policy is kept by the name under which they sign in; how people are called later rooms know, and the app says (`declareNames`). */
import type { Ctx } from '#platform/ctx/ctx.ts'

type NamesOf = (ctx: Ctx, loginNames: readonly string[]) => Promise<ReadonlyMap<string, string>>

let find: NamesOf = async () => new Map()

export function declareNames(found: NamesOf): void {
  find = found
}

/** For each of several names of accounts, what its person is called; an account of nobody is called as it signs in. */
export async function calledBy(ctx: Ctx, loginNames: readonly (string | null)[]): Promise<(name: string) => string> {
  const asked = [...new Set(loginNames.filter((name) => name !== null))]
  const names = asked.length > 0 ? await find(ctx, asked) : new Map<string, string>()
  return (name) => names.get(name) ?? name
}
