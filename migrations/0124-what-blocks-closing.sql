-- Why a KPI has no value of a fiscal year: said before the year is closed, and closed with it (INV-F4).
create table review_reason (
  fiscal_year integer not null,
  -- Id of a KPI or an indicator of the policy at the end of the year.
  kpi text not null,
  reason text not null check (reason <> ''),
  recorded_by bigint references staff_member,
  recorded_on date not null,
  primary key (fiscal_year, kpi)
);
create index review_reason_recorded_by on review_reason (recorded_by);

create function is_closed(year integer) returns boolean language sql stable as $$
  select exists (select from review where fiscal_year = year)
$$;
create trigger closed before update or delete on review_reason
  for each row when (is_closed(old.fiscal_year)) execute function refuse_change_of_closed_year();
create trigger not_after_closing before insert on review_reason
  for each row when (is_closed(new.fiscal_year)) execute function refuse_change_of_closed_year();

-- What follows from a movement against the hypothesis; null in what was answered before this was asked.
alter table arrow_answer add column follows text check (follows in ('revise', 'watch', 'remeasure', 'change'));
