/** Whom this room tells what. */
import type { NoticeSource } from '#platform/notices/notices.ts'
import { noticedMessages } from './noticed.messages.ts'
import { standingOfThanks, type ThanksKind, wordsOfThanks } from './noticed.service.ts'

type Kind = NoticeSource['kinds'][string]

const isTold: Kind = { isToDo: false, usual: 'atOnce', mayBeOff: true, concerns: 'everyone' }

const kinds: Readonly<Record<ThanksKind, Kind>> = {
  thankYouReceived: isTold,
  thankYouShown: { ...isTold, usual: 'digest', concerns: 'sectionHead' },
  thankYouReported: { isToDo: true, usual: 'atOnce', mayBeOff: false, concerns: 'hr' },
  thankYouRemoved: { ...isTold, mayBeOff: false },
  reportAnswered: isTold,
}

export const thanksNotices: readonly NoticeSource[] = [
  {
    topic: 'thank_you',
    kinds,
    messages: noticedMessages,
    reminders: {},
    standing: standingOfThanks,
    words: wordsOfThanks,
  },
]
