-- Who is to come is few in a town at work, and asked for by itself.
create index employment_joining on employment (joined_on);
