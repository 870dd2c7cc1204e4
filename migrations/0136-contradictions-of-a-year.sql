-- Arrows of the model against which the records had moved when a year was closed: marked in its documents ever after, whatever is compared later (INV-F4).
create table review_contradiction (
  fiscal_year integer not null references review,
  from_node text not null,
  to_node text not null,
  primary key (fiscal_year, from_node, to_node)
);
-- Of years that were closed before: those that their review answered.
insert into review_contradiction (fiscal_year, from_node, to_node)
  select distinct a.fiscal_year, a.from_node, a.to_node from arrow_answer a join review r using (fiscal_year);
create trigger closed before update or delete on review_contradiction
  for each row execute function refuse_change_of_closed_year();
