-- By these a process knows that what it remembers still stands (decisions/0072). Another footing after every change that concerns everything
-- and no single unit: an edition, the organisation. Another version after every change of a figure's sums.
alter table figure_moment add column footing uuid not null default gen_random_uuid();
alter table figure add column version uuid not null default gen_random_uuid();

-- What is said beside a frozen value, out of the whole composition: that holds every section and record, and reading two small parts of it
-- unpacked all of it for each value of each year.
alter table kpi_frozen
  add column outside jsonb generated always as (composition -> 'outside') stored,
  add column told jsonb generated always as (composition -> 'told') stored;
