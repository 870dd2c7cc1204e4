-- How two ends of an arrow moved, section by section, when it was last looked at; made anew as a whole. Sections as executives see them, small ones merged.
create table arrow_comparison (
  from_node text not null,
  to_node text not null,
  -- KPIs or indicators of the two ends.
  cause text not null,
  effect text not null,
  compared_on date not null,
  sections integer not null,
  pairs integer not null,
  movement text not null check (movement in ('with', 'against', 'none', 'unknown')),
  p_with double precision,
  p_against double precision,
  series jsonb not null,
  primary key (from_node, to_node, cause, effect)
);

-- What others found elsewhere, attached to an arrow with what it rests on. It never changes what the town's own records have earned.
create table arrow_source (
  arrow_source_id bigint generated always as identity primary key,
  from_node text not null,
  to_node text not null,
  citation text not null check (citation <> ''),
  population text not null check (population <> ''),
  people integer not null check (people > 0),
  finding text not null check (finding <> ''),
  -- As the source itself says.
  level text not null check (level in ('hypothesis', 'comovement', 'beforeAfter', 'controlled')),
  recorded_by bigint references staff_member,
  recorded_on date not null,
  withdrawn_on date
);
create index arrow_source_recorded_by on arrow_source (recorded_by);

-- What the yearly review says to an arrow that moved against its hypothesis. Said again: another row.
create table arrow_answer (
  arrow_answer_id bigint generated always as identity primary key,
  fiscal_year integer not null,
  from_node text not null,
  to_node text not null,
  answer text not null check (answer <> ''),
  recorded_by bigint references staff_member,
  recorded_on date not null
);
create index arrow_answer_recorded_by on arrow_answer (recorded_by);
