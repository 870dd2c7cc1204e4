import { defineMessages } from '#platform/i18n/messages.ts'

export const noticesMessages = defineMessages({
  ja: {
    'refusal.no_such_notice_kind': 'その種類のお知らせはありません。画面を開き直してください。',
    'refusal.notice_not_silent': 'このお知らせは、だれかが待っているため、止めることができません。',
    'refusal.no_such_reminder': 'その日数の設定はありません。画面を開き直してください。',
  },
  en: {
    'refusal.no_such_notice_kind': 'There is no such kind of notice. Please open the page again.',
    'refusal.notice_not_silent': 'Somebody waits for you behind this notice, so it cannot be switched off.',
    'refusal.no_such_reminder': 'There is no such number of days to set. Please open the page again.',
  },
})
