-- How many people a counter of a section needs in each half-day: usually, in a busy season, on one day. A row says a whole week (Monday's
-- morning to Sunday's afternoon); rows are added, and ended by whoever takes them back or puts another in their place.
create table minimum_staffing (
  minimum_staffing_id bigint generated always as identity primary key,
  section_code text not null,
  -- Empty: the section itself.
  counter text not null default '',
  kind text not null check (kind in ('usual', 'season', 'day')),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  week integer[] not null check (cardinality(week) = 14 and 0 <= all (week)),
  open_on_holidays boolean not null default false,
  -- [{ skill, level, people }]: of those there, so many must hold the skill at the level.
  needs jsonb not null default '[]',
  note text not null default '',
  recorded_by bigint references staff_member,
  recorded_at timestamptz not null,
  ended_by bigint references staff_member,
  ended_at timestamptz,
  check (kind = 'usual' or valid_to is not null)
);
create index minimum_staffing_of on minimum_staffing (section_code, valid_from) where ended_at is null;
create index minimum_staffing_recorded_by on minimum_staffing (recorded_by);
create index minimum_staffing_ended_by on minimum_staffing (ended_by);

-- Who is not at the counter in which half-days of a week, from a day to another: 年次休暇, part-time, turns. Without a word of why.
create table short_absence (
  short_absence_id bigint generated always as identity primary key,
  staff_member_id bigint not null references staff_member,
  kind text not null check (kind in ('annualLeave', 'partTime', 'turnOff', 'turnOn', 'duty')),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  -- Monday's morning to Sunday's afternoon; 1 where it holds.
  week text not null check (week ~ '^[01]{14}$' and week ~ '1'),
  recorded_by bigint references staff_member,
  recorded_at timestamptz not null,
  ended_by bigint references staff_member,
  ended_at timestamptz
);
create index short_absence_of on short_absence (staff_member_id, valid_from) where ended_at is null;
create index short_absence_recorded_by on short_absence (recorded_by);
create index short_absence_ended_by on short_absence (ended_by);
