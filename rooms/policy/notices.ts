/** Whom this room tells what. */
import type { NoticeSource } from '#platform/notices/notices.ts'
import { policyNoticedMessages } from './noticed.messages.ts'
import { standingOfReviews, wordsOfReviews } from './noticed.service.ts'

export const policyNotices: readonly NoticeSource[] = [
  {
    topic: 'policy_edition',
    kinds: { policyReviewDue: { isToDo: true, usual: 'digest', mayBeOff: true, concerns: 'hr' } },
    messages: policyNoticedMessages,
    reminders: { policyReview: 60 },
    standing: standingOfReviews,
    words: wordsOfReviews,
  },
]
