/**
 * Somebody who was imported a second time under another number, for stories about joining the two; and a row of every table that names people, written past
 * the gate, so that none is forgotten. Their number in the database is one that stands nowhere else by chance.
 */
import { hashToken } from '#platform/auth/identify.ts'
import { importing } from '#rooms/people/import/contract.ts'
import type { Town } from './town.ts'
import { csv } from './upload.ts'

export const TWIN = 987654321
export const twinsFiles = {
  staff: csv('職員番号,氏名,氏名カナ,任用区分,職種,採用年月日', '4,佐藤 春香,サトウ ハルカ,常勤,事務,2015/4/1'),
  assignments: csv(
    '職員番号,所属コード,職務の級,職名,区分,所属長,適用開始日',
    '4,101010,1級職,係員,主務,,2023/4/1',
    '4,1010,1級職,係員,兼務,,2024/4/1',
  ),
}

/** 佐藤 again as `4`, with an account and a session of its own; 井上 may agree to what 林 asks. */
export async function importTwin(town: Town): Promise<number> {
  const { as, sql, hayashi, inoue } = town
  await sql(`select setval(pg_get_serial_sequence('staff_member', 'staff_member_id'), $1)`, [TWIN - 1])
  await as(hayashi).ask(importing.importWard, { ...twinsFiles, whenAlike: 'apart' })
  await sql(
    `insert into session (token_hash, account_id, expires_at)
      select $1, account_id, '2030-01-01' from account where subject_id = $2`,
    [hashToken(town.tokenOf(TWIN)), TWIN],
  )
  await sql(
    `insert into role_grant (account_id, role, valid_from) select account_id, 'hr', '2024-04-01' from account where subject_id = $1`,
    [inoue],
  )
  return TWIN
}

/** Rows of every other table: `F` is the person, `S` the twin. Where a person may have one row only, both have it. */
const rows = `
insert into course (course_id, course_code, title, summary, hours, enrolment_mode, provider, valid_from) overriding system value
  values (900, 'T', 'T', '', 6, 'openApplication', '人事課', '2020-04-01');
insert into course_session (course_session_id, course_id, starts_on, ends_on, starts_at, ends_at, place, capacity, apply_by)
  overriding system value values (900, 900, '2027-03-01', '2027-03-01', '09:00', '12:00', '1', 5, '2027-02-01');
insert into recommendation (recommendation_id, staff_member_id, course_id, recommended_by, reason, recommended_on) overriding system value
  values (900, S, 900, 2, 'よい講座', '2026-11-01'), (901, F, 900, S, 'よい講座', '2026-11-01');
insert into application (application_id, course_session_id, staff_member_id, state, applied_on) overriding system value
  values (900, 900, F, 'withdrawn', '2026-11-01'), (901, 900, S, 'withdrawn', '2026-11-01');
insert into application_step (application_id, to_state, actor, acted_as, taken_on) values (900, 'withdrawn', S, 'self', '2026-11-01'), (901, 'withdrawn', F, 'self', '2026-11-01');
insert into application_step (application_id, to_state, actor, acted_as, in_place_of, taken_on) values (901, 'withdrawn', F, 'sectionHead', S, '2026-11-01');
insert into cover_arrangement (application_id, kind, substitute, offered_by, agreed_by) values (900, 'substitute', S, S, S);
insert into coming_name (staff_member_id, valid_from, name, name_kana) values (F, '2027-04-01', '田辺 春香', 'タナベ ハルカ'), (S, '2027-04-01', '田部 春香', 'タナベ ハルカ');
insert into former_name (staff_member_id, name, name_kana, held_until) values (F, '原 春香', 'ハラ ハルカ', '2020-04-01'), (S, '原 春香', 'ハラ ハルカ', '2021-04-01');
insert into correction (thing, thing_id, subject_id, concerns_from, before, after, reason, recorded_by)
  values ('people.leave', S, S, '2026-04-01', '{}', '{}', '取り違え', S);
insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to) values (F, '育児休業', '2022-04-01', '2022-10-01'), (S, '育児休業', '2022-04-01', '2022-10-01'), (S, '病気休暇', '2023-04-01', '2023-05-01');
insert into decider_post (section_code, post_title, valid_from, recorded_by, ended_by, ended_at) values ('10', '区民生活部長', '2026-04-01', S, S, '2026-11-01');
insert into head_deputy (section_code, head, deputy, deputy_section, reason, valid_from, valid_to, recorded_by, recorded_as, ended_by, ended_at) values ('1010', S, 3, '101010', '出張', '2026-11-01', '2026-12-01', S, 'sectionHead', S, '2026-11-02'), ('1010', 2, S, '101010', '出張', '2026-11-01', '2026-12-01', S, 'sectionHead', null, null);
insert into deputy_rule (post_titles, recorded_by) values ('{係長}', S);
insert into duty (staff_member_id, duty, valid_from, recorded_by, agreed_by, agreed_on) values (S, '窓口', '2026-04-01', S, 2, '2026-04-02'), (3, '証明', '2026-04-01', 3, S, '2026-04-02');
insert into duty_proposal (staff_member_id, duty, proposed_on, proposed_by, ended_on, outcome) values (S, '窓口の案内', '2026-05-01', 2, null, null), (3, '証明', '2026-05-01', S, '2026-05-02', 'withdrawn');
insert into import_answer (staff_number, staff_member_id, is_same, answered_by, answered_at) values ('99', F, false, '林', '2026-11-01'), ('99', S, true, '林', '2026-11-02');
insert into former_number (staff_number, staff_member_id, held_from, stands_for) values ('04', S, '2019-04-01', '4');
insert into person_join (staff_member_id, second_id, reason, asked_by, asked_at, answer, answered_by, answered_at)
  values (S, 55555, '前にも', S, now(), 'joined', S, now());
insert into item (item_id, code, retired_at, retired_by) overriding system value values (900, 'i', now(), S);
insert into item_version (item_version_id, item_id, number, kind, field, level, stem, body, explanation, is_sample, search_text, recorded_by)
  overriding system value values (900, 900, 1, 'single', 'security', 1, '?', '{"choices": ["a", "b"], "right": [1]}', '', false, '', S);
insert into test (test_id, title, note, skill, parts, minutes, marks, waiting_days, open_from, sections, employment_categories, recorded_by,
    recorded_at, published_by, published_at, retired_by, retired_at) overriding system value
  values (900, 'T', '', 'data-use', '[]', 10, '[]', 0, '2026-11-01', '{}', '{}', S, now(), S, now(), S, now());
insert into test_paper (test_paper_id, test_id, code, seed, drawn, drawn_by, drawn_at) overriding system value values (900, 900, 'c', 1, '[]', S, now());
insert into test_attempt (test_attempt_id, test_id, staff_member_id, source, seed, skill, marks, began_at, due_at, items) overriding system value
  values (900, 900, F, 'screen', 1, 'data-use', '[]', '2026-11-20', '2026-11-21', 1), (901, 900, S, 'screen', 1, 'data-use', '[]', '2026-11-21', '2026-11-22', 1);
insert into test_attempt (test_attempt_id, test_id, staff_member_id, source, test_paper_id, seed, skill, marks, began_at, items, ended_at, ended_how,
    items_right, sat_on, recorded_by, voided_by) overriding system value
  values (902, 900, F, 'paper', 900, 1, 'data-use', '[]', now(), 1, now(), 'paper', 1, '2026-11-02', S, null),
    (903, 900, S, 'paper', 900, 1, 'data-use', '[]', now(), 1, now(), 'paper', 0, '2026-11-01', S, S);
insert into test_answer (test_attempt_id, place, item_version_id, shown_order) values (900, 1, 900, '{1,2}'), (901, 1, 900, '{1,2}'), (903, 1, 900, '{1,2}');
insert into kpi_owner (kpi, staff_member_id, valid_from, recorded_by, recorded_on) values ('a', S, '2026-04-01', S, '2026-04-01');
insert into kpi_actual (kpi, as_of, numerator, denominator, recorded_by) values ('a', '2026-04-01', 1, 2, S);
insert into review (fiscal_year, policy_edition_id, closed_on, closed_by) select 2019, min(policy_edition_id), '2020-04-01', S from policy_edition;
insert into review_decision (review_decision_id, fiscal_year, subject, decision, cause, owner, due_on, recorded_by, recorded_on)
  overriding system value values (900, 2019, 's', 'improve', 'c', S, '2021-04-01', S, '2020-04-01');
insert into review_decision_done (review_decision_id, done_on, recorded_by) values (900, '2020-05-01', S);
insert into document_text (fiscal_year, kind, part, text, written_by, written_at) values (2019, 'sheet', 'purpose', 't', S, now());
insert into document_issue (fiscal_year, kind, number, issued_on, recorded_by, issued_at, restated) values (2019, 'sheet', 1, '2020-04-01', S, now(), '{}');
insert into kpi_frozen (fiscal_year, kpi, kind, as_of, frozen_on, rests_on_sample, contract, composition) values (2019, 'a', 'kpi', '2020-03-31', '2020-04-01', false, '{}', '{}');
insert into kpi_restatement (fiscal_year, kpi, numerator, denominator, reason, recorded_by, recorded_on, number) values (2019, 'a', 1, 2, 'r', S, '2020-05-01', 1);
insert into study (study_id, statement, digest, stated_on, recorded_by, salt) overriding system value values (900, '{}', 'd', '2020-05-01', S, 's');
insert into arrow_source (from_node, to_node, citation, population, people, finding, level, recorded_by, recorded_on) values ('a', 'b', 'c', 'p', 9, 'f', 'hypothesis', S, '2020-05-01');
insert into initiative (initiative_id, fiscal_year, name, owner, recorded_by, recorded_on) overriding system value values (900, 2018, 'i', S, S, '2018-05-01');
insert into initiative_milestone (initiative_id, name, due_on, done_on, done_by) values (900, 'm', '2018-06-01', '2018-06-01', S);
insert into initiative_note (initiative_id, note, recorded_by, recorded_on) values (900, 'n', S, '2018-06-01');
insert into year_plan (fiscal_year, fixed_on, recorded_by, planned) values (2018, '2018-05-02', S, '[]');
insert into policy_comment (policy_edition_id, anchor, words, written_by, written_at, is_from_hr, closed_at, closed_by) select min(policy_edition_id), '["kpis"]', 'c', S, now(), false, now(), S from policy_edition;
insert into review_reason (fiscal_year, kpi, reason, recorded_by, recorded_on) values (2018, 'k', 'x', S, '2020-05-01');
insert into arrow_answer (fiscal_year, from_node, to_node, answer, recorded_by, recorded_on) values (2019, 'a', 'b', 'x', S, '2020-05-01');
insert into study_result (study_id, ran_on, recorded_by, rows_digest, level, finding, told) values (900, '2020-05-01', S, 'd', 'hypothesis', 'none', '{}');
insert into mail (message_id, receiver, way, written_at, next_at) values ('f', F, 'digest', now(), now()), ('s', S, 'digest', now(), now());
insert into notice (kind, receiver, topic, thing, fact, noticed_at, mail_id) select 'k', receiver, 't', 1, 'f', now(), mail_id from mail;
insert into notice_choice (staff_member_id, kind, way) values (F, 'coverAsked', 'digest'), (S, 'coverAsked', 'atOnce');
insert into notice_hours (staff_member_id, quiet_from, quiet_to, quiet_on_weekends, digest_at) values (F, '20:00', '07:00', true, '08:30'), (S, '21:00', '07:00', true, '08:30');
insert into minimum_staffing (section_code, kind, valid_from, week, recorded_by, recorded_at, ended_by, ended_at)
  values ('1010', 'usual', '2026-04-01', '{1,1,1,1,1,1,1,1,1,1,0,0,0,0}', S, now(), S, now());
insert into qualification (qualification_id, name, issuer, retired_by) overriding system value values (900, 'Q', 'q', S);
insert into qualification_claim (qualification_claim_id, staff_member_id, qualification_id, acquired_on, state, declared_at, decided_by, decided_at)
  overriding system value values (900, F, 900, '2026-10-01', 'waiting', '2026-11-01', null, null), (901, S, 900, '2026-10-01', 'waiting', '2026-11-02', null, null),
    (902, 6, 900, '2026-10-01', 'confirmed', '2026-11-02', S, now());
insert into qualification_proof (qualification_claim_id, file_name, media_type, content) values (901, 'p', 'image/png', '');
insert into role_grant (account_id, role, valid_from, recorded_by) select account_id, 'hr', '2026-04-01', S from account where subject_id = S;
insert into training_round (round_id, name, as_of, who, begun_by, begun_at, begun_on, ended_on, ended_by) overriding system value
  values (900, 'R', '2026-11-01', '{}', S, now(), '2026-11-01', '2026-11-02', S);
insert into round_wave (round_id, wave, due_on) values (900, 1, '2027-03-31');
insert into round_spell (round_id, staff_member_id, kind, wave, entered_on, entered_because) values (900, F, 'owes', 1, '2026-11-01', 'begun'), (900, S, 'owes', 1, '2026-11-01', 'begun');
insert into schedule_draft (schedule_draft_id, made_by, made_at) overriding system value values (900, S, now());
insert into schedule_objection (schedule_draft_id, made_by, reason, made_at) values (900, F, 'a', '2026-11-01'), (900, S, 'b', '2026-11-02');
insert into schedule_objection (schedule_draft_id, made_by, reason, made_at, answered_at, answered_by, answer, answer_reason)
  values (900, 6, 'c', '2026-11-02', now(), S, 'heard', 'r');
insert into schedule_seat (schedule_draft_id, staff_member_id, course_session_id) values (900, F, 900), (900, S, 900);
insert into schedule_session (schedule_session_id, schedule_draft_id, course_id, starts_on, ends_on, starts_at, ends_at, place, capacity, apply_by) overriding system value
  select 900, 900, course_id, '2027-01-21', '2027-01-21', '09:00', '12:00', 'p', 5, '2027-01-20' from course order by course_id limit 1;
insert into schedule_session_seat (schedule_session_id, staff_member_id) values (900, F), (900, S);
insert into schedule_hand_move (schedule_draft_id, staff_member_id, to_session_id, moved_by, moved_at) values (900, S, 900, S, now());
insert into survey_version (survey_version_id, survey, number, title, kind, items, recorded_by) overriding system value values (900, 'v', 1, 'V', 'anonymous', '[]', S), (901, 'n', 1, 'N', 'named', '[]', S);
insert into survey_round (survey_round_id, survey_version_id, opens_on, closes_on, k, attributes, receivers, receipt_key, keys_hash, opened_by, opened_at,
    closed_at, closed_by, close_reason, answers, reissues) overriding system value
  values (900, 900, '2026-10-01', '2026-10-31', 5, '{}', 2, '{}', 'h', S, now(), now(), S, 'r', 0, 0);
insert into survey_round (survey_round_id, survey_version_id, opens_on, closes_on, k, attributes, receivers, is_named, opened_at) overriding system value
  values (901, 901, '2026-10-01', '2026-10-31', 5, '{}', 2, true, now());
insert into survey_named_answer (survey_round_id, staff_member_id, answers, answered_at) values (901, F, '{"a": 1}', now()), (901, S, '{"a": 2}', now());
insert into survey_change (survey_round_id, what, owner, due_on, state, written_by, written_at) values (900, 'w', 'o', '2027-03-31', 'planned', S, now());
insert into survey_extension (survey_round_id, from_day, to_day, reason, extended_by, extended_at) values (900, '2026-10-20', '2026-10-31', 'r', S, now());
insert into survey_team (survey_round_id, staff_member_id) values (900, F), (900, S);
insert into survey_receiver (survey_round_id, staff_member_id, cell) values (900, F, 1), (900, S, 1);
insert into survey_sheet_hand (survey_round_id, staff_member_id, task) values (900, F, 'notes'), (900, S, 'notes');
insert into thank_you (thank_you_id, receiver, written_by, words, is_public, is_shown_to_head, written_on, written_at, removed_at, removed_by)
  overriding system value values (900, S, 6, 'a', true, false, '2026-11-01', now(), null, null), (901, 6, S, 'b', true, false, '2026-11-01', now(), now(), S),
    (902, F, S, 'c', true, false, '2026-11-01', now(), null, null);
insert into thank_you_report (thank_you_id, reported_by, words, reason, reported_at, answer, answered_by, answered_at)
  values (900, F, 'a', 'r', now(), null, null, null), (900, S, 'a', 's', now(), null, null, null), (901, 6, 'b', 'r', now(), 'removed', S, now());
insert into wish_call (wish_call_id, course_id, from_day, to_day, closes_on, called_by, called_at) overriding system value
  values (900, 900, '2027-01-01', '2027-02-01', '2026-12-01', S, now());
insert into wish_said (wish_call_id, staff_member_id, said_on) values (900, F, '2026-11-01'), (900, S, '2026-11-02');
insert into wish_unmet (schedule_draft_id, staff_member_id, course_id, barrier, found_on) values (900, F, 900, 'seats', '2026-11-01'), (900, S, 900, 'counter', '2026-11-01');
insert into seat_swap (application_id, to_session_id, asked_of, asked_at, ends_on, agreed_by, agreed_at) values (900, 900, S, now(), '2027-01-01', S, now());
insert into calendar_feed (staff_member_id, secret_hash, made_at) values (F, '\\x01', '2026-11-01'), (S, '\\x02', '2026-11-02');
insert into attendance_mark (application_id, day, half, mark, way, marked_by, marked_at) values (900, '2026-11-01', 'am', 'present', 'list', S, now());
insert into role_holder (staff_member_id, role, valid_from, valid_to, recorded_by) values (F, 'dx-leader', '2026-04-01', null, S), (S, 'dx-leader', '2026-05-01', '2026-10-01', S);
insert into section_purpose (section_code, purpose, is_sample, valid_from, recorded_by) values ('2020', 'p', false, '2026-04-01', S);
insert into short_absence (staff_member_id, kind, valid_from, week, recorded_by, recorded_at, ended_by, ended_at)
  values (S, 'partTime', '2026-04-01', '10000000000000', S, now(), S, now());
insert into skill_evidence (skill_evidence_id, staff_member_id, skill, kind, level, as_of, recorded_by, withdrawn_by) overriding system value values (900, F, 'data-use', 'test', 2, '2026-05-01', 9, null), (901, S, 'data-use', 'test', 4, '2026-06-01', S, S),
    (902, F, 'dialogue', 'self', 3, '2026-07-01', F, null), (903, S, 'dialogue', 'self', 1, '2026-06-01', S, null);
insert into skill_standing (staff_member_id, skill, kind, level, as_of, shared, is_sample, skill_evidence_id)
  select staff_member_id, skill, kind, level, as_of, shared, is_sample, skill_evidence_id from skill_evidence where skill_evidence_id between 900 and 903`

export async function fillEveryTable({ sql, sato }: Town): Promise<void> {
  for (const one of rows.split(';')) {
    await sql(one.replace(/\bF\b/g, String(sato)).replace(/\bS\b/g, String(TWIN)))
  }
}
