-- Two answers together may be of nearly the same people as a third one: the second of the two stands beside the first.
alter table study_result add column near_beside bigint references study_result;
create index study_result_near_beside on study_result (near_beside);
