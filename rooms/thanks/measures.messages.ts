import { defineMessages } from '#platform/i18n/messages.ts'

export const takingPartWords = defineMessages({
  ja: {
    topic: 'ありがとう',
    name: '今年度にありがとうを贈ったか受け取った職員の割合',
    meaning:
      '感謝を伝え合う習慣が広がっているか。目標にされて義務になることのないよう、所属ごとの数や一人ひとりの記録は出しません。',
    numerator: '分母のうち、今年度の初日から基準日までに一度でも贈ったか受け取った職員',
    denominator: '基準日に在職している職員',
    records: 'なし(誰が贈られたかは、この数からは開けません)',
    day: 'ありがとうを書いた日',
  },
  en: {
    topic: 'Thanks',
    name: 'Share who wrote or received a thank-you this fiscal year',
    meaning:
      'Whether thanking spreads. It says nothing of sections or of anybody, so that nobody is thanked for a target.',
    numerator: 'Of the denominator, staff who wrote or received one from the first day of the fiscal year to the day',
    denominator: 'Staff in service on the day',
    records: 'None: this figure does not open to who was thanked',
    day: 'The day on which it was written',
  },
})
