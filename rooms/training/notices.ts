/** Whom this room tells what. Somebody waits behind what cannot be switched off; the rest is said once and is no task. */
import type { NoticeSource } from '#platform/notices/notices.ts'
import { noticedMessages } from './noticed.messages.ts'
import type { ApplicationKind, RecommendationKind } from './noticed.rules.ts'
import {
  standingOfApplications,
  standingOfRecommendations,
  wordsOfApplications,
  wordsOfRecommendations,
} from './noticed.service.ts'

type Kind = NoticeSource['kinds'][string]

const everyone = 'everyone'
const waits: Kind = { isToDo: true, usual: 'atOnce', mayBeOff: false, concerns: everyone }
const reminds: Kind = { isToDo: true, usual: 'atOnce', mayBeOff: true, concerns: everyone }
const isTold: Kind = { isToDo: false, usual: 'atOnce', mayBeOff: true, concerns: everyone }
const isOrdered: Kind = { isToDo: false, usual: 'atOnce', mayBeOff: false, concerns: everyone }

const ofApplications: Readonly<Record<ApplicationKind, Kind>> = {
  approvalAsked: { ...waits, concerns: 'sectionHead' },
  approvalLate: { ...reminds, concerns: 'sectionHead' },
  approvalStuck: { ...isTold, usual: 'digest', concerns: 'sectionHead' },
  coverAsked: waits,
  coverLost: { ...waits, concerns: 'sectionHead' },
  coverNotNeeded: isOrdered,
  applicationReturned: waits,
  returnedSoon: reminds,
  applicationPast: isTold,
  notAccepted: isTold,
  seatGiven: isTold,
  seatInQuestion: { ...waits, usual: 'digest', concerns: 'hr' },
  ordered: isOrdered,
  sessionSoon: { ...isTold, usual: 'digest' },
  sessionMoved: isOrdered,
  sessionCancelled: isOrdered,
  reportDue: { ...waits, usual: 'digest' },
  reportDueSoon: reminds,
}

const ofRecommendations: Readonly<Record<RecommendationKind, Kind>> = {
  recommendationReceived: { ...waits, usual: 'digest', mayBeOff: true },
  applySoon: { ...reminds, usual: 'digest' },
}

export const trainingNotices: readonly NoticeSource[] = [
  {
    topic: 'application',
    kinds: ofApplications,
    messages: noticedMessages,
    reminders: { decide: 5, above: 10, applyBy: 3, session: 3, reportDue: 7 },
    standing: standingOfApplications,
    words: wordsOfApplications,
  },
  {
    topic: 'recommendation',
    kinds: ofRecommendations,
    messages: noticedMessages,
    reminders: {},
    standing: standingOfRecommendations,
    words: wordsOfRecommendations,
  },
]
