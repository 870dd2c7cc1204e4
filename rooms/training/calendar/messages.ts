import { defineMessages } from '#platform/i18n/messages.ts'

export const calendarMessages = defineMessages({
  ja: {
    'refusal.no_such_calendar':
      'この住所のカレンダーはありません。新しい住所に替わったか、使い終わっています。研修のページで作り直してください。',
    'calendar.name': 'はぐくみ 研修',
    'calendar.seat': '研修: {title}',
    'calendar.cover': '研修中の人の代わり',
    'calendar.test': 'テストの期限: {title}',
  },
  en: {
    'refusal.no_such_calendar':
      'There is no calendar under this address: it was renewed or has ended. Make it anew on the page of training.',
    'calendar.name': 'Hagukumi training',
    'calendar.seat': 'Training: {title}',
    'calendar.cover': 'Standing in for somebody in training',
    'calendar.test': 'Test due: {title}',
  },
})
