-- Readings are kept as they came (INV-D4): in katakana, hiragana or half width, composed or not. They are put in order as if all were katakana
-- in full width; half width would stand behind everybody else.
create function reading_order(reading text) returns text
language sql immutable strict parallel safe as $$
  select translate(normalize(reading, NFKC),
    'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖ',
    'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶ')
$$;
drop index staff_member_kana;
create index staff_member_kana on staff_member (reading_order(name_kana), staff_member_id);
