-- After a large load the planner knows nothing of the new rows until the database gets round to counting them (a minute or more).
-- The server's role owns no table and may not ANALYZE; this runs with the owner's rights and does nothing else.
create function refresh_statistics() returns void
  language plpgsql security definer set search_path from current as $$
declare
  name text;
begin
  for name in select oid::regclass::text from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
  loop
    execute 'analyze ' || name;
  end loop;
end
$$;
