-- Catalogue, sessions, applications and their steps, cover, recommendations.

create table course (
  course_id bigint generated always as identity primary key,
  course_code text not null unique,
  title text not null,
  summary text not null,
  skills text[] not null default '{}',
  hours numeric(5, 1) not null check (hours > 0),
  enrolment_mode text not null check (enrolment_mode in ('openApplication', 'nominated')),
  provider text not null,
  -- Who may apply, e.g. {"minRank": 3}; empty = everyone.
  eligibility jsonb not null default '{}',
  report_required boolean not null default false,
  is_sample boolean not null default false,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  recorded_at timestamptz not null default now()
);

create table course_session (
  course_session_id bigint generated always as identity primary key,
  course_id bigint not null references course,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  starts_at time not null,
  ends_at time not null,
  place text not null,
  capacity integer not null check (capacity > 0),
  apply_by date not null,
  -- Confirmed seats, kept under the row's lock by every change of an application (INV-T2).
  seats_taken integer not null default 0 check (seats_taken >= 0 and seats_taken <= capacity),
  is_sample boolean not null default false,
  cancelled_on date,
  cancel_reason text,
  recorded_at timestamptz not null default now()
);
create index course_session_course on course_session (course_id, starts_on);
create index course_session_start on course_session (starts_on);

create table recommendation (
  recommendation_id bigint generated always as identity primary key,
  staff_member_id bigint not null,
  course_id bigint not null references course,
  recommended_by bigint not null,
  reason text not null,
  target_skill text,
  offered_cover text,
  is_sample boolean not null default false,
  recommended_at timestamptz not null default now(),
  recommended_on date not null
);
create index recommendation_staff on recommendation (staff_member_id, recommended_on desc);
create index recommendation_by on recommendation (recommended_by);
create index recommendation_day on recommendation (recommended_on);

-- What the person answered; the latest row counts. Declining needs no reason (INV-T3).
create table recommendation_answer (
  recommendation_answer_id bigint generated always as identity primary key,
  recommendation_id bigint not null references recommendation,
  answer text not null check (answer in ('accepted', 'later', 'declined')),
  answered_at timestamptz not null default now(),
  answered_on date not null
);
create index recommendation_answer_of on recommendation_answer (recommendation_id, recommendation_answer_id desc);

create table application (
  application_id bigint generated always as identity primary key,
  course_session_id bigint not null references course_session,
  staff_member_id bigint not null,
  recommendation_id bigint references recommendation,
  motive text not null default '',
  -- Present state; the steps below are the history it follows from (INV-T1).
  state text not null,
  is_sample boolean not null default false,
  applied_on date not null,
  recorded_at timestamptz not null default now()
);
-- One live application a person and session.
create unique index application_once on application (course_session_id, staff_member_id)
  where state not in ('withdrawn', 'cancelled', 'rejected', 'not_selected');
create index application_staff on application (staff_member_id, applied_on desc);
create index application_session on application (course_session_id, state);
create index application_recommendation on application (recommendation_id) where recommendation_id is not null;

create table application_step (
  application_step_id bigint generated always as identity primary key,
  application_id bigint not null references application,
  from_state text,
  to_state text not null,
  actor bigint,
  acted_as text not null,
  reason text,
  taken_at timestamptz not null default now(),
  taken_on date not null
);
create index application_step_of on application_step (application_id, application_step_id);
create index application_step_day on application_step (to_state, taken_on);

-- 研修報告書: due one month after the session's end where the course asks for one (INV-T8).
create table training_report (
  training_report_id bigint generated always as identity primary key,
  application_id bigint not null unique references application,
  body text not null,
  submitted_at timestamptz not null default now(),
  submitted_on date not null
);

-- 体制整備: who stands in for what; agreed by the substitute or, for kinds without one, by the section head.
create table cover_arrangement (
  cover_arrangement_id bigint generated always as identity primary key,
  application_id bigint not null references application,
  kind text not null check (kind in ('substitute', 'shiftSwap', 'reducedCounter', 'onlineOrRecorded', 'splitDates', 'notNeeded')),
  substitute bigint,
  duty text not null default '',
  note text not null default '',
  offered_by bigint not null,
  offered_at timestamptz not null default now(),
  agreed_by bigint,
  agreed_at timestamptz,
  agreed_on date,
  -- The named substitute could not; the arrangement is no longer live and the section head is asked (INV-T6).
  declined_at timestamptz,
  replaced_at timestamptz
);
create unique index cover_arrangement_live on cover_arrangement (application_id) where replaced_at is null;
create index cover_arrangement_substitute on cover_arrangement (substitute) where replaced_at is null;
