-- A role that was given in the browser, or whose holder was given a password there, rests until somebody else has agreed.
create table role_asking (
  role_asking_id bigint generated always as identity primary key,
  role_grant_id bigint not null references role_grant,
  cause text not null check (cause in ('granted', 'password')),
  asked_by bigint not null references account,
  asked_on date not null,
  -- Null while nobody has answered; by nobody's account where the machine's owner did.
  answer text check (answer in ('agreed', 'declined')),
  answered_by bigint references account,
  answered_on date,
  check ((answer is null) = (answered_on is null)),
  check (answered_by is distinct from asked_by or answer = 'declined')
);
create index role_asking_grant on role_asking (role_grant_id);
create index role_asking_asker on role_asking (asked_by);
create index role_asking_answerer on role_asking (answered_by);

-- How many people it takes to give a role in the browser, from a day on; two where nothing is said. The machine's owner says it.
create table role_persons (
  valid_from date primary key,
  persons smallint not null check (persons in (1, 2)),
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null default now()
);

-- Who gave the last password that somebody else gave (nobody's account: the machine's owner), and when the person chose one after it:
-- whoever agrees to a role looks at both.
create table given_password (
  account_id bigint primary key references account on delete cascade,
  given_by bigint references account,
  given_at timestamptz not null,
  chosen_at timestamptz
);
create index given_password_giver on given_password (given_by);

create or replace view role_holding as
  select g.*, (
    select min(o.valid_to) from account_opening o
    where o.account_id = g.account_id and o.valid_to > g.valid_from and not exists (
      select from account_opening next where next.account_id = o.account_id
        and next.valid_from <= o.valid_to and (next.valid_to is null or next.valid_to > o.valid_to))
  ) as service_ends,
  exists (select from role_asking q where q.role_grant_id = g.role_grant_id and q.answer is distinct from 'agreed') as rests
  from role_grant g;

-- Until lately an administrator without a person was noted by a number of the account, which may be that of another person. Who it
-- was stands in the journal; where the line is gone it is not known.
update role_grant g set recorded_by = (
  select l.actor_subject from journal_line l join account a on a.account_id = g.account_id
  where l.operation = 'people.grantRole' and l.kind = 'change' and a.subject_id = any (l.subjects)
    and l.detail ->> 'role' = g.role and l.detail ->> 'validFrom' = g.valid_from::text
    and l.written_at between g.recorded_at and g.recorded_at + interval '1 minute'
    and exists (select from staff_member m where m.staff_member_id = l.actor_subject)
  order by l.written_at limit 1)
where g.recorded_by is not null;
