/** Whom comments on the policy are told. */
import type { NoticeSource } from '#platform/notices/notices.ts'
import { commentsNoticedMessages } from './noticed.messages.ts'
import { standingOfComments, wordsOfComments } from './noticed.service.ts'

export const commentNotices: readonly NoticeSource[] = [
  {
    topic: 'policy_comment',
    kinds: {
      policyCommented: { isToDo: true, usual: 'digest', mayBeOff: true, concerns: 'hr' },
      policyAnswered: { isToDo: false, usual: 'digest', mayBeOff: true, concerns: 'everyone' },
    },
    messages: commentsNoticedMessages,
    reminders: {},
    standing: standingOfComments,
    words: wordsOfComments,
  },
]
