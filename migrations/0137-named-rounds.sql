-- Named surveys (decisions/0077): another kind, which never mixes with the anonymous one. A round of one has no keys and no ballots; who said what
-- stands beside the person, in a table of its own that takes nothing of an anonymous round, and is counted at closing as any round is.
alter table survey_cell alter column ballot_key drop not null;
alter table survey_round
  add column is_named boolean not null default false,
  drop constraint survey_round_without_keys_is_closed,
  add constraint survey_round_without_keys_is_closed_or_named check (receipt_key is not null or closed_at is not null or is_named),
  add constraint survey_round_named_has_no_keys check (receipt_key is null or not is_named);

create table survey_named_answer (
  survey_round_id bigint not null references survey_round,
  staff_member_id bigint not null references staff_member,
  answers jsonb not null,
  answered_at timestamptz not null,
  primary key (survey_round_id, staff_member_id)
);
create index survey_named_answer_person on survey_named_answer (staff_member_id);

-- The kind of a round is that of its survey, and stays (INV-A6).
create function require_kind_of_survey() returns trigger language plpgsql as $$
begin
  if new.is_named <> (select v.kind = 'named' from survey_version v where v.survey_version_id = new.survey_version_id) then
    raise exception 'A round is of the kind of its survey (INV-A6)';
  end if;
  return new;
end
$$;
create trigger round_of_its_kind before insert on survey_round for each row execute function require_kind_of_survey();

create function refuse_names_in_anonymous() returns trigger language plpgsql as $$
begin
  if not exists (select from survey_round r where r.survey_round_id = new.survey_round_id and r.is_named) then
    raise exception 'Names stand beside answers in named rounds only (INV-A1)';
  end if;
  return new;
end
$$;
create trigger named_rounds_only before insert or update on survey_named_answer
  for each row execute function refuse_names_in_anonymous();

create or replace function refuse_change_of_round() returns trigger language plpgsql as $$
declare
  free constant text[] := array['closes_on', 'closed_at', 'closed_by', 'close_reason', 'answers', 'reissues', 'paper_sheets', 'paper_drawn', 'opened_by'];
  named constant text[] := array['opened_by', 'closed_by'];
begin
  if tg_op = 'DELETE' and old.receipt_key is null and not old.is_named then
    return old;
  end if;
  if tg_op = 'UPDATE' and to_jsonb(old) - free = to_jsonb(new) - free and new.closes_on >= old.closes_on
    and (old.closed_at is null or to_jsonb(old) - named = to_jsonb(new) - named) then
    return new;
  end if;
  raise exception 'A round of a survey stays as it was opened (INV-A6)';
end
$$;

create or replace function refuse_later_team() returns trigger language plpgsql as $$
begin
  if exists (select from survey_receiver m where m.survey_round_id = new.survey_round_id)
    or not exists (select from survey_round r where r.survey_round_id = new.survey_round_id and (r.receipt_key is not null or r.is_named)) then
    raise exception 'Who reads what was written is fixed when a round is opened (INV-A4, A6)';
  end if;
  return new;
end
$$;

create or replace function take_back_brought(round bigint) returns void
  language plpgsql security definer set search_path from current as $$
begin
  if not exists (select from survey_round r where r.survey_round_id = round and r.receipt_key is null and not r.is_named) then
    raise exception 'Only a round that was brought along is taken back';
  end if;
  delete from survey_scale s where s.survey_round_id = round;
  delete from survey_tally t where t.survey_round_id = round;
  delete from survey_answer a where a.survey_round_id = round;
  delete from survey_group g where g.survey_round_id = round;
  delete from survey_round r where r.survey_round_id = round;
end
$$;
