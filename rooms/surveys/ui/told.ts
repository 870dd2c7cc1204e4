/** What the pages of surveys are told, by the names that they use of it. */
import type { Output } from '#platform/contract/contract.ts'
import type { surveys } from '../contract.ts'

export type SurveyList = Output<typeof surveys.listSurveys>
export type Listed = SurveyList['surveys'][number]
export type Plan = Output<typeof surveys.previewSurveyRound>
export type RoundFacts = Output<typeof surveys.showSurveyResponse>
export type Results = Output<typeof surveys.showSurveyReport>
export type PaperSheets = Output<typeof surveys.showPaperSheets>
