-- How often people came into a round and left it, by reason: always the count of round_spell, kept by whatever changes it, so that a round's page
-- counts no history (decisions/0045). Of two numbers that are one person one spell goes.
create table round_movement (
  round_id bigint not null references training_round,
  because text not null,
  is_entering boolean not null,
  times integer not null,
  primary key (round_id, is_entering, because)
);

create function count_round_movements() returns trigger language plpgsql set search_path from current as $$
begin
  if tg_op <> 'INSERT' then
    insert into round_movement as c (round_id, because, is_entering, times)
      select w.round_id, m.because, m.is_entering, -count(*) from was w
        cross join lateral (values (w.entered_because, true), (w.left_because, false)) m(because, is_entering)
      where m.because is not null group by 1, 2, 3
    on conflict (round_id, is_entering, because) do update set times = c.times + excluded.times;
  end if;
  if tg_op <> 'DELETE' then
    insert into round_movement as c (round_id, because, is_entering, times)
      select w.round_id, m.because, m.is_entering, count(*) from changed w
        cross join lateral (values (w.entered_because, true), (w.left_because, false)) m(because, is_entering)
      where m.because is not null group by 1, 2, 3
    on conflict (round_id, is_entering, because) do update set times = c.times + excluded.times;
  end if;
  return null;
end
$$;
create trigger counted_insert after insert on round_spell referencing new table as changed
  for each statement execute function count_round_movements();
create trigger counted_update after update on round_spell referencing old table as was new table as changed
  for each statement execute function count_round_movements();
create trigger counted_delete after delete on round_spell referencing old table as was
  for each statement execute function count_round_movements();

insert into round_movement (round_id, because, is_entering, times)
  select s.round_id, m.because, m.is_entering, count(*) from round_spell s
    cross join lateral (values (s.entered_because, true), (s.left_because, false)) m(because, is_entering)
  where m.because is not null group by 1, 2, 3;
