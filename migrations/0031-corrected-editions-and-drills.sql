-- An edition that another one replaces from the same day on held on no day; it stays, with the day on which it would have begun.
alter table policy_edition drop constraint policy_edition_check;
alter table policy_edition add constraint policy_edition_days check (valid_to >= valid_from);

-- Backups that were made, and drills: a backup was read into a place of its own and was whole there.
create table backup_run (
  backup_run_id bigint generated always as identity primary key,
  kind text not null check (kind in ('backup', 'drill')),
  run_at timestamptz not null,
  sha256 text not null,
  tables integer not null,
  rows bigint not null,
  -- Of a drill: lines of the journal that were verified there.
  journal_lines bigint
);
create index backup_run_latest on backup_run (kind, run_at desc);
