/** Whom this room tells what: those who are asked, until they have answered. They may choose not to hear of it. */
import type { NoticeSource } from '#platform/notices/notices.ts'
import { surveysNoticedMessages } from './noticed.messages.ts'
import { standingOfSurveys, wordsOfSurveys } from './noticed.service.ts'
import type { RoundStage } from './reminding.rules.ts'

type Kind = NoticeSource['kinds'][string]

const asks: Kind = { isToDo: true, usual: 'atOnce', mayBeOff: true, concerns: 'everyone' }
const kinds: Readonly<Record<RoundStage, Kind>> = { surveyOpened: asks, surveyHalfway: asks, surveyEnding: asks }

export const surveysNotices: readonly NoticeSource[] = [
  {
    ...{ topic: 'survey_round', kinds, messages: surveysNoticedMessages },
    reminders: { surveyEnd: 2 },
    isUntimed: true,
    standing: standingOfSurveys,
    words: wordsOfSurveys,
  },
]
