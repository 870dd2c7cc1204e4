-- Evidence is added, never changed: a correction withdraws a row and adds another.

create table skill_evidence (
  skill_evidence_id bigint generated always as identity primary key,
  staff_member_id bigint not null,
  skill text not null,
  kind text not null check (kind in ('self', 'supervisor', 'test', 'qualification', 'completion')),
  -- Null for a completion: it never sets a level (INV-P6).
  level smallint check (level >= 0),
  check ((level is null) = (kind = 'completion')),
  as_of date not null,
  note text,
  source text,
  -- Whether the person lets the supervisor see a self-reflection (INV-S1).
  shared boolean not null default false,
  is_sample boolean not null default false,
  recorded_by bigint,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by bigint,
  withdrawn_reason text
);
create index skill_evidence_person on skill_evidence (staff_member_id, skill, as_of desc, skill_evidence_id desc);
-- The latest of each kind on any day, for everyone at once (figures as of a past day).
create index skill_evidence_skill on skill_evidence (skill, kind, staff_member_id, as_of desc, skill_evidence_id desc)
  include (level) where withdrawn_at is null and level is not null;

-- Latest level of each kind, kept up by the change that adds evidence; a test recomputes it.
create table skill_standing (
  staff_member_id bigint not null,
  skill text not null,
  self_level smallint,
  self_as_of date,
  self_shared boolean not null default false,
  supervisor_level smallint,
  supervisor_as_of date,
  test_level smallint,
  test_as_of date,
  qualification_level smallint,
  qualification_as_of date,
  is_sample boolean not null default false,
  primary key (staff_member_id, skill)
);
-- A figure over everyone reads the index alone.
create index skill_standing_skill on skill_standing (skill, staff_member_id)
  include (self_level, supervisor_level, test_level, qualification_level);
