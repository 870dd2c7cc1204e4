-- What kept people from learning in a year, as it was when the year was closed: its review and plan say the same ever after (INV-F4).
create table review_barrier (
  fiscal_year integer not null references review,
  barrier text not null check (barrier <> ''),
  total integer not null check (total >= 5),
  primary key (fiscal_year, barrier)
);
-- Of years that were closed before: what the records say on the day of the update, of reasons that concerned five people or more.
insert into review_barrier (fiscal_year, barrier, total)
  select r.fiscal_year, e.barrier, count(*)
  from review r join (
      select t.taken_on as day, coalesce(t.barrier, 'unsorted') as barrier, a.staff_member_id as person
      from application_step t join application a using (application_id)
      where t.to_state in ('returned', 'rejected', 'not_selected', 'absent', 'withdrawn', 'cancelled') and t.taken_back_at is null
      union all select (o.made_at at time zone 'Asia/Tokyo')::date, o.barrier, o.made_by from schedule_objection o
      union all select u.found_on, u.barrier, u.staff_member_id from wish_unmet u) e
    on e.day >= make_date(r.fiscal_year, 4, 1) and e.day < make_date(r.fiscal_year + 1, 4, 1)
  group by 1, 2 having count(distinct e.person) >= 5;
create trigger closed before update or delete on review_barrier
  for each row execute function refuse_change_of_closed_year();
