import { expect, test } from 'vitest'
import { skills } from '#rooms/skills/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { inTown, type Town } from '#testing/town.ts'
import { sessionOf } from '#testing/training.ts'
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
    const cover = { section: '2010', slot: '2027-01-20am', add: 1 }
    const one = await search(town, { covers: [cover] })
    expect(one).toMatchObject({ seated: 1, seatedBound: 1 })
    const tried = await search(town, { covers: [cover], trials: [{ kind: 'cover', ...cover }] })
    expect(tried).toMatchObject({ seated: 2, scheduleDraftId: null })
    const both = await search(town, { covers: [cover, cover] })
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
    const numbers = (await sql<{ n: string }>(`select staff_number as n from employment`)).map(({ n }) => n)
    const result = { skill: 'ict-tools', kind: 'test' as const, level: 4, asOf: '2026-11-01' }
    await as(hayashi).ask(skills.importEvidence, { rows: numbers.map((staffNumber) => ({ ...result, staffNumber })) })
    await expect(search(town)).rejects.toThrow('nobody_to_seat')
    await sql(`update policy_edition set valid_from = '2099-04-01'`)
    await expect(search(town)).rejects.toThrow('no_policy')
  }),
)
