-- Mail to somebody, written in the transaction of the fact that causes it. What it says is put together when it is sent, of what holds then.
create table mail (
  mail_id bigint generated always as identity primary key,
  -- The same in every try, so that a mailbox that got it twice can tell.
  message_id text not null unique,
  receiver bigint not null references staff_member,
  -- A digest gathers what is noticed until it goes out.
  way text not null check (way in ('atOnce', 'digest')),
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'dropped')),
  written_at timestamptz not null,
  next_at timestamptz not null,
  attempts integer not null default 0,
  claimed_at timestamptz,
  ended_at timestamptz,
  trouble text
);
create unique index mail_gathering on mail (receiver) where way = 'digest' and state = 'waiting' and attempts = 0;
create index mail_next on mail (next_at) where state in ('waiting', 'sending');
create index mail_failed on mail (mail_id) where state = 'failed';
create index mail_ended on mail (ended_at);
create index mail_receiver on mail (receiver);

-- Whether whoever runs the server has said how mail goes out; every process knows it from here.
create table mail_setup (
  only_row boolean primary key default true check (only_row),
  is_on boolean not null,
  -- What stands behind the @ of message ids.
  domain text not null default '',
  said_at timestamptz not null
);

-- What somebody is to be told. It holds no words and no names: what a reader may know of the thing is asked when it is read.
create table notice (
  notice_id bigint generated always as identity primary key,
  kind text not null,
  receiver bigint not null references staff_member,
  -- The thing, by the key of its own table, and the fact about it; one notice a receiver, kind and fact.
  topic text not null,
  thing bigint not null,
  fact text not null,
  due_on date,
  noticed_at timestamptz not null,
  read_at timestamptz,
  -- Done by anyone, or no longer so.
  resolved_at timestamptz,
  mail_id bigint references mail,
  unique (receiver, kind, fact)
);
create index notice_listed on notice (receiver, notice_id);
create index notice_unread on notice (receiver) where read_at is null and resolved_at is null;
create index notice_standing on notice (topic, thing) where resolved_at is null;
create index notice_mail on notice (mail_id) where mail_id is not null;
create index notice_over on notice (resolved_at) where resolved_at is not null;

-- How somebody wants to hear of a kind, where it is not the usual way.
create table notice_choice (
  staff_member_id bigint not null references staff_member,
  kind text not null,
  way text not null check (way in ('atOnce', 'digest', 'appOnly', 'off')),
  primary key (staff_member_id, kind)
);
create table notice_hours (
  staff_member_id bigint primary key references staff_member,
  quiet_from time not null,
  quiet_to time not null,
  quiet_on_weekends boolean not null,
  digest_at time not null
);
-- Days before or after which the town reminds, where they are not the usual ones.
create table notice_days (
  reminder text primary key,
  days integer not null check (days between 0 and 90)
);

-- When a session was moved, from when.
create table session_move (
  session_move_id bigint generated always as identity primary key,
  course_session_id bigint not null references course_session,
  moved_on date not null,
  moved_at timestamptz not null,
  from_starts_on date not null,
  from_ends_on date not null,
  from_starts_at time not null,
  from_ends_at time not null
);
create index session_move_session on session_move (course_session_id, session_move_id);
