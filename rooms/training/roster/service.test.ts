import { expect, test } from 'vitest'
import { inTown, type Town } from '#testing/town.ts'
import { dataCourse, ordered, recountSeats } from '#testing/training.ts'
import { training } from '../contract.ts'

const am = { day: '2027-01-20', half: 'am' as const }
const pm = { day: '2027-01-20', half: 'pm' as const }

/** A day's session with 佐藤 and 上田, who were ordered to attend, seen on that day. */
async function held(town: Town, more: Parameters<typeof dataCourse>[2] = {}) {
  const made = await dataCourse(town, 5, more)
  const { courseSessionId } = made
  const [sato, ueda] = [
    await ordered(town, town.sato, courseSessionId, town.tanaka),
    await ordered(town, town.ueda, courseSessionId, town.tanaka),
  ]
  town.on('2027-01-20')
  const hr = town.as(town.hayashi)
  type Marks = Parameters<typeof mark>[0]
  function mark(
    marks: {
      applicationId: number
      day: string
      half: 'am' | 'pm'
      mark: 'present' | 'late' | 'left_early' | 'absent'
      reason?: string
      barrier?: 'counter'
      seen: number | null
    }[],
  ) {
    return hr.ask(training.markAttendance, { courseSessionId, marks })
  }
  const say = (marks: Omit<Marks[number], 'seen'>[]) => mark(marks.map((one) => ({ ...one, seen: null })))
  const look = () => hr.ask(training.showRoster, { courseSessionId })
  const fix = () => hr.ask(training.fixAttendance, { courseSessionId })
  return { ...made, ids: { sato, ueda }, mark, say, look, fix }
}

test(
  'attendance in one word does not pass by the marks of half-days: it says what they come to, or is refused by name (INV-T1)',
  inTown(async (town) => {
    const { as, sato, ueda, hayashi } = town
    const { courseSessionId, ids, say, look } = await held(town)
    const record = (applicationId: number, attendance: 'attended' | 'partially_attended' | 'absent') =>
      as(hayashi).ask(training.recordAttendance, {
        courseSessionId,
        attendance: [{ applicationId, attendance, ...(attendance === 'absent' ? { reason: '都合' } : {}) }],
      })
    await say([{ applicationId: ids.sato, ...am, mark: 'absent', reason: '窓口' }])
    const refused = { code: 'marks_say_otherwise', values: { n: 1, name: '佐藤 はるか' } }
    // The afternoon is not marked yet.
    await expect(record(ids.sato, 'partially_attended')).rejects.toMatchObject(refused)
    await say([{ applicationId: ids.sato, ...pm, mark: 'present' }])
    await expect(record(ids.sato, 'attended')).rejects.toMatchObject(refused)
    await expect(record(ids.sato, 'absent')).rejects.toMatchObject(refused)
    await record(ids.sato, 'partially_attended')
    await record(ids.ueda, 'attended')
    expect((await look()).people.map(({ person, state }) => [person.staffMemberId, state])).toEqual([
      [ueda, 'attended'],
      [sato, 'partially_attended'],
    ])
  }),
)

test(
  'every half-day is marked for itself, and what they come to by the course’s share becomes the attendance (INV-T1, T8)',
  inTown(async (town) => {
    const { as, on, sato, ueda, hayashi } = town
    const { courseSessionId, courseId, ids, say, look, fix } = await held(town, {
      endsOn: '2027-01-21',
      reportRequired: true,
    })
    const next = { day: '2027-01-21', half: 'am' as const }
    expect((await look()).halfDays).toEqual([
      { ...am, isOpen: true, isToday: true },
      { ...pm, isOpen: true, isToday: true },
      { ...next, isOpen: false, isToday: false },
      { ...next, half: 'pm', isOpen: false, isToday: false },
    ])
    const [a, b] = [{ applicationId: ids.sato }, { applicationId: ids.ueda }]
    await expect(say([{ ...a, ...next, mark: 'present' }])).rejects.toThrow('half_day_to_come')
    await say([
      { ...a, ...am, mark: 'present' },
      { ...a, ...pm, mark: 'left_early' },
      { ...b, ...am, mark: 'absent', reason: '窓口が混んだ', barrier: 'counter' },
      { ...b, ...pm, mark: 'absent', reason: '窓口が混んだ', barrier: 'counter' },
    ])
    await expect(fix()).rejects.toMatchObject({ code: 'marks_missing', values: { n: 2, name: '佐藤 はるか' } })
    on('2027-01-21')
    await say([
      { ...a, ...next, mark: 'present' },
      { ...a, ...next, half: 'pm', mark: 'late' },
      { ...b, ...next, mark: 'absent', reason: '応援' },
      { ...b, ...next, half: 'pm', mark: 'absent', reason: '応援' },
    ])
    const seen = async () => (await look()).people.map(({ person, comesTo }) => [person.staffMemberId, comesTo])
    expect(await seen()).toEqual([
      [ueda, 'absent'],
      [sato, 'partially_attended'],
    ])
    const {
      version,
      eligibilityRule: _,
      isForMe: __,
      sessionsToCome: ___,
      sessions: ____,
      isSample: _____,
      validTo: ______,
      ...course
    } = await as(hayashi).ask(training.showCourse, { courseId })
    await as(hayashi).ask(training.saveCourse, { ...course, seen: version, attendedFrom: 75 })
    expect((await look()).attendedFrom).toBe(75)
    expect(await fix()).toEqual({ attended: 1, partiallyAttended: 0, absent: 1 })
    expect((await as(ueda).ask(training.listMyTraining, {})).applications[0]).toMatchObject({
      ...{ state: 'absent', reason: '窓口が混んだ' },
    })
    expect((await as(sato).ask(training.showApplication, { applicationId: ids.sato })).state).toBe('report_due')
    const steps = await town.sql(`select barrier from application_step where to_state = 'absent'`)
    expect(steps).toEqual([{ barrier: 'counter' }])
    await expect(fix()).rejects.toThrow('nobody_to_fix')
    expect((await look()).people.every(({ isOpen }) => !isOpen)).toBe(true)
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
    const corrected = { attendance: 'attended' as const, completion: 'unrecorded' as const, reason: '遅れて来ていた' }
    const { record } = await as(hayashi).ask(training.showApplication, { applicationId: ids.ueda })
    const put = { applicationId: ids.ueda, seen: record!.version, ...corrected }
    expect((await as(hayashi).ask(training.correctRecord, put)).state).toBe('report_due')
    void courseSessionId
  }),
)

test(
  'of two who mark one half-day the second learns of it and both stand side by side; the same mark again is no clash',
  inTown(async (town) => {
    const { ids, mark, say, look, fix } = await held(town)
    const one = { applicationId: ids.sato, ...am }
    expect(await say([{ ...one, mark: 'present' }])).toMatchObject({ written: [one], clashes: [] })
    expect(await say([{ ...one, mark: 'present' }])).toMatchObject({ written: [one], clashes: [] })
    const [stands] = (await look()).people.find(({ applicationId }) => applicationId === ids.sato)!.marks
    expect(stands).toMatchObject({ ...am, mark: 'present', way: 'list', by: '林 由佳', reason: null })
    const both = await say([
      { ...one, mark: 'late' },
      { ...one, ...pm, mark: 'present' },
    ])
    expect(both).toMatchObject({ written: [{ ...one, ...pm }], clashes: [{ ...one, stands, isFixed: false }] })
    expect(await mark([{ ...one, mark: 'late', seen: stands!.markId }])).toMatchObject({ written: [one], clashes: [] })
    expect(await town.sql('select mark, replaced_at is null as stands from attendance_mark order by 1, 2')).toEqual([
      { mark: 'late', stands: true },
      { mark: 'present', stands: false },
      { mark: 'present', stands: true },
    ])
    await say([am, pm].map((half) => ({ applicationId: ids.ueda, ...half, mark: 'present' as const })))
    await fix()
    const late = await say([{ ...one, mark: 'absent', reason: '来なかった' }])
    expect(late).toMatchObject({ written: [], clashes: [{ isFixed: true, stands: { mark: 'late' } }] })
  }),
)

test(
  'what cannot be marked is refused by name, and nothing of it is written',
  inTown(async (town) => {
    const { as, sql, hayashi, sato } = town
    const { courseId, courseSessionId, session, ids, say, look, fix } = await held(town)
    const one = { applicationId: ids.sato, ...am, mark: 'present' as const }
    await expect(say([{ ...one, day: '2027-01-19' }])).rejects.toThrow('not_a_half_day')
    await expect(say([{ ...one, mark: 'absent' }])).rejects.toThrow('reason_needed')
    await expect(say([one, { ...one, mark: 'late' }])).rejects.toThrow('named_twice')
    await expect(say([one, { ...one, applicationId: 999 }])).rejects.toThrow('no_such_application')
    expect(await sql('select * from attendance_mark')).toEqual([])
    await say([one])
    const moved = { courseId, courseSessionId, ...session, startsOn: '2027-01-27', endsOn: '2027-01-27' }
    const { version } = (await as(hayashi).ask(training.listSessionApplications, { courseSessionId })).session
    await expect(as(hayashi).ask(training.saveSession, { ...moved, seen: version })).rejects.toThrow(
      'dates_with_attendance',
    )
    await sql(`insert into leave_of_absence (staff_member_id, kind, valid_from) values ($1, '休職', '2027-01-20')`, [
      sato,
    ])
    const away = [am, pm].flatMap((half) =>
      Object.values(ids).map((applicationId) => ({ ...half, applicationId, mark: 'absent' as const, reason: '欠席' })),
    )
    const marked = (await look()).people.flatMap(({ applicationId, marks }) =>
      marks.map(({ markId, half }) => ({ applicationId, half, markId })),
    )
    const seenOf = ({ applicationId, half }: (typeof away)[number]) =>
      marked.find((mark) => mark.applicationId === applicationId && mark.half === half)?.markId ?? null
    await as(hayashi).ask(training.markAttendance, {
      courseSessionId,
      marks: away.map((mark) => ({ ...mark, seen: seenOf(mark) })),
    })
    await expect(fix()).rejects.toThrow('on_leave_is_not_absent')
  }),
)

test(
  'whoever has a seat comes in by the code of the room, for two minutes and for this half-day only',
  inTown(async (town) => {
    const { as, on, pass, hayashi, sato, mori } = town
    const { courseSessionId, ids, look, say } = await held(town, { endsOn: '2027-01-21' })
    const code = async (half: { day: string; half: 'am' | 'pm' }) => {
      const { address } = await as(hayashi).ask(training.showSessionCode, { courseSessionId, ...half })
      return address && new URL(address, 'http://town').searchParams.get('signed')!
    }
    const signed = (await code(am))!
    const come = (person: number, more: object = {}) =>
      as(person).ask(training.checkIn, { courseSessionId, ...am, signed, ...more })
    expect(await code({ ...am, day: '2027-01-21' })).toBeNull()
    await expect(come(mori)).rejects.toThrow('no_seat')
    await expect(come(sato, { half: 'pm' })).rejects.toThrow('code_not_of_here')
    await expect(come(sato, { signed: 'x' })).rejects.toThrow('code_not_of_here')
    await expect(come(sato, { signed: `${signed.slice(0, -1)}${signed.endsWith('A') ? 'B' : 'A'}` })).rejects.toThrow(
      'code_not_of_here',
    )
    await expect(come(sato, { courseSessionId: 999 })).rejects.toThrow('no_such_session')
    pass({ seconds: 80 })
    expect(await come(sato)).toEqual({ courseTitle: 'データ活用入門', ...am, mark: 'present' })
    expect((await look()).people.find(({ applicationId }) => applicationId === ids.sato)!.marks).toMatchObject([
      { ...am, mark: 'present', way: 'code', by: '佐藤 はるか' },
    ])
    expect((await come(sato)).mark).toBe('present')
    await say([{ applicationId: ids.ueda, ...am, mark: 'late' }])
    expect((await come(town.ueda)).mark).toBe('late')
    pass({ seconds: 41 })
    await expect(come(sato)).rejects.toThrow('code_too_old')
    on('2027-01-21')
    await expect(come(sato)).rejects.toThrow('wrong_day')
    expect(await town.sql(`select count(*)::int as n from attendance_mark`)).toEqual([{ n: 2 }])
  }),
)

test(
  'the number that somebody shows is theirs, changes, and is taken by whoever keeps the roster',
  inTown(async (town) => {
    const { as, on, pass, hayashi, sato } = town
    const { courseSessionId, ids } = await held(town, { endsOn: '2027-01-21' })
    const mine = () => as(sato).ask(training.showMyNumber, { applicationId: ids.sato })
    const { number } = await mine()
    const take = (said: string, more: object = {}) =>
      as(hayashi).ask(training.takeNumber, { courseSessionId, ...am, number: said, ...more })
    const other = String((Number(number) + 1) % 100_000_000).padStart(8, '0')
    await expect(take(other)).rejects.toThrow('number_unknown')
    await expect(take(number!, { day: '2027-01-21' })).rejects.toThrow('wrong_day')
    expect(await take(number!)).toMatchObject({ person: { staffMemberId: sato }, mark: 'present' })
    pass({ seconds: 121 })
    expect((await mine()).number).not.toBe(number)
    await expect(take(number!, { half: 'pm' })).rejects.toThrow('number_unknown')
    on('2027-01-22')
    expect((await mine()).number).toBeNull()
  }),
)

test(
  'of a session that is not there or was cancelled nothing is marked, fixed, shown or taken',
  inTown(async (town) => {
    const { as, hayashi, sato } = town
    const { courseSessionId } = await dataCourse(town)
    await as(hayashi).ask(training.cancelSession, { courseSessionId, reason: '台風' })
    const hr = as(hayashi)
    for (const [id, code] of [
      [999, 'no_such_session'],
      [courseSessionId, 'session_cancelled'],
    ] as const) {
      const session = { courseSessionId: id }
      const marks = [{ applicationId: 1, ...am, mark: 'present' as const, seen: null }]
      await expect(hr.ask(training.markAttendance, { ...session, marks })).rejects.toThrow(code)
      await expect(hr.ask(training.fixAttendance, session)).rejects.toThrow(code)
      await expect(hr.ask(training.showSessionCode, { ...session, ...am })).rejects.toThrow(code)
      await expect(hr.ask(training.takeNumber, { ...session, ...am, number: '00000000' })).rejects.toThrow(code)
      await expect(as(sato).ask(training.checkIn, { ...session, ...am, signed: 'x' })).rejects.toThrow(code)
    }
    await expect(hr.ask(training.showRoster, { courseSessionId: 999 })).rejects.toThrow('no_such_session')
    expect((await hr.ask(training.showRoster, { courseSessionId })).isCancelled).toBe(true)
  }),
)
