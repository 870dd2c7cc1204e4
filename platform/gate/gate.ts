/**
 * The only door: screen, API, command, job and test all come through `ask`.
 *
 *   parse the input → open a transaction → who is it → may they → do it → journal → check the answer → commit
 *
 * What a reading operation needs written first (`prepare` of a room, e.g. figures that follow what was changed) is written once access
 * is given, in a short transaction of its own.
 *
 * Work that must not hold a connection (`beforehand` of a room, e.g. hashing) is done between two of these: who is it and may they
 * on a connection that is given back at once, then the work, then the whole. Whoever is not known to this process takes one of the
 * few connections that guests have, so that no crowd of them keeps those who are signed in from theirs; and no account takes them all.
 *
 * A change is answered only after its commit, and its answer is checked before it, so that an answer that breaks the contract
 * changes nothing. A read needs no transaction around it: each of its statements sees what is committed, as it would within
 * one, and the connection refuses to write outside a transaction. Only a read that needs one picture (`snapshot`) or more
 * patience opens its own. Who asks is nearly always who they were a moment ago, so a plain read goes ahead on that assumption
 * while the session is asked for in the same round trip; nothing is answered before the session has confirmed it.
 */

import type pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { Mistaken, openAssumptions } from '#platform/auth/assume.ts'
import { guest, identify } from '#platform/auth/identify.ts'
import { openUse } from '#platform/auth/use.ts'
import type { Input, Operation, Output } from '#platform/contract/contract.ts'
import type { Actor, Ctx, Origin } from '#platform/ctx/ctx.ts'
import type { Room } from '#platform/ctx/room.ts'
import { type Connection, type Database, openPool } from '#platform/db/database.ts'
import { type Language, translate } from '#platform/i18n/messages.ts'
import { type JournalLine, openReadJournal, writeLines } from '#platform/journal/journal.ts'
import { LineFull, openLine, openLines } from '#platform/line/line.ts'
import { settleTold } from '#platform/notices/settle.ts'
import { openPasswordDesk } from '#platform/passwords/desk.ts'
import { openLimits } from '#platform/passwords/limits.ts'
import { Refusal, refuser } from '#platform/refusal/refusal.ts'
import { todayInTokyo } from '#platform/time/dates.ts'
import { type Addressed, addressedAlone, BodyNeeded } from './address.ts'
import { type Beside, openBesides } from './beside.ts'
import { type EditionNote, noteEdition } from './edition.ts'
import { problemsOf, textProblems } from './fields.ts'
import { openProgress } from './progress.ts'
import { tellRefused } from './refused.ts'
import { defaultSizes, type Sizes } from './settings.ts'
import { faultyTexts, unfit, unreadable } from './texts.ts'
import { ABORTED, codeOf, isInTheWay, isPassing, toRefusal } from './trouble.ts'

/** What a door knows of the one who asks. */
export interface Visitor {
  /** The session's token as the cookie carried it. */
  readonly token?: string
  /** Commands and jobs say who they are; nobody reaches these from outside the process. */
  readonly actor?: Actor
  readonly language?: Language
  readonly fromLoopback?: boolean
  readonly address?: string
  /** The browser's token as its cookie carried it. */
  readonly device?: string
  readonly userAgent?: string
  readonly progressKey?: string
  /** The account that the asking page was made for; another one may have signed in beside it since. */
  readonly madeFor?: string
  /** The request says by any header who sends it. */
  readonly isNamed?: boolean
  /** Origin under which people reach this door. */
  readonly reachedAt?: string | undefined
  /** Told the tag of what is about to be answered; whether the visitor holds that answer already. */
  holds?(etag: string): boolean
  setHeader?(name: string, value: string): void
}

export interface GateOptions {
  readonly rooms: Readonly<Record<string, Room>>
  readonly app: pg.ClientConfig
  /** Schema of the municipality. */
  readonly town: string
  readonly sizes?: Sizes
  /** Whether connections stand ready for whoever asks next; for a process that serves. */
  readonly isKeptReady?: boolean | undefined
  /** After which a session that nobody used ends; without it a session lasts for its hours. */
  readonly idleMinutes?: number | undefined
  clock?(): Temporal.Instant
  /** Called where an answer had to do without what is kept for it, because there was more to bring up than one may wait for. */
  leftToJobs?(): unknown
  /** Called with what each step of a request cost, in milliseconds; for the bench. */
  onSteps?(operation: string, steps: Readonly<Record<string, number>>): void
}

export interface Gate {
  ask<Op extends Operation>(operation: Op, input: Op['input']['_zod']['input'], visitor?: Visitor): Promise<Output<Op>>
  /** Room and name of an operation. */
  locate(operation: Operation): { room: Room; name: string; fullName: string }
  readonly rooms: Readonly<Record<string, Room>>
  readonly database: Database
  readonly town: string
  clock(): Temporal.Instant
  /**
   * Refuses whoever may not, as far as the session and the request's address tell, before more of it is read.
   *
   * @throws Refusal
   */
  admitUnread(operation: Operation, said: Addressed, visitor: Visitor): Promise<void>
  /**
   * How far a request has come; asked by whoever has a session and the request's key.
   *
   * @throws Refusal
   */
  readProgress(key: string, visitor: Visitor): Promise<{ stage: string; done: number; total: number } | undefined>
  close(): Promise<void>
}

const RETRIES = 3
/** Guests who wait for a connection; each has it for some milliseconds. */
const GUESTS_WAITING = 500
/** Connections that no single account takes, however much it asks at once: others are answered meanwhile. */
const SPARED = 2
/** Requests of one account that wait for its share of the connections; a page asks for fewer than ten. */
const OWN_WAITING = 500
/** Requests for one operation whose work beforehand is under way; more are told to come back. */
const CROWD = 250
/** Long works of one account that are done at the same time, such as printing and looking through what was sent; and more of them that wait. */
const OWN_WORKS = 3
const OWN_WORKS_WAITING = 20
/** Seconds after which a line that was full has surely moved. */
const TRY_AGAIN = 5
/** Seconds that a statement may take where the contract names no other patience. */
const PATIENCE = 10

export function openGate(options: GateOptions): Gate {
  const sizes = options.sizes ?? defaultSizes
  const database = openPool(
    { ...options.app, options: readingOf(options.town) },
    { max: sizes.connections, isKeptReady: options.isKeptReady },
  )
  const besides = openBesides(database, sizes.connections)
  const guests = openLine({ places: sizes.guestConnections, waiting: GUESTS_WAITING })
  const accounts = openLines({ places: Math.max(1, sizes.connections - SPARED), waiting: OWN_WAITING })
  const crowds = openLines({ places: CROWD, waiting: 0 })
  const works = openLines({ places: OWN_WORKS, waiting: OWN_WORKS_WAITING })
  const passwords = openPasswordDesk(sizes.hashWorkers, sizes.hashWaiting)
  const limits = openLimits(options.app, options.town)
  // Requests that hold a connection wait for these two, so they must never wait for the same pool.
  const aside = openPool(options.app, { max: 2 })
  const reads = openReadJournal(aside, options.town)
  const progress = openProgress(aside, options.town)
  const uses = openUse(aside, options.town, options.idleMinutes)
  const clock = options.clock ?? (() => Temporal.Now.instant())
  const places = placesOf(options.rooms)
  const rules = new Map([...places.values()].map(({ room, name, fullName }) => [fullName, room.access[name]]))
  const assumptions = openAssumptions()

  function locate(operation: Operation) {
    const place = places.get(operation)
    if (!place) throw new Error('An operation that no room of this server holds was asked for')
    return place
  }

  async function ask<Op extends Operation>(operation: Op, raw: unknown, asking: Visitor = {}): Promise<Output<Op>> {
    const visitor = operation.trace === 'unnamed' ? unnamed(asking, locate(operation).fullName) : asking
    const parsed = operation.input.safeParse(raw ?? {}, { reportInput: true })
    if (!parsed.success) {
      throw new Refusal('invalid_input', {}, problemsOf(parsed.error, visitor.language ?? 'ja'))
    }
    const faulty = faultyTexts(parsed.data, operation.method === 'GET' ? unreadable : unfit)
    if (faulty.length > 0) throw new Refusal('invalid_input', {}, textProblems(faulty, visitor.language ?? 'ja'))
    const { fullName } = locate(operation)
    const done = await beforehand(operation, parsed.data as Input<Op>, visitor).catch((error: unknown) => {
      throw tellRefused(fullName, toRefusal(error))
    })
    for (let attempt = 1; ; attempt++) {
      try {
        return await attemptOnce(operation, parsed.data as Input<Op>, visitor, done)
      } catch (error) {
        // Whoever was mistaken for somebody else is no longer assumed to be anybody, so this ends.
        if (error instanceof Mistaken) continue
        if (attempt < RETRIES && isPassing(error)) continue
        throw tellRefused(fullName, toRefusal(error))
      }
    }
  }

  /** Strangers have a share of the connections, and so has each account; the machine's owner and the clock stand in no line. */
  function takePlace(known: Actor | undefined, forGuests: boolean | undefined): Promise<() => void> | undefined {
    if (known?.kind === 'command' || known?.kind === 'job') return undefined
    if (!known || forGuests) return guests.enter(forGuests ? 1 : 0).catch(fullOf('too_many_guests'))
    return accounts.enter(String(known.accountId)).catch(fullOf('too_many_of_one'))
  }

  /** A connection, and how it is given back. */
  async function connect({ forGuests }: Pick<Operation, 'forGuests'>, visitor: Visitor) {
    const leave = await takePlace(visitor.actor ?? assumptions.assume(visitor.token), forGuests)
    try {
      const connection = await database.connect()
      const giveBack = (fault?: Error) => {
        database.release(connection, fault)
        leave?.()
      }
      return { connection, giveBack }
    } catch (error) {
      leave?.()
      throw error
    }
  }

  /** What the operation has to do without a connection; nothing for most of them. */
  async function beforehand(operation: Operation, input: unknown, visitor: Visitor): Promise<unknown> {
    const { room, name, fullName } = locate(operation)
    const step = room.beforehand?.[name]
    if (!step) return undefined
    const outside = { passwords, limits, from: originIn(visitor) }
    step.door?.(outside, input as never)
    // Strangers alone cannot fill the house for those who say that they were here before.
    const leave = await crowds.enter(`${fullName} ${visitor.device === undefined}`).catch(fullOf('too_many_guests'))
    try {
      const seen = await lookAhead(operation, input, visitor)
      const end = await turnAtWork(visitor)
      try {
        return await step.work(outside, input as never, seen as never)
      } finally {
        end?.()
      }
    } finally {
      leave()
    }
  }

  /** Each such work may take a thread and its memory: nobody takes them all by asking on a hundred connections. */
  async function turnAtWork({ actor, token }: Visitor): Promise<(() => void) | undefined> {
    const known = actor ?? assumptions.assume(token)
    if (known?.kind !== 'account') return undefined
    return works.enter(String(known.accountId)).catch(fullOf('too_many_of_one'))
  }

  /** Who asks and whether they may, and what the work needs to know, on a connection that is given back at once. */
  async function lookAhead(operation: Operation, input: unknown, visitor: Visitor): Promise<unknown> {
    const { room, name } = locate(operation)
    return seeWho(operation, visitor, async (known, ctx, connection) => {
      const actsAs = await admit(operation, known, room.access[name], ctx, input, visitor)
      const look = async () => room.beforehand?.[name]?.look?.({ ...ctx, actsAs }, input as never)
      return operation.patience === undefined ? look() : inOneSnapshot(connection, operation, look)
    })
  }

  async function seeWho<T>(
    operation: Pick<Operation, 'forGuests'>,
    visitor: Visitor,
    work: (known: Actor | 'ended', ctx: Ctx<string>, connection: Connection) => Promise<T>,
  ): Promise<T> {
    const { connection, giveBack } = await connect(operation, visitor)
    try {
      const now = clock()
      const today = todayInTokyo(now)
      const asked = visitor.actor ? Promise.resolve(visitor.actor) : identify(connection, visitor.token, today, now)
      const known = await assumptions.confirm(visitor.token, asked, undefined)
      const { ctx } = requestOf(connection, actorIn(known), today, now, visitor, { progress, rules })
      return await work(known, ctx, connection)
    } finally {
      giveBack()
    }
  }

  async function admitUnread(operation: Operation, said: Addressed, visitor: Visitor): Promise<void> {
    const { room, name } = locate(operation)
    await seeWho(operation, visitor, async (known, ctx) => {
      if (known === 'ended' && !operation.forGuests) throw new Refusal('session_expired')
      try {
        await admit(operation, known, room.access[name], ctx, addressedAlone(operation.input, said), visitor)
      } catch (error) {
        // Which right is needed stands in the body; whoever has a session may send it.
        if (!(error instanceof BodyNeeded)) throw error
        if (ctx.actor.kind === 'guest') throw new Refusal('sign_in_needed')
      }
    }).catch((error: unknown) => {
      throw toRefusal(error)
    })
  }

  async function readProgress(key: string, visitor: Visitor) {
    if (visitor.actor === undefined && assumptions.assume(visitor.token) === undefined) {
      const known = await seeWho({}, visitor, async (who) => who)
      if (known === 'ended') throw new Refusal('session_expired')
      if (known.kind === 'guest') throw new Refusal('sign_in_needed')
    }
    return progress.read(key)
  }

  async function attemptOnce<Op extends Operation>(operation: Op, input: Input<Op>, visitor: Visitor, done: unknown) {
    const { room, name, fullName } = locate(operation)
    const steps = stopwatch(options.onSteps)
    const isRead = operation.method === 'GET'
    const isOpened = !isRead || operation.snapshot || operation.patience
    const { connection, giveBack } = await connect(operation, visitor)
    steps?.note('connection')
    let fault: Error | undefined
    let keep: (() => Promise<void>) | undefined
    let confirmed: ReturnType<typeof identify> | undefined
    let beside: Beside | undefined
    let isFailed = true
    try {
      const now = clock()
      const today = todayInTokyo(now)
      const prepare = isRead ? room.prepare?.[name] : undefined
      const opensFirst = isOpened && !prepare
      const opened = opensFirst ? opening(connection, isRead, operation) : []
      const assumed = opensFirst || visitor.actor ? undefined : assumptions.assume(visitor.token)
      const asked = visitor.actor ? Promise.resolve(visitor.actor) : identify(connection, visitor.token, today, now)
      confirmed = assumptions.confirm(visitor.token, asked, assumed)
      // Whoever waits for it hears of its failure; it may fail before anybody does.
      confirmed.catch(() => undefined)
      const known = assumed ?? (await Promise.all([confirmed, ...opened]))[0]
      steps?.note('session')
      const edition = noteEdition(operation, visitor.language ?? 'ja', visitor.holds)
      const request = requestOf(connection, actorIn(known), today, now, visitor, { progress, rules, edition })
      const linesOf = (role: string) => (operation.trace ? [] : request.linesFor(fullName, role, isRead))
      const actsAs = await admit(operation, known, room.access[name], request.ctx, input, visitor)
      keep = () => writeLines(connection, linesOf(actsAs))
      steps?.note('access')
      const aside = asideOn(connection, confirmed)
      const isPrepared = prepare !== undefined && (await prepare(request.ctx, aside.write))
      // Whom it waited for in vain is at that work already.
      if (prepare && !isPrepared && !aside.wasHindered()) options.leftToJobs?.()
      // It travels with the first statement of the service, whose own failure says more.
      if (isOpened && !opensFirst)
        for (const sent of opening(connection, isRead, operation)) sent.catch(() => undefined)
      const ctx: Ctx<string> = { ...request.ctx, actsAs, isPrepared }
      if (isRead && operation.snapshot) {
        beside = besides.of(connection, operation.patience)
        ctx.beside = async () => (await beside?.open())?.db
      }
      if (prepare) steps?.note('prepare')
      const service = room.service[name] as (ctx: Ctx<string>, input: unknown, done: unknown) => Promise<unknown>
      const answer = await service(ctx, input, done)
      await confirmed
      uses.note(ctx.actor, now)
      if (!isRead) await settleTold(ctx, request.told)
      steps?.note('query')
      const checked = lookedAt(operation, answer)
      steps?.note('check')
      const lines = linesOf(actsAs)
      edition.check(lines.length)
      if (isRead) {
        if (isOpened) connection.query('commit').catch(() => undefined)
        await Promise.all(lines.map((line) => reads.write(line)))
      } else {
        // They travel together: after lines that failed the database answers a commit by undoing everything, and the failure is told.
        await Promise.all([lines.length > 0 ? writeLines(connection, lines) : undefined, connection.query('commit')])
        for (const work of request.afterwards) work()
      }
      steps?.note('journal')
      isFailed = false
      return checked
    } catch (error) {
      // Every statement after the first that failed only says that the transaction is aborted.
      const first = codeOf(error) === ABORTED ? (connection.firstError() ?? error) : error
      const cause = (await mistakeOf(confirmed)) ?? first
      const kept = error instanceof Refusal && error.keepsChanges ? keep : undefined
      if (isOpened) fault = kept ? await close(connection, kept) : await abandon(connection)
      throw cause
    } finally {
      await beside?.end(isFailed)
      giveBack(fault)
      steps?.done(fullName)
    }
  }

  return {
    ask,
    locate,
    rooms: options.rooms,
    database,
    town: options.town,
    clock,
    admitUnread,
    readProgress: (key, visitor) =>
      readProgress(key, visitor).catch((error: unknown) => {
        throw toRefusal(error)
      }),
    close: async () => {
      await uses.settled()
      await Promise.all([database.close(), aside.close(), limits.close(), passwords.close()])
    },
  }
}

const looked = new WeakMap<object, { operation: Operation; checked: unknown }>()

/** Throws where the answer is not what the contract says. One that a room remembers comes frozen: it stays as it was when it was looked at. */
function lookedAt<Op extends Operation>(operation: Op, answer: unknown): Output<Op> {
  if (typeof answer !== 'object' || answer === null || !Object.isFrozen(answer))
    return operation.output.parse(answer) as Output<Op>
  const known = looked.get(answer)
  if (known?.operation === operation) return known.checked as Output<Op>
  const checked = Object.freeze(operation.output.parse(answer)) as Output<Op>
  looked.set(answer, { operation, checked })
  return checked
}

/** Nothing of who asks goes further than this. */
function unnamed({ language, ...said }: Visitor, operation: string): Visitor {
  const { isNamed, token, device, madeFor, actor } = said
  const isSaid = isNamed || [token, device, madeFor, actor].some((part) => part !== undefined)
  if (isSaid) throw tellRefused(operation, new Refusal('not_anonymous'))
  return language ? { language } : {}
}

/** Refuses whoever may not; answers the role in which the others may. */
async function admit(
  operation: Operation,
  known: Actor | 'ended',
  rule: Room['access'][string] | undefined,
  ctx: Ctx,
  input: unknown,
  { madeFor }: Visitor,
): Promise<string> {
  const isAnother = ctx.actor.kind === 'account' && madeFor !== undefined && madeFor !== String(ctx.actor.accountId)
  if (isAnother && !operation.forGuests) throw new Refusal('made_for_another')
  if (ctx.actor.mustChangePassword && !operation.beforeOwnPassword) throw new Refusal('own_password_needed')
  const actsAs = (await rule?.(ctx, input as never)) ?? false
  if (actsAs) return actsAs
  throw new Refusal(known === 'ended' ? 'session_expired' : ctx.actor.kind === 'guest' ? 'sign_in_needed' : 'forbidden')
}

/** Whoever's session has ended is a guest: they may sign in again, and hear of the end wherever more is needed. */
function actorIn(known: Actor | 'ended'): Actor {
  return known === 'ended' ? guest : known
}

function originIn({ address, device, userAgent }: Visitor): Origin {
  return {
    address: address ?? null,
    ...(device === undefined ? {} : { device }),
    ...(userAgent === undefined ? {} : { userAgent }),
  }
}

function fullOf(code: 'too_many_guests' | 'too_many_of_one'): (error: unknown) => never {
  return (error) => {
    throw error instanceof LineFull ? new Refusal(code, { seconds: TRY_AGAIN }) : error
  }
}

/** What was refused to somebody who is no longer who they were taken for says nothing. */
async function mistakeOf(confirmed: Promise<unknown> | undefined): Promise<Mistaken | undefined> {
  try {
    await confirmed
    return undefined
  } catch (error) {
    return error instanceof Mistaken ? error : undefined
  }
}

/** How a connection is when no transaction is open: in the town's schema, patient as usual, unable to write. */
export function readingOf(town: string): string {
  const settings = {
    search_path: `${town},public`,
    statement_timeout: `${PATIENCE}s`,
    lock_timeout: `${PATIENCE}s`,
    default_transaction_read_only: 'on',
    // A town's rows lie in memory: going by an index costs there what it costs to read on.
    random_page_cost: '1.1',
  }
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}

/** Begins the transaction; the statements travel together with the one that asks for the session. */
function opening(connection: Connection, isRead: boolean, { patience, snapshot }: Operation): Promise<unknown>[] {
  const level = snapshot ? ' isolation level repeatable read' : ''
  const begun = connection.query(`begin${level} ${isRead ? 'read only' : 'read write'}`)
  if (patience === undefined) return [begun]
  // Not by a select, which would already choose the moment that a snapshot shows: an operation may take a lock before.
  const patient = ['statement_timeout', 'lock_timeout'].map((name) =>
    connection.query(`set local ${name} = '${Number(patience)}s'`),
  )
  return [begun, ...patient]
}

/** What takes long to read is read as of one moment, with the patience that the operation asks for. */
async function inOneSnapshot<T>(connection: Connection, operation: Operation, work: () => Promise<T>): Promise<T> {
  await Promise.all(opening(connection, true, { ...operation, snapshot: true }))
  try {
    return await work()
  } catch (error) {
    throw codeOf(error) === ABORTED ? (connection.firstError() ?? error) : error
  } finally {
    await connection.query('rollback')
    connection.firstError()
  }
}

/**
 * For what an operation has prepared: a transaction of one snapshot before its own. It waits until the session is confirmed, so
 * that nobody is assumed to be somebody for whom anything is written.
 */
function asideOn(connection: Connection, confirmed: Promise<unknown>) {
  let isHindered = false
  async function write<T>(work: () => Promise<T>): Promise<T | undefined> {
    await confirmed
    try {
      const begun = connection.query('begin isolation level repeatable read read write')
      const [result] = await Promise.all([work(), begun])
      await connection.query('commit')
      return result
    } catch (error) {
      const cause = codeOf(error) === ABORTED ? (connection.firstError() ?? error) : error
      await connection.query('rollback')
      connection.firstError()
      if (!isInTheWay(cause)) throw cause
      isHindered = true
      return undefined
    }
  }
  return { write, wasHindered: () => isHindered }
}

/** Rolls back; answers the error that makes the connection unfit for use, if any. */
async function abandon(connection: Connection): Promise<Error | undefined> {
  try {
    await connection.query('rollback')
    return undefined
  } catch (error) {
    return error as Error
  }
}

/** Commits although the answer is a refusal; answers the error that makes the connection unfit for use, if any. */
async function close(connection: Connection, journal: () => Promise<void>): Promise<Error | undefined> {
  try {
    await journal()
    await connection.query('commit')
    return undefined
  } catch (error) {
    return error as Error
  }
}

function placesOf(rooms: Readonly<Record<string, Room>>) {
  const places = new Map<Operation, { room: Room; name: string; fullName: string }>()
  for (const [roomName, room] of Object.entries(rooms)) {
    for (const [name, operation] of Object.entries(room.contract)) {
      places.set(operation, { room, name, fullName: `${roomName}.${name}` })
    }
  }
  return places
}

/** What a request reaches beside its connection. */
interface Around {
  readonly progress: ReturnType<typeof openProgress>
  /** Access rules by the full names of their operations. */
  readonly rules: ReadonlyMap<string, Room['access'][string] | undefined>
  readonly edition?: EditionNote
}

function requestOf(
  connection: Connection,
  actor: Actor,
  today: string,
  now: Temporal.Instant,
  visitor: Visitor,
  { progress, rules, edition }: Around,
) {
  const language = visitor.language ?? 'ja'
  const about: { subjects: readonly number[]; reason?: string; detail?: Readonly<Record<string, unknown>> }[] = []
  const seen: { kind: 'read' | 'export'; subjects: readonly number[]; what: string }[] = []
  const told = new Map<string, Set<number>>()
  const afterwards: (() => void)[] = []
  const ctx: Ctx<string> = {
    ...refuser,
    actor,
    actsAs: '',
    isPrepared: false,
    today,
    now,
    db: connection.db,
    beside: async () => undefined,
    language,
    fromLoopback: visitor.fromLoopback ?? false,
    from: originIn(visitor),
    reachedAt: visitor.reachedAt ?? null,
    may: async (operation, input = {}) => {
      const rule = rules.get(operation)
      if (!rule) throw new Error(`No operation is named ${operation}`)
      return (await rule(ctx, input as never)) !== false
    },
    t: (messages, key, values) => translate(messages, language, key, values),
    about: (subjects, line) => void about.push({ subjects, ...line }),
    tells: (topic, things) => {
      told.set(topic, new Set([...(told.get(topic) ?? []), ...things]))
    },
    sees: (subjects, what) => void seen.push({ kind: 'read', subjects, what }),
    exports: (subjects, what) => void seen.push({ kind: 'export', subjects, what }),
    edition: (tag) => edition?.name(tag),
    setHeader: (name, value) => visitor.setHeader?.(name, value),
    progress: (done, total, stage) => progress.note(visitor.progressKey, actor.accountId, { done, total, stage }),
    afterCommit: (work) => void afterwards.push(work),
  }
  const linesFor = (operation: string, actsAs: string, isRead: boolean): JournalLine[] => {
    const base = {
      operation,
      actor_account: actor.accountId,
      actor_subject: actor.subjectId,
      actor_name: actor.name,
      acted_as: actsAs,
    }
    const lines: JournalLine[] = seen
      .map(({ kind, subjects, what }) => ({
        ...base,
        kind,
        subjects: others(subjects, actor),
        reason: null,
        detail: { what },
      }))
      .filter(({ kind, subjects }) => kind === 'export' || subjects.length > 0)
    if (isRead) return lines
    // A job that found nothing to do, or only kept house, has nothing to tell; an export has told what it is.
    const hasTold = actor.kind === 'job' || lines.some(({ kind }) => kind === 'export')
    const changes = about.length > 0 || hasTold ? about : [{ subjects: [] }]
    return [
      ...lines,
      ...changes.map((change) => ({
        ...base,
        kind: 'change' as const,
        subjects: change.subjects,
        reason: change.reason ?? null,
        detail: change.detail ?? null,
      })),
    ]
  }
  return { ctx, linesFor, told, afterwards }
}

/** One's own data is read without a line: the journal tells a person who else looked. */
function others(subjects: readonly number[], actor: Actor): number[] {
  return [...new Set(subjects)].filter((subject) => subject !== actor.subjectId)
}

function stopwatch(report: GateOptions['onSteps']) {
  if (!report) return undefined
  const steps: Record<string, number> = {}
  let last = performance.now()
  return {
    note(step: string) {
      const now = performance.now()
      steps[step] = (steps[step] ?? 0) + now - last
      last = now
    },
    done: (operation: string) => report(operation, steps),
  }
}
