-- A session matters from its first day on, and where it is cancelled or held again on any day: approvals, applications and
-- answers count on days of their own, which come before it. A day, since a null among the rows of a statement would not be seen by `min`.
drop function note_changes_of_course_session() cascade;
select note_changes('course_session', 'course_session_id',
  $$case when cancelled_on is null then starts_on else date '0001-01-01' end$$);

-- What is kept may miss such sessions: it is made anew from the records.
delete from figure_moment;
