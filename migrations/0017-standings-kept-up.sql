-- How many stand where in each skill, by section, is kept up as the figures are (decisions/0018): it rests on these tables besides.
select note_changes('section_period', null, 'valid_from');
select note_changes('skill_standing', 'staff_member_id', null);

-- What the counting reads of the policy is looked at for each person: it lies in the row as it is, not compressed beside it.
alter table figure alter column basis set storage external;
alter table figure set (toast_tuple_target = 8160);

-- The people behind a value are read a page at a time, by section and number.
create index figure_part_page on figure_part (figure_id, coalesce(section_code, ''), unit) where outside is null;

-- Kept figures follow from the records. A town that was only started may hold some of it, and what it holds is taken away with the rest.
create or replace function is_as_first_started() returns boolean
  language plpgsql security definer set search_path from current as $$
declare
  name text;
  holds boolean;
begin
  if exists (select from journal_line where kind <> 'change' or operation <> 'sample.settleTown'
      or actor_account is not null or actor_subject is not null or subjects <> '{}') then
    return false;
  end if;
  for name in select oid::regclass::text from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
      and not relname = any ('{installation,journal_line,journal_seal,known_device,migration,progress,session,sign_in_limit}')
      and not relname = any ('{figure,figure_change,figure_moment,figure_part,figure_total}')
  loop
    execute format('select exists (select from %s)', name) into holds;
    if holds then return false; end if;
  end loop;
  return true;
end
$$;

create or replace function clear_first_start() returns boolean
  language plpgsql security definer set search_path from current as $$
begin
  -- Asked before the lock too, so that a town in use never waits for a restore that is refused.
  if not is_as_first_started() then return false; end if;
  lock table installation, journal_line, journal_seal in share row exclusive mode;
  if not is_as_first_started() then return false; end if;
  delete from journal_seal;
  delete from journal_line;
  delete from installation;
  delete from figure;
  delete from figure_part;
  delete from figure_total;
  delete from figure_change;
  delete from figure_moment;
  return true;
end
$$;
