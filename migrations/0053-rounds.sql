-- 全職員の水準づくりの回: a choice of people by rule, in waves with deadlines, with courses. Who is in it follows from the day; what was so
-- is kept as spells.
create table training_round (
  round_id bigint generated always as identity primary key,
  name text not null check (name <> ''),
  -- As of which day those below the floor were taken in.
  as_of date not null,
  -- { sections, grades, employmentCategories, standings }: whom it is for; empty lists leave nobody out.
  who jsonb not null,
  begun_by bigint references staff_member,
  begun_at timestamptz not null,
  begun_on date not null,
  ended_on date check (ended_on >= begun_on),
  ended_by bigint references staff_member,
  end_reason text
);
create unique index training_round_name on training_round (name) where ended_on is null;
create index training_round_begun_by on training_round (begun_by);
create index training_round_ended_by on training_round (ended_by);

create table round_wave (
  round_id bigint not null references training_round,
  wave smallint not null check (wave > 0),
  due_on date not null,
  -- With all below them; empty: whoever no section places.
  sections text[] not null default '{}',
  share smallint not null default 1 check (share between 0 and 100),
  primary key (round_id, wave)
);

create table round_course (
  round_id bigint not null references training_round,
  course_id bigint not null references course,
  place smallint not null,
  primary key (round_id, course_id)
);
create index round_course_of on round_course (course_id);

-- From when to when somebody was in a round, and why; the last one of a person says how they stand.
create table round_spell (
  round_spell_id bigint generated always as identity primary key,
  round_id bigint not null references training_round,
  staff_member_id bigint not null references staff_member,
  kind text not null check (kind in ('owes', 'paused')),
  wave smallint not null,
  -- Null: the deadline of the wave.
  own_due_on date check (own_due_on > entered_on),
  entered_on date not null,
  entered_because text not null check (entered_because in ('begun', 'entered', 'again', 'returned', 'on_leave')),
  left_on date check (left_on >= entered_on),
  left_because text check (left_because in ('reached', 'left_service', 'left_population', 'on_leave', 'returned')),
  check ((left_on is null) = (left_because is null)),
  foreign key (round_id, wave) references round_wave
);
-- Nobody is in a round twice at once.
create unique index round_spell_open on round_spell (round_id, staff_member_id) where left_on is null;
create index round_spell_of on round_spell (round_id, staff_member_id, round_spell_id);
create index round_spell_person on round_spell (staff_member_id);
