-- The standing is one row for each kind of evidence: which kinds there are is said by one list in the program, not by columns
-- and constraints here. What stands is worked out anew from the evidence, which is the truth of it.

alter table skill_evidence drop constraint skill_evidence_kind_check;
-- "A completion has no level": the program's list says of every kind whether it carries one.
alter table skill_evidence drop constraint skill_evidence_check;

drop table skill_standing;

-- Latest level of each kind, kept up by the change that adds or withdraws evidence; a test recomputes it.
create table skill_standing (
  staff_member_id bigint not null,
  skill text not null,
  kind text not null,
  level smallint not null,
  as_of date not null,
  shared boolean not null,
  is_sample boolean not null,
  -- The evidence that it repeats. Of two on one day the later recorded one stands.
  skill_evidence_id bigint not null,
  primary key (staff_member_id, skill, kind)
);
-- A figure over everyone reads the index alone.
create index skill_standing_skill on skill_standing (skill, kind, staff_member_id) include (level);

insert into skill_standing (staff_member_id, skill, kind, level, as_of, shared, is_sample, skill_evidence_id)
select distinct on (staff_member_id, skill, kind)
  staff_member_id, skill, kind, level, as_of, shared, is_sample, skill_evidence_id
from skill_evidence
where withdrawn_at is null and level is not null
order by staff_member_id, skill, kind, as_of desc, skill_evidence_id desc;
