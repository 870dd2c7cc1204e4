-- What is added up of the floor says of each floor skill how many have reached it, so that the share at the floor follows from it: counted anew.
delete from figure where measure = 'literacy.floorCoverage';

-- Who has applied is found by the index alone.
drop index application_step_day;
create index application_step_day on application_step (to_state, taken_on) include (application_id);
