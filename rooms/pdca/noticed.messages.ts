import { defineMessages } from '#platform/i18n/messages.ts'

/** `kind.` is also a mail's subject: it names nobody. */
export const pdcaNoticedMessages = defineMessages({
  ja: {
    'kind.decisionGiven': '検証で決まったこと',
    'notice.decisionGiven': '{year}の検証で「{subject}」について決まったことの担当になりました({due}まで)',
    'kind.decisionDue': '検証で決まったことの期限',
    'notice.decisionDue': '{year}の検証で「{subject}」について決まったことの期限は{due}です',
    'kind.yearToClose': '年度の値の確定',
    'notice.yearToClose': '{year}の値を確定し、検証を始められます',
    'days.decision': '検証で決まったことの期限を知らせる日数前',
  },
  en: {
    'kind.decisionGiven': 'A decision of the review',
    'notice.decisionGiven': 'A decision on "{subject}" of the review of {year} is yours to carry out (by {due})',
    'kind.decisionDue': 'A decision of the review is due',
    'notice.decisionDue': 'A decision on "{subject}" of the review of {year} is due on {due}',
    'kind.yearToClose': 'A fiscal year to close',
    'notice.yearToClose': 'The values of {year} can be closed, and the review begun',
    'days.decision': 'Days before a decision of the review is due at which it is told',
  },
})
