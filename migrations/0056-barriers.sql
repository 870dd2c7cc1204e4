-- What kept somebody from learning, as one of a closed list beside the words, so that it can be counted by reason, section and season.
-- Steps from before say none; steps that keep nobody from learning have none.
alter table application_step add column barrier text check (barrier <> '');
alter table schedule_objection add column barrier text not null default 'unsorted' check (barrier <> '');
create index application_step_stopping on application_step (taken_on)
  where to_state in ('returned', 'rejected', 'not_selected', 'absent', 'withdrawn', 'cancelled');
