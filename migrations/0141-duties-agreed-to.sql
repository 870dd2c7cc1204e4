-- A duty is said by whoever does it and agreed to by their head, for exactly these words: new words are agreed to anew.
alter table duty add column agreed_by bigint references staff_member, add column agreed_on date, add check ((agreed_by is null) = (agreed_on is null));
