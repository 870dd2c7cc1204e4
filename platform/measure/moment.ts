/** Of which moment the kept figures are, and what has been committed since (keeping.ts). */
import { type RawBuilder, sql } from 'kysely'

/** This database, as no other is. */
export const HERE = sql`(select system_identifier::text || '/' || (select oid from pg_database where datname = current_database())
  from pg_control_system())`

/** Of a change `c`: the moment `m` does not see it. */
export const UNSEEN = sql`c.xid >= pg_snapshot_xmin(m.caught_up) and not pg_visible_in_snapshot(c.xid, m.caught_up)`

/**
 * By this is known what rests on tables whose every change concerns everything (`note_changes` without a key): where it is the same they say
 * the same, in whatever snapshot or process it was read (keeping.ts makes a new one). Null where one of them was changed since the moment, or nothing is kept.
 */
export const FOOTING: RawBuilder<string | null> = sql`(select m.footing from figure_moment m where m.database = ${HERE}
  and not exists (select 1 from figure_change c where ${UNSEEN} and c.ids = '{}'))`
