import { defineMessages } from '#platform/i18n/messages.ts'

export const schedulesMessages = defineMessages({
  ja: {
    'refusal.no_such_course': 'この講座はありません。講座コードを確かめてください。',
    'refusal.no_such_section': 'この所属は、いまの組織にありません。対象の所属を選び直してください。',
    'refusal.ends_before_start': '終わりが始まりより前です。日と時刻を確かめてください。',
    'refusal.applies_after_start': '開く回の申込期限は、初日までの日にしてください。',
    'refusal.after_course_end': 'この研修は{date}から行わないことになっています。それより前の日に開いてください。',
    'relief.capacity': '{day} {half}の回(空席{capacity})の席を{add}増やす',
    'relief.cover': '{section}に{day} {half}の応援を{add}人入れる',
    'relief.session': '{day} {half}に定員{capacity}人の回を設ける',
    'half.am': '午前',
    'half.pm': '午後',
  },
  en: {
    'refusal.no_such_course': 'There is no such course. Check its code.',
    'refusal.no_such_section': 'There is no such section today. Choose the sections again.',
    'refusal.ends_before_start': 'The end lies before the start. Check days and times.',
    'refusal.applies_after_start': 'The last day to apply for a session that is opened cannot lie after its first day.',
    'refusal.after_course_end': 'This course is not offered from {date} on. Open the session on an earlier day.',
    'relief.capacity': '{add} more seats in the session of {day} {half} ({capacity} free now)',
    'relief.cover': '{add} people lent to {section} in the {half} of {day}',
    'relief.session': 'A session with {capacity} seats on {day} {half}',
    'half.am': 'morning',
    'half.pm': 'afternoon',
  },
})
