import { defineMessages, joinMessages } from '#platform/i18n/messages.ts'
import { pageMessages as shared } from '../../ui/messages.ts'

export const pageMessages = joinMessages(
  shared,
  defineMessages({
    ja: {
      calendar: '自分のカレンダーで見る',
      'calendar.what':
        '受講の決まった研修、引き受けた代わり、テストの期限を、お使いのカレンダーに読み込めます。ほかの人のことは入りません。',
      'calendar.since': '{date}に作った住所が使えます。住所は作ったときにだけ表示します。',
      'calendar.make': 'カレンダーの住所を作る',
      'calendar.renew': '新しい住所にする',
      'calendar.end': '使い終わる',
      'calendar.address': 'カレンダーの住所',
      'calendar.once':
        'この住所を知る人は、あなたの予定を見られます。もう一度は表示しないので、いまコピーして、カレンダーの「URLで追加」に貼ってください。',
      'calendar.renewed': '新しい住所にしました。前の住所はもう使えません。',
      'calendar.ended': 'カレンダーの住所を使えないようにしました。',
    },
    en: {
      calendar: 'In your own calendar',
      'calendar.what':
        'Training that you have a seat in, cover that you agreed to and tests that are due, read by the calendar you use. Nothing of others is in it.',
      'calendar.since': 'The address made on {date} works. It is shown only when it is made.',
      'calendar.make': 'Make the address of my calendar',
      'calendar.renew': 'Make a new address',
      'calendar.end': 'Stop using it',
      'calendar.address': 'Address of the calendar',
      'calendar.once':
        'Whoever knows it sees your appointments. It is not shown again: copy it now and add it to your calendar by URL.',
      'calendar.renewed': 'There is a new address. The one before works no more.',
      'calendar.ended': 'The address works no more.',
    },
  }),
)
