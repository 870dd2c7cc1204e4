-- Pulses ask a part, drawn by a seed that stays with the round; and a round keeps who was outside, and why, when it was opened.
alter table survey_round
  add column share smallint check (share between 1 and 99),
  add column seed bigint check (seed >= 0),
  add column employment_categories text[] not null default '{}',
  add column outside jsonb,
  add constraint survey_round_drawn_by_seed check ((share is null) = (seed is null));
