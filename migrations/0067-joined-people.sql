-- Two numbers that were one person: who stays, whose number ended, who asked, who agreed, and what was set aside because it stood there twice.
-- `second_id` refers to nobody's row once they are joined: that row is gone.
create table person_join (
  person_join_id bigint generated always as identity primary key,
  staff_member_id bigint not null references staff_member,
  second_id bigint not null check (second_id <> staff_member_id),
  reason text not null check (reason <> ''),
  asked_account bigint references account,
  asked_by bigint references staff_member,
  asked_at timestamptz not null,
  answer text check (answer in ('joined', 'declined')),
  answered_by bigint references staff_member,
  answered_at timestamptz check ((answered_at is null) = (answer is null)),
  answer_reason text,
  moved jsonb not null default '{}',
  set_aside jsonb not null default '{}'
);
create unique index person_join_second on person_join (second_id) where answer is distinct from 'declined';
create index person_join_first on person_join (staff_member_id);
create index person_join_asked_by on person_join (asked_by);
create index person_join_answered_by on person_join (answered_by);

-- A number under which no spell stands any more, because the same spell stands under another number of the person.
create table former_number (
  staff_number text not null,
  staff_member_id bigint not null references staff_member,
  held_from date not null,
  held_until date check (held_until > held_from),
  stands_for text not null,
  recorded_at timestamptz not null default now(),
  primary key (staff_number, held_from)
);
create index former_number_person on former_number (staff_member_id);

-- A closed year stays as it is; whom it names is told by the number of today where two numbers turned out to be one person.
create or replace function refuse_change_of_closed_year() returns trigger language plpgsql as $$
declare
  named constant text[] := array['recorded_by', 'closed_by', 'owner'];
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - named = to_jsonb(new) - named and not exists (
    select from unnest(named) as n(name) where to_jsonb(old) -> n.name is distinct from to_jsonb(new) -> n.name
      and not exists (select from person_join j where j.answer = 'joined'
        and j.second_id = (to_jsonb(old) ->> n.name)::bigint and j.staff_member_id = (to_jsonb(new) ->> n.name)::bigint))
  then return new;
  end if;
  raise exception 'A closed fiscal year is read-only (INV-F4): % of % is refused', tg_op, tg_table_name;
end
$$;
