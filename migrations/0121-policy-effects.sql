-- What a publication does to people, and who answered for it with which reason before it was published. An answer is added, never changed.
create table policy_effect_answer (
  policy_effect_answer_id bigint generated always as identity primary key,
  policy_edition_id bigint not null references policy_edition,
  kind text not null check (kind in ('otherTown', 'gradeUnknown', 'executivesEnd', 'expectationsVanish', 'skillsVanish')),
  -- Ids of the grades, skills or towns that were answered for.
  things text[] not null,
  people integer not null check (people >= 0),
  reason text not null check (reason <> ''),
  answered_by text not null,
  answered_at timestamptz not null default now()
);
create index policy_effect_answer_policy_edition_id on policy_effect_answer (policy_edition_id);
