-- Sheets of paper for those without a machine (decisions/0065): who handed one in is noted, without a time; how many of a cell were entered; and
-- who of HR does which of the two in a round. What a sheet says lies among the ballots, and nothing in its row tells it from them.
alter table survey_receiver add column on_paper boolean not null default false;
create index survey_receiver_on_paper on survey_receiver (survey_round_id, cell) where on_paper;
alter table survey_round
  -- At closing: sheets that were entered; and how many of those who handed one in had drawn a ballot as well.
  add column paper_sheets integer not null default 0 check (paper_sheets >= 0),
  add column paper_drawn integer not null default 0 check (paper_drawn >= 0);

create table survey_sheet_count (
  survey_round_id bigint not null references survey_round,
  cell smallint not null,
  entered integer not null check (entered > 0),
  primary key (survey_round_id, cell)
);
create table survey_sheet_hand (
  survey_round_id bigint not null references survey_round,
  staff_member_id bigint not null references staff_member,
  task text not null check (task in ('notes', 'enters')),
  primary key (survey_round_id, staff_member_id)
);
create index survey_sheet_hand_person on survey_sheet_hand (staff_member_id);

create or replace function refuse_change_of_round() returns trigger language plpgsql as $$
declare
  free constant text[] := array['closes_on', 'closed_at', 'closed_by', 'close_reason', 'answers', 'reissues', 'paper_sheets', 'paper_drawn', 'opened_by'];
  named constant text[] := array['opened_by', 'closed_by'];
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - free = to_jsonb(new) - free and new.closes_on >= old.closes_on
    and (old.closed_at is null or to_jsonb(old) - named = to_jsonb(new) - named) then
    return new;
  end if;
  raise exception 'A round of a survey stays as it was opened (INV-A6)';
end
$$;

-- As many bytes as a digest has.
create function chance() returns bytea language sql volatile as
  $$ select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) $$;

-- Sheets come among the ballots as ballots: bytes of chance where those have digests. In the same transaction all that stands there is written
-- anew, in an order of chance and into a file of its own, so that neither its place nor the number of a transaction tells a sheet from a ballot.
create function enter_sheets(round bigint, of_cell smallint, sheets jsonb) returns void
  language plpgsql security definer set search_path from current as $$
declare
  town constant text := current_schema();
begin
  -- Nobody's temporary tables stand before the town's.
  perform set_config('search_path', town || ', pg_temp', true);
  if not exists (select from survey_round r where r.survey_round_id = round and r.closed_at is null) then
    raise exception 'The round is closed';
  end if;
  lock table survey_ballot in access exclusive mode;
  create temp table standing_ballot on commit drop as
    select b.* from survey_ballot b
    union all select round, chance(), of_cell, s.answers, chance() from jsonb_array_elements(sheets) s(answers);
  truncate survey_ballot;
  insert into survey_ballot select s.* from standing_ballot s order by gen_random_uuid();
  drop table standing_ballot;
end
$$;
