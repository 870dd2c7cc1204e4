-- The policy as a document in editions, and what each section and person says of their purpose.

create table policy_edition (
  policy_edition_id bigint generated always as identity primary key,
  title text not null,
  edition text not null,
  source_text text not null,
  document jsonb not null,
  digest text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  -- Null while it is a draft. Exactly one edition holds on a day (INV-P1).
  valid_from date,
  valid_to date check (valid_to > valid_from),
  constraint one_policy_a_day exclude using gist (daterange(valid_from, valid_to) with &&) where (valid_from is not null)
);

create table section_purpose (
  section_purpose_id bigint generated always as identity primary key,
  section_code text not null,
  purpose text not null,
  -- The 「不」 of residents that the section answers, and the choices that it offers.
  answers text not null default '',
  offers text not null default '',
  duties text[] not null default '{}',
  -- Ids of direct outcomes in the policy.
  contributes_to text[] not null default '{}',
  is_sample boolean not null,
  valid_from date not null,
  recorded_by bigint,
  recorded_at timestamptz not null default now()
);
create index section_purpose_section on section_purpose (section_code, valid_from desc, section_purpose_id desc);

create table duty (
  duty_id bigint generated always as identity primary key,
  staff_member_id bigint not null,
  duty text not null,
  valid_from date not null,
  recorded_by bigint,
  recorded_at timestamptz not null default now()
);
create index duty_staff on duty (staff_member_id, valid_from desc, duty_id desc);
