-- Ending a deputy of a head, or a post that decides, is taken back on its day by whoever pressed: until when it was to hold stands beside the end.
alter table head_deputy
  add column ended_by bigint references staff_member,
  add column ended_at timestamptz,
  add column planned_to date;
create index head_deputy_ended_by on head_deputy (ended_by);
alter table decider_post
  add column ended_by bigint references staff_member,
  add column ended_at timestamptz,
  add column planned_to date;
create index decider_post_ended_by on decider_post (ended_by);
