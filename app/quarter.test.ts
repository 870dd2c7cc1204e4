/**
 * A quarter of a sample ward: everybody below the floor, seats that keep counters staffed, learning, test, evidence, KPI. What the product
 * says is recounted from the tables by the code below, which shares nothing with it.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { schedule } from '#engines/schedule/schedule.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { attempts } from '#rooms/literacy/attempts/contract.ts'
import { literacy } from '#rooms/literacy/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { loadSample } from '#sample/load.ts'
import { openSampleTown, type SampleTown } from '#testing/sample-town.ts'

const TODAY = '2026-11-24'
const DAYS = ['2027-01-19', '2027-01-20', '2027-01-21']
const FLOOR = { 'ict-tools': 2, 'information-security': 2, 'data-use': 1 } as const

let town: SampleTown
beforeAll(async () => {
  town = await openSampleTown(TODAY)
  await loadSample(town.gate, { staff: 120, seed: 4 })
}, 120_000)
afterAll(() => town?.leave())

/** Who is in the population of the floor on a day, and who of them is at it: the latest of each kind of evidence, the better of the two kinds. */
async function floorOn(day: string) {
  const rows = await town.rows<{ id: number; levels: Record<string, number> | null }>(
    `with latest as (
       select distinct on (staff_member_id, skill, kind) staff_member_id, skill, kind, level, valid_to from skill_evidence
       where kind in ('test', 'qualification') and as_of <= $1 and withdrawn_at is null
       order by staff_member_id, skill, kind, as_of desc, skill_evidence_id desc),
     best as (select staff_member_id, skill, max(level) as level from latest where valid_to is null or valid_to > $1 group by 1, 2)
     select e.staff_member_id as id, (select jsonb_object_agg(skill, level) from best b where b.staff_member_id = e.staff_member_id) as levels
     from employment e
     where e.joined_on <= $1 and (e.left_on is null or e.left_on > $1)
       and not exists (select from leave_of_absence l where l.staff_member_id = e.staff_member_id and l.valid_from <= $1
         and (l.valid_to is null or l.valid_to > $1))`,
    [day],
  )
  const isAt = (levels: Record<string, number> | null) =>
    Object.entries(FLOOR).every(([skill, level]) => (levels?.[skill] ?? -1) >= level)
  return {
    all: new Set(rows.map(({ id }) => id)),
    below: new Map(rows.filter(({ levels }) => !isAt(levels)).map(({ id, levels }) => [id, levels ?? {}])),
  }
}

/** What of the seats breaks a rule of the town: one line each. */
async function faultsOfSeats() {
  const seats = await town.rows<{
    who: number
    session: number
    day: string
    am: boolean
    course: number
    capacity: number
  }>(
    `select a.staff_member_id as who, s.course_session_id as session, to_char(s.starts_on, 'YYYY-MM-DD') as day,
       s.starts_at < '12:00' as am, s.course_id as course, s.capacity
     from application a join course_session s using (course_session_id)
     where a.state in ('ordered', 'selected', 'hr_selected', 'approved') and s.starts_on = any($1) and s.cancelled_on is null`,
    [DAYS],
  )
  const faults: string[] = []
  const times = (keys: string[]) => [...Map.groupBy(keys, (key) => key)].filter(([, all]) => all.length > 1)
  for (const [key] of times(seats.map(({ who, day, am }) => `${who} twice at ${day} ${am}`))) faults.push(key)
  for (const [key] of times(seats.map(({ who, course }) => `${who} twice in course ${course}`))) faults.push(key)
  for (const [session, all] of Map.groupBy(seats, (seat) => seat.session))
    if (all.length > all[0]!.capacity) faults.push(`session ${session} over its capacity`)
  const posts = await town.rows<{ who: number; section: string; leave: boolean }>(
    `select p.staff_member_id as who, p.section_code as section, exists (select from leave_of_absence l
         where l.staff_member_id = p.staff_member_id and l.valid_from <= $2::date and (l.valid_to is null or l.valid_to > $1::date)) as leave
     from assignment p where p.kind = 'primary' and p.valid_from <= $1::date and (p.valid_to is null or p.valid_to > $2::date)`,
    [DAYS[0], DAYS.at(-1)],
  )
  for (const { section, least } of minimums)
    for (const day of DAYS)
      for (const am of [true, false]) {
        const members = posts.filter((post) => post.section === section && !post.leave)
        const away = seats.filter(
          (seat) => seat.day === day && seat.am === am && members.some(({ who }) => who === seat.who),
        )
        const left = members.length - away.length
        if (left < least && away.length > 0) faults.push(`${section} has ${left} of ${least} at ${day} ${am}`)
      }
  return { faults, seats }
}
const minimums: { section: string; least: number; head: number }[] = []

test('from who is below to the KPI: a round over everybody, seats that keep counters staffed, an objection, an illness, tests, and what is left', async () => {
  let hr = await town.enter('hr')
  const before = await floorOn(TODAY)
  const board = await hr(literacy.showLiteracyBoard, {})
  expect([board.total.numerator, board.total.denominator]).toEqual([
    before.all.size - before.below.size,
    before.all.size,
  ])

  // The heads of the three largest sections that have said nothing yet can spare one person at a time.
  const large = await town.rows<{ section: string; members: number; head: number }>(
    `select p.section_code as section, count(*)::int as members, max(p.staff_member_id) filter (where p.is_head) as head
     from assignment p where p.kind = 'primary' and p.valid_from <= $1 and p.valid_to is null
       and not exists (select from leave_of_absence l where l.staff_member_id = p.staff_member_id and (l.valid_to is null or l.valid_to > $1))
        and not exists (select from minimum_staffing m where m.section_code = p.section_code)
     group by 1 having bool_or(p.is_head) order by 2 desc, 1 limit 3`,
    [TODAY],
  )
  expect(large).toHaveLength(3)
  for (const { section, members, head } of large) {
    const week = [...Array(10).fill(members - 1), 0, 0, 0, 0]
    const ask = await town.as(head)
    await ask(training.stateMinimum, { sectionCode: section, kind: 'usual', validFrom: TODAY, week })
    minimums.push({ section, least: members - 1, head })
  }

  const { courseId } = await hr(training.saveCourse, {
    ...{ courseCode: 'FLOOR', title: '全職員の水準づくり', summary: '', hours: 3, provider: '人事課' },
    skills: Object.keys(FLOOR),
  })
  const session = (day: string, am: boolean, capacity: number) =>
    hr(training.saveSession, {
      ...{ courseId, startsOn: day, endsOn: day, place: '研修室1', capacity, applyBy: '2027-01-08' },
      ...(am ? { startsAt: '09:00', endsAt: '12:00' } : { startsAt: '13:00', endsAt: '16:00' }),
    })
  await session(DAYS[0]!, true, 60)
  await session(DAYS[0]!, false, 60)
  const { roundId, people } = await hr(training.beginRound, {
    ...{ name: '水準づくり', who: {}, waves: [{ dueOn: '2027-02-26' }], courseIds: [courseId] },
  })
  // Whoever is on leave waits in the round, and is not in the population.
  const paused = (await hr(training.showRound, { roundId })).states.find(({ state }) => state === 'paused')
  expect(people).toBe(before.below.size + (paused?.people ?? 0))

  // Two sessions cannot seat all: each of the three counters binds, and one more half-day is the cheapest relief.
  const problem = () => hr(training.exportSchedule, { courseCode: 'FLOOR', from: DAYS[0]!, to: DAYS.at(-1)! })
  const solve = async () =>
    (await schedule({ problem: await problem(), language: 'ja', seed: 1, until: Date.now() + 20_000 })).report
  const tight = await solve()
  expect(tight.status).toBe('optimal')
  const bound = new Set(tight.unseated.filter(({ reason }) => reason === 'minimum').map(({ sentence }) => sentence))
  expect(bound.size).toBeGreaterThan(0)
  expect(tight.relief.length).toBeGreaterThan(0)
  for (const day of DAYS.slice(1)) for (const am of [true, false]) await session(day, am, 60)
  const roomy = await solve()
  expect(roomy.seated).toBeGreaterThan(tight.seated)
  const { scheduleDraftId } = await hr(training.loadSchedule, { solution: roomy, publish: false })

  // A head objects; HR reads it, gives that section another day by its minimum, and makes another draft.
  await hr(training.showToHeads, { scheduleDraftId, objectBy: '2026-12-31' })
  const [first] = minimums
  const head = await town.as(first!.head)
  const mine = (await head(training.listTeamSchedules, {})).drafts[0]!
  expect(mine.seats.length).toBeGreaterThan(0)
  const full = DAYS[0]!
  await head(training.objectToSchedule, { scheduleDraftId, reason: 'この日は申告の締切です。', barrier: 'workload' })
  expect((await hr(training.listScheduleDrafts, {})).drafts[0]!.objections).toMatchObject([
    { reason: 'この日は申告の締切です。' },
  ])
  await head(training.stateMinimum, {
    ...{ sectionCode: first!.section, kind: 'day', validFrom: full, week: Array(14).fill(99) },
  })
  await hr(training.dropSchedule, { scheduleDraftId })
  const heard = await solve()
  const second = await hr(training.loadSchedule, { solution: heard, publish: false })
  await hr(training.publishSchedule, { scheduleDraftId: second.scheduleDraftId })
  const { faults, seats } = await faultsOfSeats()
  expect(faults).toEqual([])
  expect(seats.length).toBe(heard.seated)
  const members = await town.rows<{ who: number }>(
    `select staff_member_id as who from assignment where kind = 'primary' and section_code = $1 and valid_from <= $2 and valid_to is null`,
    [first!.section, full],
  )
  expect(seats.filter(({ day, who }) => day === full && members.some((one) => one.who === who))).toEqual([])

  // They attend as their days come; one is ill on the day.
  let ill: number | undefined
  for (const day of DAYS) {
    town.on(day)
    hr = await town.enter('hr')
    const applications = await town.rows<{ application: number; session: number; who: number }>(
      `select a.application_id as application, a.course_session_id as session, a.staff_member_id as who from application a
       join course_session s using (course_session_id) where s.starts_on = $1 and a.state = 'ordered' order by 1`,
      [day],
    )
    for (const [courseSessionId, all] of Map.groupBy(applications, (one) => one.session)) {
      ill ??= all[0]!.who
      const attendance = all.map(({ application, who }) =>
        who === ill
          ? ({ applicationId: application, attendance: 'absent', reason: '急な発熱', barrier: 'personal' } as const)
          : ({ applicationId: application, attendance: 'attended' } as const),
      )
      await hr(training.recordAttendance, { courseSessionId, attendance })
    }
  }
  const learned = new Set(seats.map(({ who }) => who).filter((who) => who !== ill))
  // Learning alone moves no level (INV-P6).
  expect((await floorOn(DAYS.at(-1)!)).below.size).toBe((await floorOn(DAYS.at(-1)!)).all.size - (await numerator()))
  expect([...(await floorOn(DAYS.at(-1)!)).below.keys()]).toEqual(expect.arrayContaining([...learned]))

  // A test a skill; whoever has learned takes those that they lack, one of them without a right answer.
  town.on('2027-02-01')
  hr = await town.enter('hr')
  const tests = new Map<string, number>()
  for (const [skill, level] of Object.entries(FLOOR)) {
    const { testId } = await hr(attempts.saveTest, {
      test: {
        ...{ title: `${skill}の到達テスト`, note: '', skill, minutes: 20, attempts: 2, waitingDays: 7 },
        ...{ parts: [{ field: null, level: null, items: 3 }], marks: [{ level, percent: 100 }] },
        ...{ openFrom: '2027-02-01', lastDay: null, sections: [], employmentCategories: [] },
      },
    })
    await hr(attempts.publishTest, { testId })
    tests.set(skill, testId)
  }
  const [failing, ...passing] = [...learned]
  const start = await floorOn('2027-02-01')
  for (const who of learned) {
    for (const [skill, level] of Object.entries(FLOOR)) {
      if ((start.below.get(who)?.[skill] ?? -1) >= level) continue
      await sit(who, tests.get(skill)!, who !== failing)
    }
  }
  const after = await floorOn('2027-02-01')
  expect([...after.below.keys()].filter((who) => passing.includes(who))).toEqual([])
  expect(after.below.has(failing!)).toBe(true)
  expect(await numerator()).toBe(after.all.size - after.below.size)
  expect(after.all.size - after.below.size).toBe(start.all.size - start.below.size + passing.length)
  expect(passing.length).toBeGreaterThan(20)

  // Evidence of tests comes from attempts that have ended, with all right, and from nothing else; attendance brought none with a level (INV-P5, P6).
  expect(await evidenceSince('2027-01-01')).toEqual(await rightAttempts('2027-01-01'))

  // Who is left, by reason, and still in the round; whoever reached the floor is out of it.
  await town.asJob(training.keepRounds, {})
  const round = await hr(training.showRound, { roundId })
  const inRound = (state: string) => round.states.find((one) => one.state === state)?.people ?? 0
  expect(inRound('reached')).toBe(
    [...before.below.keys()].filter((who) => after.all.has(who) && !after.below.has(who)).length,
  )
  const failed = await town.as(failing!)
  // They learn why not yet, from which day again, and how often.
  const lacked = Object.entries(FLOOR).flatMap(([skill, level]) =>
    (after.below.get(failing!)?.[skill] ?? -1) < level ? [skill] : [],
  )
  const { tests: shown } = await failed(attempts.listMyTests, {})
  const again = shown.filter(({ obstacle }) => obstacle === 'waiting')
  expect(again.length).toBeGreaterThan(0)
  for (const one of again) expect(one).toMatchObject({ obstacleUntil: '2027-02-08', attemptsLeft: 1 })
  expect(lacked.map((skill) => tests.get(skill))).toEqual(expect.arrayContaining(again.map(({ testId }) => testId)))
  const barriers = await town.rows<{ barrier: string; n: number }>(
    `select barrier, count(*)::int as n from application_step where barrier = 'personal' and taken_on = any($1) group by 1`,
    [DAYS],
  )
  expect(barriers).toEqual([{ barrier: 'personal', n: 1 }])

  async function numerator(): Promise<number> {
    const { item } = await hr(kpi.showKpi, { kpiId: 'kpi-ict-floor' })
    return item.value!.numerator
  }
}, 180_000)

/** Takes a test on a screen; what is right is read past the product. */
async function sit(who: number, testId: number, isRight: boolean): Promise<void> {
  const ask = await town.as(who)
  const window = 'window-of-one'
  const { testAttemptId } = await ask(attempts.beginAttempt, { testId, window })
  const places = await town.rows<{ place: number; kind: string; body: Body; order: number[] }>(
    `select place, kind, body, shown_order as "order" from test_answer join item_version using (item_version_id)
     where test_attempt_id = $1 order by place`,
    [testAttemptId],
  )
  for (const { place, kind, body, order } of places) {
    const right = rightAnswer(kind, body, order)
    const given = isRight ? right : typeof right === 'string' ? 'わかりません' : wrongOf(right, order.length)
    await ask(attempts.saveAnswer, { testAttemptId, place, given, seq: 1, window })
  }
  await ask(attempts.submitAttempt, { testAttemptId })
}

/** Evidence with a level that came since a day, each by person, skill and level. */
async function evidenceSince(day: string): Promise<string[]> {
  const rows = await town.rows<{ said: string }>(
    `select concat_ws(' ', staff_member_id, skill, kind, level) as said from skill_evidence
     where as_of >= $1::date and level is not null and withdrawn_at is null order by 1`,
    [day],
  )
  return rows.map(({ said }) => said).sort()
}

/** What attempts that were sat from a day on and have ended show when each of their answers is held against the bank. */
async function rightAttempts(day: string): Promise<string[]> {
  const rows = await town.rows<{ attempt: number; who: number; skill: string; level: number } & Answered>(
    `select a.test_attempt_id as attempt, a.staff_member_id as who, a.skill, (a.marks -> 0 ->> 'level')::int as level,
       w.given, i.kind, i.body, w.shown_order as "order"
     from test_attempt a join test_answer w using (test_attempt_id) join item_version i using (item_version_id)
     where a.ended_at is not null and a.sat_on >= $1::date order by 1, w.place`,
    [day],
  )
  return [...Map.groupBy(rows, ({ attempt }) => attempt).values()]
    .filter((answers) =>
      answers.every(
        ({ given, kind, body, order }) => JSON.stringify(given) === JSON.stringify(rightAnswer(kind, body, order)),
      ),
    )
    .map((answers) => answers[0]!)
    .map(({ who, skill, level }) => `${who} ${skill} test ${level}`)
    .sort()
}

interface Answered {
  given: unknown
  kind: string
  body: Body
  order: number[]
}

interface Body {
  choices?: string[]
  right?: number[]
  value?: string
  accepted?: string[]
}

function rightAnswer(kind: string, { right, value, accepted }: Body, order: readonly number[]): number[] | string {
  if (value !== undefined) return value
  if (accepted) return accepted[0]!
  const shown = right!.map((author) => order.indexOf(author) + 1)
  return kind === 'ordering' ? shown : shown.sort((a, b) => a - b)
}

/** One choice that is not right alone. */
function wrongOf(right: readonly number[], choices: number): number[] {
  const other = Array.from({ length: choices }, (_, at) => at + 1).find((one) => !right.includes(one))
  return other === undefined ? [...right].reverse() : [other]
}
