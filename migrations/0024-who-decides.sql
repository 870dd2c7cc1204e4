-- A post whose holder decides where nobody stands above a person: for a section with all below it, or (null) for the whole town.
-- The holder is whoever holds the post on the day, never a person by name.
create table decider_post (
  decider_post_id bigint generated always as identity primary key,
  for_section text,
  section_code text not null,
  post_title text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  recorded_by bigint references staff_member,
  recorded_at timestamptz not null default now(),
  constraint one_decider_post_a_day exclude using gist (coalesce(for_section, '') with =, daterange(valid_from, valid_to) with &&)
);
