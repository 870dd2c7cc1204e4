/** Whom this room tells what. Somebody waits behind what cannot be switched off; the rest is said once and is no task. */
import type { NoticeSource } from '#platform/notices/notices.ts'
import { ABOVE_DAYS } from './days.rules.ts'
import { noticedMessages } from './noticed.messages.ts'
import type { ApplicationKind, RecommendationKind } from './noticed.rules.ts'
import {
  standingOfApplications,
  standingOfRecommendations,
  wordsOfApplications,
  wordsOfRecommendations,
} from './noticed.service.ts'
import { type RoundKind, standingOfRounds, wordsOfRounds } from './rounds/noticed.service.ts'
import { type DraftKind, standingOfDrafts, wordsOfDrafts } from './scheduling/objecting.noticed.service.ts'
import { type SwapKind, standingOfSwaps, wordsOfSwaps } from './scheduling/swapping.noticed.service.ts'
import { standingOfWishes, type WishKind, wordsOfWishes } from './scheduling/wishing.noticed.service.ts'

type Kind = NoticeSource['kinds'][string]

const everyone = 'everyone'
const waits: Kind = { isToDo: true, usual: 'atOnce', mayBeOff: false, concerns: everyone }
const reminds: Kind = { isToDo: true, usual: 'atOnce', mayBeOff: true, concerns: everyone }
const isTold: Kind = { isToDo: false, usual: 'atOnce', mayBeOff: true, concerns: everyone }
const isOrdered: Kind = { isToDo: false, usual: 'atOnce', mayBeOff: false, concerns: everyone }

const ofApplications: Readonly<Record<ApplicationKind, Kind>> = {
  approvalAsked: { ...waits, concerns: 'sectionHead' },
  approvalLate: { ...reminds, concerns: 'sectionHead' },
  approvalStuck: { ...reminds, concerns: 'sectionHead' },
  coverAsked: waits,
  coverLost: { ...waits, concerns: 'sectionHead' },
  ownCoverLost: waits,
  coverToRenew: { ...waits, concerns: 'sectionHead' },
  coverNotNeeded: isOrdered,
  applicationReturned: waits,
  returnedSoon: reminds,
  applicationPast: isTold,
  notAccepted: isTold,
  seatGiven: isTold,
  seatInQuestion: { ...waits, usual: 'digest', concerns: 'hr' },
  ordered: isOrdered,
  seatMoved: isOrdered,
  sessionSoon: { ...isTold, usual: 'digest' },
  sessionMoved: isOrdered,
  sessionCancelled: isOrdered,
  reportDue: { ...waits, usual: 'digest' },
  reportDueSoon: reminds,
}

const ofRecommendations: Readonly<Record<RecommendationKind, Kind>> = {
  recommendationReceived: { ...waits, usual: 'digest', mayBeOff: true },
  applySoon: { ...reminds, usual: 'digest' },
  recommendationStruck: isTold,
}

const ofRounds: Readonly<Record<RoundKind, Kind>> = {
  roundBegun: waits,
  roundDueSoon: reminds,
}

const ofSwaps: Readonly<Record<SwapKind, Kind>> = {
  swapAsked: { ...waits, mayBeOff: true },
  swapDeclined: isTold,
}

const ofDrafts: Readonly<Record<DraftKind, Kind>> = {
  draftShown: { ...waits, concerns: 'sectionHead' },
  objectionToAnswer: { ...waits, usual: 'digest', concerns: 'hr' },
  objectionAnswered: { ...isTold, concerns: 'sectionHead' },
}

const ofWishes: Readonly<Record<WishKind, Kind>> = { wishesAsked: reminds }

export const trainingNotices: readonly NoticeSource[] = [
  {
    topic: 'application',
    kinds: ofApplications,
    messages: noticedMessages,
    reminders: { decide: 5, above: ABOVE_DAYS, applyBy: 3, session: 3, reportDue: 7 },
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
  {
    topic: 'training_round',
    kinds: ofRounds,
    messages: noticedMessages,
    reminders: { roundDue: 14 },
    standing: standingOfRounds,
    words: wordsOfRounds,
  },
  {
    topic: 'seat_swap',
    kinds: ofSwaps,
    messages: noticedMessages,
    reminders: {},
    standing: standingOfSwaps,
    words: wordsOfSwaps,
  },
  {
    topic: 'schedule_draft',
    kinds: ofDrafts,
    messages: noticedMessages,
    reminders: {},
    standing: standingOfDrafts,
    words: wordsOfDrafts,
  },
  {
    topic: 'wish_call',
    kinds: ofWishes,
    messages: noticedMessages,
    reminders: {},
    standing: standingOfWishes,
    words: wordsOfWishes,
  },
]
