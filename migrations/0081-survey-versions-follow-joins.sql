-- Who wrote a version is told by the number of today where two numbers turned out to be one person (decisions/0046).
comment on table survey_version is 'added to only but: recorded_by';
