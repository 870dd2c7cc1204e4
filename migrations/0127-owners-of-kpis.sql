-- Who answers for a KPI or an indicator: the policy names a section in words, HR a person, from a day on. One at a time.
create table kpi_owner (
  kpi_owner_id bigint generated always as identity primary key,
  kpi text not null check (kpi <> ''),
  staff_member_id bigint not null references staff_member,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  recorded_by bigint references staff_member,
  recorded_on date not null
);
create unique index kpi_owner_now on kpi_owner (kpi) where valid_to is null;
create index kpi_owner_person on kpi_owner (staff_member_id);
create index kpi_owner_recorded_by on kpi_owner (recorded_by);
