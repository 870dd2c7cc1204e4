-- The secret of somebody's own calendar, as a hash: who knows the address reads it, so it can be made anew, and the old one is nobody's then.
create table calendar_feed (
  staff_member_id bigint primary key references staff_member,
  secret_hash bytea not null unique,
  made_at timestamptz not null
);
