/** Whom this room tells what. */
import type { NoticeSource } from '#platform/notices/notices.ts'
import { pdcaNoticedMessages } from './noticed.messages.ts'
import { standingOfDecisions, standingOfYears, wordsOfDecisions, wordsOfYears } from './noticed.service.ts'
import {
  standingOfInitiatives,
  standingOfMilestones,
  wordsOfInitiatives,
  wordsOfMilestones,
} from './plan-noticed.service.ts'

export const pdcaNotices: readonly NoticeSource[] = [
  {
    topic: 'review_decision',
    kinds: {
      decisionGiven: { isToDo: true, usual: 'digest', mayBeOff: false, concerns: 'everyone' },
      decisionOverdue: { isToDo: true, usual: 'atOnce', mayBeOff: true, concerns: 'everyone' },
      decisionDue: { isToDo: true, usual: 'atOnce', mayBeOff: true, concerns: 'everyone' },
    },
    messages: pdcaNoticedMessages,
    reminders: { decision: 14 },
    standing: standingOfDecisions,
    words: wordsOfDecisions,
  },
  {
    topic: 'initiative',
    kinds: { initiativeGiven: { isToDo: false, usual: 'digest', mayBeOff: true, concerns: 'everyone' } },
    messages: pdcaNoticedMessages,
    reminders: {},
    standing: standingOfInitiatives,
    words: wordsOfInitiatives,
  },
  {
    topic: 'initiative_milestone',
    kinds: {
      milestoneDue: { isToDo: true, usual: 'digest', mayBeOff: true, concerns: 'everyone' },
      milestoneOverdue: { isToDo: true, usual: 'atOnce', mayBeOff: true, concerns: 'everyone' },
    },
    messages: pdcaNoticedMessages,
    reminders: { milestone: 14 },
    standing: standingOfMilestones,
    words: wordsOfMilestones,
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
