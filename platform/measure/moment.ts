/** Of which moment the kept figures are, and what has been committed since (keeping.ts). */
import { sql } from 'kysely'

/** This database, as no other is. */
export const HERE = sql`(select system_identifier::text || '/' || (select oid from pg_database where datname = current_database())
  from pg_control_system())`

/** Of a change `c`: the moment `m` does not see it. */
export const UNSEEN = sql`c.xid >= pg_snapshot_xmin(m.caught_up) and not pg_visible_in_snapshot(c.xid, m.caught_up)`
