import { subjectsNamed } from '#platform/auth/upkeep.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { namesOf } from '#rooms/people/service.ts'

/** What the people behind accounts are called, by the names under which they sign in. */
export async function namesByLogin(ctx: Ctx, loginNames: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const subjects = await subjectsNamed(ctx, loginNames)
  const names = await namesOf(ctx, [...new Set(subjects.values())])
  return new Map([...subjects].flatMap(([login, id]) => (names.has(id) ? [[login, names.get(id)!.name]] : [])))
}
