import { defineMessages } from '#platform/i18n/messages.ts'

export const schedulingMessages = defineMessages({
  ja: {
    'refusal.no_policy': 'この日の方針がまだ登録されていません。先に方針を公開してください。',
    'refusal.course_without_floor':
      '講座「{course}」は、全職員の一定水準のスキルを扱っていません。講座のスキルを確かめてください。',
    'refusal.nobody_to_seat': '講座「{course}」で、一定水準に届いていない対象者がいません。',
    'refusal.no_open_session': 'この期間に、席のある開催回がありません。期間を確かめるか、開催回を足してください。',
    'refusal.schedule_broken':
      '日程のうち{count}か所が、いまの記録と合いません。だれの席も決めていません。もう一度 schedule export からやり直してください。',
    'refusal.no_such_draft': 'この日程案はありません。公開されたか、取りやめになりました。',
    seat_given: '日程により席が決まったため',
    'broken.unknown_staff': '職員番号{staff}の人は、いま在職していません。',
    'broken.unknown_session': '開催回{session}はありません。',
    'broken.twice': '職員{staff}の席が、開催回{session}に二つあります。',
    'broken.same_course': '職員{staff}に、講座{course}の席が二つあります。',
    'broken.session_closed_now': '開催回{session}({day})は、始まっているか中止になりました。',
    'broken.not_there_then': '職員{staff}は、開催回{session}({day})の日に在職していないか、休業しています。',
    'broken.seated_already': '職員{staff}は、この講座の席を{day}にもう持っています。',
    'broken.two_places': '職員{staff}は、開催回{session}と同じ時間に開催回{other}({day})があります。',
    'broken.away_then': '職員{staff}は、{slot}に不在です(休暇・当番・代わりなど)。',
    'broken.too_many': '開催回{session}の空きは{seats}席で、{wanted}人は入りません。',
    'broken.under_minimum': '所属{section}の{slot}は{needed}人必要ですが、{there}人になります(職員{staff})。',
    'broken.lacking_then': '所属{section}の{slot}は、「{skill}」レベル{level}以上の人が足りなくなります(職員{staff})。',
  },
  en: {
    'refusal.no_policy': 'No policy holds on this day yet. Publish one first.',
    'refusal.course_without_floor':
      'The course "{course}" serves no skill of the floor for all staff. Check its skills.',
    'refusal.nobody_to_seat': 'Nobody of the population has the floor of "{course}" ahead.',
    'refusal.no_open_session': 'No session in this period has a seat. Check the period, or add a session.',
    'refusal.schedule_broken':
      '{count} places of the schedule do not fit the records of this moment. Nobody was seated. Begin again from schedule export.',
    'refusal.no_such_draft': 'There is no such draft. It was published or dropped.',
    seat_given: 'A seat was given by the schedule',
    'broken.unknown_staff': 'Nobody in service has the staff number {staff}.',
    'broken.unknown_session': 'There is no session {session}.',
    'broken.twice': '{staff} has two seats in session {session}.',
    'broken.same_course': '{staff} has two seats of the course {course}.',
    'broken.session_closed_now': 'Session {session} ({day}) has begun or was cancelled.',
    'broken.not_there_then': '{staff} is not in service, or on leave, on the days of session {session} ({day}).',
    'broken.seated_already': '{staff} has a seat of this course already, on {day}.',
    'broken.two_places': '{staff} is in session {other} ({day}) at the time of session {session}.',
    'broken.away_then': '{staff} is away in {slot} (leave, a turn, standing in).',
    'broken.too_many': 'Session {session} has {seats} seats left, which is not enough for {wanted}.',
    'broken.under_minimum': 'Section {section} needs {needed} in {slot} and would have {there} ({staff}).',
    'broken.lacking_then': 'Section {section} would lack somebody with "{skill}" at level {level} in {slot} ({staff}).',
  },
})
