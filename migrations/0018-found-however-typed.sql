-- People are found by every name and staff number that they had, and everything however it is typed. What is searched in is folded by the
-- program alone (platform/search); until it has looked at all rows once, what stands here is what they were found by before.

create table former_name (
  staff_member_id bigint not null references staff_member,
  name text not null,
  name_kana text not null,
  -- First day on which the person was known here by another name.
  held_until date not null,
  recorded_at timestamptz not null default now(),
  primary key (staff_member_id, name, name_kana)
);

-- Staff numbers stand among the words that a person is found by.
drop index employment_stretches;
update staff_member m set search_text = m.search_text || ' ' || e.numbers
  from (select staff_member_id, lower(string_agg(distinct staff_number, ' ')) as numbers from employment group by staff_member_id) e
  where e.staff_member_id = m.staff_member_id and m.search_text <> '';

alter table course add column search_text text not null default '';
update course set search_text = lower(normalize(title || ' ' || summary || ' ' || course_code || ' ' || provider, NFKC));
