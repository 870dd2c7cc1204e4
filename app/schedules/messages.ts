import { defineMessages } from '#platform/i18n/messages.ts'

export const schedulesMessages = defineMessages({
  ja: {
    'refusal.no_such_course': 'この講座はありません。講座コードを確かめてください。',
    'refusal.ends_before_start': '最後の日が最初の日より前です。日を確かめてください。',
    'relief.capacity': '{day} {half}の回(空席{capacity})の席を{add}増やす',
    'relief.cover': '{section}に{day} {half}の応援を{add}人入れる',
    'relief.session': '{day} {half}に定員{capacity}人の回を設ける',
    'half.am': '午前',
    'half.pm': '午後',
  },
  en: {
    'refusal.no_such_course': 'There is no such course. Check its code.',
    'refusal.ends_before_start': 'The last day is before the first. Check the days.',
    'relief.capacity': '{add} more seats in the session of {day} {half} ({capacity} free now)',
    'relief.cover': '{add} people lent to {section} in the {half} of {day}',
    'relief.session': 'A session with {capacity} seats on {day} {half}',
    'half.am': 'morning',
    'half.pm': 'afternoon',
  },
})
