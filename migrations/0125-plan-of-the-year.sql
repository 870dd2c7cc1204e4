-- What a fiscal year sets out to do: an initiative with who answers for it. Written anew from the version that was seen; dropped with a reason, never deleted.
create table initiative (
  initiative_id bigint generated always as identity primary key,
  fiscal_year integer not null,
  name text not null check (name <> ''),
  -- Id of an activity of the policy's model, names of a plan and of one of its pillars; null where none was said.
  activity text,
  plan text,
  pillar text,
  owner bigint not null references staff_member,
  -- In yen; null where none was said.
  budget bigint check (budget >= 0),
  recorded_by bigint references staff_member,
  recorded_on date not null,
  dropped_on date,
  drop_reason text check (drop_reason <> ''),
  check ((dropped_on is null) = (drop_reason is null))
);
create index initiative_year on initiative (fiscal_year);
create index initiative_owner on initiative (owner);
create index initiative_recorded_by on initiative (recorded_by);

create table initiative_milestone (
  initiative_milestone_id bigint generated always as identity primary key,
  initiative_id bigint not null references initiative,
  name text not null check (name <> ''),
  due_on date not null,
  done_on date,
  done_by bigint references staff_member
);
create index initiative_milestone_of on initiative_milestone (initiative_id, due_on);
create index initiative_milestone_done_by on initiative_milestone (done_by);

-- How it goes, in the words of whoever answers for it. Added, never changed.
create table initiative_note (
  initiative_note_id bigint generated always as identity primary key,
  initiative_id bigint not null references initiative,
  note text not null check (note <> ''),
  recorded_by bigint references staff_member,
  recorded_on date not null
);
create index initiative_note_of on initiative_note (initiative_id);
create index initiative_note_recorded_by on initiative_note (recorded_by);

-- The plan of a year as it stood when it was fixed: what was planned then is shown beside what is now. The database refuses to change it.
create table year_plan (
  fiscal_year integer primary key,
  fixed_on date not null,
  recorded_by bigint references staff_member,
  planned jsonb not null
);
create index year_plan_recorded_by on year_plan (recorded_by);
create trigger closed before update or delete on year_plan
  for each row execute function refuse_change_of_closed_year();
