/** Whom this part of the room tells what. Nobody has to take a test because they may, so of none of it anybody is reminded. */
import type { NoticeSource } from '#platform/notices/notices.ts'
import { attemptsNoticedMessages } from './noticed.messages.ts'
import { standingOfTests, wordsOfTests } from './noticed.service.ts'

const isTold = { isToDo: false, usual: 'digest', mayBeOff: true, concerns: 'everyone' } as const

export const attemptNotices: readonly NoticeSource[] = [
  {
    topic: 'test',
    kinds: { testOpened: isTold, testOpenedUntil: isTold },
    messages: attemptsNoticedMessages,
    reminders: {},
    standing: standingOfTests,
    words: wordsOfTests,
  },
]
