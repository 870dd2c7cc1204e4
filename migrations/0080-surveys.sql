-- Surveys whose answers lead back to nobody (decisions/0047). What `survey_ballot` and `survey_answer` hold has no time, no running number and no person.
create table survey_version (
  survey_version_id bigint generated always as identity primary key,
  survey text not null,
  number integer not null check (number > 0),
  title text not null,
  kind text not null check (kind in ('anonymous', 'named')),
  items jsonb not null,
  recorded_by bigint references staff_member,
  recorded_at timestamptz not null default now(),
  unique (survey, number)
);
create index survey_version_recorded_by on survey_version (recorded_by);

create table survey_round (
  survey_round_id bigint generated always as identity primary key,
  survey_version_id bigint not null references survey_version,
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  k smallint not null check (k >= 4),
  attributes text[] not null,
  receivers integer not null check (receivers > 0),
  receipt_key jsonb not null,
  keys_hash text not null,
  opened_by bigint references staff_member,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_by bigint references staff_member,
  close_reason text check ((close_reason is null) = (closed_at is null)),
  answers integer check ((answers is null) = (closed_at is null)),
  reissues integer check ((reissues is null) = (closed_at is null))
);
create index survey_round_version on survey_round (survey_version_id);
create index survey_round_opened_by on survey_round (opened_by);
create index survey_round_closed_by on survey_round (closed_by);

create table survey_cell (
  survey_round_id bigint not null references survey_round,
  cell smallint not null check (cell between 1 and 500),
  steps jsonb not null,
  receivers integer not null,
  ballot_key jsonb not null,
  primary key (survey_round_id, cell)
);
create table survey_secret (
  survey_round_id bigint not null references survey_round,
  cell smallint not null,
  private_key bytea not null,
  primary key (survey_round_id, cell)
);
create table survey_receiver (
  survey_round_id bigint not null references survey_round,
  staff_member_id bigint not null references staff_member,
  cell smallint not null,
  drawn bytea,
  reissued bytea check (reissued is null or drawn is not null),
  receipt bytea check (receipt is null or drawn is not null),
  primary key (survey_round_id, staff_member_id),
  unique (survey_round_id, receipt)
);
create index survey_receiver_person on survey_receiver (staff_member_id);

create table survey_ballot (
  survey_round_id bigint not null references survey_round,
  ballot bytea not null,
  cell smallint not null,
  answers jsonb not null,
  receipt bytea not null,
  primary key (survey_round_id, ballot)
);
-- Nothing of single rows in the planner's statistics.
alter table survey_ballot alter ballot set statistics 0, alter answers set statistics 0, alter receipt set statistics 0;

create table survey_group (
  survey_round_id bigint not null references survey_round,
  group_number smallint not null,
  steps jsonb not null,
  receivers integer not null,
  answers integer not null,
  primary key (survey_round_id, group_number)
);
create table survey_answer (
  survey_round_id bigint not null references survey_round,
  group_number smallint not null,
  answers jsonb not null
);
create index survey_answer_round on survey_answer (survey_round_id);
alter table survey_answer alter answers set statistics 0;
create table survey_tally (
  survey_round_id bigint not null references survey_round,
  group_number smallint not null,
  item text not null,
  value text not null,
  people integer not null,
  primary key (survey_round_id, item, group_number, value)
);

-- What the server's role may neither change nor take away (platform/db/migrate-grants.ts).
comment on table survey_version is 'added to only';
comment on table survey_cell is 'added to only';
comment on table survey_secret is 'added to only';
comment on table survey_ballot is 'added to only';
comment on table survey_group is 'added to only';
comment on table survey_answer is 'added to only';
comment on table survey_tally is 'added to only';

-- A round is closed once, may be extended until then, and nothing else of it changes (INV-A2, A6). Whom it names follows where two numbers are one person.
create function refuse_change_of_round() returns trigger language plpgsql as $$
declare
  free constant text[] := array['closes_on', 'closed_at', 'closed_by', 'close_reason', 'answers', 'reissues', 'opened_by'];
  named constant text[] := array['opened_by', 'closed_by'];
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - free = to_jsonb(new) - free and new.closes_on >= old.closes_on
    and (old.closed_at is null or to_jsonb(old) - named = to_jsonb(new) - named) then
    return new;
  end if;
  raise exception 'A round of a survey stays as it was opened (INV-A6)';
end
$$;
create trigger round_stays before update or delete on survey_round for each row execute function refuse_change_of_round();

-- Closing, by the owner: answers are cut from their ballots and written anew in an order of chance, each in the group that its cell was merged
-- into; what stood with the ballots and the private keys are emptied into files of their own, of which nothing stays. What other rounds hold
-- there is written back, in an order of chance as well.
create function cut_answers(round bigint, groups jsonb) returns void
  language plpgsql security definer set search_path from current as $$
declare
  town constant text := current_schema();
begin
  -- Nobody's temporary tables stand before the town's.
  perform set_config('search_path', town || ', pg_temp', true);
  if not exists (select from survey_round r where r.survey_round_id = round and r.closed_at is null) then
    raise exception 'The round is closed';
  end if;
  lock table survey_ballot, survey_secret in access exclusive mode;
  insert into survey_answer (survey_round_id, group_number, answers)
    select b.survey_round_id, (groups ->> b.cell::text)::smallint, b.answers from survey_ballot b
    where b.survey_round_id = round order by gen_random_uuid();
  create temp table other_ballot on commit drop as
    select b.* from survey_ballot b where b.survey_round_id <> round;
  create temp table other_secret on commit drop as
    select s.* from survey_secret s where s.survey_round_id <> round;
  truncate survey_ballot, survey_secret;
  insert into survey_ballot select o.* from other_ballot o order by gen_random_uuid();
  insert into survey_secret select o.* from other_secret o;
  drop table other_ballot, other_secret;
end
$$;
