-- Free text for the survey team alone (decisions/0066). The team is named before anybody is asked, and never widened; what was
-- written is laid apart at closing, item by item in an order of chance, names masked, beside no group and no other answer.
create table survey_team (
  survey_round_id bigint not null references survey_round,
  staff_member_id bigint not null references staff_member,
  primary key (survey_round_id, staff_member_id)
);
create index survey_team_person on survey_team (staff_member_id);
create function refuse_later_team() returns trigger language plpgsql as $$
begin
  if exists (select from survey_receiver m where m.survey_round_id = new.survey_round_id)
    or not exists (select from survey_round r where r.survey_round_id = new.survey_round_id and r.receipt_key is not null) then
    raise exception 'Who reads what was written is fixed when a round is opened (INV-A4, A6)';
  end if;
  return new;
end
$$;
create trigger team_stays before insert on survey_team for each row execute function refuse_later_team();

create table survey_text (
  survey_round_id bigint not null references survey_round,
  item text not null,
  text text not null
);
create index survey_text_round on survey_text (survey_round_id, item);
alter table survey_text alter text set statistics 0;
comment on table survey_text is 'added to only';
