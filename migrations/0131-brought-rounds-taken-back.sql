-- A round that was brought along wrongly is taken back whole: it was asked of nobody here, so nobody's answer goes with it. A round that was opened here
-- stays as it was opened (INV-A6).
create or replace function refuse_change_of_round() returns trigger language plpgsql as $$
declare
  free constant text[] := array['closes_on', 'closed_at', 'closed_by', 'close_reason', 'answers', 'reissues', 'paper_sheets', 'paper_drawn', 'opened_by'];
  named constant text[] := array['opened_by', 'closed_by'];
begin
  if tg_op = 'DELETE' and old.receipt_key is null then
    return old;
  end if;
  if tg_op = 'UPDATE' and to_jsonb(old) - free = to_jsonb(new) - free and new.closes_on >= old.closes_on
    and (old.closed_at is null or to_jsonb(old) - named = to_jsonb(new) - named) then
    return new;
  end if;
  raise exception 'A round of a survey stays as it was opened (INV-A6)';
end
$$;

-- By the owner, because the server's role takes nothing away from these tables.
create function take_back_brought(round bigint) returns void
  language plpgsql security definer set search_path from current as $$
begin
  if not exists (select from survey_round r where r.survey_round_id = round and r.receipt_key is null) then
    raise exception 'Only a round that was brought along is taken back';
  end if;
  delete from survey_scale s where s.survey_round_id = round;
  delete from survey_tally t where t.survey_round_id = round;
  delete from survey_answer a where a.survey_round_id = round;
  delete from survey_group g where g.survey_round_id = round;
  delete from survey_round r where r.survey_round_id = round;
end
$$;
