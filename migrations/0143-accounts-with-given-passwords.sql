-- Whose first password was given and not yet changed are few beside all accounts; letters that were lost are looked for among them.
create index account_with_given_password on account (subject_id) where must_change_password and password_hash is not null;
