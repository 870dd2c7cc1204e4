-- The bank of items that tests are drawn from. A version is never changed: an attempt keeps the one that it drew.
create table item (
  item_id bigint generated always as identity primary key,
  -- By which files know it.
  code text not null unique,
  -- Number of the version that is drawn today.
  latest integer not null default 1,
  -- Not drawn any more from then on.
  retired_at timestamptz,
  retired_by bigint references staff_member
);
create table item_version (
  item_version_id bigint generated always as identity primary key,
  item_id bigint not null references item,
  number integer not null check (number > 0),
  kind text not null,
  field text not null,
  skill text,
  level smallint not null check (level between 0 and 10),
  stem text not null,
  -- Choices and what is right: shown to nobody before an attempt has ended.
  body jsonb not null,
  explanation text not null,
  is_sample boolean not null,
  -- By which it is found (platform/search).
  search_text text not null,
  recorded_by bigint references staff_member,
  recorded_at timestamptz not null default now(),
  unique (item_id, number)
);
