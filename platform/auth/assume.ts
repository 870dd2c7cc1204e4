import type { Actor } from '#platform/ctx/ctx.ts'

/** The one who asked was no longer who they were taken for; nothing was answered. Ask again without assuming. */
export class Mistaken extends Error {
  constructor() {
    super('The session has changed since it was last seen')
  }
}

const MOST = 5_000

/**
 * Who stood behind each token when it was last seen. It is never a right: whoever builds on an assumption waits for `confirm`
 * before anything leaves the process.
 */
export function openAssumptions() {
  const actors = new Map<string, Actor>()

  /** Undefined for a token that this process has not seen, or whose session has ended. */
  function assume(token: string | undefined): Actor | undefined {
    return token === undefined ? undefined : actors.get(token)
  }

  /** @throws Mistaken where an actor was assumed and the session says otherwise. */
  async function confirm(
    token: string | undefined,
    asked: Promise<Actor | 'ended'>,
    assumed: Actor | undefined,
  ): Promise<Actor | 'ended'> {
    const actor = await asked
    const isKnown = token !== undefined && actor !== 'ended' && actor.kind === 'account'
    if (assumed && !(isKnown && isSame(actor, assumed))) {
      actors.delete(token ?? '')
      throw new Mistaken()
    }
    if (isKnown && !assumed) {
      if (actors.size >= MOST) actors.clear()
      actors.set(token, actor)
    }
    return actor
  }

  return { assume, confirm }
}

function isSame(one: Actor, other: Actor): boolean {
  return (
    one.accountId === other.accountId &&
    one.subjectId === other.subjectId &&
    one.name === other.name &&
    one.mustChangePassword === other.mustChangePassword &&
    one.roles.length === other.roles.length &&
    one.roles.every((role) => other.roles.includes(role))
  )
}
