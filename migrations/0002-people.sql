-- Sections, staff, assignments and leave, all by date. Dates are half-open [valid_from, valid_to).

create table section_period (
  section_code text not null,
  name text not null,
  kind text not null,
  parent_code text,
  authority text,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  recorded_at timestamptz not null default now(),
  primary key (section_code, valid_from),
  constraint section_once_a_day exclude using gist (section_code with =, daterange(valid_from, valid_to) with &&)
);
create index section_period_parent on section_period (parent_code);

-- The person, across retirement, re-employment, renaming and a change of staff number (INV-O6).
create table staff_member (
  staff_member_id bigint generated always as identity primary key,
  name text not null,
  name_kana text not null,
  email text,
  -- Folded for search only (half-width kana, variants of characters); never shown.
  search_text text not null,
  recorded_at timestamptz not null default now()
);
create index staff_member_kana on staff_member (name_kana);

-- One spell of employment; staff numbers are text and keep their zeros.
create table employment (
  employment_id bigint generated always as identity primary key,
  staff_member_id bigint not null references staff_member,
  staff_number text not null,
  employment_category text not null,
  occupation text not null,
  joined_on date not null,
  -- First day after the employment.
  left_on date check (left_on > joined_on),
  recorded_at timestamptz not null default now(),
  -- Somebody who comes back may keep the number; it never passes to another person.
  unique (staff_number, joined_on),
  constraint one_employment_a_day exclude using gist (staff_member_id with =, daterange(joined_on, left_on) with &&)
);

create table assignment (
  assignment_id bigint generated always as identity primary key,
  staff_member_id bigint not null references staff_member,
  staff_number text not null,
  section_code text not null,
  grade text not null,
  post_title text not null,
  kind text not null check (kind in ('primary', 'concurrent', 'acting')),
  is_head boolean not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  recorded_at timestamptz not null default now(),
  unique (staff_member_id, valid_from, section_code, kind),
  -- INV-O1
  constraint one_primary_a_day exclude using gist (staff_member_id with =, daterange(valid_from, valid_to) with &&)
    where (kind = 'primary')
);
create index assignment_section on assignment (section_code, valid_from);
create index assignment_heads on assignment (section_code) where is_head;

create table leave_of_absence (
  staff_member_id bigint not null references staff_member,
  kind text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  recorded_at timestamptz not null default now(),
  primary key (staff_member_id, valid_from),
  constraint one_leave_a_day exclude using gist (staff_member_id with =, daterange(valid_from, valid_to) with &&)
);
