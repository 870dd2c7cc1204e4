-- What a draft of a schedule rests on beside cover (0123): sessions that it would open and seats that it would add to a session. Neither is there
-- before it is published, so that nobody applies for a seat, or moves up to one, that may never come.
create table schedule_session (
  schedule_session_id bigint generated always as identity primary key,
  schedule_draft_id bigint not null references schedule_draft,
  course_id bigint not null references course,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  starts_at time not null,
  ends_at time not null,
  place text not null,
  capacity integer not null check (capacity > 0),
  apply_by date not null
);
create index schedule_session_draft on schedule_session (schedule_draft_id);
create index schedule_session_course on schedule_session (course_id);

create table schedule_capacity (
  schedule_draft_id bigint not null references schedule_draft,
  course_session_id bigint not null references course_session,
  seats integer not null check (seats > 0),
  primary key (schedule_draft_id, course_session_id)
);
create index schedule_capacity_session on schedule_capacity (course_session_id);

-- Who would sit in a session that the draft would open; published, they stand in schedule_seat with the session that was opened.
create table schedule_session_seat (
  schedule_session_id bigint not null references schedule_session,
  staff_member_id bigint not null references staff_member,
  primary key (schedule_session_id, staff_member_id)
);
create index schedule_session_seat_person on schedule_session_seat (staff_member_id);

alter table schedule_hand_move add column from_opened_id bigint references schedule_session;
alter table schedule_hand_move add column to_opened_id bigint references schedule_session;
alter table schedule_hand_move add check (num_nonnulls(from_session_id, from_opened_id) <= 1);
alter table schedule_hand_move add check (num_nonnulls(to_session_id, to_opened_id) <= 1);
create index schedule_hand_move_from_opened on schedule_hand_move (from_opened_id) where from_opened_id is not null;
create index schedule_hand_move_to_opened on schedule_hand_move (to_opened_id) where to_opened_id is not null;
