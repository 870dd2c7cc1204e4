-- Of whom an answer tells, in digests of shares of them: two answers of nearly the same people are known by it, and nobody is.
alter table study_result add column people jsonb not null default '{}';
-- The earlier answer from which this one would tell of a few people once one is taken out of the other: HR alone reads it.
alter table study_result add column near_result bigint references study_result;
create index study_result_near_result on study_result (near_result);
