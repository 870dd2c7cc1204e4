-- A town whose policy has no ladder, or whose executives stand beside it, says by name who is one (decision 0098).
alter table role_grant drop constraint role_grant_role_check;
alter table role_grant add constraint role_grant_role_check check (role in ('hr', 'it', 'executive'));
