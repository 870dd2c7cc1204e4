-- What a hand entered wrongly and another word took its place: before, after, why and by whom. Added, never changed; `settled_at` says when
-- closed years were looked at for it (INV-F4).
create table correction (
  correction_id bigint generated always as identity primary key,
  -- What was corrected, e.g. training.record, and which of them.
  thing text not null,
  thing_id bigint not null,
  -- The person whom the fact is about; null where it is about nobody.
  subject_id bigint references staff_member,
  -- First day on which the fact counted, or counts now: a closed year from then on may have counted it.
  concerns_from date not null,
  before jsonb not null,
  after jsonb not null,
  reason text not null check (reason <> ''),
  -- Null: by the command line.
  recorded_by bigint references staff_member,
  recorded_at timestamptz not null default now(),
  settled_at timestamptz
);
create index correction_of on correction (thing, thing_id, correction_id);
create index correction_subject on correction (subject_id);
create index correction_to_settle on correction (correction_id) where settled_at is null;

-- Evidence that came of a completion follows it, whatever the course is called later.
alter table skill_evidence add column came_of text;
update skill_evidence e set came_of = 'application ' || found.application_id
  from (select distinct on (e.skill_evidence_id) e.skill_evidence_id, a.application_id
    from skill_evidence e join application a on a.staff_member_id = e.staff_member_id and a.state = 'completed'
      join course_session s on s.course_session_id = a.course_session_id and s.ends_on = e.as_of
      join course c on c.course_id = s.course_id and e.skill = any(c.skills)
    where e.kind = 'completion'
    order by e.skill_evidence_id, (e.source = c.title || ' (' || s.starts_on || ')') desc, a.application_id) found
  where found.skill_evidence_id = e.skill_evidence_id;
create index skill_evidence_came_of on skill_evidence (came_of) where came_of is not null;

-- A value that HR entered wrongly counts no more from then on; another one may stand in its place.
alter table kpi_actual add column corrected_at timestamptz;
