-- Values entered by hand, frozen values, restatements, yearly reviews.

create table kpi_actual (
  kpi_actual_id bigint generated always as identity primary key,
  kpi text not null,
  as_of date not null,
  numerator numeric not null,
  denominator numeric check (denominator > 0),
  note text not null default '',
  is_sample boolean not null default false,
  recorded_by bigint,
  recorded_at timestamptz not null default now()
);
create index kpi_actual_kpi on kpi_actual (kpi, as_of desc, kpi_actual_id desc);

-- A review closes a fiscal year once (INV-F4, L9).
create table review (
  fiscal_year integer primary key,
  policy_edition_id bigint not null references policy_edition,
  closed_on date not null,
  closed_by bigint not null,
  closed_at timestamptz not null default now(),
  summary text not null default ''
);

create table kpi_frozen (
  fiscal_year integer not null references review,
  kpi text not null,
  -- kpi (of an outcome) or indicator (of an output): never mixed (INV-L3).
  kind text not null check (kind in ('kpi', 'indicator')),
  as_of date not null,
  numerator numeric,
  denominator numeric,
  target numeric,
  rests_on_sample boolean not null,
  -- The contract as it was: name, unit, direction, definition, measure, population.
  contract jsonb not null,
  -- Records behind the value at the moment of freezing: section counts and ids, for the click through.
  composition jsonb not null,
  primary key (fiscal_year, kpi)
);

-- A later correction: the frozen value stays, the new one stands beside it with reason and author.
create table kpi_restatement (
  kpi_restatement_id bigint generated always as identity primary key,
  fiscal_year integer not null,
  kpi text not null,
  numerator numeric,
  denominator numeric,
  reason text not null check (reason <> ''),
  recorded_by bigint not null,
  recorded_at timestamptz not null default now(),
  foreign key (fiscal_year, kpi) references kpi_frozen
);

create table review_decision (
  review_decision_id bigint generated always as identity primary key,
  fiscal_year integer not null references review,
  subject text not null,
  decision text not null check (decision in ('continue', 'improve', 'abolish')),
  cause text not null,
  owner bigint not null,
  due_on date not null,
  recorded_by bigint not null,
  recorded_at timestamptz not null default now()
);
create index review_decision_year on review_decision (fiscal_year);
