-- A name that begins on a day to come. On that day it is shown; by the next night it has moved to staff_member, and the one before to former_name.
create table coming_name (
  staff_member_id bigint not null references staff_member,
  valid_from date not null,
  name text not null,
  name_kana text not null,
  email text,
  recorded_at timestamptz not null default now(),
  primary key (staff_member_id, valid_from)
);

-- From which day everybody may see what takes effect on a day: HR's word for that day, else so many days before it.
create table announcement (
  takes_effect_on date primary key,
  announced_on date not null check (announced_on <= takes_effect_on),
  recorded_at timestamptz not null default now()
);
create table announcement_lead (
  announcement_lead_id bigint generated always as identity primary key,
  days integer not null check (days between 0 and 365),
  recorded_at timestamptz not null default now()
);
