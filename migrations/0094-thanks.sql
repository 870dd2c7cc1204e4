-- A thank-you from one person to another. Who may read it: the receiver and the writer; everybody where it is public and the receiver has not hidden it;
-- the receiver's head of the day where the writer chose so. What was taken back or removed is read by nobody.
create table thank_you (
  thank_you_id bigint generated always as identity primary key,
  receiver bigint not null references staff_member,
  written_by bigint not null references staff_member,
  words text not null check (length(words) between 1 and 300),
  -- Of the policy in force on that day, in its words; null where no policy was in force.
  value_id text,
  value_name text,
  is_public boolean not null,
  is_shown_to_head boolean not null,
  written_on date not null,
  written_at timestamptz not null,
  corrected_at timestamptz,
  taken_back_at timestamptz,
  hidden_at timestamptz,
  removed_at timestamptz,
  removed_by bigint references staff_member,
  removed_because text not null default '',
  -- Written elsewhere before, and brought in: nobody is told.
  is_imported boolean not null default false,
  is_sample boolean not null default false,
  check ((value_id is null) = (value_name is null))
);
create index thank_you_receiver on thank_you (receiver, thank_you_id);
create index thank_you_written_by on thank_you (written_by, thank_you_id);
create index thank_you_removed_by on thank_you (removed_by);
create index thank_you_written_on on thank_you (written_on);
create index thank_you_removed_at on thank_you (removed_at) where removed_at is not null;
create index thank_you_public on thank_you (thank_you_id) where is_public and taken_back_at is null and removed_at is null and hidden_at is null;
select note_changes('thank_you', 'thank_you_id', 'written_on');

-- Somebody who may read it says that it hurts or is misuse; with the words as they were read, because a writer may correct them.
create table thank_you_report (
  thank_you_report_id bigint generated always as identity primary key,
  thank_you_id bigint not null references thank_you,
  reported_by bigint not null references staff_member,
  words text not null,
  reason text not null check (reason <> ''),
  reported_at timestamptz not null,
  answer text check (answer in ('removed', 'kept')),
  answer_reason text not null default '',
  answered_by bigint references staff_member,
  answered_at timestamptz,
  unique (thank_you_id, reported_by),
  check ((answer is null) = (answered_at is null))
);
create index thank_you_report_reported_by on thank_you_report (reported_by);
create index thank_you_report_answered_by on thank_you_report (answered_by);
create index thank_you_report_answered_at on thank_you_report (answered_at);
