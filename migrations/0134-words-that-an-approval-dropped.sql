-- An approval drops the word of a substitute who will not be there, or gave it for a section before. Where that approval is taken back the word
-- stands again as it was given: when, and on which day. Who gave it is the substitute.
alter table cover_arrangement
  add column dropped_at timestamptz,
  add column dropped_word_at timestamptz,
  add column dropped_word_on date,
  add constraint cover_arrangement_dropped_word check (
    num_nonnulls(dropped_at, dropped_word_at, dropped_word_on) in (0, 3) and (dropped_at is null or substitute is not null));
