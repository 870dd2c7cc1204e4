-- A server that was started on an empty town has jobs, and they write by themselves: whether mail goes out, the lines of what they did.
-- Nobody has put anything in, so a backup may still be taken in.
create or replace function is_as_first_started() returns boolean
  language plpgsql security definer set search_path from current as $$
declare
  name text;
  holds boolean;
begin
  if exists (select from journal_line where subjects <> '{}' or actor_account is not null or actor_subject is not null
      or acted_as <> 'job' and (kind <> 'change' or operation <> 'sample.settleTown')) then
    return false;
  end if;
  for name in select oid::regclass::text from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
      and not relname = any ('{installation,journal_line,journal_seal,known_device,mail_setup,migration,progress,session,sign_in_limit}')
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
  lock table installation, journal_line, journal_seal, mail_setup in share row exclusive mode;
  if not is_as_first_started() then return false; end if;
  delete from journal_seal;
  delete from journal_line;
  delete from installation;
  delete from mail_setup;
  delete from figure;
  delete from figure_part;
  delete from figure_total;
  delete from figure_change;
  delete from figure_moment;
  return true;
end
$$;
