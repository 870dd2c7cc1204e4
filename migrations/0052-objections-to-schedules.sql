-- What a section head says against a draft before it is published. It stops nothing by itself: HR reads it beside the draft.
create table schedule_objection (
  schedule_objection_id bigint generated always as identity primary key,
  schedule_draft_id bigint not null references schedule_draft,
  made_by bigint not null references staff_member,
  reason text not null check (reason <> ''),
  made_at timestamptz not null,
  ended_at timestamptz
);
create unique index schedule_objection_once on schedule_objection (schedule_draft_id, made_by) where ended_at is null;
create index schedule_objection_made_by on schedule_objection (made_by);
