-- Rows of one person or section never overlap in days. The constraints hold that by indexes which are slow to look one row up by, and the
-- planner takes them for it where the tables are small: of 120 people 4 to 9 µs each where the keys beside them take 1 or 2. By an expression they
-- hold the same and are never taken for anything else.
alter table section_period drop constraint section_once_a_day;
alter table section_period add constraint section_once_a_day
  exclude using gist ((section_code || '') with =, daterange(valid_from, valid_to) with &&);
alter table employment drop constraint one_employment_a_day;
alter table employment add constraint one_employment_a_day
  exclude using gist ((staff_member_id + 0) with =, daterange(joined_on, left_on) with &&);
alter table assignment drop constraint one_primary_a_day;
alter table assignment add constraint one_primary_a_day
  exclude using gist ((staff_member_id + 0) with =, daterange(valid_from, valid_to) with &&) where (kind = 'primary');
alter table leave_of_absence drop constraint one_leave_a_day;
alter table leave_of_absence add constraint one_leave_a_day
  exclude using gist ((staff_member_id + 0) with =, daterange(valid_from, valid_to) with &&);
