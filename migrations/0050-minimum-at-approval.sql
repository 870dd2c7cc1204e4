-- Whether the minimum of the applicant's counter held without them when their application was approved, as it was counted at that moment. Null:
-- no minimum had been stated. Approvals from before this was counted, and those that were brought in as a history, have no row.
create table approval_minimum (
  application_step_id bigint primary key references application_step,
  application_id bigint not null references application,
  holds boolean,
  -- Half-days that would be short, as 2027-01-20am.
  short_slots text[] not null default '{}'
);
create index approval_minimum_application on approval_minimum (application_id);
