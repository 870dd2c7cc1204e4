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

export interface SignInFailureTable {
  login_name: string
  failed_at: Generated<Date>
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
  sign_in_failure: SignInFailureTable
  role_grant: RoleGrantTable
}
