-- Guesses at passwords. What was one row a failure, locking a name for everybody, becomes counts that slow whoever guesses.
drop table sign_in_failure;

-- Counts and pauses as the library of limits keeps them: `key` says whose (as a hash), `expire` when it is forgotten, in
-- milliseconds since 1970. Rows past that are deleted by a job.
create table sign_in_limit (
  key text primary key,
  points integer not null default 0,
  expire bigint
);
create index sign_in_limit_expire on sign_in_limit (expire);

-- Browsers in which an account was opened before, and from where: others' failures on the name do not slow these. The
-- browser's token and the address are stored as hashes.
create table known_device (
  device_hash bytea not null,
  account_id bigint not null references account,
  address_hash bytea not null,
  last_signed_in_at timestamptz not null,
  primary key (device_hash, account_id)
);
create index known_device_account on known_device (account_id, last_signed_in_at);
create index known_device_age on known_device (last_signed_in_at);

-- As in 0008, with the tables above among those that say nothing about a town's content.
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
  loop
    execute format('select exists (select from %s)', name) into holds;
    if holds then return false; end if;
  end loop;
  return true;
end
$$;
