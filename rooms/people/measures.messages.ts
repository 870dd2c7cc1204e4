import { defineMessages } from '#platform/i18n/messages.ts'

export const joinedWords = defineMessages({
  ja: {
    topic: '採用と退職',
    name: '今年度に採用した職員の割合',
    meaning: '新しく加わった人がどれだけいるか。再任用など、切れ目なく続く任用は採用に数えません。',
    numerator: '今年度の初日から基準日までに採用され、基準日に在職している職員',
    denominator: '基準日に在職している職員(休職中の人も含む)',
    records: '在職している職員',
    day: '採用年月日',
    yes: '今年度に採用',
    no: '前の年度までに採用',
  },
  en: {
    topic: 'Joining and leaving',
    name: 'Share who joined this fiscal year',
    meaning: 'How many are new. Employment that goes on without a break, such as reappointment, is no joining.',
    numerator: 'Staff who joined from the first day of the fiscal year to the day asked about and are in service on it',
    denominator: 'Staff in service on the day, those on leave too',
    records: 'Staff in service',
    day: 'Day of joining',
    yes: 'Joined this fiscal year',
    no: 'Joined before this fiscal year',
  },
})

export const leftWords = defineMessages({
  ja: {
    topic: '採用と退職',
    name: '年度の初日にいた職員のうち退職した割合',
    meaning:
      '一年でどれだけの人が職場を離れるか。3月31日の退職は、その日に終わる年度に数えます。定年による退職も含みます。',
    numerator: '分母のうち、基準日までに最後の勤務日を迎え、翌日に在職していない職員',
    denominator: '年度の初日に在職していた職員',
    records: '年度の初日に在職していた職員',
    day: '最後の勤務日(退職年月日の前の日)',
    yes: '退職した',
    no: '在職している',
  },
  en: {
    topic: 'Joining and leaving',
    name: 'Share of those here on the first day of the year who left',
    meaning:
      'How many go within a year. Whoever retires on 31 March counts in the year that ends then. Retirement by age is included.',
    numerator: 'Of the denominator, staff whose last day has come and who are not in service on the day after',
    denominator: 'Staff in service on the first day of the fiscal year',
    records: 'Staff in service on the first day of the fiscal year',
    day: 'The last day of service',
    yes: 'Has left',
    no: 'In service',
  },
})

export const leftEarlyWords = defineMessages({
  ja: {
    topic: '採用と退職',
    name: '採用から3年以内に退職した割合',
    meaning:
      '採用した人が根付いているか。基準日までの1年間に採用から3年を迎えるはずだった人を、一つの集まりとして数えます。',
    numerator: '分母のうち、採用から3年の日に在職していなかった職員',
    denominator: '採用から3年の日が、基準日までの1年間にある職員',
    records: '3年前までの1年間に採用された職員',
    day: '採用から3年の日',
    yes: '3年を迎える前に退職',
    no: '3年を迎えた',
  },
  en: {
    topic: 'Joining and leaving',
    name: 'Share who left within three years of joining',
    meaning:
      'Whether those who join stay. Those whose third anniversary lies within the year up to the day are counted as one group.',
    numerator: 'Of the denominator, staff who were not in service three years after joining',
    denominator: 'Staff whose third anniversary of joining lies within the year up to the day',
    records: 'Staff who joined within a year, three years ago',
    day: 'Three years after joining',
    yes: 'Left before three years were over',
    no: 'Stayed three years',
  },
})

export const backWords = defineMessages({
  ja: {
    topic: '採用と退職',
    name: '休職・休業から復帰した割合',
    meaning:
      '休んだ人が戻れているか。続けて別の休職・休業に入ったものは、まだ終わっていないものとして数えません。種別は区別しません。',
    numerator: '分母のうち、終わった翌日に在職していた件',
    denominator: '今年度の初日から基準日までに終わった休職・休業の件',
    records: '休職・休業が終わった職員',
    day: '休職・休業が終わった翌日',
    yes: '復帰した(終わった休職・休業{of}件のうち{got}件)',
    no: '復帰せずに退職した',
  },
  en: {
    topic: 'Joining and leaving',
    name: 'Share of leave after which the person came back',
    meaning:
      'Whether those who were away can come back. Leave that another leave follows at once has not ended. Kinds are not told apart.',
    numerator: 'Of the denominator, leave after which the person was in service on the next day',
    denominator: 'Leave that ended from the first day of the fiscal year to the day',
    records: 'Staff whose leave ended',
    day: 'The day after the leave',
    yes: 'Came back ({got} of {of})',
    no: 'Left without coming back',
  },
})

export const stayedWords = defineMessages({
  ja: {
    topic: '採用と退職',
    name: '復帰してから1年後も在職している割合',
    meaning:
      '復帰した人が働き続けられているか。基準日までの1年間に復帰から1年を迎えるはずだった人を、一つの集まりとして数えます。',
    numerator: '分母のうち、復帰から1年の日に在職していた件',
    denominator: '復帰から1年の日が、基準日までの1年間にある復帰の件',
    records: '1年前までの1年間に復帰した職員',
    day: '復帰から1年の日',
    yes: '1年後も在職',
    no: '1年を迎える前に退職',
  },
  en: {
    topic: 'Joining and leaving',
    name: 'Share still in service a year after coming back from leave',
    meaning:
      'Whether those who came back can stay. Those whose first year back ended within the year up to the day are counted as one group.',
    numerator: 'Of the denominator, those in service a year after coming back',
    denominator: 'Returns whose first year ended within the year up to the day',
    records: 'Staff who came back within a year, a year ago',
    day: 'A year after coming back',
    yes: 'In service a year later',
    no: 'Left before a year was over',
  },
})

export const movedWords = defineMessages({
  ja: {
    topic: '職員',
    name: '年度の初日と所属が変わった職員の割合',
    meaning:
      '人がどれだけ動いているか。異動が多すぎると、育てた力が職場に残りません。4月1日付けの異動は、前の年度末との違いなので含みません。',
    numerator: '分母のうち、主な所属が年度の初日と違う職員',
    denominator: '年度の初日と基準日の両方に主な所属がある、在職している職員',
    records: '年度の初日と基準日に所属がある職員',
    day: '年度の初日と基準日の所属',
    yes: '所属が変わった',
    no: '所属は同じ',
  },
  en: {
    topic: 'Staff',
    name: 'Share whose section is another than on the first day of the year',
    meaning:
      'How much people move. Where they move too often, what was learned does not stay. Transfers of 1 April itself are not among them.',
    numerator: 'Of the denominator, staff whose primary section is another than on the first day of the fiscal year',
    denominator: 'Staff in service with a primary section on the first day of the fiscal year and on the day',
    records: 'Staff with a section on both days',
    day: 'Sections of the first day of the year and of the day',
    yes: 'In another section',
    no: 'In the same section',
  },
})
