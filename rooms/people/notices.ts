/** Whom this room tells what. */
import type { NoticeSource } from '#platform/notices/notices.ts'
import { standingOfDeputies, wordsOfDeputies } from './deputies-noticed.service.ts'
import { standingOfJoins, wordsOfJoins } from './joins-noticed.service.ts'
import { peopleNoticedMessages } from './noticed.messages.ts'
import { standingOfGrants, wordsOfGrants } from './noticed.service.ts'

export const peopleNotices: readonly NoticeSource[] = [
  {
    topic: 'role_grant',
    kinds: {
      roleGranted: { isToDo: false, usual: 'atOnce', mayBeOff: false, concerns: 'everyone' },
      roleToAgree: { isToDo: true, usual: 'atOnce', mayBeOff: false, concerns: 'it' },
      roleToConfirm: { isToDo: true, usual: 'digest', mayBeOff: false, concerns: 'it' },
    },
    messages: peopleNoticedMessages,
    reminders: {},
    standing: standingOfGrants,
    words: wordsOfGrants,
  },
  {
    topic: 'person_join',
    kinds: { joinToAgree: { isToDo: true, usual: 'atOnce', mayBeOff: false, concerns: 'hr' } },
    messages: peopleNoticedMessages,
    reminders: {},
    standing: standingOfJoins,
    words: wordsOfJoins,
  },
  {
    topic: 'head_deputy',
    kinds: {
      deputyNamed: { isToDo: false, usual: 'atOnce', mayBeOff: false, concerns: 'everyone' },
      deputyForYou: { isToDo: false, usual: 'atOnce', mayBeOff: false, concerns: 'sectionHead' },
    },
    messages: peopleNoticedMessages,
    reminders: {},
    standing: standingOfDeputies,
    words: wordsOfDeputies,
  },
]
