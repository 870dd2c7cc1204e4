/** Whom this part of the room tells what. */
import type { NoticeSource } from '#platform/notices/notices.ts'
import { qualificationsNoticedMessages } from './noticed.messages.ts'
import { standingOfClaims, standingOfEnds, wordsOfClaims, wordsOfEnds } from './noticed.service.ts'

export const qualificationNotices: readonly NoticeSource[] = [
  {
    topic: 'qualification_claim',
    kinds: {
      claimWaits: { isToDo: true, usual: 'digest', mayBeOff: true, concerns: 'hr' },
      claimConfirmed: { isToDo: false, usual: 'digest', mayBeOff: true, concerns: 'everyone' },
      claimReturned: { isToDo: true, usual: 'atOnce', mayBeOff: false, concerns: 'everyone' },
    },
    messages: qualificationsNoticedMessages,
    reminders: {},
    standing: standingOfClaims,
    words: wordsOfClaims,
  },
  {
    topic: 'skill_evidence',
    kinds: { evidenceEnds: { isToDo: true, usual: 'atOnce', mayBeOff: true, concerns: 'everyone' } },
    messages: qualificationsNoticedMessages,
    reminders: { evidenceEnds: 60 },
    standing: standingOfEnds,
    words: wordsOfEnds,
  },
]
