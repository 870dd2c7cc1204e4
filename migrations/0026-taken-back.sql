-- What was pressed by mistake is taken back by whoever pressed it, until the next party has acted on it (decisions/0027). The fact stays,
-- with the moment from which it counts in nothing.
alter table application_step add column taken_back_at timestamptz;
alter table recommendation_answer add column taken_back_at timestamptz;
