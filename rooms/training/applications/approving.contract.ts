import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { Cover, substituteRefusals } from '../cover/contract.ts'
import { Barrier, CourseBrief, Done, Id, IsoDate, Person, Reason, SessionBrief, StateName } from '../shape.contract.ts'
import { headDoings } from './rules.ts'
import { StakeInList } from './staffing.contract.ts'

/** Who applied, for which session, what is at stake and who could stand in is said by number: the list says each once. */
const Waiting = z.strictObject({
  applicationId: z.number().int(),
  state: StateName,
  staffMemberId: z.number().int(),
  courseSessionId: z.number().int(),
  appliedOn: IsoDate,
  motive: z.string(),
  /** I recommended it. */
  recommendedByMe: z.boolean(),
  cover: Cover.nullable(),
  /** What is at stake, by its place among the list's. */
  stake: z.number().int(),
  /** The session was moved since somebody applied, and from when. */
  moved: z.string().nullable(),
  /** Why it cannot be approved: the applicant is not in service, or on leave, on a day of the session (INV-T7). */
  notThere: z.string().nullable(),
  /** Why it comes to whoever decides, where that is not the head who leads the applicant day by day. */
  why: z.string().nullable(),
  /** Of what a decision is made from. */
  version: Version,
  /** What whoever decides may do with it. */
  may: z.array(z.enum(headDoings)),
})

/** Of the application as it was shown; a script that looked at nothing leaves it out. */
const decided = { applicationId: Id, seen: Seen }
const decisionRefusals = { already_decided: 409, application_past: 409, ...staleRefusal } as const

const WaitingList = z.strictObject({
  /** The next 500, those to decide first. */
  toDecide: z.array(Waiting),
  toCover: z.array(Waiting),
  total: z.strictObject({ toDecide: z.number().int(), toCover: z.number().int() }),
  stakes: z.array(StakeInList),
  sessions: z.array(z.strictObject({ course: CourseBrief, session: SessionBrief })),
  people: z.array(Person.extend({ isReader: z.boolean() })),
})

export const approving = defineContract({
  listApprovals: {
    method: 'GET',
    path: '/team/approvals',
    summary:
      'Applications of the people for whom I decide today, as their section head or in its place: to decide, and approved ones that lack cover',
    input: z.strictObject({}),
    output: WaitingList,
    refusals: {},
  },
  listUndecided: {
    method: 'GET',
    path: '/approvals/undecided',
    summary: 'HR: the same of people above whom no head stands and for whom no post is named, so that only HR decides',
    input: z.strictObject({}),
    output: WaitingList,
    refusals: {},
  },
  approve: {
    method: 'POST',
    path: '/applications/{applicationId}/approval',
    summary:
      'The section head of the day, or who stands in where there is none, approves; cover without a substitute is agreed to by it',
    input: z.strictObject({
      ...decided,
      /** staffMemberId of a colleague who is asked to stand in by the same press. */
      substitute: Id.optional(),
    }),
    output: Done,
    refusals: { ...decisionRefusals, applicant_not_there: 409, ...substituteRefusals },
  },
  returnForRevision: {
    method: 'POST',
    path: '/applications/{applicationId}/return',
    summary: 'The section head gives the application back with what to mend',
    input: z.strictObject({ ...decided, reason: Reason, barrier: Barrier }),
    output: Done,
    refusals: decisionRefusals,
  },
  reject: {
    method: 'POST',
    path: '/applications/{applicationId}/rejection',
    summary: 'The section head rejects the application with a reason',
    input: z.strictObject({ ...decided, reason: Reason, barrier: Barrier }),
    output: Done,
    refusals: decisionRefusals,
  },
  showTeamTraining: {
    method: 'GET',
    path: '/team/training',
    summary: 'My people of today: who has had no training this fiscal year, to whom nothing was ever recommended',
    input: z.strictObject({}),
    output: z.strictObject({
      total: z.number().int(),
      /** The first 500 by reading. */
      members: z.array(
        z.strictObject({
          person: Person,
          onLeave: z.boolean(),
          /** Sessions attended whose first day lies in this fiscal year (INV-F2). */
          attendedThisYear: z.number().int(),
          lastAttendedOn: IsoDate.nullable(),
          openApplications: z.number().int(),
          recommendations: z.number().int(),
          lastRecommendedOn: IsoDate.nullable(),
        }),
      ),
    }),
    refusals: {},
  },
})
