-- What changed after a schedule was published is mended by a proposal of its own: who would move from which seat to where. A seat that was moved
-- is two applications, the one that ended and the one that came in its place.
alter table schedule_draft add column kind text not null default 'seats' check (kind in ('seats', 'mending'));

create table schedule_move (
  schedule_draft_id bigint not null references schedule_draft,
  application_id bigint not null references application,
  to_session_id bigint references course_session,
  because text check (because <> ''),
  primary key (schedule_draft_id, application_id)
);
create index schedule_move_application on schedule_move (application_id);
create index schedule_move_session on schedule_move (to_session_id);

create table seat_move (
  application_id bigint primary key references application,
  to_application_id bigint unique references application,
  by_schedule boolean not null,
  moved_at timestamptz not null
);
