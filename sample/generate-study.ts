import type { evidence } from '#rooms/evidence/contract.ts'
import type { Records } from './generate-records.ts'

export type Stated = (typeof evidence.stateStudy)['input']['_zod']['input']

const COURSE = 'C02'
/** Fewer on a side would see no difference of half a standard deviation; some of them have left by the day that counts. */
const NEEDED = 90

/**
 * A question as HR would ask it of the year before: whether those who completed the course on security reached the floor rather than those who
 * never took it. Undefined where the ward is too small to answer.
 */
export function generateStudy({ applications }: Pick<Records, 'applications'>, year: number): Stated | undefined {
  const [from, to] = [`${year - 1}-04-01`, `${year - 1}-10-01`]
  const completed = applications.filter(
    ({ courseCode, state, startsOn }) =>
      courseCode === COURSE && state === 'completed' && startsOn >= from && startsOn < to,
  )
  if (completed.length < NEEDED) return undefined
  return {
    question: '情報セキュリティ基礎を修了した人は、受けていない人より多く一定水準に届いたか(サンプル値)',
    arrow: { from: 'ict-training-held', to: 'ict-floor' },
    treatment: { kind: 'completion', courseCode: COURSE },
    ...{ from, to, months: 6 },
    outcome: { kind: 'measure', measure: 'literacy.shareAtFloor' },
    design: 'did',
  }
}
