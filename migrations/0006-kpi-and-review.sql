-- Values entered by hand, frozen values, restatements, yearly reviews. Rows are added, never changed (INV-F4).

create table kpi_actual (
  kpi_actual_id bigint generated always as identity primary key,
  kpi text not null,
  as_of date not null,
  numerator numeric not null check (numerator >= 0),
  denominator numeric check (denominator > 0),
  note text not null default '',
  is_sample boolean not null default false,
  -- Null: by the command line.
  recorded_by bigint,
  recorded_at timestamptz not null default now()
);
create index kpi_actual_kpi on kpi_actual (kpi, as_of desc, kpi_actual_id desc);

-- A review closes a fiscal year once (INV-F4, L9).
create table review (
  fiscal_year integer primary key,
  policy_edition_id bigint not null references policy_edition,
  closed_on date not null,
  closed_by bigint,
  closed_at timestamptz not null default now(),
  summary text not null default ''
);

create table kpi_frozen (
  fiscal_year integer not null references review,
  kpi text not null,
  -- kpi (of an outcome) or indicator (of an output): never mixed (INV-L3).
  kind text not null check (kind in ('kpi', 'indicator')),
  as_of date not null,
  frozen_on date not null,
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
  recorded_by bigint,
  recorded_on date not null,
  recorded_at timestamptz not null default now(),
  foreign key (fiscal_year, kpi) references kpi_frozen
);
create index kpi_restatement_of on kpi_restatement (fiscal_year, kpi, kpi_restatement_id desc);

create table review_decision (
  review_decision_id bigint generated always as identity primary key,
  fiscal_year integer not null references review,
  subject text not null,
  decision text not null check (decision in ('continue', 'improve', 'abolish')),
  cause text not null,
  owner bigint not null,
  due_on date not null,
  recorded_by bigint,
  recorded_on date not null,
  recorded_at timestamptz not null default now()
);
create index review_decision_year on review_decision (fiscal_year);

-- A decision is carried out once, on a day, by somebody.
create table review_decision_done (
  review_decision_id bigint primary key references review_decision,
  done_on date not null,
  note text not null default '',
  recorded_by bigint,
  recorded_at timestamptz not null default now()
);

create function refuse_change_of_closed_year() returns trigger language plpgsql as $$
begin
  raise exception 'A closed fiscal year is read-only (INV-F4): % of % is refused', tg_op, tg_table_name;
end
$$;
create trigger closed before update or delete on review
  for each row execute function refuse_change_of_closed_year();
create trigger closed before update or delete on kpi_frozen
  for each row execute function refuse_change_of_closed_year();
create trigger closed before update or delete on kpi_restatement
  for each row execute function refuse_change_of_closed_year();
create trigger closed before update or delete on review_decision
  for each row execute function refuse_change_of_closed_year();
