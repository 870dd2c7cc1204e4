-- Tests that a round asks for, beside courses or instead of them.
create table round_test (
  round_id bigint not null references training_round,
  test_id bigint not null references test,
  place smallint not null,
  primary key (round_id, test_id)
);
create index round_test_of on round_test (test_id);

-- What of the round is still to be done by whoever owes (rounds/rules.ts). What is kept is made anew.
truncate round_kept, round_member, round_count;
alter table round_member add column lack text;
alter table round_count add column lack text;
alter table round_count drop constraint round_count_round_id_section_code_wave_state_due_on_key;
alter table round_count add unique nulls not distinct (round_id, section_code, wave, state, lack, due_on);
select note_changes('test_attempt', 'staff_member_id', null);
-- The attempt that somebody has running, among their tasks.
create index test_attempt_mine on test_attempt (staff_member_id) where ended_at is null;
