-- Words for a duty that a head proposes to a member: nobody's duty until the member says them too, and kept as history whatever became of them.
create table duty_proposal (
  duty_proposal_id bigint generated always as identity primary key,
  staff_member_id bigint not null references staff_member,
  duty text not null,
  proposed_on date not null,
  proposed_by bigint not null references staff_member,
  recorded_at timestamptz not null default now(),
  ended_on date check (ended_on >= proposed_on),
  outcome text check (outcome in ('agreed', 'answered', 'replaced', 'withdrawn')),
  check ((ended_on is null) = (outcome is null))
);
create index duty_proposal_person on duty_proposal (staff_member_id);
create index duty_proposal_head on duty_proposal (proposed_by);
create index duty_proposal_open on duty_proposal (staff_member_id) where ended_on is null;
-- Words that wait for a head: notices ask for them.
create index duty_to_agree on duty (staff_member_id) where agreed_on is null;
