-- Whoever decides in the place of a head who has not for days says in whose place; one of them where two lead a section.
alter table application_step add column in_place_of bigint references staff_member;
create index application_step_in_place_of on application_step (in_place_of) where in_place_of is not null;
