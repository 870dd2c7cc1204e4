-- A policy on which HR works: a file that may be half-written, and all that was changed in it. What is published is an edition of its own.
create table policy_working_draft (
  working_draft_id bigint generated always as identity primary key,
  title text not null check (title <> ''),
  -- The edition it was begun from; null: from nothing, or from a file.
  base_edition_id bigint references policy_edition,
  first_text text not null,
  text text not null,
  -- Goes up by one with every change.
  version int not null default 0,
  begun_by text not null,
  begun_at timestamptz not null default now(),
  removed_at timestamptz,
  published_edition_id bigint references policy_edition
);
create index policy_working_draft_base_edition_id on policy_working_draft (base_edition_id);
create index policy_working_draft_published_edition_id on policy_working_draft (published_edition_id);

-- One change, by its version the latest that is in it; positions are those of the draft before it (change.rules.ts).
create table policy_working_change (
  working_draft_id bigint not null references policy_working_draft,
  version int not null,
  change jsonb not null,
  -- The change that this one took back.
  takes_back int,
  changed_by text not null,
  changed_at timestamptz not null default now(),
  primary key (working_draft_id, version)
);
