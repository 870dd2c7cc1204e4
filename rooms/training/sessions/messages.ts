import { defineMessages } from '#platform/i18n/messages.ts'

export const sessionMessages = defineMessages({
  ja: {
    moved: '日時が変わりました(変更前: {from}。{on}に変更)。前の日時での代わりの同意は、あらためて確かめます。',
    'refusal.no_such_course': 'この研修は見つかりません。研修の一覧から選び直してください。',
    'refusal.ends_before_start': '終わりが始まりより前になっています。日付と時刻を直してください。',
    'refusal.applies_after_start': '申込期限は開催初日までの日にしてください。',
    'refusal.capacity_below_seats': 'すでに{seats}人の受講が決まっています。定員はそれより少なくできません。',
    'refusal.dates_with_attendance': '出席が記録されているため、日時は変えられません。',
    'refusal.seated_not_free':
      '受講が決まっている{n}人({names}さんなど)が、新しい日時には別の研修か不在です。別の日時にするか、その人たちの席をどうするかを決めてください。',
    released: '開催回の日時が変わり、新しい日時に出られないため',
    'not_free.seat_elsewhere': '{name}: {day}の「{title}」の席がある',
    'not_free.not_in_service_then': '{name}: 在職していない',
    'not_free.on_leave_then': '{name}: 休職・休業中',
    'refusal.after_course_end': 'この研修は{date}から行わないことになっています。それより前の日にしてください。',
    'refusal.session_cancelled': 'この開催回は中止になりました。別の回をお選びください。',
    'refusal.session_was_held': '出席が記録されている回は中止にできません。',
  },
  en: {
    moved:
      'The session was moved on {on} (before: {from}). Cover that was agreed for the days before is asked for again.',
    'refusal.no_such_course': 'No such course. Choose one from the list of courses.',
    'refusal.ends_before_start': 'The end lies before the start. Mend the dates and times.',
    'refusal.applies_after_start': 'The last day to apply cannot lie after the first day.',
    'refusal.capacity_below_seats': '{seats} seats are confirmed already. The capacity cannot be lower.',
    'refusal.dates_with_attendance': 'Attendance is recorded, so the dates cannot change.',
    'refusal.seated_not_free':
      '{n} of those who have a seat ({names}) are elsewhere or not there on the new days. Choose other days, or say what becomes of their seats.',
    released: 'The session was moved to days on which they cannot be there',
    'not_free.seat_elsewhere': '{name}: a seat of “{title}” on {day}',
    'not_free.not_in_service_then': '{name}: not in service',
    'not_free.on_leave_then': '{name}: on leave',
    'refusal.after_course_end': 'This course is not offered from {date} on. Choose an earlier day.',
    'refusal.session_cancelled': 'This session was cancelled. Choose another one.',
    'refusal.session_was_held': 'Attendance is recorded, so this session cannot be cancelled.',
  },
})
