-- Whoever is named by a row is somebody. Until here some columns only held a number.
alter table account add constraint account_subject foreign key (subject_id) references staff_member;
alter table role_grant add constraint role_grant_recorder foreign key (recorded_by) references staff_member;

alter table section_purpose add constraint section_purpose_recorder foreign key (recorded_by) references staff_member;
alter table duty add constraint duty_person foreign key (staff_member_id) references staff_member;
alter table duty add constraint duty_recorder foreign key (recorded_by) references staff_member;

alter table skill_evidence add constraint skill_evidence_person foreign key (staff_member_id) references staff_member;
alter table skill_evidence add constraint skill_evidence_recorder foreign key (recorded_by) references staff_member;
alter table skill_evidence add constraint skill_evidence_withdrawer foreign key (withdrawn_by) references staff_member;
alter table skill_standing add constraint skill_standing_person foreign key (staff_member_id) references staff_member;

alter table recommendation add constraint recommendation_person foreign key (staff_member_id) references staff_member;
alter table recommendation add constraint recommendation_author foreign key (recommended_by) references staff_member;
alter table application add constraint application_person foreign key (staff_member_id) references staff_member;
alter table application_step add constraint application_step_actor foreign key (actor) references staff_member;
alter table cover_arrangement add constraint cover_arrangement_substitute_person foreign key (substitute) references staff_member;
alter table cover_arrangement add constraint cover_arrangement_offerer foreign key (offered_by) references staff_member;
alter table cover_arrangement add constraint cover_arrangement_agreer foreign key (agreed_by) references staff_member;

alter table kpi_actual add constraint kpi_actual_recorder foreign key (recorded_by) references staff_member;
alter table kpi_restatement add constraint kpi_restatement_recorder foreign key (recorded_by) references staff_member;
alter table review add constraint review_closer foreign key (closed_by) references staff_member;
alter table review_decision add constraint review_decision_owner foreign key (owner) references staff_member;
alter table review_decision add constraint review_decision_recorder foreign key (recorded_by) references staff_member;
alter table review_decision_done add constraint review_decision_done_recorder foreign key (recorded_by) references staff_member;
