-- How the items of an outcome hang together, figures of the whole that are worked out at closing (decisions/0053); words of a survey in English.
create table survey_scale (
  survey_round_id bigint not null references survey_round,
  outcome text not null,
  items text[] not null,
  people integer not null,
  alpha double precision not null,
  primary key (survey_round_id, outcome)
);
comment on table survey_scale is 'added to only';
alter table survey_version add title_en text;
