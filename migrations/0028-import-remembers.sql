-- What HR answered when a row of an import was like somebody: the number as the file writes it, and whether it is that person.
-- The same file sent again is not asked about again.
create table import_answer (
  staff_number text not null,
  staff_member_id bigint not null references staff_member,
  is_same boolean not null,
  answered_by text not null,
  answered_at timestamptz not null default now(),
  primary key (staff_number, staff_member_id)
);

-- What a column of HR's own files is read as; null where it is left out.
create table import_column (
  file text not null,
  name text not null,
  means text,
  recorded_at timestamptz not null default now(),
  primary key (file, name)
);
