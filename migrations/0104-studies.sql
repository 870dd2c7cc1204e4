-- What HR asks of the records, said before any number is seen. Never changed: another statement names the one that it follows.
create table study (
  study_id bigint generated always as identity primary key,
  statement jsonb not null,
  -- SHA-256 over the statement in one form (RFC 8785) and its day, hexadecimal.
  digest text not null,
  follows bigint references study,
  stated_on date not null,
  recorded_by bigint references staff_member,
  -- By which people are numbered anew in the rows that are handed out.
  salt text not null
);
create index study_recorded_by on study (recorded_by);
create index study_follows on study (follows);

-- What the records of a day answered. Another day's answer is another row.
create table study_result (
  study_result_id bigint generated always as identity primary key,
  study_id bigint not null references study,
  ran_on date not null,
  recorded_by bigint references staff_member,
  -- Of the very rows that were estimated from.
  rows_digest text not null,
  level text not null check (level in ('hypothesis', 'comovement', 'beforeAfter', 'controlled')),
  finding text not null check (finding in ('with', 'against', 'none')),
  told jsonb not null
);
create index study_result_study on study_result (study_id);
create index study_result_recorded_by on study_result (recorded_by);

create trigger closed before update or delete on study for each row execute function refuse_change_of_closed_year();
create trigger closed before update or delete on study_result for each row execute function refuse_change_of_closed_year();
