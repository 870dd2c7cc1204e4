-- Accounts, sessions, journal, progress of long requests. People stand behind accounts as numbers (subject_id) only.

create table installation (
  only_row boolean primary key default true check (only_row),
  is_sample boolean not null,
  since timestamptz not null default now()
);

create table account (
  account_id bigint generated always as identity primary key,
  login_name text not null unique check (login_name <> ''),
  subject_id bigint unique,
  password_hash text,
  must_change_password boolean not null default false,
  -- Persona of the sample ward that may be entered without a password on this machine only.
  persona text unique,
  valid_from date not null default '0001-01-01',
  valid_to date,
  recorded_at timestamptz not null default now()
);

create table session (
  token_hash bytea primary key,
  account_id bigint not null references account,
  opened_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_account on session (account_id);
create index session_expiry on session (expires_at);

-- One row a failed attempt; lock-out is computed from them and ends by itself.
create table sign_in_failure (
  login_name text not null,
  failed_at timestamptz not null default now()
);
create index sign_in_failure_recent on sign_in_failure (login_name, failed_at);

-- Roles that no post gives (HR development, IT administrator): dated facts, half-open.
create table role_grant (
  role_grant_id bigint generated always as identity primary key,
  account_id bigint not null references account,
  role text not null check (role in ('hr', 'it')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  reason text,
  recorded_by bigint,
  recorded_at timestamptz not null default now()
);
create index role_grant_account on role_grant (account_id);

-- Append-only: the server's role may insert and read, nothing else.
-- A change's line is written in the transaction of the change; xid tells which lines are final.
create table journal_line (
  line_id bigint generated always as identity primary key,
  written_at timestamptz not null default clock_timestamp(),
  xid bigint not null default (pg_current_xact_id()::text::bigint),
  kind text not null check (kind in ('change', 'read', 'export', 'access')),
  operation text not null,
  actor_account bigint,
  actor_subject bigint,
  actor_name text not null,
  acted_as text not null,
  subjects bigint[] not null default '{}',
  reason text,
  detail jsonb
);
create index journal_line_xid on journal_line (xid);
create index journal_line_subjects on journal_line using gin (subjects);

-- A seal closes one segment of final lines into the chain: digests[i] (32 bytes each, joined) is that of line_ids[i].
create table journal_seal (
  seal_id bigint generated always as identity primary key,
  sealed_at timestamptz not null default clock_timestamp(),
  from_xid bigint not null,
  to_xid bigint not null,
  line_ids bigint[] not null,
  digests bytea not null,
  previous_digest bytea not null,
  digest bytea not null,
  pruned_at timestamptz
);

create table progress (
  progress_key text primary key,
  account_id bigint,
  stage text not null,
  done bigint not null,
  total bigint not null,
  noted_at timestamptz not null default now()
);
