-- HR shows a draft to the heads whose people it takes, until a day on which they may still object.
alter table schedule_draft add column shown_at timestamptz, add column object_by date,
  add constraint schedule_draft_shown check ((shown_at is null) = (object_by is null));

-- What a head said is answered: heard, or not followed, each with a reason.
alter table schedule_objection add column answered_at timestamptz, add column answered_by bigint references staff_member,
  add column answer text check (answer in ('heard', 'notFollowed')), add column answer_reason text check (answer_reason <> ''),
  add constraint schedule_objection_answered check (num_nonnulls(answered_at, answer, answer_reason) in (0, 3));
create index schedule_objection_answered_by on schedule_objection (answered_by);
