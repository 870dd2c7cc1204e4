import { defineMessages } from '#platform/i18n/messages.ts'

export const sessionMessages = defineMessages({
  ja: {
    'refusal.no_such_course': 'この研修は見つかりません。研修の一覧から選び直してください。',
    'refusal.ends_before_start': '終わりが始まりより前になっています。日付と時刻を直してください。',
    'refusal.applies_after_start': '申込期限は開催初日までの日にしてください。',
    'refusal.capacity_below_seats': 'すでに{seats}人の受講が決まっています。定員はそれより少なくできません。',
    'refusal.dates_with_seats':
      'すでに{seats}人の受講が決まっているため、日時は変えられません。この回を中止し、新しい回を追加してください。',
    'refusal.session_cancelled': 'この開催回は中止になりました。別の回をお選びください。',
    'refusal.session_was_held': '出席が記録されている回は中止にできません。',
  },
  en: {
    'refusal.no_such_course': 'No such course. Choose one from the list of courses.',
    'refusal.ends_before_start': 'The end lies before the start. Mend the dates and times.',
    'refusal.applies_after_start': 'The last day to apply cannot lie after the first day.',
    'refusal.capacity_below_seats': '{seats} seats are confirmed already. The capacity cannot be lower.',
    'refusal.dates_with_seats':
      '{seats} seats are confirmed, so the dates cannot change. Cancel this session and add a new one.',
    'refusal.session_cancelled': 'This session was cancelled. Choose another one.',
    'refusal.session_was_held': 'Attendance is recorded, so this session cannot be cancelled.',
  },
})
