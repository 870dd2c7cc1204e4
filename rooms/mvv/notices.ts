/** Whom this room tells what. */
import type { NoticeSource } from '#platform/notices/notices.ts'
import { mvvNoticedMessages } from './noticed.messages.ts'
import { standingOfDuties, standingOfProposals, wordsOfDuties, wordsOfProposals } from './noticed.service.ts'

export const mvvNotices: readonly NoticeSource[] = [
  {
    topic: 'duty',
    kinds: {
      dutyToAgree: { isToDo: true, usual: 'digest', mayBeOff: true, concerns: 'sectionHead' },
      dutyStillWaits: { isToDo: true, usual: 'digest', mayBeOff: true, concerns: 'sectionHead' },
    },
    messages: mvvNoticedMessages,
    reminders: { dutyWaits: 14 },
    standing: standingOfDuties,
    words: wordsOfDuties,
  },
  {
    topic: 'duty_proposal',
    kinds: {
      dutyProposed: { isToDo: true, usual: 'atOnce', mayBeOff: true, concerns: 'everyone' },
      proposalStillWaits: { isToDo: true, usual: 'digest', mayBeOff: true, concerns: 'everyone' },
    },
    messages: mvvNoticedMessages,
    reminders: { proposalWaits: 14 },
    standing: standingOfProposals,
    words: wordsOfProposals,
  },
]
