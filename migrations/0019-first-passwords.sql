-- What somebody else gave is not chosen again, also later: whoever gave it still knows it.
alter table account add column first_password_hash text;
update account set first_password_hash = password_hash where must_change_password;
