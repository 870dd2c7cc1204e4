/**
 * Passwords are hashed and checked before the operation's transaction takes a connection. For signing in: whose failures count, whose
 * turn it is, is the password right. What the pauses are for and whom they never stop: decisions/0008.
 */
import { type Kysely, sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx, Origin } from '#platform/ctx/ctx.ts'
import type { Beforehand, Outside } from '#platform/ctx/room.ts'
import { isCommon, isOwn } from '#platform/passwords/common.ts'
import type { Count, Limits } from '#platform/passwords/limits.ts'
import { account, address, device, own, pair } from '#platform/passwords/pauses.ts'
import { newPassphrase } from '#platform/random/passphrase.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import { notEndedBy } from '#platform/sql/sql.ts'
import { formatDate } from '#platform/time/dates.ts'
import type { auth } from './contract.ts'
import { addressHash, deviceHash, originOf } from './devices.ts'
import type { AuthTables } from './tables.ts'

/** The account under a name, as far as it opens today or will open, and what is known of where the request comes from. */
interface Found {
  readonly account_id: number
  readonly password_hash: string | null
  readonly knows_device: boolean
  readonly knows_address: boolean
  /** The first day on which it opens, in words; null where it is open. */
  readonly opens_on: string | null
}

/** What came of a password; a wrong one with the seconds until the next try. */
export type Verdict =
  | { readonly isRight: true; readonly accountId: number; readonly passwordHash: string }
  | { readonly isRight: false; readonly seconds: number }

export type Change =
  | { readonly isRight: true; readonly oldHash: string; readonly newHash: string }
  | { readonly isRight: false; readonly seconds: number }

/** A first password that was made for an account, which still has to be without one when it is set. */
export interface Made {
  readonly accountId: number
  readonly password: string
  readonly hash: string
}

type SignIn = Input<typeof auth.signIn>

/** Addresses from which an account was opened within so many days are its own. */
const ADDRESS_DAYS = 90

/** Rank of whoever comes in a browser that nobody knows and has not failed yet; each failure makes it worse. */
const STRANGER = 1

const signIn: Beforehand<SignIn, Found | undefined, Verdict> = {
  door({ passwords, limits, from }, { loginName }) {
    // Whether the browser is known only the database can tell.
    if (from.device !== undefined) return
    passwords.door(STRANGER)
    limits.door(strangersCounts(inHalfWidth(loginName), from), STRANGER)
  },
  async look(ctx, { loginName }) {
    const { rows } = await sql<Found>`select a.account_id, a.password_hash, o.opens_on,
        exists (select from known_device k where k.account_id = a.account_id
          and k.device_hash = ${deviceHash(ctx.from)}) as knows_device,
        exists (select from known_device k where k.account_id = a.account_id
          and k.address_hash = ${addressHash('a.account_id', ctx.from)}
          and k.last_signed_in_at > ${ctx.now.subtract({ hours: 24 * ADDRESS_DAYS }).toString()}::timestamptz) as knows_address
      from (select account_id, nullif(greatest(o.valid_from, ${ctx.today}::date), ${ctx.today}::date) as opens_on
          from account_opening o where o.login_name in (${loginName}, ${inHalfWidth(loginName)})
            and ${notEndedBy('o', ctx.today)} and o.valid_from < coalesce(o.valid_to, 'infinity')
          order by o.login_name <> ${loginName}, o.valid_from limit 1) o
        join account a using (account_id)`.execute(ctx.db)
    const [found] = rows
    return found && { ...found, opens_on: found.opens_on && formatDate(found.opens_on, ctx.language) }
  },
  async work({ passwords, limits, from }, { loginName, password }, found) {
    const counts = countsOf(inHalfWidth(loginName), from, found)
    return inTurn(limits, counts, async (rank) => {
      const hash = found?.password_hash ?? null
      if (!(await passwords.matches(password, hash, rank)) || !found || hash === null) {
        return { isRight: false, seconds: await countFailure(limits, counts) }
      }
      await forgive(limits, counts, found)
      // Only whoever knows the password hears of the day.
      if (found.opens_on !== null) throw new Refusal('not_open_yet', { date: found.opens_on })
      return { isRight: true, accountId: found.account_id, passwordHash: hash }
    })
  },
}

interface Own extends Pick<Found, 'account_id' | 'password_hash'> {
  readonly first_password_hash: string | null
  readonly login_name: string
}

const changePassword: Beforehand<Input<typeof auth.changePassword>, Own, Change> = {
  look: (ctx) =>
    (ctx.db as unknown as Kysely<AuthTables>)
      .selectFrom('account')
      .select(['account_id', 'login_name', 'password_hash', 'first_password_hash'])
      .where('account_id', '=', ctx.actor.accountId as number)
      .executeTakeFirstOrThrow(),
  async work(
    { passwords, limits },
    { password, newPassword },
    { account_id, login_name, password_hash, first_password_hash },
  ) {
    const counts = [{ ladder: own, of: String(account_id) }] as const
    return inTurn(limits, counts, async () => {
      if (password_hash === null || !(await passwords.matches(password, password_hash))) {
        return { isRight: false, seconds: await countFailure(limits, counts) }
      }
      await limits.forget(counts[0])
      mustBeGood(newPassword, [login_name])
      for (const before of new Set([password_hash, first_password_hash])) {
        if (before !== null && (await passwords.matches(newPassword, before))) throw new Refusal('password_used_before')
      }
      return { isRight: true, oldHash: password_hash, newHash: await passwords.hash(newPassword) }
    })
  },
}

export const authBeforehand = { signIn, changePassword }

/**
 * For any operation that sets a password: the service gets its hash. Also one that is given to somebody is none that others try first.
 *
 * @param numbers by which the account is known
 */
export function hashing<I>(
  passwordIn: (input: I) => string,
  numbers: (ctx: Ctx, input: I) => Promise<readonly string[]>,
): Beforehand<I, readonly string[], string> {
  return {
    look: numbers,
    work: async ({ passwords }: Outside, input, known) => {
      mustBeGood(passwordIn(input), known)
      return passwords.hash(passwordIn(input))
    },
  }
}

function mustBeGood(password: string, numbers: readonly string[]): void {
  if (isCommon(password)) throw new Refusal('common_password')
  if (isOwn(password, numbers)) throw new Refusal('own_number_password')
}

/** Behind everybody who signs in meanwhile. */
const LAST = 100

/** For an operation that gives first passwords to the accounts that `look` finds: the service gets them with their hashes. */
export function issuing<I>(
  look: (ctx: Ctx, input: I) => Promise<readonly number[]>,
): Beforehand<I, readonly number[], Made[]> {
  return {
    look,
    work: ({ passwords }, _input, accountIds) =>
      Promise.all(
        accountIds.map(async (accountId) => {
          const password = newPassphrase()
          return { accountId, password, hash: await passwords.hash(password, LAST) }
        }),
      ),
  }
}

/** A name typed while kana are on is the same name: it opens the same account, and its failures count as one name’s. */
function inHalfWidth(loginName: string): string {
  return loginName.normalize('NFKC')
}

/** The first is whoever tries; the others are what many of them have in common. */
function countsOf(loginName: string, from: Origin, found: Found | undefined): readonly [Count, ...Count[]] {
  if (found?.knows_device) return [{ ladder: device, of: `${loginName} ${from.device}` }]
  const counts = strangersCounts(loginName, from)
  return found?.knows_address ? counts : [...counts, { ladder: account, of: loginName }]
}

function strangersCounts(loginName: string, from: Origin): [Count, Count] {
  const place = originOf(from)
  return [
    { ladder: pair, of: loginName, from: place },
    { ladder: address, of: place },
  ]
}

/** Does the work when it is everybody's turn. Whoever failed least goes before the others, a known browser before all. */
async function inTurn<T>(
  limits: Limits,
  [first, ...others]: readonly [Count, ...Count[]],
  work: (rank: number) => Promise<T>,
): Promise<T> {
  const leaving = [await limits.turn(first, { rank: 0, alone: true })]
  try {
    const rank = others.length === 0 ? 0 : STRANGER + (await limits.failures(first))
    for (const count of others) leaving.push(await limits.turn(count, { rank, alone: false }))
    return await work(rank)
  } finally {
    for (const leave of leaving) leave()
  }
}

/** Answers the longest pause, in whole seconds. */
async function countFailure(limits: Limits, counts: readonly Count[]): Promise<number> {
  const pauses = await Promise.all(counts.map((count) => limits.failed(count)))
  return Math.ceil(Math.max(...pauses))
}

/** Whoever is right starts anew; an address is forgiven one failure for each account that it opens for the first time. */
async function forgive(limits: Limits, [first, ...others]: readonly [Count, ...Count[]], { knows_address }: Found) {
  await limits.forget(first)
  const shared = others.find(({ ladder }) => ladder === address)
  if (shared && !knows_address && (await limits.failures(shared)) > 0) await limits.forgive(shared)
}
