import { defineMessages } from '#platform/i18n/messages.ts'

/** `kind.` is also a mail's subject. */
export const policyNoticedMessages = defineMessages({
  ja: {
    'kind.policyReviewDue': '方針の見直しの期日',
    'notice.policyReviewDue': '方針の次の見直しは{date}までです{by}',
    'review.by': '(見直すのは、{by})',
    'days.policyReview': '方針の見直しの期日を知らせる日数前',
  },
  en: {
    'kind.policyReviewDue': 'A review of the policy is due',
    'notice.policyReviewDue': 'The policy is to be reviewed by {date}{by}',
    'review.by': ' (by {by})',
    'days.policyReview': 'Days before a review of the policy is due at which it is told',
  },
})
