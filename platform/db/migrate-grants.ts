/**
 * What the server's role may do in a town's schema. There are no default privileges: a partition of the journal that is
 * made later must not become changeable by itself.
 */
import type pg from 'pg'
import { inTransaction } from './migrate-transaction.ts'

/** The journal can be added to and read, also by its partitions' own names (INV-S4); so can a table whose comment says `added to only`; `added to only but: a, b` names columns that may change, as who is named does. */
const APPEND_ONLY = ['journal_line', 'journal_seal']

/** Gives `role` its rights on everything in the schema, and takes away what is too much. Changes nothing when all is right. */
export async function grantRights(client: pg.Client, schema: string, role: string): Promise<void> {
  if ((await differences(client, schema, role)).length === 0) return
  await inTransaction(client, async () => {
    for (const statement of await differences(client, schema, role)) await client.query(statement)
  })
}

/** Statements that would make the rights as they shall be. */
async function differences(client: pg.Client, schema: string, role: string): Promise<string[]> {
  const { rows } = await client.query<{ statement: string }>(DIFFERENCES, [schema, role, APPEND_ONLY])
  return rows.map(({ statement }) => statement)
}

const DIFFERENCES = `
  with wanted as (
    select c.oid, c.oid::regclass as name, case
        when c.relkind in ('v', 'm') or c.relname = 'migration' then '{SELECT}'::text[]
        when coalesce(root.relname, c.relname) = any ($3) or obj_description(c.oid, 'pg_class') like 'added to only%' then '{SELECT,INSERT}'::text[]
        else '{SELECT,INSERT,UPDATE,DELETE}'::text[]
      end as rights
    from pg_class c left join pg_class root on root.oid = pg_partition_root(c.oid)
    where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
  ), held as (
    select w.*, array(
      select kind from unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE}'::text[]) kind where has_table_privilege($2, w.oid, kind)
    ) as holds
    from wanted w
  )
  select format('grant usage on schema %I to %I', $1::text, $2::text) as statement
    where not has_schema_privilege($2, $1, 'USAGE')
  union all
  select format('grant connect on database %I to %I', current_database(), $2::text)
    where not has_database_privilege($2, current_database(), 'CONNECT')
  union all
  select unnest(array[
    format('revoke all on table %s from %I', name, $2::text),
    format('grant %s on table %s to %I', array_to_string(rights, ', '), name, $2::text)])
    from held where not (rights @> holds and holds @> rights)
  union all
  select format('grant update (%I) on table %s to %I', changes, name, $2::text)
    from held, unnest(string_to_array(substring(obj_description(oid, 'pg_class') from '^added to only but: (.+)$'), ', ')) changes
    where not has_column_privilege($2, oid, changes, 'UPDATE') or not (rights @> holds and holds @> rights)
  union all
  select format('grant usage, select, update on sequence %s to %I', oid::regclass, $2::text) from pg_class
    where relnamespace = $1::regnamespace and case relkind when 'S' then not has_sequence_privilege($2, oid, 'UPDATE') end`
