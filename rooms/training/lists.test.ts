import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestTown, staffNumberOf, type Town } from '#testing/town.ts'
import { wholeOf } from './applications/waiting.rules.ts'
import { training } from './contract.ts'

/*
 * Every list, in a town where much goes on at once: two courses with several sessions, past and to come, people of two sections, each in
 * another state. What is a reader's is told whole, so that nothing of anybody else's, of another course or session, can slip in.
 */
let town: Town
let leave: () => Promise<void>

beforeAll(async () => {
  ;({ town, leave } = await openTestTown())
  await settle(town)
})
afterAll(() => leave())

async function settle({ as, asCommand, sato, ueda, mori, ito, tanaka, ono, hayashi }: Town) {
  const at = (day: string, startsAt: string, endsAt: string, capacity: number) => ({
    ...{ startsOn: day, endsOn: day, applyBy: day, startsAt, endsAt, capacity, place: `室${day.slice(-2)}` },
  })
  const facts = { summary: '', provider: '人事課' }
  const courses = [
    {
      ...{ courseCode: 'A', title: '表計算', hours: 3, reportRequired: true, ...facts, skills: ['data-use'] },
      sessions: [
        at('2027-01-20', '09:00', '12:00', 1),
        at('2027-02-10', '13:00', '16:00', 5),
        at('2026-11-10', '09:00', '12:00', 9),
      ],
    },
    {
      ...{ courseCode: 'B', title: '接遇', hours: 2, ...facts },
      sessions: [
        at('2027-01-20', '13:00', '16:00', 5),
        at('2026-11-10', '13:00', '16:00', 9),
        at('2026-03-10', '13:00', '16:00', 9),
      ],
    },
  ]
  await asCommand.ask(training.importCourses, { courses })
  const past = (name: 'sato' | 'ueda' | 'mori' | 'ito', courseCode: string, startsOn: string, state: 'completed') => ({
    ...{
      staffNumber: staffNumberOf(name),
      courseCode,
      startsOn,
      state,
      appliedOn: startsOn,
      approvedBy: staffNumberOf('tanaka'),
    },
  })
  // One after the other, so that their numbers are in this order.
  for (const application of [
    past('sato', 'B', '2026-11-10', 'completed'),
    past('ueda', 'B', '2026-03-10', 'completed'),
    past('ueda', 'B', '2026-11-10', 'absent' as 'completed'),
    past('mori', 'A', '2026-11-10', 'report_due' as 'completed'),
    past('ito', 'B', '2026-11-10', 'attended' as 'completed'),
    past('ito', 'A', '2026-11-10', 'ordered' as 'completed'),
  ]) {
    await asCommand.ask(training.importTrainingHistory, { applications: [application] })
  }
  const all = (await as(hayashi).ask(training.listSessions, { from: '2026-01-01' })).sessions
  const session = (code: string, day: string) =>
    all.find(({ course, startsOn }) => course.courseCode === code && startsOn === day)!
  const [a1, a2, b1] = [session('A', '2027-01-20'), session('A', '2027-02-10'), session('B', '2027-01-20')]
  const recommend = async (head: number, staffMemberId: number, { course }: typeof a1, more: object = {}) =>
    (
      await as(head).ask(training.recommendCourse, {
        staffMemberId,
        courseId: course.courseId,
        reason: `${course.title}を`,
        ...more,
      })
    ).recommendationId
  const offered = await recommend(tanaka, sato, b1, { targetSkill: 'data-use', offeredCover: '私が立ちます' })
  const later = await recommend(tanaka, ueda, a1)
  await recommend(tanaka, mori, b1)
  await recommend(ono, ito, a1)
  await as(ueda).ask(training.answerRecommendation, { recommendationId: later, answer: 'later' })
  const apply = async (who: number, { courseSessionId }: typeof a1, more: object = {}) =>
    (await as(who).ask(training.apply, { courseSessionId, ...more })).applicationId
  const stands = (substitute: number, duty: string) => ({ cover: { kind: 'substitute', substitute, duty } })
  const seat = await apply(sato, a1, { motive: '学ぶ', ...stands(ueda, '窓口') })
  const waits = await apply(ueda, a1)
  await as(tanaka).ask(training.approve, { applicationId: seat })
  await as(tanaka).ask(training.approve, { applicationId: waits })
  const choice = { courseSessionId: a1.courseSessionId, applicationIds: [seat, waits], alsoOrder: true }
  await as(hayashi).ask(training.select, choice)
  const [request] = (await as(ueda).ask(training.listMyTraining, {})).coverRequests
  await as(ueda).ask(training.agreeToCover, { coverArrangementId: request!.coverArrangementId })
  await apply(sato, b1, { recommendationId: offered, motive: '応対' })
  const gone = await apply(sato, a2)
  await as(sato).ask(training.withdraw, { applicationId: gone, reason: '都合' })
  const bare = await apply(ueda, b1)
  await as(tanaka).ask(training.approve, { applicationId: bare })
  const back = await apply(mori, b1)
  await as(tanaka).ask(training.returnForRevision, { applicationId: back, reason: '日程を' })
  await apply(mori, a2, stands(sato, '電話'))
  await apply(ito, b1, { cover: { kind: 'shiftSwap' } })
}

const mine = async (who: number) => {
  const { applications, recommendations, coverRequests, total } = await town.as(who).ask(training.listMyTraining, {})
  expect(total).toEqual({
    ...{
      applications: applications.length,
      recommendations: recommendations.length,
      coverRequests: coverRequests.length,
    },
  })
  return [
    ...applications.map(({ course, session, state, isOver, reason, reportDueOn }) =>
      [course.title, session.startsOn, session.startsAt, session.place, state, isOver && 'over', reason, reportDueOn]
        .filter(Boolean)
        .join(' '),
    ),
    ...recommendations.map(({ course, recommendedBy, reason, targetSkill, offeredCover, answer, applicationId }) =>
      ['←', course.title, recommendedBy.name, reason, targetSkill, offeredCover, answer, applicationId && 'applied']
        .filter(Boolean)
        .join(' '),
    ),
    ...coverRequests.map(({ applicant, courseTitle, session, duty, agreedOn }) =>
      ['?', applicant.name, applicant.sectionName, courseTitle, session.startsOn, duty, agreedOn]
        .filter(Boolean)
        .join(' '),
    ),
  ]
}

test('one’s own applications, what was recommended to one and who asks one to stand in are one’s own', async () => {
  const { sato, ueda, mori, ito, tanaka } = town
  expect(await mine(sato)).toEqual([
    '表計算 2027-02-10 13:00 室10 withdrawn over 都合',
    '接遇 2027-01-20 13:00 室20 submitted',
    '表計算 2027-01-20 09:00 室20 ordered',
    '接遇 2026-11-10 13:00 室10 completed over',
    '← 接遇 田中 聡 接遇を data-use 私が立ちます accepted applied',
    '? 森 千夏 窓口係 表計算 2027-02-10 電話',
  ])
  expect(await mine(ueda)).toEqual([
    '接遇 2027-01-20 13:00 室20 section_head_approved',
    '表計算 2027-01-20 09:00 室20 waitlisted',
    '接遇 2026-11-10 13:00 室10 absent over 取込み元に理由の記載がありません',
    '接遇 2026-03-10 13:00 室10 completed over',
    '← 表計算 田中 聡 表計算を later',
    '? 佐藤 はるか 窓口係 表計算 2027-01-20 窓口 2026-11-22',
  ])
  expect(await mine(mori)).toEqual([
    '表計算 2027-02-10 13:00 室10 submitted',
    '接遇 2027-01-20 13:00 室20 returned 日程を',
    '表計算 2026-11-10 09:00 室10 report_due 2026-12-10',
    '← 接遇 田中 聡 接遇を',
  ])
  expect(await mine(ito)).toEqual([
    '接遇 2027-01-20 13:00 室20 submitted',
    '表計算 2026-11-10 09:00 室10 ordered',
    '接遇 2026-11-10 13:00 室10 attended',
    '← 表計算 小野 隆 表計算を',
  ])
  expect(await mine(tanaka)).toEqual([])
})

const tasks = async (who: number) => {
  const { total, tasks: listed } = await town.as(who).ask(training.showMyTasks, {})
  expect(total).toBe(listed.length)
  return listed.map(({ kind, title, dueOn, applicationId, recommendationId, coverArrangementId, courseSessionId }) =>
    [
      kind,
      title,
      dueOn,
      applicationId && 'a',
      recommendationId && 'r',
      coverArrangementId && 'c',
      courseSessionId && 's',
    ]
      .filter(Boolean)
      .join(' '),
  )
}

test('what waits for somebody is told with its course, its person and its day', async () => {
  const { sato, ueda, mori, ito, tanaka, ono, hayashi, kato } = town
  expect(await tasks(sato)).toEqual([
    'coverToAgreeTo 森 千夏さんが「表計算」の間の代わりをお願いしています 2027-02-10 c',
  ])
  expect(await tasks(ueda)).toEqual([])
  expect(await tasks(mori)).toEqual([
    'reportDue 「表計算」の研修報告を出す(令和8年12月10日まで) 2026-12-10 a',
    'applicationReturned 「接遇」の申込みが差し戻されました 2027-01-20 a',
    'recommendationToAnswer 田中 聡さんから「接遇」のおすすめが届いています r',
  ])
  expect(await tasks(ito)).toEqual(['recommendationToAnswer 小野 隆さんから「表計算」のおすすめが届いています r'])
  expect(await tasks(tanaka)).toEqual([
    'approvalsWaiting 研修の申込みが2件、承認を待っています 2027-01-20',
    'coverMissing 代わりの決まっていない研修が2件あります 2027-01-20',
  ])
  expect(await tasks(ono)).toEqual(['approvalsWaiting 研修の申込みが1件、承認を待っています 2027-01-20'])
  expect(await tasks(hayashi)).toEqual([
    'attendanceToRecord 出席を記録する受講が1件あります 2026-11-10 s',
    'completionToRecord 修了を記録する受講が1件あります 2026-11-10 s',
    'selectionWaiting 選考を待つ申込みが1件あります 2027-01-20 s',
  ])
  expect(await tasks(kato)).toEqual([])
})

const approvals = async (who: number) => {
  const listed = await town.as(who).ask(training.listApprovals, {})
  const [{ toDecide, toCover }, { total }] = [wholeOf(listed), listed]
  expect(total).toEqual({ toDecide: toDecide.length, toCover: toCover.length })
  return [...toDecide, ...toCover].map(
    ({ applicant, course, session, state, motive, recommendedByMe, cover, staffing, may }) =>
      [
        ...[applicant.name, course.title, session.startsOn, session.startsAt, state, motive, recommendedByMe && 'mine'],
        ...[cover?.kind, cover?.substitute?.name, ...staffing.map((day) => Object.values(day).join('/')), may.length],
      ]
        .filter(Boolean)
        .join(' '),
  )
}

test('what waits for a head is of their people, each with its section as it is then', async () => {
  const { tanaka, ono, kato, sato } = town
  expect(await approvals(tanaka)).toEqual([
    '佐藤 はるか 接遇 2027-01-20 13:00 submitted 応対 mine 2027-01-20/4/1/0/2 4',
    '森 千夏 表計算 2027-02-10 13:00 submitted substitute 佐藤 はるか 2027-02-10/4/1/0/2 4',
    '上田 陽介 表計算 2027-01-20 09:00 waitlisted 2027-01-20/4/1/1/1 1',
    '上田 陽介 接遇 2027-01-20 13:00 section_head_approved 2027-01-20/4/1/0/2 1',
  ])
  expect(await approvals(ono)).toEqual(['伊藤 健 接遇 2027-01-20 13:00 submitted shiftSwap 2027-01-20/2/0/0/1 5'])
  expect(await approvals(kato)).toEqual([])
  expect(await approvals(sato)).toEqual([])
})

test('a head’s people are theirs, with what each has learned this year, asked for and been offered', async () => {
  const people = async (who: number) => {
    const { members, total } = await town.as(who).ask(training.showTeamTraining, {})
    expect(total).toBe(members.length)
    return members.map(({ person, onLeave, ...counts }) => [person.name, onLeave, ...Object.values(counts)].join(' '))
  }
  const { tanaka, ono, sato } = town
  expect(await people(tanaka)).toEqual([
    '上田 陽介 false 0 2026-03-10 2 1 2026-11-22',
    '木村 葵 true 0  0 0 ',
    '佐藤 はるか false 1 2026-11-10 2 1 2026-11-22',
    '森 千夏 false 1 2026-11-10 2 1 2026-11-22',
  ])
  expect(await people(ono)).toEqual(['伊藤 健 false 1 2026-11-10 1 1 2026-11-22'])
  expect(await people(sato)).toEqual([])
})

test('what a head has offered is told with what came of it', async () => {
  const given = async (who: number) => {
    const { recommendations, total } = await town.as(who).ask(training.listGivenRecommendations, {})
    expect(total).toBe(recommendations.length)
    return recommendations.map(({ person, course, reason, targetSkill, offeredCover, answer, applicationState }) =>
      [person.name, course.title, reason, targetSkill, offeredCover, answer, applicationState]
        .filter(Boolean)
        .join(' '),
    )
  }
  const { tanaka, ono, hayashi } = town
  expect(await given(tanaka)).toEqual([
    '森 千夏 接遇 接遇を',
    '上田 陽介 表計算 表計算を later',
    '佐藤 はるか 接遇 接遇を data-use 私が立ちます accepted submitted',
  ])
  expect(await given(ono)).toEqual(['伊藤 健 表計算 表計算を'])
  expect(await given(hayashi)).toEqual([])
})

test('the page of an application is about its own course and session', async () => {
  const { as, sato } = town
  const { applications } = await as(sato).ask(training.listMyTraining, {})
  for (const { applicationId, course, session, state } of applications) {
    expect(await as(sato).ask(training.showApplication, { applicationId })).toMatchObject({ course, session, state })
  }
})

test('HR sees of each session its own seats and what is to be done with its own applications', async () => {
  const { hayashi, as } = town
  const { sessions, total } = await as(hayashi).ask(training.listSessions, {})
  expect(total).toBe(sessions.length)
  const told = sessions.map(({ course, startsOn, startsAt, capacity, seatsTaken, ...row }) =>
    [
      ...[course.title, startsOn, startsAt, `${seatsTaken}/${capacity}`, row.submitted, row.toSelect, row.waitlisted],
      ...[row.toOrder, row.toRecord, row.toComplete],
    ].join(' '),
  )
  expect(told).toEqual([
    '接遇 2026-11-10 13:00 3/9 0 0 0 0 0 1',
    '表計算 2026-11-10 09:00 2/9 0 0 0 0 1 0',
    '接遇 2027-01-20 13:00 0/5 2 1 0 0 0 0',
    '表計算 2027-01-20 09:00 1/1 0 0 1 0 0 0',
    '表計算 2027-02-10 13:00 0/5 1 0 0 0 0 0',
  ])
  const applicants = async (courseSessionId: number) => {
    const { applications, course, session, may } = await as(hayashi).ask(training.listSessionApplications, {
      courseSessionId,
    })
    return [
      `${course.title} ${session.startsOn} ${session.seatsTaken}/${session.capacity} ${may.join(' ')}`,
      ...applications.map((row) =>
        [
          ...[
            row.applicant.name,
            row.applicant.sectionName,
            row.state,
            row.motive,
            row.recommended && 'recommended',
            row.waitingPlace,
          ],
          ...[row.cover?.kind, row.cover?.agreedOn, row.reason, row.reportSubmittedOn, row.may.join('+'), row.awaits],
        ]
          .filter(Boolean)
          .join(' '),
      ),
    ]
  }
  const all: string[] = []
  for (const { courseSessionId } of sessions) all.push(...(await applicants(courseSessionId)))
  expect(all).toEqual([
    '接遇 2026-11-10 3/9 recordAttendance recordCompletion nominate saveSession',
    '佐藤 はるか 窓口係 completed',
    '上田 陽介 窓口係 absent 取込み元に理由の記載がありません',
    '伊藤 健 情報推進課 attended complete completion',
    '表計算 2026-11-10 2/9 recordAttendance recordCompletion nominate saveSession',
    '森 千夏 窓口係 report_due completion',
    '伊藤 健 情報推進課 ordered attendance',
    '接遇 2027-01-20 0/5 nominate saveSession cancelSession',
    '佐藤 はるか 窓口係 submitted 応対 recommended',
    '上田 陽介 窓口係 section_head_approved select',
    '森 千夏 窓口係 returned 日程を',
    '伊藤 健 情報推進課 submitted shiftSwap',
    '表計算 2027-01-20 1/1 nominate saveSession cancelSession',
    '佐藤 はるか 窓口係 ordered 学ぶ substitute 2026-11-22 attendance',
    '上田 陽介 窓口係 waitlisted 1 select',
    '表計算 2027-02-10 0/5 nominate saveSession cancelSession',
    '佐藤 はるか 窓口係 withdrawn 都合',
    '森 千夏 窓口係 submitted substitute',
  ])
})

test('the catalogue says where the reader stands, and what is free for everybody', async () => {
  const { as, sato, ito } = town
  const shown = async (who: number) => {
    const { courses } = await as(who).ask(training.listCourses, {})
    return courses.flatMap(({ title, sessionsToCome, sessions }) => [
      `${title} ${sessionsToCome}`,
      ...sessions.map(({ startsOn, startsAt, seatsLeft, waiting, mine: own, mayApply }) =>
        ['-', startsOn, startsAt, seatsLeft, waiting, own?.state, mayApply && 'may']
          .filter((one) => one !== undefined && one !== false)
          .join(' '),
      ),
    ])
  }
  expect(await shown(sato)).toEqual([
    '接遇 1',
    '- 2027-01-20 13:00 5 0 submitted',
    '表計算 2',
    '- 2027-01-20 09:00 0 1 ordered',
    '- 2027-02-10 13:00 5 0 withdrawn may',
  ])
  expect(await shown(ito)).toEqual([
    '接遇 1',
    '- 2027-01-20 13:00 5 0 submitted',
    '表計算 2',
    '- 2027-01-20 09:00 0 1 may',
    '- 2027-02-10 13:00 5 0 may',
  ])
})

test('of somebody who has left the name stays; an account without a person reads the catalogue as HR does', async () => {
  const { as, sql, hayashi, ueda, gate } = town
  await sql(`update employment set left_on = '2026-11-22' where staff_member_id = $1`, [ueda])
  const { sessions } = await as(hayashi).ask(training.listSessions, {})
  const { courseSessionId } = sessions.find(({ waitlisted }) => waitlisted === 1)!
  const { applications } = await as(hayashi).ask(training.listSessionApplications, { courseSessionId })
  expect(applications.map(({ applicant }) => [applicant.name, applicant.nameKana, applicant.sectionName])).toEqual([
    ['佐藤 はるか', 'サトウ ハルカ', '窓口係'],
    ['上田 陽介', 'ウエダ ヨウスケ', null],
  ])
  const account = (role: string) => ({
    actor: { kind: 'account' as const, accountId: 99, subjectId: null, roles: [role], name: 'office' },
  })
  for (const [operation, input] of [
    [training.listCourses, {}],
    [training.showCourse, { courseId: 1 }],
  ] as const) {
    await gate.ask(operation, input, account('hr'))
    await expect(gate.ask(operation, input, account('it'))).rejects.toThrow('forbidden')
  }
  expect(await gate.ask(training.showMyTasks, {}, account('hr')).catch(({ code }) => code)).toBe('forbidden')
})
