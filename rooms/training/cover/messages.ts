import { defineMessages } from '#platform/i18n/messages.ts'

export const coverMessages = defineMessages({
  ja: {
    'refusal.substitute_needed': '代わりに担当する人を選んでください。',
    'refusal.substitute_not_needed':
      '「代わりは不要」では、代わりの人を選べません。人を選ばないか、別の体制を選んでください。',
    'refusal.substitute_is_applicant': '申し込む本人は代わりになれません。別の職員を選んでください。',
    'refusal.no_such_substitute': '代わりの人は、開催日に在職している職員から選んでください。',
    'refusal.substitute_away': '選んだ人は、その日は休業か別の研修のため不在です。別の職員を選んでください。',
    'refusal.away_then':
      '開催日に在職していないか、休業か別の研修と重なるため、引き受けられません。「引き受けられない」を押すと、所属長が別の人を考えます。',
    'refusal.cover_not_open':
      'この代わりの依頼は、すでに終わったか、別の形に変わりました。画面を読み込み直してください。',
    'cover.substitute': '代わりの職員',
    'cover.shiftSwap': '当番の振替',
    'cover.reducedCounter': '窓口の縮小・時間調整',
    'cover.onlineOrRecorded': 'オンライン・録画に切替',
    'cover.splitDates': '日程の分割',
    'cover.notNeeded': '代わりは不要',
  },
  en: {
    'refusal.substitute_needed': 'Choose who stands in.',
    'refusal.substitute_not_needed':
      'Where no cover is needed nobody stands in. Name nobody, or choose another kind of cover.',
    'refusal.substitute_is_applicant': 'The applicant cannot stand in. Choose someone else.',
    'refusal.no_such_substitute': 'Choose someone who is in service on these days.',
    'refusal.substitute_away': 'This person is on leave or in another session then. Choose someone else.',
    'refusal.away_then':
      'You are not in service, on leave or in another session then. Say that you cannot, and the section head asks someone else.',
    'refusal.cover_not_open': 'This request is over or has changed. Reload the page.',
    'cover.substitute': 'A colleague stands in',
    'cover.shiftSwap': 'Swapped shift',
    'cover.reducedCounter': 'Smaller counter or other hours',
    'cover.onlineOrRecorded': 'Online or recorded instead',
    'cover.splitDates': 'Dates split',
    'cover.notNeeded': 'No cover needed',
  },
})
