import type { Generated } from 'kysely'

export interface InstallationTable {
  only_row: Generated<boolean>
  /** A ward that began as the sample stays one: real staff are refused (INV-D2). */
  is_sample: boolean
  since: Generated<Date>
}

export interface AccountTable {
  account_id: Generated<number>
  login_name: string
  /** The person behind the account; null for an account that serves administration only. */
  subject_id: number | null
  /** PHC string of argon2id; null until a password was set: nobody signs in with it. */
  password_hash: string | null
  must_change_password: Generated<boolean>
  persona: string | null
  /** Days on which the account opens, half-open: from joining until the day after leaving. */
  valid_from: Generated<string>
  valid_to: string | null
  recorded_at: Generated<Date>
}

export interface SessionTable {
  token_hash: Buffer
  account_id: number
  opened_at: Generated<Date>
  expires_at: Date
}

/** Kept by the library of limits (`limits.ts`): a count or a turn under a hashed key, until `expire` (ms since 1970). */
export interface SignInLimitTable {
  key: string
  points: Generated<number>
  expire: number | null
}

/** A browser in which the account was opened before, and from where. Others' failures on the name never slow it. */
export interface KnownDeviceTable {
  device_hash: Buffer
  account_id: number
  /** SHA-256 of `<account_id> <address>`. */
  address_hash: Buffer
  last_signed_in_at: Date
}

/** A role that no post gives, from a day to a day; never deleted, ended by `valid_to`. */
export interface RoleGrantTable {
  role_grant_id: Generated<number>
  account_id: number
  role: 'hr' | 'it'
  valid_from: string
  valid_to: string | null
  reason: string | null
  recorded_by: number | null
  recorded_at: Generated<Date>
}

export interface AuthTables {
  installation: InstallationTable
  account: AccountTable
  session: SessionTable
  sign_in_limit: SignInLimitTable
  known_device: KnownDeviceTable
  role_grant: RoleGrantTable
}
