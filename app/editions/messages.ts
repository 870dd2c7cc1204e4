import { defineMessages } from '#platform/i18n/messages.ts'

/** The refusals of what is done with editions of the policy. */
export const editionsMessages = defineMessages({
  ja: {
    'refusal.no_such_edition': 'その版の方針は見つかりません。版の一覧を確かめてください。',
    'refusal.no_such_effect': '確かめるような影響はもうありません。画面を読み直してください。',
  },
  en: {
    'refusal.no_such_edition': 'That edition of the policy was not found. Please look at the list of editions.',
    'refusal.no_such_effect': 'There is no such effect to answer for any more. Please reload the page.',
  },
})
