-- Rounds that were held before come along closed and without keys; and what is closed is noted for the figures that rest on it (decisions/0054).
alter table survey_round
  add column is_sample boolean not null default false,
  alter column receipt_key drop not null,
  alter column keys_hash drop not null,
  add constraint survey_round_keys check ((receipt_key is null) = (keys_hash is null)),
  add constraint survey_round_without_keys_is_closed check (receipt_key is not null or closed_at is not null);
select note_changes('survey_round', null, null);
