-- Who holds a role that crosses grades (roles of the policy), from a day to a day; struck where it ends on its first day.
create table role_holder (
  role_holder_id bigint generated always as identity primary key,
  staff_member_id bigint not null references staff_member,
  role text not null check (role <> ''),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  recorded_by bigint references staff_member,
  recorded_at timestamptz not null default now()
);
create index role_holder_person on role_holder (staff_member_id);
create index role_holder_recorder on role_holder (recorded_by);
select note_changes('role_holder', 'staff_member_id', 'valid_from');
