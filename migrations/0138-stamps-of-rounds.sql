-- What may be told of a closed round never changes: by this a process knows that what it worked out still stands (decisions/0078). It is of
-- chance and says nothing of anybody.
alter table survey_round add column stamp uuid not null default gen_random_uuid();
