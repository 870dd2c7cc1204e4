import type { Generated } from 'kysely'
import { type DataOf, NUMBERED } from '#platform/privacy/data.ts'

interface InstallationTable {
  only_row: Generated<boolean>
  /** A ward that began as the sample stays one: real staff are refused (INV-D2). */
  is_sample: boolean
  since: Generated<Date>
}

interface AccountTable {
  account_id: Generated<number>
  login_name: string
  /** The person behind the account; null for an account that serves administration only. */
  subject_id: number | null
  /** PHC string of argon2id; null until a password was set: nobody signs in with it. */
  password_hash: string | null
  /** Of the last password that somebody else gave: it is not chosen again. */
  first_password_hash: string | null
  must_change_password: Generated<boolean>
  persona: string | null
  /** Days on which the account opens, half-open: from joining until the day after leaving. */
  valid_from: Generated<string>
  valid_to: string | null
  recorded_at: Generated<Date>
}

interface SessionTable {
  token_hash: Buffer
  account_id: number
  opened_at: Generated<Date>
  expires_at: Date
  /** By which its owner names it. */
  session_id: Generated<number>
  browser: string | null
  last_used_at: Generated<Date>
  /** It ends then unless it is used before. */
  idle_ends_at: Generated<Date>
}

/** Kept by the library of limits (`platform/passwords/limits.ts`): a count or a turn under a hashed key, until `expire` (ms since 1970). */
interface SignInLimitTable {
  key: string
  points: Generated<number>
  expire: number | null
}

/** A browser in which the account was opened before, and from where. Others' failures on the name never slow it. */
interface KnownDeviceTable {
  device_hash: Buffer
  account_id: number
  /** SHA-256 of `<account_id> <address>`. */
  address_hash: Buffer
  last_signed_in_at: Date
}

/** `executive` of those whom no grade of the policy makes one. */
export type GrantedRole = 'hr' | 'it' | 'executive'

/** A role that no post gives, from a day to a day; never deleted, ended by `valid_to`. */
interface RoleGrantTable {
  role_grant_id: Generated<number>
  account_id: number
  role: GrantedRole
  valid_from: string
  valid_to: string | null
  reason: string | null
  recorded_by: number | null
  recorded_at: Generated<Date>
  /** The last day on which somebody looked whether it shall go on, after a transfer. */
  confirmed_on: string | null
  /** The day that this word took the place of, and whose word it is, so that it can be taken back. */
  confirmed_before: string | null
  confirmed_by: number | null
}

/** A role rests until somebody else has agreed: it was given in the browser, or its holder was given a password there. Unanswered ones lapse. */
interface RoleAskingTable {
  role_asking_id: Generated<number>
  role_grant_id: number
  cause: 'granted' | 'password'
  asked_by: number
  asked_on: string
  answer: 'agreed' | 'declined' | null
  answered_by: number | null
  answered_on: string | null
}

/** How many people it takes to give a role in the browser, from a day on; said by the machine's owner only. */
interface RolePersonsTable {
  valid_from: string
  persons: number
  reason: string
  recorded_at: Generated<Date>
}

/** The last password that somebody else gave, by whom, and when its owner chose another. */
interface GivenPasswordTable {
  account_id: number
  given_by: number | null
  given_at: Date
  chosen_at: Date | null
}

/** A spell of employment in which the account opens, under the staff number of that spell; an account of a person only. */
interface AccountSpellTable {
  account_id: number
  login_name: string
  valid_from: string
  valid_to: string | null
}

export interface AuthTables {
  installation: InstallationTable
  account: AccountTable
  session: SessionTable
  sign_in_limit: SignInLimitTable
  known_device: KnownDeviceTable
  role_grant: RoleGrantTable
  role_asking: RoleAskingTable
  role_persons: RolePersonsTable
  given_password: GivenPasswordTable
  account_spell: AccountSpellTable
}

export const authData: DataOf<AuthTables> = {
  installation: { nobodys: 'what this town is' },
  account: {
    persons: { owner: { column: 'subject_id' } },
    whose: {
      owner: [
        'account_id',
        'login_name',
        'subject_id',
        'must_change_password',
        'valid_from',
        'valid_to',
        'recorded_at',
      ],
      // A hash is a secret of the system and tells a person nothing; it goes with the rest.
      secret: ['password_hash', 'first_password_hash'],
      nobody: ['persona'],
    },
    erased: { login_name: NUMBERED, password_hash: null, first_password_hash: null },
    joinedBy: 'platform/auth/joining.ts',
  },
  session: {
    persons: { owner: { through: 'account_id', table: 'account', person: 'owner' } },
    whose: {
      owner: ['account_id', 'opened_at', 'expires_at', 'session_id', 'browser', 'last_used_at', 'idle_ends_at'],
      nobody: ['token_hash'],
    },
    rowsErasedWith: 'owner',
  },
  account_spell: {
    persons: { owner: { through: 'account_id', table: 'account', person: 'owner' } },
    whose: { owner: ['account_id', 'login_name', 'valid_from', 'valid_to'] },
    erased: { login_name: NUMBERED },
  },
  sign_in_limit: { nobodys: 'counts under keys that are hashes, forgotten by themselves' },
  known_device: {
    persons: { owner: { through: 'account_id', table: 'account', person: 'owner' } },
    whose: { owner: ['account_id', 'last_signed_in_at'], nobody: ['device_hash', 'address_hash'] },
    rowsErasedWith: 'owner',
  },
  role_grant: {
    announced: { from: 'valid_from', to: 'valid_to' },
    persons: {
      holder: { through: 'account_id', table: 'account', person: 'owner' },
      grantor: { column: 'recorded_by' },
    },
    whose: {
      holder: [
        'role_grant_id',
        'account_id',
        'role',
        'valid_from',
        'valid_to',
        'reason',
        'recorded_by',
        'recorded_at',
        'confirmed_on',
        'confirmed_before',
      ],
      grantor: ['role_grant_id', 'role', 'recorded_by', 'recorded_at'],
      nobody: ['confirmed_by'],
    },
    erased: { reason: null },
  },
  role_asking: {
    persons: { holder: { through: 'role_grant_id', table: 'role_grant', person: 'holder' } },
    whose: {
      holder: ['role_asking_id', 'role_grant_id', 'cause', 'asked_on', 'answer', 'answered_on'],
      nobody: ['asked_by', 'answered_by'],
    },
  },
  role_persons: { nobodys: 'how many people it takes to give a role' },
  given_password: {
    persons: { owner: { through: 'account_id', table: 'account', person: 'owner' } },
    whose: { owner: ['account_id', 'given_at', 'chosen_at'], nobody: ['given_by'] },
  },
}
