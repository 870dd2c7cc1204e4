import type { Actor, Ctx } from '#platform/ctx/ctx.ts'
import { translate } from '#platform/i18n/messages.ts'
import { FIRST_DAY } from './settled.ts'
import type { Town } from './town.ts'

const command: Actor = { kind: 'command', accountId: null, subjectId: null, roles: [], name: 'test command' }

/** A context as the gate would make it, for what rooms ask each other and no operation asks. */
export async function within<T>(
  town: Town,
  ask: (ctx: Ctx) => Promise<T>,
  { today = FIRST_DAY, actor = command }: { today?: string; actor?: Actor } = {},
): Promise<T> {
  const connection = await town.gate.database.connect()
  const ctx = {
    ...{ db: connection.db, today, actor, language: 'ja', isPrepared: false },
    beside: async () => undefined,
    t: (messages: never, key: never, values: never) => translate(messages, 'ja', key, values),
    must: (condition: unknown, code: string) => {
      if (!condition) throw new Error(code)
    },
    sees: () => undefined,
    about: () => undefined,
  } as unknown as Ctx
  try {
    return await ask(ctx)
  } finally {
    town.gate.database.release(connection)
  }
}
