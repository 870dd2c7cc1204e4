/**
 * What rooms declare of whom they tell what. A notice is no message that somebody sends: rooms say, from the facts of the day, which
 * notices stand (`standing`), and what stands is written, reopened and put to rest by comparing that with what is written (settle.ts).
 * So nobody is told twice of one fact, whoever was told hears no more of what was done by anyone, and what is put back to somebody
 * else is told to them, whatever the order of facts, retries, undoing and the clock.
 *
 * Nothing that is said of a thing is written down: a reader is told what they may know of it at the moment of reading (`words`).
 */
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Messages } from '#platform/i18n/messages.ts'

/** How somebody hears of a kind: by mail at once, by mail once a day, in the app only, or not at all. */
export const noticeWays = ['atOnce', 'digest', 'appOnly', 'off'] as const
export type NoticeWay = (typeof noticeWays)[number]

/** Whom a kind concerns, for whoever chooses. */
export const noticeReaders = ['everyone', 'sectionHead', 'hr', 'it'] as const

interface NoticeKind {
  /** Somebody has something to do; of the others one is only told. */
  readonly isToDo: boolean
  /** The way where a receiver has chosen none. */
  readonly usual: NoticeWay
  /** A receiver may choose not to hear of it at all. */
  readonly mayBeOff: boolean
  /** Who hears of it, for whoever chooses. */
  readonly concerns: (typeof noticeReaders)[number]
}

/** Somebody is to be told a fact about a thing, as of today. */
export interface Standing {
  readonly kind: string
  readonly receiver: number
  /** Key of a row of the source's topic. */
  readonly thing: number
  /** What tells this fact from others of the kind, e.g. the number of the step that made it so. */
  readonly fact: string
  readonly dueOn: string | null
}

/** What a reader may know of it now. */
export interface Said {
  /** For the sentence `notice.<kind>` of the source's messages. */
  readonly values: Readonly<Record<string, string | number>>
  /** Page on which it is seen or done. */
  readonly to: string
  /** What can be answered in place: an operation, and the thing that it takes. */
  readonly act?: { readonly by: string; readonly id: number }
}

export interface NoticeSource {
  /** What the notices are about: rows of this table of the room. Changes say `ctx.tells(topic, keys)`. */
  readonly topic: string
  readonly kinds: Readonly<Record<string, NoticeKind>>
  /** `kind.<kind>`: its name, which is also a mail's subject and says nothing of anybody. `notice.<kind>`: the sentence. */
  readonly messages: Messages
  /** Days of the reminders that the source knows, where the town has set no others; `days.<reminder>` of the messages names them. */
  readonly reminders: Readonly<Record<string, number>>
  /** When a notice was over is not kept, only that it is: where the moment would say more than the fact. */
  readonly isUntimed?: true
  /** Of these things, or of all: what stands today. */
  standing(ctx: Ctx, days: Readonly<Record<string, number>>, things?: readonly number[]): Promise<Standing[]>
  /** For each, in order: what the receiver may know of it; undefined for whoever may not, any more. */
  words(
    ctx: Ctx,
    receiver: number,
    told: readonly Pick<Standing, 'kind' | 'thing' | 'fact'>[],
  ): Promise<(Said | undefined)[]>
}

const sources = new Map<string, NoticeSource>()

/** Called once when the house is put together (app/notices.ts). */
export function declareNotices(declared: readonly NoticeSource[]): void {
  for (const source of declared) sources.set(source.topic, source)
}

export function noticeSources(): readonly NoticeSource[] {
  return [...sources.values()]
}

export function sourceOf(topic: string): NoticeSource | undefined {
  return sources.get(topic)
}

export function kindNamed(kind: string): (NoticeKind & { readonly source: NoticeSource }) | undefined {
  const source = [...sources.values()].find(({ kinds }) => Object.hasOwn(kinds, kind))
  return source && { ...source.kinds[kind]!, source }
}

/** A kind's name in the reader's language. */
export function nameOfKind(ctx: Ctx, kind: string): string {
  const source = kindNamed(kind)?.source
  return source ? ctx.t(source.messages, `kind.${kind}`) : kind
}
