-- Somebody with a seat asks to sit in another session of the course in place of somebody there, a person by name or whoever of them agrees first.
create table seat_swap (
  seat_swap_id bigint generated always as identity primary key,
  application_id bigint not null references application,
  to_session_id bigint not null references course_session,
  asked_of bigint references staff_member,
  asked_at timestamptz not null,
  ends_on date not null,
  agreed_by bigint references staff_member,
  agreed_at timestamptz,
  ended_at timestamptz,
  end_because text check (end_because in ('withdrawn', 'declined')),
  check ((ended_at is null) = (end_because is null)),
  check ((agreed_at is null) = (agreed_by is null))
);
create unique index seat_swap_open on seat_swap (application_id) where agreed_at is null and ended_at is null;
create index seat_swap_application on seat_swap (application_id);
create index seat_swap_session on seat_swap (to_session_id) where agreed_at is null and ended_at is null;
create index seat_swap_asked_of on seat_swap (asked_of);
create index seat_swap_agreed_by on seat_swap (agreed_by);
