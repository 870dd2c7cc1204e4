-- What a decision changes, and what of next year's policy: a node of its model, the target of a KPI, or a course by its code.
alter table review_decision add column changes text not null default '';
alter table review_decision add column aim_kind text check (aim_kind in ('node', 'target', 'course'));
alter table review_decision add column aim text check (aim <> '');
alter table review_decision add constraint aim_is_whole check ((aim_kind is null) = (aim is null));
