import { defineMessages } from '#platform/i18n/messages.ts'

export const literacyMessages = defineMessages({
  ja: {
    'refusal.no_policy': 'この日の方針がまだ登録されていません。人材育成担当にお知らせください。',
    'outside.on_leave': '休職・休業中',
    'outside.other_category': '対象外の任用区分',
    'finding.level': '{skill} {level} / 一定水準 {floor}',
    'finding.none': '{skill} 未診断 / 一定水準 {floor}',
    'finding.and': '、',
  },
  en: {
    'refusal.no_policy': 'No policy holds on this day yet. Please tell HR development.',
    'outside.on_leave': 'on leave',
    'outside.other_category': 'category of employment not in scope',
    'finding.level': '{skill} {level} / floor {floor}',
    'finding.none': '{skill} no evidence / floor {floor}',
    'finding.and': ', ',
  },
})
