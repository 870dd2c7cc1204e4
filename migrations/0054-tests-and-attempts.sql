-- Tests: what is drawn from the bank, which mark shows which level, who may take it and when.
create table test (
  test_id bigint generated always as identity primary key,
  title text not null,
  note text not null,
  skill text not null,
  -- [{ field, level, items }]: so many items of a field and level; null: of any. No item fits two parts.
  parts jsonb not null,
  minutes integer not null check (minutes > 0),
  -- [{ level, percent }]: the level that so many of a hundred right answers show, rising.
  marks jsonb not null,
  -- How often one may take it; null: as often as one likes.
  attempts integer check (attempts > 0),
  -- Days from one attempt to the next.
  waiting_days integer not null check (waiting_days >= 0),
  open_from date not null,
  open_to date check (open_to > open_from),
  -- For whom: people of these sections and all below, employed so; empty: everybody.
  sections text[] not null,
  employment_categories text[] not null,
  recorded_by bigint references staff_member,
  recorded_at timestamptz not null,
  published_by bigint references staff_member,
  published_at timestamptz,
  retired_by bigint references staff_member,
  retired_at timestamptz
);
create index test_recorded_by on test (recorded_by);
create index test_published_by on test (published_by);
create index test_retired_by on test (retired_by);

-- A test as it was drawn for paper: whoever gets the sheet answers these items in this order.
create table test_paper (
  test_paper_id bigint generated always as identity primary key,
  test_id bigint not null references test,
  -- Printed on the sheet.
  code text not null unique,
  seed bigint not null,
  -- [{ version, order }]: the item's version at each place, and the author's number of the choice at each of its places.
  drawn jsonb not null,
  drawn_by bigint references staff_member,
  drawn_at timestamptz not null
);
create index test_paper_of on test_paper (test_id);
create index test_paper_drawn_by on test_paper (drawn_by);

create table test_attempt (
  test_attempt_id bigint generated always as identity primary key,
  test_id bigint not null references test,
  staff_member_id bigint not null references staff_member,
  source text not null check (source in ('screen', 'paper')),
  test_paper_id bigint references test_paper,
  -- From which it was drawn: the same items of the same bank come of it again.
  seed bigint not null,
  -- As they were when it began: a test that is mended later changes no attempt.
  skill text not null,
  marks jsonb not null,
  began_at timestamptz not null,
  -- What is saved before that moment counts; on paper there is none.
  due_at timestamptz,
  -- The window, on whichever device, that saves answers.
  held_by text,
  ended_at timestamptz,
  ended_how text check (ended_how in ('submitted', 'time', 'paper')),
  -- The day as of which its evidence is.
  sat_on date,
  items integer not null check (items > 0),
  items_right integer check (items_right between 0 and items),
  -- The level that was reached; null: none, which says nothing (INV-P7).
  level smallint,
  -- Who entered what came on paper.
  recorded_by bigint references staff_member,
  voided_by bigint references staff_member,
  voided_at timestamptz,
  voided_reason text,
  check ((ended_at is null) = (ended_how is null) and (ended_at is null) = (items_right is null)
    and (ended_at is null) = (sat_on is null)),
  check (source = 'paper' or due_at is not null),
  check (source = 'screen' or test_paper_id is not null),
  check (ended_at is not null or (level is null and voided_at is null))
);
create unique index test_attempt_running on test_attempt (test_id, staff_member_id) where ended_at is null;
create unique index test_attempt_sheet on test_attempt (test_paper_id, staff_member_id) where voided_at is null;
create index test_attempt_due on test_attempt (due_at) where ended_at is null;
create index test_attempt_of on test_attempt (test_id, test_attempt_id) where ended_at is not null;
create index test_attempt_staff on test_attempt (staff_member_id);
create index test_attempt_recorded_by on test_attempt (recorded_by);
create index test_attempt_voided_by on test_attempt (voided_by);

-- One row a place of an attempt, made when it is drawn.
create table test_answer (
  test_attempt_id bigint not null references test_attempt,
  place smallint not null check (place > 0),
  item_version_id bigint not null references item_version,
  -- The author's number of the choice at each place that was shown; empty without choices.
  shown_order smallint[] not null,
  -- Places of choices, or what was typed; null: nothing.
  given jsonb,
  -- The client's number of the last change: an older one that arrives later changes nothing.
  seq bigint not null default 0,
  saved_at timestamptz,
  -- Null until the attempt has ended.
  is_right boolean,
  primary key (test_attempt_id, place)
) with (fillfactor = 80);
create index test_answer_item on test_answer (item_version_id);
