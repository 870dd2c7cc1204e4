/**
 * The role that the server works as.
 *
 * Roles belong to the whole PostgreSQL server, databases do not know of each other: the first database of a server gets
 * `hagukumi_app`, a further one `hagukumi_app_<database>`. Name and password lie in a schema that only the owner can read, so
 * that every process of the town finds them. The server is given a verifier, never the password: statements may be logged.
 */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'
import { inTransaction } from './migrate-transaction.ts'
import { codeOf, DatabaseTrouble, reasonOf } from './trouble.ts'

const APP_ROLE = 'hagukumi_app'

export interface RoleOptions {
  /** Name of the town's schema. */
  readonly town: string
  /** Password of the role `hagukumi_app`; without it the database keeps one that only its owner can read. */
  readonly appPassword?: string
  /** A role that others made; it only gets its rights. */
  readonly app?: pg.ClientConfig
}

/** How the server connects; the role exists, can log in, and is weaker than the owner. */
export async function prepareAppRole(
  client: pg.Client,
  owner: pg.ClientConfig,
  { town, app, appPassword }: RoleOptions,
): Promise<pg.ClientConfig> {
  const kept = app ? undefined : appPassword ? { role: APP_ROLE, password: appPassword } : await keptRole(client)
  const config = app ?? { ...owner, user: kept?.role, password: kept?.password }
  if (kept && !(await canLogIn(config))) await makeRole(client, kept.role, kept.password)
  await refuseStrongRole(client, town, config.user ?? '')
  return config
}

interface KeptRole {
  readonly role: string
  readonly password: string
}

async function keptRole(client: pg.Client): Promise<KeptRole> {
  const { rows } = await client.query(`select to_regclass('hagukumi_secret.app_role') is not null as there`)
  const known = rows[0].there ? await readRole(client) : undefined
  return known ?? (await inTransaction(client, () => keepRole(client)))
}

async function readRole(client: pg.Client): Promise<KeptRole | undefined> {
  return (await client.query<KeptRole>('select role, password from hagukumi_secret.app_role')).rows[0]
}

async function keepRole(client: pg.Client): Promise<KeptRole> {
  await client.query(`
    create schema if not exists hagukumi_secret;
    revoke all on schema hagukumi_secret from public;
    create table if not exists hagukumi_secret.app_role (
      only_row boolean primary key default true check (only_row),
      role text not null,
      password text not null
    )`)
  const known = await readRole(client)
  if (known) return known
  const { rows } = await client.query<KeptRole>(
    `insert into hagukumi_secret.app_role (role, password)
     select case when exists (select from pg_roles where rolname = $1) then left($1 || '_' || current_database(), 63)
                 else $1 end, $2
     returning role, password`,
    [APP_ROLE, randomBytes(32).toString('base64url')],
  )
  return rows[0]!
}

async function canLogIn(config: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch (error) {
    // Wrong password, no such role, or not allowed to log in: the owner mends all three.
    if (['28P01', '28000'].includes(codeOf(error) ?? '')) return false
    throw error
  }
}

async function makeRole(client: pg.Client, role: string, password: string): Promise<void> {
  const name = client.escapeIdentifier(role)
  const rights = `login nocreatedb nocreaterole noinherit password '${verifierOf(password)}'`
  try {
    await inTransaction(client, async () => {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
      await client.query(`${rowCount ? 'alter' : 'create'} role ${name} with ${rights}`)
    })
  } catch (error) {
    // Another database of the same server has just made it.
    if (['42710', '23505', 'XX000'].includes(codeOf(error) ?? '')) return makeRole(client, role, password)
    throw new DatabaseTrouble('database.role_denied', { role, reason: reasonOf(error) }, error)
  }
}

async function refuseStrongRole(client: pg.Client, town: string, role: string): Promise<void> {
  const { rows } = await client.query(
    `select r.rolsuper or pg_has_role(r.oid, n.nspowner, 'member') as strong
     from pg_roles r, pg_namespace n where r.rolname = $1 and n.nspname = $2`,
    [role, town],
  )
  if (rows[0]?.strong) throw new DatabaseTrouble('database.role_too_strong', { role })
}

/** SCRAM-SHA-256 as PostgreSQL stores it (RFC 5803). */
function verifierOf(password: string): string {
  const rounds = 4096
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256')
  const stored = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64')
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${hmac(salted, 'Server Key').toString('base64')}`
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
