-- A page of the worklist goes by section and number over everybody, those outside the denominator too (on leave, another category).
drop index figure_part_page;
create index figure_part_page on figure_part (figure_id, coalesce(section_code, ''), unit);
