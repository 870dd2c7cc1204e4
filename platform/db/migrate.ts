/**
 * Brings a town's schema to this version.
 *
 * `migrations/NNNN-….sql` are applied in the order of their names, each in one transaction with its record in
 * `<town>.migration`. The advisory lock is taken in every transaction anew: two processes that start together share the
 * work file by file, and it also holds through a connection pooler. Table names in the files carry no schema.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { grantRights } from './migrate-grants.ts'
import { prepareAppRole, type RoleOptions } from './migrate-role.ts'
import { inTransaction } from './migrate-transaction.ts'
import { codeOf, DatabaseTrouble, reasonOf } from './trouble.ts'

export interface MigrateOptions extends RoleOptions {
  readonly directory?: string
}

export interface Migrated {
  /** Names of the files that this call applied. */
  readonly applied: string[]
  /** How the server connects: neither owner nor superuser. */
  readonly app: pg.ClientConfig
}

export async function migrate(owner: pg.ClientConfig, options: MigrateOptions): Promise<Migrated> {
  const { town } = options
  if (!isTownName(town)) throw new DatabaseTrouble('database.bad_town', { town })
  const client = new pg.Client(owner)
  // A query that is waiting gets the same error; without a listener it would end the process as well.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await prepareSchema(client, town)
    const applied = await applyAll(client, town, filesIn(options.directory ?? ownDirectory))
    const app = await prepareAppRole(client, owner, options)
    await grantRights(client, town, app.user ?? '')
    return { applied, app }
  } finally {
    await client.end()
  }
}

interface MigrationFile {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

const ownDirectory = fileURLToPath(new URL('../../migrations/', import.meta.url))

function isTownName(town: string): boolean {
  return /^[a-z][a-z0-9_]{0,47}$/.test(town) && !/^(pg_|public$|information_schema$|hagukumi_secret$)/.test(town)
}

async function prepareSchema(client: pg.Client, town: string): Promise<void> {
  const { rows } = await client.query(
    `select to_regclass($1) is not null and exists (select from pg_extension where extname = 'btree_gist') as done`,
    [`${town}.migration`],
  )
  if (rows[0].done) return
  await inTransaction(client, async () => {
    await createExtension(client)
    await client.query(`
      create schema if not exists ${town};
      create table if not exists ${town}.migration (
        name text primary key,
        checksum text not null,
        applied_at timestamptz not null default now()
      )`)
  })
}

async function createExtension(client: pg.Client): Promise<void> {
  try {
    await client.query('create extension if not exists btree_gist schema public')
  } catch (error) {
    throw new DatabaseTrouble('database.extension_denied', { reason: reasonOf(error) }, error)
  }
}

async function applyAll(client: pg.Client, town: string, files: MigrationFile[]): Promise<string[]> {
  const landed = await checkLanded(client, town, files)
  const applied: string[] = []
  for (const file of files.filter(({ name }) => !landed.has(name))) {
    if (await apply(client, town, file)) applied.push(file.name)
  }
  return applied
}

/** Names that are applied already; refuses files that were edited since, and a database from a newer version. */
async function checkLanded(client: pg.Client, town: string, files: MigrationFile[]): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `select name, checksum from ${town}.migration`,
  )
  for (const { name, checksum } of rows) {
    const file = files.find((other) => other.name === name)
    if (!file) throw new DatabaseTrouble('database.migration_unknown', { name })
    if (file.checksum !== checksum) throw new DatabaseTrouble('database.migration_edited', { name })
  }
  return new Set(rows.map(({ name }) => name))
}

/** False when another process was quicker. */
async function apply(client: pg.Client, town: string, { name, sql, checksum }: MigrationFile): Promise<boolean> {
  try {
    return await inTransaction(client, async () => {
      const { rowCount } = await client.query(`select from ${town}.migration where name = $1`, [name])
      if (rowCount) return false
      await client.query(`set local search_path = ${town}, public`)
      await client.query(sql)
      await client.query(`insert into ${town}.migration (name, checksum) values ($1, $2)`, [name, checksum])
      return true
    })
  } catch (error) {
    const reason = codeOf(error) ? `${codeOf(error)} ${reasonOf(error)}` : reasonOf(error)
    throw new DatabaseTrouble('database.migration_failed', { name, reason }, error)
  }
}

function filesIn(directory: string): MigrationFile[] {
  const names = readdirSync(directory).filter((name) => /^\d{4}-.+\.sql$/.test(name))
  return names.sort().map((name) => {
    // A checkout may turn line ends; that is no edit.
    const sql = readFileSync(join(directory, name), 'utf8').replaceAll('\r\n', '\n')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}
