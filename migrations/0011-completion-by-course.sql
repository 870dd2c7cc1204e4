-- What came of each course in each fiscal year, kept up by every change of an application or a session in the transaction of the
-- change. Several connections add to one course at once, so a course's year has several rows, each connection adds to its own, and a
-- figure is their sum; a single row may be negative.

create table course_year (
  course_id bigint not null references course,
  -- Fiscal year of the session's first day (INV-F2); a cancelled session counts in none (INV-T9).
  fiscal_year smallint not null,
  part smallint not null,
  sessions integer not null,
  applicants integer not null,
  ordered integer not null,
  attended integer not null,
  completed integer not null,
  not_completed integer not null,
  primary key (fiscal_year, course_id, part)
) with (fillfactor = 70);

insert into course_year (course_id, fiscal_year, part, sessions, applicants, ordered, attended, completed, not_completed)
select s.course_id, extract(year from s.starts_on - interval '3 months'), 0, count(distinct s.course_session_id),
  count(*) filter (where a.state not in ('draft', 'withdrawn', 'cancelled')),
  count(*) filter (where a.state in ('ordered', 'absent', 'attended', 'partially_attended', 'report_due', 'report_submitted', 'completed', 'not_completed')),
  count(*) filter (where a.state in ('attended', 'partially_attended', 'report_due', 'report_submitted', 'completed', 'not_completed')),
  count(*) filter (where a.state = 'completed'),
  count(*) filter (where a.state = 'not_completed')
from course_session s left join application a on a.course_session_id = s.course_session_id
where s.cancelled_on is null
group by 1, 2;

-- What waits for HR: as many rows as there is open work, however long the history is.
create index application_for_hr on application (state, course_session_id)
  where state in ('section_head_approved', 'ordered', 'attended', 'partially_attended', 'report_submitted');
