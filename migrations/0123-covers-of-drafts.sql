-- Half-days in which a draft of a schedule takes more from a counter than it can spare, and how many are to stand in then. Nobody is asked before it
-- is published.
create table schedule_cover (
  schedule_draft_id bigint not null references schedule_draft,
  section_code text not null,
  slot text not null check (slot ~ '^\d{4}-\d{2}-\d{2}(am|pm)$'),
  people integer not null check (people > 0),
  primary key (schedule_draft_id, section_code, slot)
);
