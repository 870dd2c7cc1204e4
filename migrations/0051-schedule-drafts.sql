-- Seats that a schedule gives, as they were checked when it was loaded. A draft gives nobody a seat; published, it has done so, all or none.
create table schedule_draft (
  schedule_draft_id bigint generated always as identity primary key,
  made_by bigint references staff_member,
  made_at timestamptz not null,
  published_at timestamptz,
  dropped_at timestamptz
);
create index schedule_draft_open on schedule_draft (schedule_draft_id) where published_at is null and dropped_at is null;
create index schedule_draft_made_by on schedule_draft (made_by);

create table schedule_seat (
  schedule_draft_id bigint not null references schedule_draft,
  staff_member_id bigint not null references staff_member,
  course_session_id bigint not null references course_session,
  primary key (schedule_draft_id, staff_member_id, course_session_id)
);
create index schedule_seat_person on schedule_seat (staff_member_id);
create index schedule_seat_session on schedule_seat (course_session_id);
