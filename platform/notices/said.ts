import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Said, sourceOf } from './notices.ts'

interface Told {
  readonly kind: string
  readonly topic: string
  readonly thing: number
  readonly fact: string
}

/** What a reader may know of each now, as a sentence; undefined where nothing. */
export async function saidTo(
  ctx: Ctx,
  receiver: number,
  told: readonly Told[],
): Promise<((Said & { readonly title: string }) | undefined)[]> {
  const answers = new Array<(Said & { title: string }) | undefined>(told.length).fill(undefined)
  const byTopic = Map.groupBy(told.keys(), (at) => told[at]!.topic)
  await Promise.all(
    [...byTopic].map(async ([topic, places]) => {
      const source = sourceOf(topic)
      // A kind that a release before this one knew has no words any more.
      const known = source ? places.filter((at) => Object.hasOwn(source.kinds, told[at]!.kind)) : []
      if (!source || known.length === 0) return
      const words = await source.words(
        ctx,
        receiver,
        known.map((at) => told[at]!),
      )
      known.forEach((at, place) => {
        const one = words[place]
        if (one) answers[at] = { ...one, title: ctx.t(source.messages, `notice.${told[at]!.kind}`, one.values) }
      })
    }),
  )
  return answers
}
