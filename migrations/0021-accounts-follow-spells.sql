-- An account belongs to a person; it opens on the days of their spells of employment, each under the staff number of that spell.
-- The days of `account` itself count only where no spell stands here: for an account that serves administration only.
create table account_spell (
  account_id bigint not null references account on delete cascade,
  login_name text not null check (login_name <> ''),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  primary key (account_id, valid_from)
);
create index account_spell_login on account_spell (login_name);

insert into account_spell (account_id, login_name, valid_from, valid_to)
  select a.account_id, e.staff_number, e.joined_on, e.left_on
  from employment e join account a on a.subject_id = e.staff_member_id
  on conflict do nothing;

-- When an account opens, and under which name.
create view account_opening as
  select account_id, login_name, valid_from, valid_to from account_spell
  union all
  select account_id, login_name, valid_from, valid_to from account a
  where not exists (select from account_spell s where s.account_id = a.account_id);

-- A role was looked at again on that day, after its holder was transferred.
alter table role_grant add column confirmed_on date;

-- A granted role ends with the spell in which it was given: it holds on a day only if the account was open without a gap until then.
-- A new number on the day after the old one ends is no gap.
create view role_holding as
  select g.*, (
    select min(o.valid_to) from account_opening o
    where o.account_id = g.account_id and o.valid_to > g.valid_from and not exists (
      select from account_opening next where next.account_id = o.account_id
        and next.valid_from <= o.valid_to and (next.valid_to is null or next.valid_to > o.valid_to))
  ) as service_ends
  from role_grant g;
