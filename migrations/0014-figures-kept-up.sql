-- Figures that are kept up (decisions/0014): what each person or record adds to a measure on a day, the sums of it by section, and
-- what has changed since. All of it follows from the records and is made again where it is missing, so none of it is written to
-- the log of the database (unlogged): after a crash it is empty.

-- What is in the figures: everything that this snapshot sees, and nothing else.
create unlogged table figure_moment (
  only_row boolean primary key default true check (only_row),
  caught_up pg_snapshot not null,
  -- The day that the figures of "today" stand for.
  today date not null,
  -- Numbers of transactions mean nothing in another database: rows that came here in a dump are not believed.
  database text not null
) with (fillfactor = 20);

create unlogged table figure (
  figure_id integer generated always as identity primary key,
  measure text not null,
  day date not null,
  -- First day counted.
  from_day date not null,
  -- What of the policy of the day the counting reads.
  basis jsonb not null,
  -- Digest of the statement that counts: another release may count otherwise.
  counted_by text not null,
  checked_on date not null,
  unique (measure, day)
);

-- What one unit (a person, or a record of nobody) adds. The sums below are the sums of this.
create unlogged table figure_part (
  figure_id integer not null,
  unit bigint not null,
  section_code text,
  -- Why the unit is not in the denominator.
  outside text,
  tallies integer[] not null,
  primary key (figure_id, unit)
) with (fillfactor = 80);

create unlogged table figure_total (
  figure_id integer not null,
  -- The whole town; else one section.
  is_ward boolean not null,
  section_code text,
  outside text,
  tallies integer[] not null,
  unique nulls not distinct (figure_id, is_ward, section_code, outside)
) with (fillfactor = 50);

-- One row a statement that changed rows on which figures rest, written with the change by the triggers below.
create unlogged table figure_change (
  xid xid8 not null default pg_current_xact_id(),
  noted_at timestamptz not null default now(),
  source text not null,
  -- Keys of the rows that changed, as they were and as they are.
  ids bigint[] not null,
  -- First day on which the change can matter; null: any.
  since date
);
create index figure_change_xid on figure_change (xid);

-- From here on changes of a table are noted in figure_change. `key` is the column by which a measure finds what it counts anew (null: the
-- change concerns everything), `since` an expression for the first day on which a row matters (null: any).
create function note_changes(source text, key text, since text) returns void language plpgsql as $$
begin
  execute format($make$
    create function %1$I() returns trigger language plpgsql set search_path from current as $body$
    begin
      if tg_op = 'INSERT' then
        insert into figure_change (source, ids, since)
        select %2$L, %3$s, %4$s from changed having count(*) > 0;
      elsif tg_op = 'UPDATE' then
        insert into figure_change (source, ids, since)
        select %2$L, %3$s, %4$s from (select * from was union all select * from changed) rows having count(*) > 0;
      else
        insert into figure_change (source, ids, since)
        select %2$L, %3$s, %4$s from was having count(*) > 0;
      end if;
      return null;
    end $body$ $make$,
    'note_changes_of_' || source, source,
    case when key is null then '''{}''::bigint[]' else format('array_agg(distinct %I)', key) end,
    case when since is null then 'null::date' else format('min(%s)', since) end);
  execute format('create trigger noted_insert after insert on %I referencing new table as changed
    for each statement execute function %I()', source, 'note_changes_of_' || source);
  execute format('create trigger noted_update after update on %I referencing old table as was new table as changed
    for each statement execute function %I()', source, 'note_changes_of_' || source);
  execute format('create trigger noted_delete after delete on %I referencing old table as was
    for each statement execute function %I()', source, 'note_changes_of_' || source);
end
$$;

select note_changes('policy_edition', null, null);
select note_changes('employment', 'staff_member_id', 'joined_on');
select note_changes('assignment', 'staff_member_id', 'valid_from');
select note_changes('leave_of_absence', 'staff_member_id', 'valid_from');
select note_changes('skill_evidence', 'staff_member_id', 'as_of');
select note_changes('course_session', 'course_session_id', 'starts_on');
select note_changes('application', 'staff_member_id', null);
select note_changes('application_step', 'application_id', 'taken_on');
select note_changes('cover_arrangement', 'application_id', null);
select note_changes('recommendation', 'staff_member_id', 'recommended_on');
select note_changes('recommendation_answer', 'recommendation_id', 'answered_on');
