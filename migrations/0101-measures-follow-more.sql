-- Whose last day has come is counted the day before the first day without them: a spell matters from then on.
drop function note_changes_of_employment() cascade;
select note_changes('employment', 'staff_member_id', 'joined_on - 1');
-- More measures rest on these.
select note_changes('course', 'course_id', null);
select note_changes('duty', 'staff_member_id', 'valid_from');
select note_changes('section_purpose', null, 'valid_from');
select note_changes('survey_change', 'survey_change_id', null);
