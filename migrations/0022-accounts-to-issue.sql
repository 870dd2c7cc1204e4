-- Who has no password yet is few in a town at work, and asked for by itself.
create index account_without_password on account (subject_id) where password_hash is null;
