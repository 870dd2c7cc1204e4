import { defineMessages } from '#platform/i18n/messages.ts'

export const mailMessages = defineMessages({
  ja: {
    'refusal.mail_not_waiting': 'このメールは、もう送られたか、送る必要がなくなりました。',
  },
  en: {
    'refusal.mail_not_waiting': 'This mail has been sent meanwhile, or is not needed any more.',
  },
})
