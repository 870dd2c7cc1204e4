import { expect, test } from 'vitest'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { dataCourse, sessionOf } from '#testing/training.ts'
import { training } from '../contract.ts'
import { MOST_LINES } from './rules.ts'

const file = (text: string, name = 'kai.csv') => ({ name, base64: Buffer.from(text).toString('base64') })
const sessionsOf = ({ sql }: Town) =>
  sql<{ id: number }>(`select course_session_id::int as id from course_session order by 1`)

test(
  'HR plans sessions, sees which days fall out, and makes all of them or none; sent again nothing is added (INV-D5)',
  inTown(async (town) => {
    const { as, hayashi, sql } = town
    const { courseCode } = await dataCourse(town)
    const plan = {
      ...{ course: courseCode, from: '2026-12-21', to: '2027-01-05', weekdays: '1100000' },
      hours: [{ startsAt: '09:00', endsAt: '12:00' }],
      rooms: [
        { place: '研修室1', capacity: 30 },
        { place: '研修室2', capacity: 10 },
      ],
    }
    const ask = as(hayashi).ask
    const { lines, leftOut } = await ask(training.planSessions, plan)
    expect([lines.length, leftOut]).toEqual([10, ['2026-12-29']])
    const looked = await ask(training.addSessions, { lines, dryRun: true })
    expect([looked.added, looked.courseSessionIds, (await sessionsOf(town)).length]).toEqual([10, [], 1])
    // One line that is faulty keeps all of them from being made, and is named.
    const faulty = lines.with(2, { ...lines[2]!, applyBy: '2027-02-01' })
    await expect(ask(training.addSessions, { lines: faulty })).rejects.toMatchObject({
      code: 'sessions_faulty',
      fields: [{ path: 'lines[2].applyBy', reason: '申込期限が初日より後です' }],
    })
    expect(await sessionsOf(town)).toHaveLength(1)
    const made = await ask(training.addSessions, { lines })
    expect([made.added, made.courseSessionIds.length]).toEqual([10, 10])
    expect(await ask(training.addSessions, { lines })).toMatchObject({ added: 0, courseSessionIds: [] })
    const counted = `select fiscal_year::int as year, sum(sessions)::int as sessions from course_year group by 1 order by 1`
    expect(await sql(counted)).toEqual([{ year: 2026, sessions: 11 }])
    await expect(ask(training.planSessions, { ...plan, to: '2026-12-01' })).rejects.toThrow('ends_before_start')
    const past = { ...plan, from: '2026-10-01', to: '2026-10-30' }
    await expect(ask(training.planSessions, past)).rejects.toThrow('days_past')
    const rooms = Array.from({ length: 50 }, (_, n) => ({ place: `部屋${n}`, capacity: 1 }))
    await expect(ask(training.planSessions, { ...plan, to: '2027-06-30', rooms })).rejects.toThrow('too_many_sessions')
  }),
)

test(
  'a table of sessions is read with each fault at its line; courses go by code or name, days as people write them',
  inTown(async (town) => {
    const { as, hayashi } = town
    const { courseCode } = await dataCourse(town)
    const heads = '研修,日付,開始,終了,場所,定員'
    const read = (text: string, more: object = {}) =>
      as(hayashi).ask(training.readSessions, { file: file(text), ...more })
    const good = await read(
      `${heads}\n${courseCode},令和9年1月5日,9時,12:00,研修室1,30\nデータ活用入門,2027-01-06,9:00,12:00,研修室1,30`,
    )
    expect(good).toMatchObject({ problemCount: 0 })
    expect(good.lines.map(({ course }) => course)).toEqual([courseCode, courseCode])
    const line = `${courseCode},令和9年1月5日,9時,12:00,研修室1,30`
    await expect(read([heads, ...Array(MOST_LINES + 1).fill(line)].join('\n'))).rejects.toThrow('too_many_sessions')
    expect(good.lines[0]).toMatchObject({ startsOn: '2027-01-05', startsAt: '09:00', applyBy: '2026-12-29' })
    const looked = await as(hayashi).ask(training.addSessions, { lines: good.lines, dryRun: true })
    expect(looked.lines.map((one) => [one.courseCode, one.faults])).toEqual([
      [courseCode, []],
      [courseCode, []],
    ])
    const bad = await read(
      `${heads}\n,2027-01-05,9:00,12:00,研修室1,30\nX,2027-01-06,朝,12:00,研修室1,0\nX,いつか,9:00,12:00,研修室1,30`,
    )
    expect(bad.lines).toEqual([])
    expect(bad.problems.map((one) => `${one.line} ${one.column}`).sort()).toEqual([
      '2 研修',
      '3 定員',
      '3 開始',
      '4 日付',
    ])
    expect((await read(`${heads}\n,2027-01-05,9:00,12:00,研修室1,30`, { course: courseCode })).lines).toHaveLength(1)
  }),
)

test(
  'sessions that nobody needs are taken away again, many at once; one that somebody applied for keeps all of them',
  inTown(async (town) => {
    const { as, hayashi, sato, sql } = town
    const ask = as(hayashi).ask
    const courseId = await ictCourse(town)
    const days = ['2027-01-26', '2027-01-27', '2027-01-28', '2027-01-29']
    const lines = days.map((day) => ({ course: 'ICT', ...sessionOf(20, { startsOn: day }) }))
    const { courseSessionIds } = await ask(training.addSessions, { lines })
    const [moved, drafted, applied, wished] = courseSessionIds as [number, number, number, number]
    // Moved once, and in a draft that is dropped: nobody has anything of it then.
    const { version } = (await ask(training.listSessions, {})).sessions[0]!
    const later = { ...sessionOf(20, { startsOn: '2027-01-25' }), courseId, courseSessionId: moved, seen: version }
    await ask(training.saveSession, later)
    const solution = { seats: [{ staff: staffNumberOf('sato'), session: String(drafted) }] }
    const { scheduleDraftId } = await ask(training.loadSchedule, { solution })
    await as(sato).ask(training.apply, { courseSessionId: applied })
    const call = { courseCode: 'ICT', from: '2027-01-25', to: '2027-01-31', closesOn: '2026-12-01' }
    const { wishCallId } = await ask(training.callForWishes, call)
    await as(sato).ask(training.sayWishes, { wishCallId, cannot: [], courseSessionIds: [wished] })
    const remove = (ids: number[]) => ask(training.removeSessions, { courseSessionIds: ids })
    await expect(remove(courseSessionIds)).rejects.toMatchObject({
      code: 'session_in_use',
      fields: [
        { path: `courseSessionIds.${drafted}`, reason: '令和9年1月27日(水)の回: 日程案にある' },
        { path: `courseSessionIds.${applied}`, reason: '令和9年1月28日(木)の回: 申込みがある' },
        { path: `courseSessionIds.${wished}`, reason: '令和9年1月29日(金)の回: 希望をうかがっている' },
      ],
    })
    expect(await sessionsOf(town)).toHaveLength(4)
    await ask(training.dropSchedule, { scheduleDraftId })
    await ask(training.endWishCall, { wishCallId })
    expect(await remove([moved, drafted, wished, moved])).toEqual({ removed: 3 })
    expect((await sessionsOf(town)).map(({ id }) => id)).toEqual([applied])
    expect(await sql(`select sum(sessions)::int as n from course_year`)).toEqual([{ n: 1 }])
    await expect(remove([moved])).rejects.toThrow('no_such_session')
  }),
)

test(
  'how many still need a seat is counted by the floor, those who have one are not, and what is free in sessions to come',
  inTown(async (town) => {
    const { as, hayashi, sato } = town
    const ask = as(hayashi).ask
    const courseId = await ictCourse(town)
    const needed = () => ask(training.showSeatsNeeded, { courseCode: 'ICT' })
    expect(await needed()).toEqual({ needed: 10, free: 0, sessions: 0, rounds: [] })
    const { courseSessionId } = await ask(training.saveSession, { courseId, ...sessionOf(4) })
    await ask(training.saveSession, { courseId, ...sessionOf(9, { startsOn: '2026-11-22', applyBy: '2026-11-22' }) })
    await ask(training.nominate, { courseSessionId, staffMemberIds: [sato] })
    expect(await needed()).toEqual({ needed: 9, free: 3, sessions: 1, rounds: [] })
    await ask(training.saveCourse, {
      ...{ courseCode: 'X', title: '接遇', summary: '', skills: [], hours: 3, provider: '人事課' },
    })
    expect(await ask(training.showSeatsNeeded, { courseCode: 'X' })).toEqual({
      needed: null,
      free: 0,
      sessions: 0,
      rounds: [],
    })
    await expect(ask(training.showSeatsNeeded, { courseCode: 'Y' })).rejects.toThrow('no_such_course')
  }),
)

async function ictCourse({ as, hayashi }: Town): Promise<number> {
  const { courseId } = await as(hayashi).ask(training.saveCourse, {
    ...{ courseCode: 'ICT', title: 'ICT基礎', summary: '', skills: ['ict-tools'], hours: 3, provider: '人事課' },
  })
  return courseId
}
