import { defineMessages } from '#platform/i18n/messages.ts'

export const pageMessages = defineMessages({
  ja: {
    team_schedules: '研修の日程案',
    'team_schedules.lead': '公開される前の案です。困る日があれば、公開の前に人材育成担当に伝えられます。',
    'team_schedules.what': '日程案{id}({on}): あなたの所属から{n}人',
    'team_schedules.seat': '{day} {name} {course}',
    'team_schedules.object': '意見を伝える',
    'team_schedules.again': '意見を書き直す',
    'team_schedules.end': '意見を取り下げる',
    'team_schedules.said': '伝えた意見: {reason}',
    'team_schedules.title': '日程案{id}への意見',
    'team_schedules.reason': 'どの日に、何が困るか',
    'team_schedules.note': '人材育成担当が日程案のところで読みます。案はそのまま残ります。',
    'team_schedules.done': '伝えました。',
    'team_schedules.ended': '取り下げました。',
  },
  en: {
    team_schedules: 'Drafts of schedules',
    'team_schedules.lead':
      'Not published yet. Where a day does not suit the counter, tell HR development before it is.',
    'team_schedules.what': 'Draft {id} ({on}): {n} of your people',
    'team_schedules.seat': '{day} {name} {course}',
    'team_schedules.object': 'Object',
    'team_schedules.again': 'Say it otherwise',
    'team_schedules.end': 'Take it back',
    'team_schedules.said': 'You said: {reason}',
    'team_schedules.title': 'Objection to draft {id}',
    'team_schedules.reason': 'Which day, and what does not suit',
    'team_schedules.note': 'HR development reads it beside the draft, which stays as it is.',
    'team_schedules.done': 'Told.',
    'team_schedules.ended': 'Taken back.',
  },
})
