import { defineMessages } from '#platform/i18n/messages.ts'

export const schedulesMessages = defineMessages({
  ja: {
    'refusal.no_such_course': 'この講座はありません。講座コードを確かめてください。',
    'refusal.no_policy': 'この日の方針がまだ登録されていません。先に方針を公開してください。',
    'refusal.ends_before_start': '最後の日が最初の日より前です。日を確かめてください。',
    'refusal.course_without_floor':
      '講座「{course}」は、全職員の一定水準のスキルを扱っていません。講座のスキルを確かめてください。',
    'refusal.nobody_to_seat': '講座「{course}」で、一定水準に届いていない対象者がいません。',
    'refusal.no_open_session': 'この期間に、席のある開催回がありません。期間を確かめるか、開催回を足してください。',
    'relief.capacity': '{day} {half}の回(定員{capacity}人)の席を{add}増やす',
    'relief.cover': '{section}に{day} {half}の応援を{add}人入れる',
    'relief.session': '{day} {half}に定員{capacity}人の回を設ける',
    'half.am': '午前',
    'half.pm': '午後',
  },
  en: {
    'refusal.no_such_course': 'There is no such course. Check its code.',
    'refusal.no_policy': 'No policy holds on this day yet. Publish one first.',
    'refusal.ends_before_start': 'The last day is before the first. Check the days.',
    'refusal.course_without_floor':
      'The course "{course}" serves no skill of the floor for all staff. Check its skills.',
    'refusal.nobody_to_seat': 'Nobody of the population has the floor of "{course}" ahead.',
    'refusal.no_open_session': 'No session in this period has a seat. Check the period, or add a session.',
    'relief.capacity': '{add} more seats in the session of {day} {half} ({capacity} now)',
    'relief.cover': '{add} people lent to {section} in the {half} of {day}',
    'relief.session': 'A session with {capacity} seats on {day} {half}',
    'half.am': 'morning',
    'half.pm': 'afternoon',
  },
})
