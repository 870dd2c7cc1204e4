-- HR asks the people of a course, until a day, in which half-days they cannot and in which sessions they would like to sit. Of a course one call at a time.
create table wish_call (
  wish_call_id bigint generated always as identity primary key,
  course_id bigint not null references course,
  from_day date not null,
  to_day date not null,
  closes_on date not null,
  called_by bigint references staff_member,
  called_at timestamptz not null,
  ended_at timestamptz,
  check (from_day <= to_day)
);
create unique index wish_call_open on wish_call (course_id) where ended_at is null;
create index wish_call_course on wish_call (course_id);
create index wish_call_called_by on wish_call (called_by);

-- Whom a call asked, and what they said last: half-days in which they cannot, each with a kind of reason, and sessions that they wish for.
create table wish_said (
  wish_call_id bigint not null references wish_call,
  staff_member_id bigint not null references staff_member,
  said_on date,
  cannot jsonb not null default '[]',
  wished_sessions bigint[] not null default '{}',
  primary key (wish_call_id, staff_member_id)
);
create index wish_said_person on wish_said (staff_member_id);

-- What a published schedule could not give to whoever had wished or said when they cannot, by a kind of reason.
create table wish_unmet (
  schedule_draft_id bigint not null references schedule_draft,
  staff_member_id bigint not null references staff_member,
  course_id bigint not null references course,
  barrier text not null check (barrier <> ''),
  found_on date not null,
  primary key (schedule_draft_id, staff_member_id)
);
create index wish_unmet_person on wish_unmet (staff_member_id);
create index wish_unmet_course on wish_unmet (course_id);
create index wish_unmet_day on wish_unmet (found_on);
