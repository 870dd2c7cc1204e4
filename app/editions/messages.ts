import { defineMessages } from '#platform/i18n/messages.ts'

/** The refusals of what is done with editions of the policy. */
export const editionsMessages = defineMessages({
  ja: {
    'refusal.no_such_edition': 'その版の方針は見つかりません。版の一覧を確かめてください。',
    'refusal.no_policy': 'その日に効力のある方針がありません。人材育成担当が方針を読み込み、公開する必要があります。',
    'refusal.no_such_comment': 'そのコメントはもうありません。画面を読み直してください。',
    'refusal.no_such_effect': '確かめるような影響はもうありません。画面を読み直してください。',
  },
  en: {
    'refusal.no_such_edition': 'That edition of the policy was not found. Please look at the list of editions.',
    'refusal.no_policy': 'No policy is in force on that day. HR development has to load and publish one.',
    'refusal.no_such_comment': 'That comment is no more. Please reload the page.',
    'refusal.no_such_effect': 'There is no such effect to answer for any more. Please reload the page.',
  },
})
