-- Why the last day of a round was moved: it stands on the round's page, not in the journal alone.
create table survey_extension (
  survey_round_id bigint not null references survey_round,
  from_day date not null,
  to_day date not null check (to_day > from_day),
  reason text not null,
  extended_by bigint references staff_member,
  extended_at timestamptz not null,
  primary key (survey_round_id, to_day)
);
create index survey_extension_by on survey_extension (extended_by);
comment on table survey_extension is 'added to only but: extended_by';
