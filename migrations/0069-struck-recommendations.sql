-- A recommendation to the wrong person, taken away by whoever made it or HR; why stands with the corrections.
alter table recommendation add column struck_on date;
create index recommendation_struck on recommendation (struck_on) where struck_on is not null;
