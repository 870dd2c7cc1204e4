-- Whom HR moved in a draft by hand, from which session to which; none where they had no seat, or have none any more.
create table schedule_hand_move (
  schedule_hand_move_id bigint generated always as identity primary key,
  schedule_draft_id bigint not null references schedule_draft,
  staff_member_id bigint not null references staff_member,
  from_session_id bigint references course_session,
  to_session_id bigint references course_session,
  moved_by bigint references staff_member,
  moved_at timestamptz not null
);
create index schedule_hand_move_draft on schedule_hand_move (schedule_draft_id);
create index schedule_hand_move_person on schedule_hand_move (staff_member_id);
create index schedule_hand_move_by on schedule_hand_move (moved_by);
create index schedule_hand_move_from on schedule_hand_move (from_session_id);
create index schedule_hand_move_to on schedule_hand_move (to_session_id);
