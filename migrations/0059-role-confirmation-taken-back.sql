-- Who said last that a role goes on, and what was said before, so that it can be taken back on the same day.
alter table role_grant
  add column confirmed_before date,
  add column confirmed_by bigint references account;
