-- From which share of its half-days, in a hundred, somebody attended a course; 100: all of them, wholly.
alter table course add column attended_from integer not null default 100 check (attended_from between 1 and 100);

-- Who was there in one half-day of a session; append-only, but that what is marked anew replaces what stood.
create table attendance_mark (
  attendance_mark_id bigint generated always as identity primary key,
  application_id bigint not null references application,
  day date not null,
  half text not null check (half in ('am', 'pm')),
  mark text not null check (mark in ('present', 'late', 'left_early', 'absent')),
  reason text check ((mark = 'absent') = (reason is not null)),
  barrier text,
  way text not null check (way in ('list', 'code', 'number')),
  marked_by bigint references staff_member,
  marked_at timestamptz not null,
  replaced_at timestamptz
);
create unique index attendance_mark_stands on attendance_mark (application_id, day, half) where replaced_at is null;
create index attendance_mark_marked_by on attendance_mark (marked_by);
create index attendance_mark_application on attendance_mark (application_id);

-- With it the server signs the codes by which people show that they are there; two random UUIDs hold 244 bits.
create table attendance_key (secret text not null);
insert into attendance_key (secret) values (gen_random_uuid()::text || gen_random_uuid()::text);

-- A town that nobody has used yet has its key already; a backup brings its own.
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
      and not relname = any ('{attendance_key,figure,figure_change,figure_moment,figure_part,figure_total}')
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
  delete from attendance_key;
  return true;
end
$$;
