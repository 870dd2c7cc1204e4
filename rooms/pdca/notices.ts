/** Whom this room tells what. */
import type { NoticeSource } from '#platform/notices/notices.ts'
import { pdcaNoticedMessages } from './noticed.messages.ts'
import { standingOfDecisions, standingOfYears, wordsOfDecisions, wordsOfYears } from './noticed.service.ts'

export const pdcaNotices: readonly NoticeSource[] = [
  {
    topic: 'review_decision',
    kinds: {
      decisionGiven: { isToDo: true, usual: 'digest', mayBeOff: false, concerns: 'everyone' },
      decisionDue: { isToDo: true, usual: 'atOnce', mayBeOff: true, concerns: 'everyone' },
    },
    messages: pdcaNoticedMessages,
    reminders: { decision: 14 },
    standing: standingOfDecisions,
    words: wordsOfDecisions,
  },
  {
    topic: 'review',
    kinds: { yearToClose: { isToDo: true, usual: 'digest', mayBeOff: true, concerns: 'hr' } },
    messages: pdcaNoticedMessages,
    reminders: {},
    standing: standingOfYears,
    words: wordsOfYears,
  },
]
