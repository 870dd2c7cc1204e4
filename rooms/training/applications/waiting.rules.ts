/** What waits for whoever decides travels with each person and session said once; here it is put together again. */
import type { Output } from '#platform/contract/contract.ts'
import type { approving } from './approving.contract.ts'

type Listed = Output<typeof approving.listApprovals>

export interface Waiting extends Omit<Listed['toDecide'][number], 'standIns'> {
  readonly applicant: Listed['people'][number]
  readonly course: Listed['sessions'][number]['course']
  readonly session: Listed['sessions'][number]['session']
  readonly standIns: readonly (Listed['toDecide'][number]['standIns'][number] & Listed['people'][number])[]
}

/** Each with whose application it is, for which session, and who could stand in. */
export function wholeOf({ toDecide, toCover, people, sessions }: Listed): { toDecide: Waiting[]; toCover: Waiting[] } {
  const person = new Map(people.map((one) => [one.staffMemberId, one]))
  const about = new Map(sessions.map((one) => [one.session.courseSessionId, one]))
  const whole = (one: Listed['toDecide'][number]): Waiting => ({
    ...one,
    ...about.get(one.courseSessionId)!,
    applicant: person.get(one.staffMemberId)!,
    standIns: one.standIns.map((offered) => ({ ...person.get(offered.staffMemberId)!, ...offered })),
  })
  return { toDecide: toDecide.map(whole), toCover: toCover.map(whole) }
}
