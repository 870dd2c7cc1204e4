-- The journal is kept as long as the town says and no shorter than a year. Segments older than that are taken away whole, from the
-- oldest on; the seal of the last one stays and stands for all of them, so that what follows is still proved by the chain.

-- Of a pruned seal: how many lines it stands for. Its ids and digests are gone; its own digest is what the next one covers.
alter table journal_seal add column pruned_lines bigint not null default 0;

-- A page of one operation's lines ends where it is full, however rare they are.
create index journal_line_operation on journal_line (operation, line_id desc);

-- The server's role may take nothing out of the journal; this runs with the owner's rights and takes only what is old and sealed,
-- at most `most` segments at a time. Lines that are missing already are for `journal verify` to tell: nothing is taken away then.
create function prune_journal(years integer, most integer) returns bigint
  language plpgsql security definer set search_path from current as $$
declare
  keeps_from timestamptz := now() - make_interval(years => greatest(years, 1));
  last_old bigint;
  sealed bigint;
  before bigint;
  removed bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('journal seal ' || current_schema(), 0));
  select max(seal_id) into last_old from (
      select seal_id, bool_and(sealed_at < keeps_from) over (order by seal_id) as is_old
      from (select seal_id, sealed_at from journal_seal order by seal_id limit most) oldest) oldest
    where is_old;
  select sum(cardinality(line_ids)), sum(pruned_lines) into sealed, before from journal_seal where seal_id <= last_old;
  if coalesce(sealed, 0) = 0 then return 0; end if;
  delete from journal_line where line_id in (select unnest(line_ids) from journal_seal where seal_id <= last_old);
  get diagnostics removed = row_count;
  if removed <> sealed then
    raise exception 'The journal lacks lines that are sealed: % of % are there', removed, sealed;
  end if;
  update journal_seal set pruned_at = now(), pruned_lines = before + sealed, line_ids = '{}', digests = '' where seal_id = last_old;
  delete from journal_seal where seal_id < last_old;
  return removed;
end
$$;
