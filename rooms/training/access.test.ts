import { expect, test } from 'vitest'
import type { Operation } from '#platform/contract/contract.ts'
import { inTown, type Name, people } from '#testing/town.ts'
import { training } from './contract.ts'

/** Kinds of person, each against 佐藤's application, whose substitute is 上田. */
const kinds = {
  applicant: 'sato',
  substitute: 'ueda',
  colleague: 'mori',
  sectionHead: 'tanaka',
  higherHead: 'kato',
  otherHead: 'ono',
  executive: 'suzuki',
  hr: 'hayashi',
  it: 'ito',
} as const satisfies Record<string, Name>
type Kind = keyof typeof kinds
const everyone = Object.keys(kinds) as Kind[]
const only = (...allowed: Kind[]) => allowed

const session = {
  startsOn: '2027-02-01',
  endsOn: '2027-02-01',
  startsAt: '09:00',
  endsAt: '12:00',
  place: '会議室',
  capacity: 5,
  applyBy: '2027-01-25',
}
const course = { courseCode: 'A1', title: '研修', summary: '', hours: 3, provider: '人事課' }
const one = { courseSessionId: 1, applicationIds: [1] }
const minimum = { sectionCode: '101010', kind: 'usual' as const, validFrom: '2027-01-01', week: Array(14).fill(1) }
const round = { who: {}, waves: [{ dueOn: '2027-03-01' }], courseIds: [1] }
const absence = {
  staffMemberId: people.sato,
  kind: 'annualLeave' as const,
  from: '2027-01-05',
  week: `11${'0'.repeat(12)}`,
}
const halfDay = { day: '2027-02-01', half: 'am' as const }
const heads = ['sectionHead', 'higherHead', 'otherHead', 'executive'] as const

/** Who may ask for what; whoever is not named is refused. Application 1, session 1, course 1, cover 1, recommendation 1. */
const table: Record<keyof typeof training, { input: object; may: Kind[] }> = {
  listCourses: { input: {}, may: everyone },
  listFittingCourses: { input: {}, may: everyone },
  showCourse: { input: { courseId: 1 }, may: everyone },
  saveCourse: { input: { ...course, courseCode: 'A2' }, may: only('hr') },
  listSessions: { input: {}, may: only('hr') },
  saveSession: { input: { courseId: 1, ...session }, may: only('hr') },
  cancelSession: { input: { courseSessionId: 1, reason: '都合' }, may: only('hr') },
  importCourses: { input: { courses: [course] }, may: only('hr') },
  planSessions: {
    input: {
      ...{ course: 'A1', from: '2027-02-01', to: '2027-02-05', weekdays: '1111100' },
      ...{ hours: [{ startsAt: '09:00', endsAt: '12:00' }], rooms: [{ place: '会議室', capacity: 5 }] },
    },
    may: only('hr'),
  },
  readSessions: { input: { file: { name: 'a.csv', base64: '' } }, may: only('hr') },
  addSessions: { input: { lines: [{ course: 'A1', ...session }] }, may: only('hr') },
  removeSessions: { input: { courseSessionIds: [999] }, may: only('hr') },
  showSeatsNeeded: { input: { courseCode: 'A1' }, may: only('hr') },
  apply: { input: { courseSessionId: 1 }, may: everyone },
  resubmit: { input: { applicationId: 1, motive: '' }, may: only('applicant') },
  withdraw: { input: { applicationId: 1, reason: '都合' }, may: only('applicant') },
  submitReport: { input: { applicationId: 1, body: '報告' }, may: only('applicant') },
  showApplication: { input: { applicationId: 1 }, may: only('applicant', 'sectionHead', 'hr') },
  listMyTraining: { input: {}, may: everyone },
  showMyTasks: { input: {}, may: everyone },
  agreeToCover: { input: { coverArrangementId: 1 }, may: only('substitute') },
  declineCover: { input: { coverArrangementId: 1 }, may: only('substitute') },
  takeBackCoverAnswer: { input: { coverArrangementId: 1 }, may: only('substitute') },
  takeBackStep: { input: { applicationId: 1 }, may: only('applicant', 'sectionHead', 'hr') },
  takeBackAnswer: { input: { recommendationId: 1 }, may: only('applicant') },
  arrangeCover: { input: { applicationId: 1, cover: { kind: 'notNeeded' } }, may: only('applicant', 'sectionHead') },
  listApprovals: { input: {}, may: everyone },
  listUndecided: { input: {}, may: only('hr') },
  approve: { input: { applicationId: 1 }, may: only('sectionHead') },
  returnForRevision: { input: { applicationId: 1, reason: '直して' }, may: only('sectionHead') },
  reject: { input: { applicationId: 1, reason: '繁忙期' }, may: only('sectionHead') },
  showTeamTraining: { input: {}, may: everyone },
  listSessionApplications: { input: { courseSessionId: 1 }, may: only('hr') },
  select: { input: one, may: only('hr') },
  notSelect: { input: one, may: only('hr') },
  orderAttendance: { input: one, may: only('hr') },
  nominate: { input: { courseSessionId: 1, staffMemberIds: [people.mori] }, may: only('hr') },
  cancelApplication: { input: { applicationId: 1, reason: '都合' }, may: only('hr') },
  recordAttendance: {
    input: { courseSessionId: 1, attendance: [{ applicationId: 1, attendance: 'attended' }] },
    may: only('hr'),
  },
  recordCompletion: {
    input: { courseSessionId: 1, completion: [{ applicationId: 1, completed: true }] },
    may: only('hr'),
  },
  correctRecord: {
    input: { applicationId: 1, attendance: 'absent', completion: 'unrecorded', reason: '取違え' },
    may: only('hr'),
  },
  showMyCalendar: { input: {}, may: everyone },
  renewCalendar: { input: {}, may: everyone },
  endCalendar: { input: {}, may: everyone },
  readCalendar: { input: { secret: 'x'.repeat(43) }, may: everyone },
  showRoster: { input: { courseSessionId: 1 }, may: only('hr') },
  markAttendance: {
    input: { courseSessionId: 1, marks: [{ applicationId: 1, ...halfDay, mark: 'present', seen: null }] },
    may: only('hr'),
  },
  fixAttendance: { input: { courseSessionId: 1 }, may: only('hr') },
  showSessionCode: { input: { courseSessionId: 1, ...halfDay }, may: only('hr') },
  checkIn: { input: { courseSessionId: 1, ...halfDay, signed: 'x' }, may: everyone },
  showMyNumber: { input: { applicationId: 1 }, may: only('applicant') },
  takeNumber: { input: { courseSessionId: 1, ...halfDay, number: '00000000' }, may: only('hr') },
  correctReport: { input: { applicationId: 1, body: '学び', reason: '取違え' }, may: only('applicant') },
  showBarriers: { input: {}, may: only('hr', 'executive', 'higherHead') },
  showCompletionByCourse: { input: {}, may: only('hr', 'executive', 'higherHead') },
  recommendCourse: { input: { staffMemberId: people.sato, courseId: 1, reason: 'ぜひ' }, may: only('sectionHead') },
  listMyRecommendations: { input: {}, may: everyone },
  answerRecommendation: { input: { recommendationId: 1, answer: 'later' }, may: only('applicant') },
  listGivenRecommendations: { input: {}, may: everyone },
  strikeRecommendation: { input: { recommendationId: 1, reason: '取違え' }, may: only('sectionHead', 'hr') },
  listRecommendationsTo: { input: { staffMemberId: people.sato }, may: only('hr') },
  importTrainingHistory: { input: { applications: [] }, may: only('hr') },
  listRounds: { input: {}, may: only('hr', 'executive', 'higherHead') },
  showRound: { input: { roundId: 1 }, may: only('hr', 'executive', 'higherHead') },
  previewRound: { input: round, may: only('hr') },
  beginRound: { input: { ...round, name: '回' }, may: only('hr') },
  changeRound: {
    input: { roundId: 1, name: '回', dueOn: ['2027-03-01'], courseIds: [1], testIds: [] },
    may: only('hr'),
  },
  endRound: { input: { roundId: 1, reason: '年度末' }, may: only('hr') },
  copyRound: { input: { roundId: 1 }, may: only('hr') },
  listRoundMembers: { input: { roundId: 1 }, may: only('hr') },
  exportRound: { input: { roundId: 1 }, may: only('hr') },
  nominateRound: { input: { roundId: 1, courseId: 1, who: {} }, may: only('hr') },
  showTeamRounds: { input: {}, may: everyone },
  keepRounds: { input: {}, may: only() },
  keepWishCalls: { input: {}, may: only() },
  exportSchedule: { input: { courseCode: 'A1', from: '2027-01-01', to: '2027-03-01' }, may: only('hr') },
  loadSchedule: { input: { solution: { seats: [] } }, may: only('hr') },
  listTeamSchedules: { input: {}, may: everyone },
  objectToSchedule: { input: { scheduleDraftId: 1, reason: '繁忙期' }, may: everyone },
  endObjection: { input: { scheduleDraftId: 1 }, may: everyone },
  listScheduleDrafts: { input: {}, may: only('hr') },
  showToHeads: { input: { scheduleDraftId: 1, objectBy: '2026-12-01' }, may: only('hr') },
  answerObjection: { input: { scheduleObjectionId: 1, answer: 'heard', reason: '動かした' }, may: only('hr') },
  publishSchedule: { input: { scheduleDraftId: 1 }, may: only('hr') },
  showScheduleChanges: { input: {}, may: only('hr') },
  callForWishes: {
    input: { courseCode: 'A1', from: '2027-01-01', to: '2027-02-28', closesOn: '2026-12-01' },
    may: only('hr'),
  },
  listWishCalls: { input: {}, may: only('hr') },
  endWishCall: { input: { wishCallId: 1 }, may: only('hr') },
  showMyWishes: { input: {}, may: everyone },
  sayWishes: { input: { wishCallId: 1, cannot: [], courseSessionIds: [] }, may: only() },
  listSwaps: { input: {}, may: everyone },
  askSwap: { input: { applicationId: 1, courseSessionId: 1 }, may: only('applicant') },
  withdrawSwap: { input: { seatSwapId: 1 }, may: only() },
  declineSwap: { input: { seatSwapId: 1 }, may: only() },
  takeBackSwapAnswer: { input: { seatSwapId: 1 }, may: only() },
  agreeToSwap: { input: { seatSwapId: 1 }, may: only() },
  showScheduleDraft: { input: { scheduleDraftId: 1 }, may: only('hr') },
  moveDraftSeat: { input: { scheduleDraftId: 1, staffMemberId: 1, from: 1, to: null }, may: only('hr') },
  compareSchedules: { input: { scheduleDraftIds: [1, 2] }, may: only('hr') },
  applyMending: { input: { scheduleDraftId: 1 }, may: only('hr') },
  dropSchedule: { input: { scheduleDraftId: 1 }, may: only('hr') },
  listStaffedSections: { input: {}, may: everyone },
  showMinimumStaffing: { input: { sectionCode: '101010' }, may: only('hr', ...heads) },
  stateMinimum: { input: minimum, may: only('hr', 'sectionHead') },
  endMinimum: { input: { minimumStaffingId: 1 }, may: only('hr', 'sectionHead') },
  takeBackMinimum: { input: { minimumStaffingId: 1 }, may: only('hr', 'sectionHead') },
  listAbsences: { input: { sectionCode: '101010' }, may: only('hr', 'sectionHead') },
  addAbsence: { input: absence, may: only('hr', 'sectionHead') },
  endAbsence: { input: { shortAbsenceId: 1 }, may: only('hr', 'sectionHead') },
  takeBackAbsence: { input: { shortAbsenceId: 1 }, may: only('hr', 'sectionHead') },
  importAbsences: { input: { file: { name: 'a.csv', base64: '' } }, may: only('hr', ...heads) },
}

test(
  'who may not, may not: every operation, every kind of person (INV-S1, S5)',
  inTown(async (town) => {
    const { as, asGuest, asJob, hayashi, tanaka, sato, ueda } = town
    const { courseId } = await as(hayashi).ask(training.saveCourse, course)
    const { courseSessionId } = await as(hayashi).ask(training.saveSession, { courseId, ...session })
    const offer = { staffMemberId: sato, courseId, reason: 'ぜひ' }
    await as(tanaka).ask(training.recommendCourse, offer)
    const cover = { kind: 'substitute' as const, substitute: ueda }
    await as(sato).ask(training.apply, { courseSessionId, cover })
    await as(tanaka).ask(training.stateMinimum, minimum)
    await as(tanaka).ask(training.addAbsence, absence)
    for (const [name, { input, may }] of Object.entries(table)) {
      const operation = training[name as keyof typeof training] as Operation
      // Whoever knows the secret; without it there is nothing to see.
      if (name === 'readCalendar') continue
      await expect(asGuest.ask(operation, input), `${name} as a guest`).rejects.toThrow('sign_in_needed')
      if (name !== 'keepRounds' && name !== 'keepWishCalls')
        await expect(asJob.ask(operation, input), `${name} as a job`).rejects.toThrow('forbidden')
      for (const kind of everyone.filter((one) => !may.includes(one))) {
        await expect(as(kinds[kind]).ask(operation, input), `${name} as ${kind}`).rejects.toThrow('forbidden')
      }
    }
  }),
)

test(
  'who may, is not refused as a stranger',
  inTown(async (town) => {
    const { as, hayashi, tanaka, sato, ueda } = town
    const { courseId } = await as(hayashi).ask(training.saveCourse, course)
    const { courseSessionId } = await as(hayashi).ask(training.saveSession, { courseId, ...session })
    await as(tanaka).ask(training.recommendCourse, { staffMemberId: sato, courseId, reason: 'ぜひ' })
    await as(sato).ask(training.apply, { courseSessionId, cover: { kind: 'substitute', substitute: ueda } })
    await as(tanaka).ask(training.stateMinimum, minimum)
    await as(tanaka).ask(training.addAbsence, absence)
    for (const [name, { input, may }] of Object.entries(table)) {
      for (const kind of may) {
        const answer = as(kinds[kind]).ask(training[name as keyof typeof training] as Operation, input)
        await answer.catch((error: Error) => expect(error.message, `${name} as ${kind}`).not.toBe('forbidden'))
      }
    }
  }),
)

test(
  'what is not there is refused as what one may not see (INV-S5)',
  inTown(async ({ as, sato, tanaka }) => {
    await expect(as(sato).ask(training.showApplication, { applicationId: 999 })).rejects.toThrow('forbidden')
    await expect(as(tanaka).ask(training.approve, { applicationId: 999 })).rejects.toThrow('forbidden')
    await expect(
      as(sato).ask(training.answerRecommendation, { recommendationId: 999, answer: 'later' }),
    ).rejects.toThrow('forbidden')
  }),
)

test(
  'a head sees no more of a person who moved away, nor the answers that they give there (INV-S2)',
  inTown(async (town) => {
    const { as, on, sql, hayashi, tanaka, sato, ono } = town
    const { courseId } = await as(hayashi).ask(training.saveCourse, course)
    const { courseSessionId } = await as(hayashi).ask(training.saveSession, { courseId, ...session })
    const { recommendationId } = await as(tanaka).ask(training.recommendCourse, {
      staffMemberId: sato,
      courseId,
      reason: 'ぜひ',
    })
    const { applicationId } = await as(sato).ask(training.apply, { courseSessionId, recommendationId })
    await sql(`update assignment set valid_to = '2026-12-01' where staff_member_id = $1`, [sato])
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
       values ($1, '00000004', '2020', '1級職', '係員', 'primary', false, '2026-12-01')`,
      [sato],
    )
    on('2026-12-01')
    await expect(as(tanaka).ask(training.showApplication, { applicationId })).rejects.toThrow('forbidden')
    // What they wrote themselves stays theirs to strike; what came of it is the next head's.
    const [written] = (await as(tanaka).ask(training.listGivenRecommendations, {})).recommendations
    expect(written).toMatchObject({ recommendationId, isElsewhere: true, may: ['strikeRecommendation'] })
    expect([written?.answer, written?.applicationId, written?.applicationState, written?.offeredCover]).toEqual([
      ...[null, null, null, null],
    ])
    expect((await as(ono).ask(training.showApplication, { applicationId })).may).toContain('approve')
  }),
)
