-- For whom a draft of a schedule was searched (decisions/0087): a round, sections, a cohort. Everybody who has the course ahead where nothing was said.
alter table schedule_draft add column who jsonb not null default '{"sections": [], "grades": [], "employmentCategories": []}';
