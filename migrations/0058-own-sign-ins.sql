-- What a person is told of their own sign-ins, and when one ends because nobody used it.
alter table session
  add column session_id bigint generated always as identity,
  -- As whoever looks at the list knows it: Edge · Windows. Null: no browser that we know.
  add column browser text,
  add column last_used_at timestamptz not null default now(),
  -- Moved on by each use; infinity where nothing has set it.
  add column idle_ends_at timestamptz not null default 'infinity';
