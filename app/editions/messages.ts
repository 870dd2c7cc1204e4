import { defineMessages } from '#platform/i18n/messages.ts'

/** The refusals of what is done with editions of the policy. */
export const editionsMessages = defineMessages({
  ja: {
    'refusal.no_such_edition': 'その版の方針は見つかりません。版の一覧を確かめてください。',
  },
  en: {
    'refusal.no_such_edition': 'That edition of the policy was not found. Please look at the list of editions.',
  },
})
