import type { Temporal } from 'temporal-polyfill'
import type { Input, Operation } from '#platform/contract/contract.ts'
import type { Db } from '#platform/db/database.ts'
import type { Language, Messages } from '#platform/i18n/messages.ts'
import type { Refuser } from '#platform/refusal/refusal.ts'

/** Who acts. `subjectId` is the person behind the account, as the rooms number them. */
export interface Actor {
  readonly kind: 'guest' | 'account' | 'command' | 'job'
  readonly accountId: number | null
  readonly subjectId: number | null
  /** Granted roles that hold today; what follows from a post is asked of the rooms. */
  readonly roles: readonly string[]
  /** The password came from somebody else and has not been changed since. */
  readonly mustChangePassword?: boolean
  /** Hash of the session's token; only this session ends when its owner signs out. */
  readonly session?: Buffer
  /** Login name, or the name of the command or job. */
  readonly name: string
}

/** What an access rule answers: the role in which the actor may, or `false`. The role is written into the journal. */
export type ActsAs = string | false

/** Where a request comes from. */
export interface Origin {
  /** The peer's address, or the one that the trusted proxy names; null for what happens within this process. */
  readonly address: string | null
  /** Token of the browser, where an account was opened in it before. */
  readonly device?: string
  /** What the browser calls itself. */
  readonly userAgent?: string
}

/**
 * Everything that a service may know of its request. There is no other clock, actor or connection.
 *
 * It refuses with the codes that it was given and no others: an operation's are those of its contract
 * (`ctx: Ctx<typeof training.apply>`), a helper names its own (`ctx: Ctx<'no_such_session'>`). Who calls a helper must have its
 * codes too, so that a refusal which no contract declares does not compile. The common ones need no word.
 */
export type Ctx<R extends string | Operation = never> = Asking<CodesOf<R>>

type CodesOf<R extends string | Operation> = R extends Operation ? keyof R['refusals'] & string : R

interface Asking<Codes extends string> extends Refuser<Codes> {
  readonly actor: Actor
  /** What the operation wanted written before it answers stands (`Prepare`); false where it wants nothing. */
  readonly isPrepared: boolean
  /** Role that access was given in. */
  readonly actsAs: string
  /** Calendar date in Asia/Tokyo, ISO. */
  readonly today: string
  readonly now: Temporal.Instant
  readonly db: Db
  /**
   * Of a reading of one snapshot: a second connection that sees the same, for half of what takes long; undefined where all has to be done on the one. It is
   * given back when the request ends.
   */
  beside(): Promise<Db | undefined>
  readonly language: Language
  /** Peer's address is this machine's own. */
  readonly fromLoopback: boolean
  readonly from: Origin
  /** Origin under which people reach the product (PUBLIC_URL); null where only they themselves know it. */
  readonly reachedAt: string | null
  /**
   * Whether the actor may ask for another operation, by that operation's own access rule and what it looks at of the input; named in
   * full, e.g. `ctx.may<typeof pdca.restate>('pdca.restate', { fiscalYear })`. What a page offers follows from such answers.
   */
  may<Op extends Operation>(operation: string, input?: Partial<Input<Op>>): Promise<boolean>
  t<T extends Messages>(
    messages: T,
    key: keyof T['ja'] & string,
    values?: Readonly<Record<string, string | number>>,
  ): string
  /** Whom this change concerns, why, and what a reader of the journal should know. Adds to the one line of the request. */
  about(subjects: readonly number[], line?: { reason?: string; detail?: Readonly<Record<string, unknown>> }): void
  /**
   * Rows of a topic changed: before the commit, whoever is to hear of them is told (platform/notices), in this transaction. Of a topic
   * that no notice is about (`people`) anything may follow: all that is told is looked at again.
   */
  tells(topic: string, things: readonly number[]): void
  /** Another person's skill data is about to be shown: durable in the journal before the answer leaves (INV-S4). */
  sees(subjects: readonly number[], what: string): void
  /** Something leaves the system as a file. */
  exports(subjects: readonly number[], what: string): void
  /**
   * What the answer follows from besides the input, where the contract says `cached`; said after the refusals and before the work.
   * Whoever holds that answer already gets no second one: the request ends here.
   */
  edition(tag: string): void
  /** The answer's own headers, e.g. a cookie. */
  setHeader(name: string, value: string): void
  /** How far a long request has come; shown to whoever asks with the request's key. */
  progress(done: number, total: number, stage: string): Promise<void>
  /** Runs once the change is durable. */
  afterCommit(work: () => void): void
}
