/** What waits for whoever decides travels with each person, session and stake said once; here it is put together again. */
import type { Output } from '#platform/contract/contract.ts'
import type { approving } from './approving.contract.ts'

type Listed = Output<typeof approving.listApprovals>

type Stake = Listed['stakes'][number]

export interface Waiting extends Omit<Listed['toDecide'][number], 'stake'>, Omit<Stake, 'standIns'> {
  readonly applicant: Listed['people'][number]
  readonly course: Listed['sessions'][number]['course']
  readonly session: Listed['sessions'][number]['session']
  readonly standIns: readonly (Stake['standIns'][number] & Listed['people'][number])[]
}

/** Each with whose application it is, for which session, and who could stand in. */
export function wholeOf({ toDecide, toCover, people, sessions, stakes }: Listed): {
  toDecide: Waiting[]
  toCover: Waiting[]
} {
  const person = new Map(people.map((one) => [one.staffMemberId, one]))
  const about = new Map(sessions.map((one) => [one.session.courseSessionId, one]))
  const atStake = stakes.map(({ standIns, ...counted }) => ({
    ...counted,
    standIns: standIns.map((offered) => ({ ...person.get(offered.staffMemberId)!, ...offered })),
  }))
  const whole = ({ stake, ...one }: Listed['toDecide'][number]): Waiting => ({
    ...one,
    ...about.get(one.courseSessionId)!,
    ...atStake[stake]!,
    applicant: person.get(one.staffMemberId)!,
  })
  return { toDecide: toDecide.map(whole), toCover: toCover.map(whole) }
}
