-- What people say of a place of a policy that is not yet decided: of a draft on which HR works, or of an edition that is compared. An answer hangs on
-- the comment that it answers. Words are taken back by whoever wrote them; a comment is closed once it is dealt with, and opened again.
create table policy_comment (
  policy_comment_id bigint generated always as identity primary key,
  working_draft_id bigint references policy_working_draft,
  policy_edition_id bigint references policy_edition,
  answers bigint references policy_comment,
  -- Where it is said (anchor.rules.ts).
  anchor jsonb,
  words text not null check (words <> ''),
  -- Null: an account of a post and of no person.
  written_by bigint references staff_member,
  written_at timestamptz not null,
  -- Written in the role of HR: what HR has to answer is what others wrote last.
  is_from_hr boolean not null,
  closed_at timestamptz,
  closed_by bigint references staff_member,
  taken_back_at timestamptz,
  check (num_nonnulls(working_draft_id, policy_edition_id, answers) = 1),
  check ((anchor is null) = (answers is not null)),
  check (answers is null or closed_at is null)
);
create index policy_comment_draft on policy_comment (working_draft_id);
create index policy_comment_edition on policy_comment (policy_edition_id);
create index policy_comment_answers on policy_comment (answers);
create index policy_comment_written_by on policy_comment (written_by);
create index policy_comment_closed_by on policy_comment (closed_by);
