import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { sessionOf } from '#testing/training.ts'
import { training } from '../contract.ts'

/** A course with a morning and an afternoon on 20 January 2027, and a morning on the next day. */
async function course({ as, hayashi }: Town, code: string, seats: readonly number[], skills = ['ict-tools']) {
  const { courseId } = await as(hayashi).ask(training.saveCourse, {
    ...{ courseCode: code, title: code, summary: '', skills, hours: 3, provider: '人事課' },
  })
  const sessions: number[] = []
  for (const [at, capacity] of seats.entries()) {
    const hours = at % 2 ? { startsAt: '13:00', endsAt: '16:00' } : { startsAt: '09:00', endsAt: '12:00' }
    const startsOn = at < 2 ? '2027-01-20' : '2027-01-21'
    const { courseSessionId } = await as(hayashi).ask(training.saveSession, {
      ...{ courseId, ...sessionOf(capacity, { startsOn, ...hours }) },
    })
    sessions.push(courseSessionId)
  }
  return sessions
}
type Seats = readonly [name: Parameters<typeof staffNumberOf>[0], session: number][]
const draft = async ({ as, hayashi }: Town, seats: Seats) =>
  (
    await as(hayashi).ask(training.loadSchedule, {
      solution: { seats: seats.map(([name, session]) => ({ staff: staffNumberOf(name), session: String(session) })) },
    })
  ).scheduleDraftId
const minimum = ({ as, tanaka }: Town, people: number) =>
  as(tanaka).ask(training.stateMinimum, {
    ...{ sectionCode: '101010', kind: 'usual', validFrom: '2026-11-22', week: Array(14).fill(people) },
  })

test(
  'a draft is looked at session by session and moved by hand: what a move breaks is said at once, each move is kept, and a stale one is refused',
  inTown(async (town) => {
    const { as, hayashi, tanaka, sato, ueda, ito, kimura, yamada } = town
    const [am, pm, next] = (await course(town, 'ICT', [2, 2, 1])) as [number, number, number]
    const scheduleDraftId = await draft(town, [
      ['sato', am],
      ['ueda', am],
      ['ito', pm],
    ])
    const show = (more: object = {}) => as(hayashi).ask(training.showScheduleDraft, { scheduleDraftId, ...more })
    const fresh = await show()
    expect(fresh).toMatchObject({ seats: 3, broken: 0, people: [], moves: [] })
    expect(fresh.sessions.map(({ seats, seatsLeft, broken }) => [seats, seatsLeft, broken])).toEqual([
      [2, 2, 0],
      [1, 2, 0],
      [0, 1, 0],
    ])
    // Of two drafts each has its own seats.
    await draft(town, [['mori', pm]])
    const { drafts } = await as(hayashi).ask(training.listScheduleDrafts, {})
    expect(drafts.map(({ seats, sessions }) => [seats, sessions])).toEqual([
      [1, 1],
      [3, 2],
    ])
    await minimum(town, 2)
    const short = '窓口係は令和9年1月20日(水)午前に2人必要ですが、1人になります。'
    expect((await show()).people).toMatchObject([{ person: { staffMemberId: ueda }, reasons: [short] }])
    expect((await show({ courseSessionId: am })).people.map(({ person }) => person.staffMemberId)).toEqual([sato, ueda])
    const move = (staffMemberId: number, from: number | null, to: number | null, seen: string | undefined) =>
      as(hayashi).ask(training.moveDraftSeat, { scheduleDraftId, staffMemberId, from, to, seen })
    const first = await move(ueda, am, next, fresh.version)
    expect(first).toMatchObject({ broken: 0, reasons: [] })
    await expect(move(ueda, next, pm, fresh.version)).rejects.toThrow('changed_meanwhile')
    const full = await move(ito, pm, next, first.version)
    expect(full).toMatchObject({ broken: 1, reasons: [expect.stringContaining('定員を超えています')] })
    // Whoever is one too many now is named, whoever was moved.
    const third = await move(sato, am, next, full.version)
    expect(third.reasons.map((reason) => reason.slice(0, '上田 陽介さん: '.length))).toEqual([
      '上田 陽介さん: ',
      '上田 陽介さん: ',
    ])
    const twice = await move(ito, null, pm, (await move(sato, next, am, third.version)).version)
    expect(twice.reasons).toEqual([expect.stringContaining('この講座の席が二つあります')])
    const back = await move(ito, next, null, twice.version)
    expect(back).toMatchObject({ broken: 0, reasons: [] })
    const onLeave = await move(kimura, null, pm, back.version)
    expect(onLeave.reasons).toEqual([expect.stringContaining('在職していないか休業しています')])
    await expect(move(sato, next, pm, onLeave.version)).rejects.toThrow('no_such_seat')
    await expect(move(sato, am, am, onLeave.version)).rejects.toThrow('no_such_seat')
    await expect(move(sato, am, 999, onLeave.version)).rejects.toThrow('no_such_session')
    await expect(move(yamada, null, am, onLeave.version)).rejects.toThrow('no_such_staff_member')
    expect((await show()).moves.map(({ person, by }) => [person.staffMemberId, by])).toEqual([
      [kimura, '林 由佳'],
      [ito, '林 由佳'],
      [ito, '林 由佳'],
      [sato, '林 由佳'],
      [sato, '林 由佳'],
      [ito, '林 由佳'],
      [ueda, '林 由佳'],
    ])
    await expect(as(hayashi).ask(training.publishSchedule, { scheduleDraftId })).rejects.toThrow('schedule_broken')
    await move(kimura, pm, null, onLeave.version)
    await as(hayashi).ask(training.publishSchedule, { scheduleDraftId })
    await expect(show()).rejects.toThrow('no_such_draft')
    await expect(move(sato, am, pm, onLeave.version)).rejects.toThrow('no_such_draft')
    expect((await as(tanaka).ask(training.listTeamSchedules, {})).drafts).toEqual([])
  }),
)

test(
  'whatever is moved by hand, a draft holds exactly where no counter is under its minimum, nobody is away or in two places, and no session is too full',
  inTown(async (town) => {
    const { as, hayashi, tanaka, mori, sato, ueda, ito } = town
    const sizes = [2, 1, 1] as const
    const sessions = await course(town, 'ICT', sizes)
    const scheduleDraftId = await draft(town, [['sato', sessions[0]!]])
    await minimum(town, 2)
    await as(tanaka).ask(training.addAbsence, {
      ...{ staffMemberId: ueda, kind: 'annualLeave', from: '2027-01-21', lastDay: '2027-01-21', week: '10'.repeat(7) },
    })
    const people = [mori, sato, ueda]
    const isAway = (person: number, slot: number) => person === ueda && slot === 2
    const sits = new Map<number, Set<number>>(people.map((id) => [id, new Set(id === sato ? [0] : [])]))
    let { version } = await as(hayashi).ask(training.showScheduleDraft, { scheduleDraftId })
    await fc.assert(
      fc.asyncProperty(fc.nat(2), fc.nat(2), async (who, slot) => {
        const person = people[who]!
        const mine = sits.get(person)!
        const [from, to] = mine.has(slot) ? [sessions[slot]!, null] : [null, sessions[slot]!]
        const answer = await as(hayashi).ask(training.moveDraftSeat, {
          ...{ scheduleDraftId, staffMemberId: person, from, to, seen: version },
        })
        version = answer.version
        if (mine.has(slot)) mine.delete(slot)
        else mine.add(slot)
        const good = sizes.every((size, at) => {
          const taken = people.filter((id) => sits.get(id)!.has(at))
          const there = people.filter((id) => !isAway(id, at)).length
          return (
            taken.length <= size &&
            taken.every((id) => !isAway(id, at)) &&
            (taken.length === 0 || there - taken.length >= 2)
          )
        })
        const once = people.every((id) => sits.get(id)!.size < 2)
        expect(answer.broken === 0).toBe(good && once)
      }),
      { numRuns: 25, endOnFailure: true },
    )
    // Of two at one moment one moves somebody, and the other learns of it.
    const both = sessions.slice(1).map((to) =>
      as(hayashi)
        .ask(training.moveDraftSeat, { scheduleDraftId, staffMemberId: ito, from: null, to, seen: version })
        .then(
          () => 'done',
          ({ code }: { code: string }) => code,
        ),
    )
    expect((await Promise.all(both)).toSorted()).toEqual(['changed_meanwhile', 'done'])
  }),
)

test(
  'drafts of one course stand side by side: seats, people without one, what does not hold, counters at their minimum, what binds, and who sits elsewhere',
  inTown(async (town) => {
    const { as, sql, hayashi, sato, ueda, ito } = town
    const [am, pm] = (await course(town, 'ICT', [3, 3])) as [number, number]
    await minimum(town, 2)
    const one = await draft(town, [
      ['sato', am],
      ['ito', pm],
    ])
    const other = await draft(town, [
      ['sato', pm],
      ['ito', pm],
      ['ueda', am],
    ])
    const compare = (...scheduleDraftIds: number[]) => as(hayashi).ask(training.compareSchedules, { scheduleDraftIds })
    const { course: about, drafts, differing, differences } = await compare(one, other)
    expect([about.courseCode, differing]).toEqual(['ICT', 2])
    expect(drafts).toMatchObject([
      // Ten have the course ahead; of 窓口係 two stay without a seat, and in the morning it can spare nobody more.
      {
        ...{ scheduleDraftId: one, seats: 2, sessions: 2, unseated: 8, broken: 0, atMinimum: 1, differing: 0 },
        binding: [{ sectionName: '窓口係', people: 2, halfDays: 1 }],
      },
      {
        ...{ scheduleDraftId: other, seats: 3, unseated: 7, broken: 0, atMinimum: 2, differing: 2 },
        binding: [{ sectionName: '窓口係', people: 1, halfDays: 2 }],
      },
    ])
    expect(
      differences.map(({ person, sessions }) => [
        person.staffMemberId,
        ...sessions.map((s) => s?.courseSessionId ?? null),
      ]),
    ).toEqual(
      expect.arrayContaining([
        [sato, am, pm],
        [ueda, null, am],
      ]),
    )
    expect(differences.some(({ person }) => person.staffMemberId === ito)).toBe(false)
    const [law] = await course(town, 'LAW', [3], [])
    const third = await draft(town, [['sato', law!]])
    const fourth = await draft(town, [['ueda', law!]])
    await expect(compare(one, third)).rejects.toThrow('not_one_matter')
    await expect(compare(one, 999)).rejects.toThrow('no_such_draft')
    await expect(compare(third, fourth)).rejects.toThrow('course_without_floor')
    await sql(`update policy_edition set valid_from = '2099-04-01'`)
    await expect(compare(one, other)).rejects.toThrow('no_policy')
  }),
)
