/** Whom this room tells what. */
import type { NoticeSource } from '#platform/notices/notices.ts'
import { kpiNoticedMessages } from './noticed.messages.ts'
import { standingOfEntries, standingOfValues, wordsOfEntries, wordsOfValues } from './noticed.service.ts'

export const kpiNotices: readonly NoticeSource[] = [
  {
    topic: 'kpi_owner',
    kinds: {
      kpiValueDue: { isToDo: true, usual: 'digest', mayBeOff: true, concerns: 'everyone' },
      kpiOffPath: { isToDo: false, usual: 'atOnce', mayBeOff: true, concerns: 'everyone' },
      kpiValueMissing: { isToDo: true, usual: 'atOnce', mayBeOff: true, concerns: 'everyone' },
    },
    messages: kpiNoticedMessages,
    reminders: {},
    standing: standingOfValues,
    words: wordsOfValues,
  },
  {
    topic: 'kpi_actual',
    kinds: { kpiValueEntered: { isToDo: false, usual: 'digest', mayBeOff: true, concerns: 'hr' } },
    messages: kpiNoticedMessages,
    reminders: {},
    standing: standingOfEntries,
    words: wordsOfEntries,
  },
]
