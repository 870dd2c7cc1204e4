-- Two who restate one value at the same moment: both would state what they saw before the other. The number is of the value's own
-- restatements, so the second to come finds it taken, begins again and sees what the first has stated.

alter table kpi_restatement add column number integer;
alter table kpi_restatement disable trigger closed;
update kpi_restatement r set number = n.number
from (select kpi_restatement_id, row_number() over (partition by fiscal_year, kpi order by kpi_restatement_id) as number
  from kpi_restatement) n
where n.kpi_restatement_id = r.kpi_restatement_id;
alter table kpi_restatement enable trigger closed;
alter table kpi_restatement alter column number set not null, add unique (fiscal_year, kpi, number);
drop index kpi_restatement_of;
