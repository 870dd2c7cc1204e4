-- The target of a closed year follows from its frozen contract, which says how it compares and counts; a number beside it was a second definition.
alter table kpi_frozen drop column target;
