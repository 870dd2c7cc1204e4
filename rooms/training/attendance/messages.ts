import { defineMessages } from '#platform/i18n/messages.ts'

export const attendanceMessages = defineMessages({
  ja: {
    'refusal.session_not_begun': '開催初日より前に出席は記録できません。',
    'refusal.session_not_ended': '開催が終わる前に修了は記録できません。',
    'refusal.no_report': 'まだ報告書が出ていないため、訂正するものがありません。',
    'refusal.not_recorded': 'まだ何も記録されていないため、訂正するものがありません。',
    'refusal.absent_not_completed':
      '出席していない人は、修了にも未修了にもなりません。修了を「記録しない」にしてください。',
    'refusal.report_missing': '研修報告がまだ出ていない人がいます。報告が出てから修了にしてください。',
    'refusal.on_leave_is_not_absent':
      '{name}さんはこの期間、休業中です。欠席とせず、理由を添えて申込みを取り消してください。',
    'refusal.application_named_twice': '同じ申込みが2回書かれています。1件につき1つにして、もう一度送ってください。',
    'refusal.marks_say_otherwise':
      '{name}さん({n}人)には、名簿に半日ごとの印があり、ここで選んだ出欠と合わないか、まだ印のない半日があります。名簿で確かめて、出欠を確定してください。',
    'refusal.unknown_in_history': '{count}か所に、見つからない職員番号か開催回があります。何も取り込んでいません。',
    'refusal.session_overfull': '「{course}」({date})の受講者が定員を超えます。何も取り込んでいません。',
    'history.unknown': '「{value}」は見つかりません。',
    'history.no_reason': '取込み元に理由の記載がありません',
  },
  en: {
    'refusal.session_not_begun': 'Attendance cannot be recorded before the first day.',
    'refusal.session_not_ended': 'Completion cannot be recorded before the session has ended.',
    'refusal.no_report': 'No report is handed in yet, so there is nothing to correct.',
    'refusal.not_recorded': 'Nothing is recorded yet, so there is nothing to correct.',
    'refusal.absent_not_completed':
      'Who was not there neither completed nor failed to. Choose that no completion is recorded.',
    'refusal.report_missing': 'A training report is still missing. Record completion after it came in.',
    'refusal.on_leave_is_not_absent':
      '{name} is on leave at that time. That is no absence: cancel the application with a reason instead.',
    'refusal.application_named_twice': 'An application is named twice. Name each once and send it again.',
    'refusal.marks_say_otherwise':
      'Half-days of {name} are marked on the roster ({n} people), and the marks come to something else or are not complete. Look at the roster and fix the attendance there.',
    'refusal.unknown_in_history':
      'Staff numbers or sessions could not be found in {count} places. Nothing was imported.',
    'refusal.session_overfull': '"{course}" ({date}) would have more people than seats. Nothing was imported.',
    'history.unknown': '"{value}" was not found.',
    'history.no_reason': 'The source gave no reason',
  },
})
