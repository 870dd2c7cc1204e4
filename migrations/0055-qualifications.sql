-- Evidence may end: from that day on it is history, and what it covered stands again. Half-open, as every span.
alter table skill_evidence add column valid_to date check (valid_to > as_of);
create index skill_evidence_ends on skill_evidence (valid_to) where valid_to is not null and withdrawn_at is null;
-- Repeats the evidence. What stands in its place from then on is looked up there (rooms/skills/standing.service.ts).
alter table skill_standing add column valid_to date;
create index skill_standing_ends on skill_standing (valid_to) where valid_to is not null;
-- A figure over everyone reads the index alone, the end too.
drop index skill_standing_skill;
create index skill_standing_skill on skill_standing (skill, kind, staff_member_id) include (level, valid_to);

-- The managed list: what a qualification shows and how long it holds.
create table qualification (
  qualification_id bigint generated always as identity primary key,
  -- By which files know it.
  name text not null unique check (name <> ''),
  issuer text not null,
  -- Months from the day on which it was passed; null: for ever.
  valid_months smallint check (valid_months between 1 and 600),
  -- Nobody hands it in or is given it any more from then on; what was given holds.
  retired_at timestamptz,
  retired_by bigint references staff_member,
  is_sample boolean not null default false
);
create table qualification_level (
  qualification_id bigint not null references qualification,
  -- Of the policy.
  skill text not null,
  level smallint not null check (level between 0 and 10),
  primary key (qualification_id, skill)
);

-- A person says that they hold one; HR looks at the proof.
create table qualification_claim (
  qualification_claim_id bigint generated always as identity primary key,
  staff_member_id bigint not null references staff_member,
  qualification_id bigint not null references qualification,
  acquired_on date not null,
  -- First day on which it holds no more, where the paper says another one than the list.
  valid_to date check (valid_to > acquired_on),
  state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'returned', 'withdrawn')),
  declared_at timestamptz not null default now(),
  decided_at timestamptz,
  decided_by bigint references staff_member,
  reason text,
  check ((state = 'waiting') = (decided_at is null)),
  check (state <> 'returned' or reason <> '')
);
create index qualification_claim_staff on qualification_claim (staff_member_id, qualification_claim_id);
create index qualification_claim_waiting on qualification_claim (qualification_claim_id) where state = 'waiting';
create index qualification_claim_decided on qualification_claim (decided_at) where state in ('confirmed', 'returned');
-- One at a time of a person and qualification.
create unique index qualification_claim_once on qualification_claim (staff_member_id, qualification_id) where state = 'waiting';

-- The paper, as long as somebody has to look at it.
create table qualification_proof (
  qualification_claim_id bigint primary key references qualification_claim on delete cascade,
  file_name text not null,
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  -- base64, as it travels (decisions/0003).
  content text not null
);
alter table qualification_proof alter column content set storage external;
