/**
 * The chain that shows tampering with the journal.
 *
 * Data: a seal closes one segment of lines. It holds each line's digest, and its own digest covers the digest of the seal
 * before it, so no line of the past changes without breaking the chain from there on.
 *
 * Which lines are final? Numbers are given before a commit, so a lower number may appear late. Each line carries the number
 * of its transaction (xid); every transaction below `pg_snapshot_xmin` has ended. A segment is therefore "all lines with
 * from_xid ≤ xid < to_xid": nothing can be added to it later, and appending a line takes no lock that all share. Lines of a restored town
 * have numbers below 0, in the order that they had where they were written.
 *
 * What is older than the town keeps is taken away in whole segments, from the oldest on. The seal of the last one stays, without ids
 * and digests of lines, and stands for all: the seal after it covers its digest, so the chain of what is left begins there.
 *
 * Digests are SHA-256 over a JSON array of the columns, computed where the lines are.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'

const LINE_DIGEST = sql`sha256(convert_to(jsonb_build_array(line_id, (extract(epoch from written_at) * 1000000)::bigint, kind,
  operation, actor_account, actor_subject, actor_name, acted_as, subjects, reason, detail)::text, 'UTF8'))`

const BEFORE_ALL = sql`(-9223372036854775808)::bigint`

/** Seals all lines that are final; answers how many. Runs once at a time in a town. */
export async function sealJournal(ctx: Ctx): Promise<number> {
  await oneAtATime('journal seal').execute(ctx.db)
  const { rows } = await sql<{ lines: number }>`with
    last as (select coalesce(max(to_xid), (select min(xid) from journal_line), 0) as from_xid from journal_seal),
    previous as (select digest from journal_seal order by seal_id desc limit 1),
    horizon as (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as to_xid),
    segment as (select array_agg(line_id order by line_id) as ids, string_agg(${LINE_DIGEST}, ''::bytea order by line_id) as digests
      from journal_line, last, horizon where xid >= from_xid and xid < to_xid)
    insert into journal_seal (from_xid, to_xid, line_ids, digests, previous_digest, digest)
    select from_xid, to_xid, ids, digests, coalesce(previous.digest, ''::bytea),
      sha256(coalesce(previous.digest, ''::bytea) || convert_to(array_to_string(ids, ','), 'UTF8') || digests)
    from last cross join horizon cross join segment left join previous on true
    where ids is not null
    returning cardinality(line_ids) as lines`.execute(ctx.db)
  return rows[0]?.lines ?? 0
}

/** Segments that one pruning takes at the most: some days of sealing every minute. */
const MOST_SEGMENTS = 5_000

/**
 * Takes away whole segments that were sealed more than so many years ago, from the oldest on; answers how many lines. The last one's seal
 * stays for all of them. The database itself keeps a year, whatever is asked (migration 0016).
 */
export async function pruneJournal(ctx: Ctx, years: number): Promise<number> {
  const { rows } = await sql<{
    lines: number
  }>`select prune_journal(${years}::int, ${MOST_SEGMENTS}::int) as lines`.execute(ctx.db)
  return rows[0]?.lines ?? 0
}

export interface JournalCheck {
  readonly sealedLines: number
  readonly seals: number
  /** Lines that no seal covers yet. */
  readonly unsealedLines: number
  /** Lines that were taken away because they were old, and when the last of them was sealed: from there on the journal is whole. */
  readonly pruned: { readonly lines: number; readonly until: Date } | null
  /** Of the last seal; written down elsewhere it proves that even the whole chain was not made anew. */
  readonly lastDigest: string | null
  readonly fault: JournalFault | null
}

interface JournalFault {
  readonly kind: 'altered' | 'lost' | 'added' | 'broken_chain'
  readonly lineId: number | null
  readonly sealId: number | null
}

/** Recomputes every digest; the first line that was altered, lost or slipped in, in the order of the journal. */
export async function verifyJournal(ctx: Ctx): Promise<JournalCheck> {
  const [chain, line, unsealed] = [await checkChain(ctx), await firstFaultyLine(ctx), await countUnsealed(ctx)]
  const missing = await missingEnd(ctx)
  const { seals, lines, pruned_lines, pruned_until, last_digest, broken } = chain
  return {
    sealedLines: lines,
    seals,
    unsealedLines: unsealed,
    pruned: pruned_until && { lines: pruned_lines, until: pruned_until },
    lastDigest: last_digest,
    fault: missing ?? line ?? (broken === null ? null : { kind: 'broken_chain', lineId: null, sealId: broken }),
  }
}

/** A pruned seal cannot be computed anew; that the next one covers its digest is what still proves it. */
async function checkChain(ctx: Ctx) {
  const { rows } = await sql<{
    seals: number
    lines: number
    pruned_lines: number
    pruned_until: Date | null
    last_digest: string | null
    broken: number | null
  }>`with seal as (select seal_id, digest, cardinality(line_ids) as lines, pruned_at, pruned_lines, sealed_at,
      case when lag(digest) over chain is null then pruned_at is not null or previous_digest = ''::bytea
        else previous_digest = lag(digest) over chain end as chained,
      pruned_at is not null or digest = sha256(previous_digest || convert_to(array_to_string(line_ids, ','), 'UTF8') || digests)
        as consistent
    from journal_seal window chain as (order by seal_id))
    select count(*) as seals, coalesce(sum(lines), 0) as lines, coalesce(sum(pruned_lines), 0) as pruned_lines,
      max(sealed_at) filter (where pruned_at is not null) as pruned_until,
      min(seal_id) filter (where not chained or not consistent) as broken,
      (select encode(digest, 'hex') from journal_seal order by seal_id desc limit 1) as last_digest
    from seal`.execute(ctx.db)
  return rows[0]!
}

async function countUnsealed(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from journal_line
    where xid >= coalesce((select max(to_xid) from journal_seal), ${BEFORE_ALL})`.execute(ctx.db)
  return rows[0]!.count
}

async function firstFaultyLine(ctx: Ctx): Promise<JournalFault | undefined> {
  const { rows } = await sql<{ line_id: number; seal_id: number | null; kind: 'altered' | 'lost' | 'added' }>`with
    sealed as (select s.seal_id, s.line_id, substring(js.digests from (s.place::int - 1) * 32 + 1 for 32) as digest
      from journal_seal js cross join lateral (select js.seal_id, id as line_id, place
        from unnest(js.line_ids) with ordinality u(id, place)) s where js.pruned_at is null),
    checked as (select coalesce(sealed.line_id, l.line_id) as line_id, sealed.seal_id, case
        when l.line_id is null then 'lost' when sealed.line_id is null then 'added' else 'altered' end as kind
      from sealed full join (select line_id, ${LINE_DIGEST} as digest from journal_line
        where xid < (select max(to_xid) from journal_seal)) l on l.line_id = sealed.line_id
      where l.line_id is null or sealed.line_id is null or l.digest <> sealed.digest)
    select line_id, seal_id, kind from checked order by line_id limit 1`.execute(ctx.db)
  const fault = rows[0]
  return fault && { kind: fault.kind, lineId: fault.line_id, sealId: fault.seal_id }
}

/** Numbers that a transaction which failed, or a crash (32 at a time), may have taken and never used. */
const UNUSED = 200

/**
 * Whoever takes away lines together with their seals from the beginning or the end, or all of them, leaves a chain that is whole: the
 * numbers that were given tell it.
 */
async function missingEnd(ctx: Ctx): Promise<JournalFault | undefined> {
  const { rows } = await sql<{ line: number | null }>`with
    kept as (select least(min(line_id), (select min(line_ids[1]) from journal_seal)) as first,
        greatest(max(line_id), (select max(line_ids[cardinality(line_ids)]) from journal_seal)) as last,
        exists (select from journal_seal where pruned_at is not null) as is_pruned
      from journal_line),
    given as (select pg_sequence_last_value(pg_get_serial_sequence('journal_line', 'line_id')::regclass) as last)
    select case when not is_pruned and (kept.last is null or first > ${UNUSED}) then 1
        when given.last > coalesce(kept.last, given.last) + ${UNUSED} then kept.last + 1 end as line
      from kept, given where given.last is not null`.execute(ctx.db)
  const line = rows[0]?.line ?? null
  return line === null ? undefined : { kind: 'lost', lineId: line, sealId: null }
}
