-- Whether today's pace leads a KPI to its target of the year, as it was looked at last: a job looks once a day, and again after a value was entered.
create table kpi_path (
  kpi text not null check (kpi <> ''),
  fiscal_year integer not null,
  outlook text not null check (outlook in ('reached', 'onPath', 'open', 'offPath', 'unknown')),
  -- From which day on it has stood so.
  since date not null,
  -- Null: to be looked at again.
  looked_on date,
  primary key (kpi, fiscal_year)
);
