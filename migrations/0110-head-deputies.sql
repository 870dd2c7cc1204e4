-- Who decides in the place of one head of a section, from a day to a day: named by the head, or by HR for the section. Nothing is stored when it ends before:
-- it holds as long as the head leads that section and the deputy has the primary post by which they were named.
create table head_deputy (
  head_deputy_id bigint generated always as identity primary key,
  section_code text not null,
  head bigint not null references staff_member,
  deputy bigint not null references staff_member,
  deputy_section text not null,
  reason text not null check (reason <> ''),
  valid_from date not null,
  valid_to date not null check (valid_to >= valid_from),
  recorded_by bigint references staff_member,
  recorded_as text not null,
  recorded_at timestamptz not null default now()
);
create index head_deputy_section_code on head_deputy (section_code);
create index head_deputy_head on head_deputy (head);
create index head_deputy_deputy on head_deputy (deputy);
create index head_deputy_recorded_by on head_deputy (recorded_by);

-- The posts by which somebody below a head may be their deputy; null: anybody of the section. The latest row holds.
create table deputy_rule (
  deputy_rule_id bigint generated always as identity primary key,
  post_titles text[] check (cardinality(post_titles) > 0),
  recorded_by bigint references staff_member,
  recorded_at timestamptz not null default now()
);
create index deputy_rule_recorded_by on deputy_rule (recorded_by);
