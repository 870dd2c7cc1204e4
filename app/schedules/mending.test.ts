import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#platform/time/dates.ts'
import { isOfficeDay } from '#platform/time/holidays.ts'
import { skills } from '#rooms/skills/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { standing } from '#testing/notices.ts'
import { fillSection } from '#testing/section.ts'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { recountSeats, sessionOf } from '#testing/training.ts'
import { schedules } from './contract.ts'

const key = (n: number) => String(n).padStart(32, '0')

/** A course that serves a skill of the floor, with these sessions. */
async function course(
  { as, hayashi }: Town,
  code: string,
  sessions: readonly { day: string; half: 'am' | 'pm'; seats: number }[],
) {
  const { courseId } = await as(hayashi).ask(training.saveCourse, {
    ...{ courseCode: code, title: code, summary: '', skills: ['ict-tools'], hours: 3, provider: '人事課' },
  })
  const ids: number[] = []
  for (const { day, half, seats } of sessions) {
    const hours = half === 'am' ? { startsAt: '09:00', endsAt: '12:00' } : { startsAt: '13:00', endsAt: '16:00' }
    const { courseSessionId } = await as(hayashi).ask(training.saveSession, {
      ...{ courseId, ...sessionOf(seats, { startsOn: day, ...hours }) },
    })
    ids.push(courseSessionId)
  }
  return ids
}
const publish = ({ as, hayashi }: Town, seats: readonly [staff: string, session: number][]) =>
  as(hayashi).ask(training.loadSchedule, {
    solution: { seats: seats.map(([staff, session]) => ({ staff, session: String(session) })) },
    publish: true,
  })
const changes = ({ as, hayashi }: Town) => as(hayashi).ask(training.showScheduleChanges, {})
const mend = ({ as, hayashi }: Town, courseCode = 'ICT') =>
  as(hayashi).ask(schedules.searchMending, { searchKey: key(1), courseCode, seconds: 10 })

test(
  'what changes after publishing is named place by place, and mended by a proposal that moves the fewest, all or none, told to whom it moves',
  inTown(async (town) => {
    const { as, sql, on, sato, ueda, mori, inoue, ono, hayashi, tanaka } = town
    const [am, pm, next] = (await course(town, 'ICT', [
      { day: '2027-01-20', half: 'am', seats: 4 },
      { day: '2027-01-20', half: 'pm', seats: 2 },
      { day: '2027-01-21', half: 'am', seats: 2 },
    ])) as [number, number, number]
    const numbers = ['sato', 'ueda', 'inoue', 'ono'] as const
    await publish(
      town,
      numbers.map((name) => [staffNumberOf(name), am]),
    )
    expect(await changes(town)).toEqual({ courses: [] })
    await expect(mend(town)).rejects.toThrow('nothing_to_mend')
    await expect(mend(town, 'NONE')).rejects.toThrow('no_such_course')
    // 上田 has the morning off, 小野 leaves, and 窓口係 needs two of the three there in every half-day.
    await as(tanaka).ask(training.addAbsence, {
      ...{ staffMemberId: ueda, kind: 'annualLeave', from: '2027-01-20', lastDay: '2027-01-20', week: '10'.repeat(7) },
    })
    await sql(`update employment set left_on = '2026-11-25' where staff_member_id = $1`, [ono])
    on('2026-11-26')
    await as(tanaka).ask(training.stateMinimum, {
      ...{ sectionCode: '101010', kind: 'usual', validFrom: '2026-11-26', week: Array(14).fill(2) },
    })
    const [{ broken, seats, places }] = (await changes(town)).courses as [
      Awaited<ReturnType<typeof changes>>['courses'][number],
    ]
    expect([seats, broken]).toEqual([4, 3])
    expect(places.map(({ person, reasons }) => [person.staffMemberId, reasons])).toEqual([
      [sato, ['窓口係は令和9年1月20日(水)午前に2人必要ですが、1人になります。']],
      [ueda, ['令和9年1月20日(水)午前は不在です(休暇・当番・代わりなど)。']],
      [ono, ['もう在職していません。']],
    ])
    const found = await mend(town)
    // 佐藤 and 上田 cannot both be gone in one half-day; whoever left gives the seat up; 井上 stays.
    expect(found).toMatchObject({ moved: 2, lost: 1, fewest: 2, ending: 'search' })
    const proposal = async () => (await changes(town)).courses[0]?.mendings ?? []
    expect(await proposal()).toMatchObject([
      { scheduleDraftId: found.scheduleDraftId, moved: 2, lost: 1, changes: [{ isBroken: true }, {}, {}] },
    ])
    expect((await proposal())[0]?.changes.find(({ person }) => person.staffMemberId === ono)?.to).toBeNull()
    // A proposal is no schedule to publish, and can be dropped.
    const scheduleDraftId = found.scheduleDraftId!
    expect((await as(hayashi).ask(training.listScheduleDrafts, {})).drafts).toEqual([])
    await expect(as(hayashi).ask(training.publishSchedule, { scheduleDraftId })).rejects.toThrow('no_such_draft')
    await as(hayashi).ask(training.dropSchedule, { scheduleDraftId })
    await expect(as(hayashi).ask(training.applyMending, { scheduleDraftId })).rejects.toThrow('no_such_draft')
    // What has changed since is found when it is applied, and nobody is moved.
    const stale = await mend(town)
    await as(tanaka).ask(training.addAbsence, {
      ...{ staffMemberId: mori, kind: 'annualLeave', from: '2027-01-20', lastDay: '2027-01-21', week: '11'.repeat(7) },
    })
    const apply = (id: number) => as(hayashi).ask(training.applyMending, { scheduleDraftId: id })
    await expect(apply(stale.scheduleDraftId!)).rejects.toThrow('mending_broken')
    expect(await sql(`select 1 from application where state = 'cancelled'`)).toEqual([])
    await sql(`update short_absence set ended_at = now() where staff_member_id = $1`, [mori])
    const again = await mend(town)
    await apply(again.scheduleDraftId!)
    await expect(apply(stale.scheduleDraftId!)).rejects.toThrow('seats_changed')
    expect((await changes(town)).courses.map((one) => one.broken)).toEqual([0])
    await as(hayashi).ask(training.dropSchedule, { scheduleDraftId: stale.scheduleDraftId! })
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
    const now = await sql<{ who: number; session: number }>(
      `select staff_member_id as who, course_session_id as session from application where state = 'ordered' order by 1`,
    )
    expect(now.find(({ who }) => who === inoue)?.session).toBe(am)
    expect(
      now
        .filter(({ who }) => who === sato || who === ueda)
        .map(({ session }) => session)
        .sort(),
    ).toEqual([pm, next].sort())
    expect(now.some(({ who }) => who === ono)).toBe(false)
    // Told once, of the move alone; the former application says why and is not taken back.
    expect(await standing(town, ueda)).toContain('seatMoved')
    expect(await standing(town, ueda)).not.toContain('sessionCancelled')
    expect(await standing(town, inoue)).toContain('ordered')
    const { applications } = await as(ueda).ask(training.listMyTraining, {})
    const former = applications.find(({ state }) => state === 'cancelled')
    expect(former?.reason).toContain('日程を直し')
    const shown = await as(hayashi).ask(training.showApplication, { applicationId: former!.applicationId })
    expect(shown.may).not.toContain('takeBackStep')
    await expect(as(hayashi).ask(training.takeBackStep, { applicationId: former!.applicationId })).rejects.toThrow(
      'acted_on_meanwhile',
    )
    expect(
      await sql(
        `select barrier, count(*)::int as n from application_step where to_state = 'cancelled' group by 1 order by 1`,
      ),
    ).toEqual([
      { barrier: 'counter', n: 1 },
      { barrier: 'moved', n: 1 },
      { barrier: 'schedule', n: 1 },
    ])
  }),
)

test(
  'a session that was moved, a transfer and a counter that lacks what it needs are named; somebody who stands in counts',
  inTown(async (town) => {
    const { as, sql, hayashi, tanaka, sato, mori, ueda, ono } = town
    const [am, pm] = (await course(town, 'ICT', [
      { day: '2027-01-20', half: 'am', seats: 4 },
      { day: '2027-01-20', half: 'pm', seats: 4 },
    ])) as [number, number]
    const [other] = await course(town, 'LAW', [{ day: '2027-01-20', half: 'am', seats: 4 }])
    await publish(town, [
      [staffNumberOf('sato'), am],
      [staffNumberOf('ueda'), am],
      [staffNumberOf('mori'), pm],
      [staffNumberOf('mori'), other!],
    ])
    const reasons = async () =>
      (await changes(town)).courses.flatMap(({ places }) =>
        places.map((one) => [one.person.staffMemberId, ...one.reasons]),
      )
    const [minimum] = [
      { sectionCode: '101010', kind: 'usual' as const, validFrom: '2026-11-22', week: Array(14).fill(1) },
    ]
    await as(tanaka).ask(training.stateMinimum, minimum)
    const short = '窓口係は令和9年1月20日(水)午前に1人必要ですが、0人になります。'
    expect(await reasons()).toEqual([[mori, short]])
    const [{ id }] = (await sql<{ id: number }>(
      `select application_id as id from application where staff_member_id = $1`,
      [ueda],
    )) as [{ id: number }]
    await as(tanaka).ask(training.arrangeCover, { applicationId: id, cover: { kind: 'substitute', substitute: ono } })
    const [{ cover }] = (await sql<{ cover: number }>(
      `select cover_arrangement_id as cover from cover_arrangement`,
    )) as [{ cover: number }]
    await as(ono).ask(training.agreeToCover, { coverArrangementId: cover })
    expect(await reasons()).toEqual([])
    // Whoever holds what the counter needs is in the session.
    await sql(`update minimum_staffing set needs = '[{"skill": "data-use", "level": 2, "people": 1}]'`)
    await as(hayashi).ask(skills.importEvidence, {
      rows: [{ skill: 'data-use', kind: 'test', level: 3, asOf: '2026-11-01', staffNumber: staffNumberOf('sato') }],
    })
    expect(await reasons()).toEqual([[sato, expect.stringContaining('水準2以上の人が足りなくなります')]])
    await sql(`update minimum_staffing set ended_at = now()`)
    expect(await reasons()).toEqual([])
    const { sessions } = await as(hayashi).ask(training.listSessions, {})
    const { course: about, version } = sessions.find((one) => one.courseSessionId === pm)!
    await as(hayashi).ask(training.saveSession, {
      ...{ courseId: about.courseId, courseSessionId: pm, seen: version },
      ...sessionOf(4, { startsOn: '2027-01-20', startsAt: '14:00', endsAt: '16:00' }),
    })
    expect(await reasons()).toEqual([])
    await as(tanaka).ask(training.addAbsence, {
      ...{ staffMemberId: mori, kind: 'annualLeave', from: '2027-01-22', lastDay: '2027-01-22', week: '11'.repeat(7) },
    })
    const again = (await as(hayashi).ask(training.listSessions, {})).sessions.find((one) => one.courseSessionId === pm)!
    await as(hayashi).ask(training.saveSession, {
      ...{ courseId: about.courseId, courseSessionId: pm, seen: again.version },
      ...sessionOf(4, { startsOn: '2027-01-22', startsAt: '14:00', endsAt: '16:00' }),
    })
    expect(await reasons()).toEqual([[mori, '令和9年1月22日(金)午後は不在です(休暇・当番・代わりなど)。']])
  }),
)

test(
  'those whose session is cancelled are named until each has another seat, which the same run finds and which is given once (INV-T2, T9)',
  inTown(async (town) => {
    const { as, on, hayashi, sato, ueda, inoue, ito, ono } = town
    const [am, pm, next] = (await course(town, 'ICT', [
      { day: '2027-01-20', half: 'am', seats: 4 },
      { day: '2027-01-20', half: 'pm', seats: 1 },
      { day: '2027-01-21', half: 'am', seats: 2 },
    ])) as [number, number, number]
    const names = ['sato', 'ueda', 'inoue', 'ono'] as const
    await publish(town, [
      ...names.map((name): [string, number] => [staffNumberOf(name), am]),
      [staffNumberOf('ito'), next],
    ])
    const cancel = (courseSessionId: number) =>
      as(hayashi).ask(training.cancelSession, { courseSessionId, reason: '大雪', barrier: 'schedule' })
    // Whoever was taken out before is not among those who lost the seat with the session.
    const mine = (await as(inoue).ask(training.listMyTraining, {})).applications[0]!.applicationId
    await as(hayashi).ask(training.cancelApplication, { applicationId: mine, reason: '異動', barrier: 'moved' })
    await cancel(am)
    const [lost] = (await changes(town)).courses
    expect([lost?.seats, lost?.broken]).toEqual([4, 3])
    expect(lost?.places.map(({ person, reasons }) => [person.staffMemberId, ...reasons])).toEqual(
      [sato, ueda, ono].map((who) => [who, '令和9年1月20日(水)の回が中止になり、席がなくなりました。']),
    )
    // Two places are left beside 伊藤, who stays.
    const found = await mend(town)
    expect(found).toMatchObject({ moved: 2, lost: 0, unplaced: 1, fewest: 2 })
    const apply = (id: number) => as(hayashi).ask(training.applyMending, { scheduleDraftId: id })
    const twin = await mend(town)
    await apply(found.scheduleDraftId!)
    await expect(apply(twin.scheduleDraftId!)).rejects.toThrow('seats_changed')
    await as(hayashi).ask(training.dropSchedule, { scheduleDraftId: twin.scheduleDraftId! })
    const seats = await town.sql<{ who: number; session: number }>(
      `select staff_member_id as who, course_session_id as session from application where state = 'ordered' order by 1`,
    )
    expect(seats.map(({ session }) => session).sort()).toEqual([pm, next, next].sort())
    expect(seats.find(({ who }) => who === ito)?.session).toBe(next)
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
    const moved = [sato, ueda, ono].find((who) => seats.some((one) => one.who === who))!
    expect(await standing(town, moved)).toContain('seatMoved')
    expect(await standing(town, moved)).not.toContain('sessionCancelled')
    // The one who is left waits on the page, and nothing is proposed that moves nobody.
    expect((await changes(town)).courses.map(({ broken }) => broken)).toEqual([1])
    expect(await mend(town)).toMatchObject({ scheduleDraftId: null, moved: 0, unplaced: 1 })
    await cancel(pm)
    await cancel(next)
    expect((await changes(town)).courses.map(({ broken }) => broken)).toEqual([4])
    await expect(mend(town)).rejects.toThrow('no_session_to_mend')
    on('2027-02-20')
    expect(await changes(town)).toEqual({ courses: [] })
  }),
)

test(
  'mended, no half-day is under its minimum unless it was so before, nobody is in two places, and nobody else could move fewer: by every possible placing',
  { timeout: 60_000 },
  inTown(async (town) => {
    const { sql, as, hayashi } = town
    const ids = await fillSection(sql, { sectionCode: '101010', day: '2026-11-22', people: 3, open: 0, sessions: 30 })
    await sql('insert into announcement_lead (days) values (100)')
    const people = [...ids, town.sato, town.ueda]
    const numbers = new Map(
      (await sql<{ id: number; n: string }>(`select staff_member_id as id, staff_number as n from employment`)).map(
        ({ id, n }) => [Number(id), n],
      ),
    )
    const officeDays = Array.from({ length: 50 }, (_, n) => addDays('2027-01-04', n)).filter(isOfficeDay)
    let round = 0
    const bits = fc.array(fc.boolean(), { minLength: 20, maxLength: 20 })
    const one = fc.record({
      places: fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }),
      seats: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
      away: bits,
      least: fc.integer({ min: 1, max: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(one, async ({ places, seats, away, least }) => {
        round++
        const code = `R${round}`
        const days = officeDays.slice(2 * round - 2, 2 * round)
        const slots = days.flatMap((day) => [`${day}am`, `${day}pm`])
        const sessions = await course(
          town,
          code,
          slots.map((slot, at) => ({ day: slot.slice(0, 10), half: at % 2 ? 'pm' : 'am', seats: seats[at]! })),
        )
        // As many as there are seats, in the order of the people.
        const given = places.map((place, at) =>
          places.slice(0, at).filter((other) => other === place).length < seats[place]! ? place : -1,
        )
        await publish(
          town,
          given.flatMap((place, at) =>
            place < 0 ? [] : [[numbers.get(people[at]!)!, sessions[place]!] as [string, number]],
          ),
        )
        const gone = (person: number, slot: number) => away[person * 4 + slot]! && (person + slot + least) % 2 === 0
        for (const [person, id] of people.entries()) {
          for (const [at, day] of days.entries()) {
            const half = [gone(person, at * 2), gone(person, at * 2 + 1)].map((is) => (is ? '1' : '0')).join('')
            if (half === '00') continue
            const week = half.repeat(7)
            await as(hayashi).ask(training.addAbsence, {
              ...{ staffMemberId: id, kind: 'annualLeave', from: day, lastDay: day, week },
            })
          }
        }
        for (const day of days) {
          await as(hayashi).ask(training.stateMinimum, {
            ...{ sectionCode: '101010', kind: 'day', validFrom: day, week: Array(14).fill(least) },
          })
        }
        // 森 is there too and has no seat.
        const there = slots.map((_, slot) => people.filter((__, person) => !gone(person, slot)).length + 1)
        const spare = there.map((n) => Math.max(0, n - least))
        const isGood = (placed: readonly number[]) =>
          placed.every((place, person) => place < 0 || !gone(person, place)) &&
          slots.every((_, slot) => {
            const sitting = placed.filter((place) => place === slot).length
            return sitting <= spare[slot]! && sitting <= seats[slot]!
          })
        const seated = people.flatMap((_, person) => (given[person]! < 0 ? [] : [person]))
        const best = bestPlacing(given, seated, isGood)
        if (isGood(given)) {
          await expect(mend(town, code)).rejects.toThrow('nothing_to_mend')
          return
        }
        const found = await mend(town, code)
        expect([found.lost, found.moved]).toEqual([seated.length - best.seated, best.moved])
        await as(hayashi).ask(training.applyMending, { scheduleDraftId: found.scheduleDraftId! })
        const rows = await sql<{ who: number; session: number }>(
          `select staff_member_id as who, course_session_id as session from application
           where state = 'ordered' and course_session_id = any($1)`,
          [sessions],
        )
        const after = people.map((id) => {
          const mine = rows.filter(({ who }) => Number(who) === id)
          expect(mine.length).toBeLessThan(2)
          return mine[0] ? sessions.indexOf(Number(mine[0].session)) : -1
        })
        expect(isGood(after)).toBe(true)
        expect(after.filter((place) => place >= 0).length).toBe(best.seated)
      }),
      { numRuns: 5, endOnFailure: true },
    )
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)

/** Most seats, then fewest moves, by looking at every placing. */
function bestPlacing(
  given: readonly number[],
  seated: readonly number[],
  isGood: (placed: readonly number[]) => boolean,
) {
  let best = { seated: -1, moved: 0 }
  for (let n = 0; n < 5 ** seated.length; n++) {
    const placed = given.map(() => -1)
    for (const [at, person] of seated.entries()) placed[person] = (Math.floor(n / 5 ** at) % 5) - 1
    if (!isGood(placed)) continue
    const count = placed.filter((place) => place >= 0).length
    const moved = seated.filter((person) => placed[person]! >= 0 && placed[person] !== given[person]).length
    if (count > best.seated || (count === best.seated && moved < best.moved)) best = { seated: count, moved }
  }
  return best
}

test(
  'a session that is moved to a day on which somebody is not free asks what becomes of their seat; given up, they stand among those to be placed anew, and are (INV-T5, T7)',
  inTown(async (town) => {
    const { as, sql, sato, ueda, hayashi } = town
    const [session, other] = (await course(town, 'ICT', [
      { day: '2027-01-20', half: 'am', seats: 2 },
      { day: '2027-01-22', half: 'am', seats: 1 },
    ])) as [number, number]
    const [elsewhere] = (await course(town, 'OTHER', [{ day: '2027-01-21', half: 'am', seats: 1 }])) as [number]
    await publish(town, [
      [staffNumberOf('sato'), session],
      [staffNumberOf('ueda'), session],
      [staffNumberOf('ueda'), elsewhere],
    ])
    const { course: found, session: is } = await as(hayashi).ask(training.listSessionApplications, {
      courseSessionId: session,
    })
    const { seatsTaken: _, cancelledOn: __, version: seen, ...said } = is
    const move = (release: number[]) =>
      as(hayashi).ask(training.saveSession, {
        ...{ ...said, courseId: found.courseId, startsOn: '2027-01-21', endsOn: '2027-01-21', seen, release },
      })
    await expect(move([])).rejects.toThrow('seated_not_free')
    await move([ueda, sato])
    // 佐藤 is free then and keeps the seat, whatever was said of them.
    const held = () =>
      sql<{ who: number; session: number }>(
        `select staff_member_id as who, course_session_id as session from application where state = 'ordered' order by 1, 2`,
      )
    expect(await held()).toEqual([
      { who: sato, session },
      { who: ueda, session: elsewhere },
    ])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
    expect(await standing(town, ueda)).toContainEqual(expect.stringContaining('sessionCancelled'))
    const [{ broken, places }] = (await changes(town)).courses as [
      Awaited<ReturnType<typeof changes>>['courses'][number],
    ]
    expect([broken, places.map(({ person, reasons }) => [person.staffMemberId, reasons])]).toEqual([
      1,
      [[ueda, ['開催回が令和9年1月21日(木)に移り、出られないため席がなくなりました。']]],
    ])
    const { scheduleDraftId, ...moves } = await mend(town)
    expect(moves).toMatchObject({ moved: 1, lost: 0, unplaced: 0 })
    await as(hayashi).ask(training.applyMending, { scheduleDraftId: scheduleDraftId! })
    expect(await held()).toEqual(
      [
        { who: sato, session },
        { who: ueda, session: other },
        { who: ueda, session: elsewhere },
      ].toSorted((a, b) => a.who - b.who || a.session - b.session),
    )
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
    expect(await changes(town)).toEqual({ courses: [] })
  }),
)
