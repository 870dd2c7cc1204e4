-- Things of which so many are told that whoever changed them does not wait for it: the clock writes their notices within a minute.
create table notice_awaited (
  topic text not null check (topic <> ''),
  thing bigint not null,
  primary key (topic, thing)
);
