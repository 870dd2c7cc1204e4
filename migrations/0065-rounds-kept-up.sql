-- What everybody in a round has come to, and how many that are, as of the moment of the kept figures (figure_moment): made from other tables
-- and made again from them, so that nothing is lost with it.

-- Rounds whose people are kept, and what they were counted by: the floor, the population, the organisation.
create unlogged table round_kept (
  round_id bigint primary key,
  basis text not null
);

create unlogged table round_member (
  round_id bigint not null,
  staff_member_id bigint not null,
  section_code text,
  wave smallint not null,
  state text not null,
  due_on date not null,
  -- History is still to be written of what is said here (round_spell): it may read otherwise tomorrow.
  is_pending boolean not null,
  primary key (round_id, staff_member_id)
) with (fillfactor = 80);
-- By section and number; those of no section come last.
create index round_member_order on round_member (round_id, (section_code is null), (coalesce(section_code, '')), staff_member_id);
create index round_member_pending on round_member (staff_member_id) where is_pending;

-- How many stand in one of these ways; always the count of round_member.
create unlogged table round_count (
  round_id bigint not null,
  section_code text,
  wave smallint not null,
  state text not null,
  due_on date not null,
  people integer not null,
  unique nulls not distinct (round_id, section_code, wave, state, due_on)
) with (fillfactor = 50);
