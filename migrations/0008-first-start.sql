-- A backup is restored into a town that holds nothing of its own. What the first start brings by itself (the decision that this
-- town is the sample or none, its line in the journal, seals over that line) is no content, yet it stands where the restored
-- rows belong, and the server's role may take nothing out of the journal. These run with the owner's rights; the second one
-- takes away what the first start brought where there is nothing else, and otherwise changes nothing and answers false.
create function is_as_first_started() returns boolean
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
      and not relname = any ('{installation,journal_line,journal_seal,migration,progress,session,sign_in_failure}')
  loop
    execute format('select exists (select from %s)', name) into holds;
    if holds then return false; end if;
  end loop;
  return true;
end
$$;

create function clear_first_start() returns boolean
  language plpgsql security definer set search_path from current as $$
begin
  -- Asked before the lock too, so that a town in use never waits for a restore that is refused.
  if not is_as_first_started() then return false; end if;
  lock table installation, journal_line, journal_seal in share row exclusive mode;
  if not is_as_first_started() then return false; end if;
  delete from journal_seal;
  delete from journal_line;
  delete from installation;
  return true;
end
$$;
