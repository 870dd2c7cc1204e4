import { defineMessages } from '#platform/i18n/messages.ts'

export const homeMessages = defineMessages({ ja: {}, en: {} })
