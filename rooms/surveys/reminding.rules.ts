/** When a round is told to those who have not answered: as it opens, at half time and shortly before its end, and never twice. */
import { addDays, daysBetween } from '#platform/time/dates.ts'

export type RoundStage = 'surveyOpened' | 'surveyHalfway' | 'surveyEnding'

/** Which of them stands today; undefined on a day on which nobody is asked. A short round has fewer. */
export function stageOn(
  today: string,
  { from, to }: { readonly from: string; readonly to: string },
  daysBeforeEnd: number,
): RoundStage | undefined {
  if (today < from || today > to) return undefined
  const ending = addDays(to, -daysBeforeEnd)
  if (today >= ending) return ending <= from && today === from ? 'surveyOpened' : 'surveyEnding'
  return today >= addDays(from, Math.max(1, Math.ceil(daysBetween(from, to) / 2))) ? 'surveyHalfway' : 'surveyOpened'
}
