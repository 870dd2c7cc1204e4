-- Documents of a closed year. The words of one may be edited until it is issued; an issued one keeps its very bytes (decisions/0061).
create table document_text (
  fiscal_year integer not null references review,
  kind text not null check (kind in ('sheet', 'model', 'council', 'public')),
  -- What the text is for, as the kind has it.
  part text not null,
  text text not null,
  written_by bigint references staff_member,
  written_at timestamptz not null,
  primary key (fiscal_year, kind, part)
);
create index document_text_written_by on document_text (written_by);

create table document_issue (
  document_issue_id bigint generated always as identity primary key,
  fiscal_year integer not null references review,
  kind text not null check (kind in ('sheet', 'model', 'council', 'public')),
  -- From 1, within the year and kind: of two at the same moment only one can be the next.
  number integer not null check (number > 0),
  issued_on date not null,
  recorded_by bigint references staff_member,
  issued_at timestamptz not null,
  -- How often each value had been restated by then: what was restated since shows where the document is opened.
  restated jsonb not null,
  unique (fiscal_year, kind, number)
);
create index document_issue_recorded_by on document_issue (recorded_by);

create table document_file (
  document_issue_id bigint not null references document_issue,
  format text not null check (format in ('html', 'pdf', 'xlsx', 'csv', 'json')),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bytea not null,
  primary key (document_issue_id, format)
);

create trigger closed before update or delete on document_issue
  for each row execute function refuse_change_of_closed_year();
create trigger closed before update or delete on document_file
  for each row execute function refuse_change_of_closed_year();
