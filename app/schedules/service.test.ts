import { expect, test } from 'vitest'
import { skills } from '#rooms/skills/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { allPass } from '#testing/floor.ts'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { approved, ordered, recountSeats, sessionOf } from '#testing/training.ts'
import { schedules } from './contract.ts'

const days = { from: '2026-12-01', to: '2027-02-28' }
const key = (n: number) => String(n).padStart(32, '0')

async function ictCourse({ as, hayashi }: Town, seats: number) {
  const { courseId } = await as(hayashi).ask(training.saveCourse, {
    ...{ courseCode: 'ICT', title: 'ICT基礎', summary: '', skills: ['ict-tools'], hours: 3, provider: '人事課' },
  })
  if (seats > 0) {
    const morning = sessionOf(seats, { endsAt: '12:00' })
    await as(hayashi).ask(training.saveSession, { courseId, ...morning })
  }
}
const search = ({ as, hayashi }: Town, more: object = {}) =>
  as(hayashi).ask(schedules.searchSchedule, { searchKey: key(1), courseCode: 'ICT', ...days, seconds: 10, ...more })

test(
  'a search seats as many as the counters allow, says what is proven, what binds and what would help; the draft is published',
  inTown(async (town) => {
    const { as, hayashi, tanaka, sql } = town
    await ictCourse(town, 20)
    const week = Array(14).fill(2)
    await as(tanaka).ask(training.stateMinimum, { sectionCode: '101010', kind: 'usual', validFrom: '2026-11-22', week })
    const found = await search(town)
    // Ten are in scope; of 窓口係 three are there and two must stay.
    expect(found).toMatchObject({ status: 'optimal', needed: 10, seated: 8, seatedBound: 8, gap: 0, ending: 'search' })
    expect(found.reasons).toEqual([{ reason: 'minimum', people: 2 }])
    expect(found.binding).toEqual([
      { sectionName: '窓口係', slots: ['令和9年1月20日(水) 午前'], halfDays: 1, people: 2 },
    ])
    const [lend] = found.reliefs.filter(({ trial }) => trial.kind === 'cover')
    expect(lend?.words).toContain('窓口係に令和9年1月20日(水) 午前の応援を')
    // Tried, it seats as many more as it says, and nothing of it is kept.
    const tried = await search(town, { trials: [lend!.trial] })
    expect([tried.seated >= found.seated + lend!.gain, tried.scheduleDraftId]).toEqual([true, null])
    const more = { kind: 'session' as const, course: 'ICT', slots: ['2027-01-20am'], capacity: 3 }
    expect((await search(town, { trials: [more, { kind: 'capacity', session: '1', add: 1 }] })).seated).toBe(8)
    expect(await sql(`select 1 from application`)).toEqual([])
    const { drafts } = await as(hayashi).ask(training.listScheduleDrafts, {})
    expect(drafts).toMatchObject([{ scheduleDraftId: found.scheduleDraftId, seats: 8 }])
    await as(hayashi).ask(training.publishSchedule, { scheduleDraftId: found.scheduleDraftId! })
    expect(await sql(`select 1 from application where state = 'ordered'`)).toHaveLength(8)
  }),
)

test(
  'a draft rests on cover at a counter; published, whoever could come is asked, and the seat holds until they decline (INV-T6)',
  inTown(async (town) => {
    const { as, hayashi, inoue, ono, ito, suzuki, sql } = town
    const hr = as(hayashi)
    await ictCourse(town, 20)
    const round = { name: '人事課', who: { sections: ['2010'] }, waves: [{ dueOn: '2027-03-01' }], courseIds: [1] }
    await hr.ask(training.beginRound, round)
    const needs = (head: number, sectionCode: string, people: number) =>
      as(head).ask(training.stateMinimum, {
        ...{ sectionCode, kind: 'usual', validFrom: '2026-11-22', week: Array(14).fill(people) },
      })
    await needs(inoue, '2010', 2)
    await needs(ono, '2020', 1)
    // Both of 人事課 have to be there; beside them 情報推進課 can spare one of its two.
    expect(await search(town)).toMatchObject({ seated: 0, scheduleDraftId: null })
    const rest = { kind: 'cover', section: '2010', slot: '2027-01-20am', add: 1 }
    const one = await search(town, { rests: [rest] })
    expect(one).toMatchObject({ seated: 1, seatedBound: 1 })
    const tried = await search(town, { rests: [rest], trials: [rest] })
    expect(tried).toMatchObject({ seated: 2, scheduleDraftId: null })
    const both = await search(town, { rests: [rest, rest] })
    const listed = async () => (await hr.ask(training.listScheduleDrafts, {})).drafts.map(({ covers }) => covers)
    const half = { sectionName: '人事課', day: '2027-01-20', half: 'am' }
    expect(await listed()).toEqual([[{ ...half, people: 2 }], [{ ...half, people: 1 }]])
    // The head whose counter it is sees it before it is published, and no other does.
    const draftsOf = async (head: number) => {
      await hr.ask(training.showToHeads, { scheduleDraftId: both.scheduleDraftId!, objectBy: '2026-12-01' })
      return (await as(head).ask(training.listTeamSchedules, {})).drafts.map(({ covers }) => covers)
    }
    expect([await draftsOf(suzuki), await draftsOf(ono)]).toEqual([[[{ ...half, people: 2 }]], []])
    // With it no seat breaks a rule; moved by hand, one more than it covers does. The same seats without it are refused.
    const [first, second] = [one.scheduleDraftId!, both.scheduleDraftId!]
    expect((await hr.ask(training.showScheduleDraft, { scheduleDraftId: first })).broken).toBe(0)
    const { drafts } = await hr.ask(training.compareSchedules, { scheduleDraftIds: [first, second] })
    expect(drafts.map(({ broken }) => broken)).toEqual([0, 0])
    const [seat] = await sql<{ id: number; number: string }>(
      `select s.staff_member_id::int as id, e.staff_number as number from schedule_seat s join employment e using (staff_member_id)
       where s.schedule_draft_id = $1`,
      [first],
    )
    const bare = { solution: { seats: [{ staff: seat!.number, session: '1' }] }, publish: true }
    await expect(hr.ask(training.loadSchedule, bare)).rejects.toThrow('schedule_broken')
    const more = { scheduleDraftId: first, staffMemberId: seat!.id === inoue ? hayashi : inoue, from: null, to: 1 }
    const { version: seen } = await hr.ask(training.showScheduleDraft, { scheduleDraftId: first })
    const moved = await hr.ask(training.moveDraftSeat, { ...more, seen })
    expect(moved.broken).toBe(1)
    await hr.ask(training.moveDraftSeat, { ...more, from: 1, to: null, seen: moved.version })
    // For two, one is found: 情報推進課 keeps its own.
    await hr.ask(training.dropSchedule, { scheduleDraftId: first })
    const published = await hr.ask(training.publishSchedule, { scheduleDraftId: second })
    expect(published).toEqual({ seats: 2, covers: { asked: 1, open: 1 } })
    const asked = async (who: number) =>
      (await as(who).ask(training.listMyTraining, {})).coverRequests.map((request) => request.coverArrangementId)
    const [requested] = [...(await asked(ono)), ...(await asked(ito))]
    const helper = (await asked(ono)).length > 0 ? ono : ito
    const broken = async () =>
      (await hr.ask(training.showScheduleChanges, {})).courses.flatMap(({ places }) => places).length
    expect(await broken()).toBe(1)
    await as(helper).ask(training.declineCover, { coverArrangementId: requested! })
    expect(await broken()).toBe(2)
    const waits = (await as(suzuki).ask(training.showMyTasks, {})).tasks.map(({ kind }) => kind)
    expect(waits).toContain('coverMissing')
  }),
)

test(
  'a draft rests on seats and sessions that are not there: before it is published nobody can have them, dropped nothing of it stays, published they come with its seats',
  inTown(async (town) => {
    const { as, asCommand, hayashi, tanaka, sato, ueda, mori, ono, sql } = town
    const hr = as(hayashi)
    await ictCourse(town, 2)
    const said = sessionOf(4, { startsOn: '2027-01-21', endsAt: '12:00', applyBy: '2027-01-20' })
    const open = { kind: 'session', ...said }
    for (const [wrong, because] of [
      [{ ...open, applyBy: '2027-01-22' }, 'applies_after_start'],
      [{ ...open, endsAt: '08:00' }, 'ends_before_start'],
    ] as const)
      await expect(search(town, { rests: [wrong] })).rejects.toThrow(because)
    // 佐藤 is at the floor and waits behind two who have the seats.
    const floor = { 'ict-tools': 2, 'information-security': 2, 'data-use': 1 }
    const rows = Object.entries(floor).map(([skill, level]) => ({
      ...{ staffNumber: staffNumberOf('sato'), kind: 'test' as const, skill, level, asOf: '2026-11-01' },
    }))
    await asCommand.ask(skills.importEvidence, { rows })
    for (const who of [ueda, mori]) await ordered(town, who, 1, tanaka)
    const waiting = await approved(town, sato, 1, tanaka)
    await hr.ask(training.select, { courseSessionId: 1, applicationIds: [waiting] })
    const stateOf = async (id: number) =>
      (await sql<{ state: string }>('select state from application where application_id = $1', [id]))[0]!.state
    expect(await stateOf(waiting)).toBe('waitlisted')

    const rests = [{ kind: 'capacity', session: 1, add: 4 }, open]
    const found = await search(town, { rests })
    expect(found).toMatchObject({ needed: 7, seated: 7, seatedBound: 7 })
    const other = await search(town, { rests: [open] })
    expect(other.seated).toBe(4)
    const stored = () =>
      sql('select course_session_id::int as id, capacity, seats_taken as taken from course_session order by 1')
    expect([await stored(), await stateOf(waiting)]).toEqual([[{ id: 1, capacity: 2, taken: 2 }], 'waitlisted'])
    const scheduleDraftId = found.scheduleDraftId!
    const times = { startsOn: '2027-01-21', startsAt: '09:00', place: '研修室1' }
    const { drafts } = await hr.ask(training.listScheduleDrafts, {})
    expect(drafts[1]).toMatchObject({ scheduleDraftId, seats: 7, sessions: 2, courses: ['ICT基礎'] })
    expect(drafts[1]).toMatchObject({ opens: [{ session: times, capacity: 4 }], enlarges: [{ seats: 4 }] })
    const shown = () => hr.ask(training.showScheduleDraft, { scheduleDraftId })
    const { sessions, broken, version } = await shown()
    const toOpen = sessions.find(({ session }) => session.startsOn === '2027-01-21')!
    const opened = toOpen.session.courseSessionId
    expect([broken, sessions.map(({ seatsLeft, seats }) => [seatsLeft, seats]), opened < 0]).toEqual([
      ...[0, [...[[4, 7 - toOpen.seats]], ...[[4, toOpen.seats]]]],
      true,
    ])

    // Moved by hand it is looked at like any other; what another draft would open is no session of this one.
    const { people } = await hr.ask(training.showScheduleDraft, { scheduleDraftId, courseSessionId: opened })
    expect(people).toHaveLength(toOpen.seats)
    const person = people[0]!.person.staffMemberId
    const move = { scheduleDraftId, staffMemberId: person, from: opened, to: null, seen: version }
    await expect(hr.ask(training.moveDraftSeat, { ...move, to: opened - 1 })).rejects.toThrow('no_such_session')
    const away = await hr.ask(training.moveDraftSeat, move)
    const back = await hr.ask(training.moveDraftSeat, { ...move, from: null, to: opened, seen: away.version })
    expect([away.broken, back.broken, (await shown()).seats]).toEqual([0, 0, 7])
    expect((await shown()).moves).toMatchObject([
      { from: null, to: times },
      { from: times, to: null },
    ])
    const sides = { scheduleDraftIds: [scheduleDraftId, other.scheduleDraftId!] }
    const compared = (await hr.ask(training.compareSchedules, sides)).drafts
    expect(compared.map(({ seats, unseated, broken }) => [seats, unseated, broken])).toEqual([
      [7, 0, 0],
      [4, 3, 0],
    ])
    // A head is shown the seats with the day on which the session would be.
    await hr.ask(training.showToHeads, { scheduleDraftId, objectBy: '2026-12-01' })
    const seen = (await as(ono).ask(training.listTeamSchedules, {})).drafts[0]!.seats
    const placed = new Map(people.map((one) => [one.person.staffMemberId, '2027-01-21']))
    expect(seen.map(({ session }) => session.startsOn)).toEqual(
      seen.map((one) => placed.get(one.person.staffMemberId) ?? '2027-01-20'),
    )

    // Dropped, a draft leaves nothing; the session that another would enlarge stays as long as that waits.
    await hr.ask(training.dropSchedule, { scheduleDraftId: other.scheduleDraftId! })
    expect(await stored()).toHaveLength(1)
    await sql(`update course set valid_to = '2027-01-21'`)
    await expect(search(town, { rests: [open] })).rejects.toThrow('after_course_end')
    await expect(hr.ask(training.publishSchedule, { scheduleDraftId })).rejects.toThrow('after_course_end')
    await sql('update course set valid_to = null')
    await hr.ask(training.publishSchedule, { scheduleDraftId })
    const [, now] = (await stored()) as { id: number; capacity: number; taken: number }[]
    expect(await stored()).toEqual([
      { id: 1, capacity: 6, taken: 6 },
      { ...now, capacity: 4, taken: toOpen.seats },
    ])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
    expect(
      await sql(`select 1 from application where state = 'ordered' and course_session_id = $1`, [now!.id]),
    ).toHaveLength(toOpen.seats)
    expect((await hr.ask(training.listScheduleDrafts, {})).drafts).toEqual([])
  }),
)

test(
  'of seats that a draft adds those that its people do not take go to whoever waits; a session that a draft would enlarge is not taken away (INV-T2)',
  inTown(async (town) => {
    const { as, hayashi, tanaka, sato, ueda, mori, sql } = town
    const hr = as(hayashi)
    await ictCourse(town, 2)
    await hr.ask(training.saveSession, { courseId: 1, ...sessionOf(20, { startsOn: '2027-01-21', endsAt: '12:00' }) })
    const round = { name: '人事課', who: { sections: ['2010'] }, waves: [{ dueOn: '2027-03-01' }], courseIds: [1] }
    await hr.ask(training.beginRound, round)
    const rests = [{ kind: 'capacity', session: 2, add: 1 }]
    const dropped = await search(town, { rests })
    await expect(hr.ask(training.removeSessions, { courseSessionIds: [2] })).rejects.toThrow('session_in_use')
    await hr.ask(training.dropSchedule, { scheduleDraftId: dropped.scheduleDraftId! })
    await hr.ask(training.removeSessions, { courseSessionIds: [2] })
    for (const who of [ueda, mori]) await ordered(town, who, 1, tanaka)
    const waiting = await approved(town, sato, 1, tanaka)
    await hr.ask(training.select, { courseSessionId: 1, applicationIds: [waiting] })
    // Two of 人事課 are in the round: of three seats more one is left.
    const { scheduleDraftId, seated } = await search(town, { rests: [{ kind: 'capacity', session: 1, add: 3 }] })
    expect(seated).toBe(2)
    await hr.ask(training.publishSchedule, { scheduleDraftId: scheduleDraftId! })
    expect(await sql('select state from application where application_id = $1', [waiting])).toEqual([
      { state: 'hr_selected' },
    ])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

test(
  'a search is looked at and ended while it runs; one that is not there is only told so',
  inTown(async (town) => {
    const { as, hayashi } = town
    await ictCourse(town, 20)
    expect(await as(hayashi).ask(schedules.showSearch, { searchKey: key(2) })).toMatchObject({
      isRunning: false,
      stage: null,
    })
    expect(await as(hayashi).ask(schedules.stopSearch, { searchKey: key(2) })).toEqual({ stopping: false })
    const running = search(town, { searchKey: key(3) })
    let seen = { isRunning: false }
    for (let turn = 0; turn < 200 && !seen.isRunning; turn++) {
      seen = await as(hayashi).ask(schedules.showSearch, { searchKey: key(3) })
      if (!seen.isRunning) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect(seen).toMatchObject({ isRunning: true })
    expect(await as(hayashi).ask(schedules.stopSearch, { searchKey: key(3) })).toEqual({ stopping: true })
    expect((await running).seated).toBe(10)
  }),
)

test(
  'HR says for whom: a round, sections with all below them, a cohort; the draft says so, and of two drafts each is counted by its own people',
  inTown(async (town) => {
    const { as, hayashi, sql, sato, kato, hayashi: ofHr } = town
    const hr = as(hayashi)
    await ictCourse(town, 20)
    const round = { name: '人事課の回', who: { sections: ['2010'] }, waves: [{ dueOn: '2027-03-01' }], courseIds: [1] }
    const { roundId } = await hr.ask(training.beginRound, round)
    expect((await hr.ask(training.showSeatsNeeded, { courseCode: 'ICT' })).rounds).toEqual([
      { roundId, name: '人事課の回' },
    ])
    await sql(`update employment set joined_on = '2010-04-01'`)
    await sql(
      `update employment set joined_on = case staff_member_id when $1 then date '2025-04-01' when $2 then date '2026-03-31' else '2026-04-01' end
      where staff_member_id in ($1, $2, $3)`,
      [sato, kato, ofHr],
    )
    const seatedFor = async (who: object) => {
      const { scheduleDraftId, needed } = await search(town, { who })
      const people = await sql<{ id: number }>(
        'select staff_member_id as id from schedule_seat where schedule_draft_id = $1 order by 1',
        [scheduleDraftId],
      )
      expect(people).toHaveLength(needed)
      return { scheduleDraftId: scheduleDraftId!, ids: people.map(({ id }) => id) }
    }
    const { inoue, mori, tanaka, ueda } = town
    // Without a word: who owes something in the open round with the course.
    expect((await seatedFor({})).ids).toEqual([inoue, hayashi])
    const ofRound = await seatedFor({ roundId })
    expect(ofRound.ids).toEqual([inoue, hayashi])
    const ofDepartment = await seatedFor({ roundId: null, sections: ['1010', '101010'] })
    expect(ofDepartment.ids).toEqual([tanaka, mori, sato, ueda])
    // From the first day of the fiscal year to its last.
    expect((await seatedFor({ roundId: null, joinedIn: 2025 })).ids).toEqual([kato, sato])
    expect((await seatedFor({ roundId: null, joinedIn: 2025, grades: ['1級職', '2級職'] })).ids).toEqual([sato])
    await sql(`update employment set employment_category = '会計年度任用職員' where staff_member_id = $1`, [kato])
    const categories = await sql<{ name: string }>(
      `select employment_category as name from employment where staff_member_id = $1`,
      [sato],
    )
    const cohort = {
      roundId: null,
      joinedIn: 2025,
      employmentCategories: categories.map(({ name }) => name),
      sections: ['10'],
    }
    expect((await seatedFor(cohort)).ids).toEqual([sato])
    const { drafts } = await hr.ask(training.listScheduleDrafts, {})
    expect(drafts.map(({ forWhom }) => forWhom)).toEqual([
      ['どの回かによらず、一定水準に届いていない人', '区民生活部(下の所属も)', '令和7年度(2025年度)に採用', '常勤'],
      ['どの回かによらず、一定水準に届いていない人', '令和7年度(2025年度)に採用', '1級職・2級職'],
      ['どの回かによらず、一定水準に届いていない人', '令和7年度(2025年度)に採用'],
      ['どの回かによらず、一定水準に届いていない人', '戸籍住民課・窓口係(下の所属も)'],
      ['水準づくりの回「人事課の回」'],
      [],
    ])
    const scheduleDraftIds = [ofRound.scheduleDraftId, ofDepartment.scheduleDraftId]
    const compared = await hr.ask(training.compareSchedules, { scheduleDraftIds })
    expect(compared.drafts.map(({ unseated, forWhom }) => [unseated, forWhom.length])).toEqual([
      [0, 1],
      [0, 2],
    ])
    await expect(search(town, { who: { sections: ['2010', '9999'] } })).rejects.toThrow('no_such_section')
    await expect(search(town, { who: { roundId: roundId + 1 } })).rejects.toThrow('round_not_for_course')
    await expect(search(town, { who: { joinedIn: 1999 } })).rejects.toThrow('nobody_to_seat')
    // A round that ends meanwhile has nobody any more; the draft is still there to be looked at.
    await hr.ask(training.endRound, { roundId, reason: '終わり' })
    await expect(search(town, { who: { roundId } })).rejects.toThrow('round_not_for_course')
    expect(
      (await hr.ask(training.compareSchedules, { scheduleDraftIds })).drafts.map(({ unseated }) => unseated),
    ).toEqual([0, 0])
  }),
)

test(
  'only HR searches, and what cannot be searched for is refused by name (INV-S1)',
  inTown(async (town) => {
    const { as, hayashi, sato, tanaka, sql } = town
    for (const who of [sato, tanaka]) {
      for (const [operation, input] of [
        [schedules.searchSchedule, { searchKey: key(1), courseCode: 'ICT', ...days }],
        [schedules.showSearch, { searchKey: key(1) }],
        [schedules.stopSearch, { searchKey: key(1) }],
      ] as const)
        await expect(as(who).ask(operation, input as never)).rejects.toThrow('forbidden')
    }
    await expect(search(town)).rejects.toThrow('no_such_course')
    await ictCourse(town, 0)
    await expect(search(town)).rejects.toThrow('no_open_session')
    await expect(search(town, { to: '2026-11-30' })).rejects.toThrow('ends_before_start')
    const law = { ...{ courseCode: 'LAW', title: '法務', summary: '', hours: 3, provider: '人事課' }, skills: [] }
    await as(hayashi).ask(training.saveCourse, law)
    await expect(search(town, { courseCode: 'LAW' })).rejects.toThrow('course_without_floor')
    await allPass(town, 'ict-tools')
    await expect(search(town)).rejects.toThrow('nobody_to_seat')
    await sql(`update policy_edition set valid_from = '2099-04-01'`)
    await expect(search(town)).rejects.toThrow('no_policy')
  }),
)
