-- What grows gets an index for each question that is asked of it, and the journal an end.

-- Every stretch of `fewest` to `most` letters within the words of a text: a word is found by them wherever it stands, and however short
-- it is, as most family names are. PL/pgSQL, because a function in plain SQL takes 80 times as long here.
create function stretches(said text, fewest integer, most integer) returns text[]
  language plpgsql immutable strict parallel safe as $$
declare
  found text[] := '{}';
  word text;
begin
  foreach word in array string_to_array(said, ' ') loop
    for place in 1 .. length(word) - fewest + 1 loop
      for size in fewest .. least(most, length(word) - place + 1) loop
        found := found || substr(word, place, size);
      end loop;
    end loop;
  end loop;
  return found;
end
$$;
create index staff_member_stretches on staff_member using gin (stretches(search_text, 1, 4));
create index employment_stretches on employment using gin (stretches(staff_number, 4, 4));
create index employment_staff on employment (staff_member_id, joined_on);
-- Numbers of people on a day are read from an index alone.
create index employment_days on employment (left_on, joined_on);
create index assignment_primary on assignment (section_code, valid_from, valid_to) where kind = 'primary';
drop index staff_member_kana;
create index staff_member_kana on staff_member (name_kana, staff_member_id);
