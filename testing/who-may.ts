/** Asks the access rules of a room, one operation at a time, in which role each kind of visitor may ask. */
import type { Contract, Input } from '#platform/contract/contract.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import type { Access } from '#platform/ctx/room.ts'
import { cast, type Name, people, staffNumberOf } from './cast.ts'
import { FIRST_DAY } from './settled.ts'
import type { Town } from './town.ts'
import { within } from './within.ts'

/** Accounts of a post and of no person, such as the first administrator's; and those who have no account. */
const strangers = {
  hrAccount: { kind: 'account', roles: ['hr'] },
  itAccount: { kind: 'account', roles: ['it'] },
  command: { kind: 'command', roles: ['hr', 'it'] },
  job: { kind: 'job', roles: ['hr', 'it'] },
  guest: { kind: 'guest', roles: ['hr', 'it'] },
} as const
type Stranger = keyof typeof strangers

const granted: Partial<Record<Name, string>> = { hayashi: 'hr', ito: 'it' }

/** Everyone who is in service: each of them has an account and posts of today. */
export const staffOfToday = cast.map(([name]) => name).filter((name) => name !== 'yamada')

/** Under each role, who is let in by it. Whoever stands nowhere may not. */
export type Admitted = Record<string, (Name | Stranger)[]>

/** `const may = whoMay(town, mvvAccess); expect(await may('stateDuty', { duty: '…' })).toEqual({ self: staffOfToday })` */
export function whoMay<C extends Contract>(town: Town, access: Access<C>, today = FIRST_DAY) {
  return async <K extends keyof C & string>(operation: K, input: Input<C[K]>): Promise<Admitted> => {
    const admitted: Admitted = {}
    for (const name of [...staffOfToday, ...(Object.keys(strangers) as Stranger[])]) {
      const role = await within(town, async (ctx) => access[operation](ctx, input), { today, actor: actorOf(name) })
      if (role) admitted[role] = [...(admitted[role] ?? []), name]
    }
    return admitted
  }
}

function actorOf(name: Name | Stranger): Actor {
  if (name in strangers) return { ...strangers[name as Stranger], accountId: null, subjectId: null, name }
  const person = name as Name
  const role = granted[person]
  return {
    kind: 'account',
    accountId: people[person],
    subjectId: people[person],
    roles: role ? [role] : [],
    name: staffNumberOf(person),
  }
}
