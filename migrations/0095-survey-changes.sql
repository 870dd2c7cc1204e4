-- What a town does because of what was answered, tied to a closed round and, where one is meant, to one of its items.
create table survey_change (
  survey_change_id bigint generated always as identity primary key,
  survey_round_id bigint not null references survey_round,
  item text,
  what text not null check (what <> ''),
  owner text not null check (owner <> ''),
  due_on date not null,
  state text not null check (state in ('planned', 'done', 'dropped')),
  -- When it was done, or dropped and why.
  settled_on date,
  dropped_because text not null default '',
  written_by bigint references staff_member,
  written_at timestamptz not null,
  deleted_at timestamptz,
  check ((state = 'planned') = (settled_on is null)),
  check ((state = 'dropped') = (dropped_because <> ''))
);
create index survey_change_round on survey_change (survey_round_id);
create index survey_change_written_by on survey_change (written_by);
