import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standing } from '#testing/notices.ts'
import { inTown, type Town } from '#testing/town.ts'
import { dataCourse, ordered, recountSeats, sessionOf } from '#testing/training.ts'
import { training } from '../contract.ts'

/** A data course with mornings on 20, 21 and 22 January 2027. */
async function threeMornings(town: Town, seats = 3) {
  const { courseId, courseSessionId } = await dataCourse(town, seats, { endsAt: '12:00' })
  const sessions = [courseSessionId]
  for (const startsOn of ['2027-01-21', '2027-01-22']) {
    const session = sessionOf(seats, { startsOn, endsAt: '12:00' })
    sessions.push((await town.as(town.hayashi).ask(training.saveSession, { courseId, ...session })).courseSessionId)
  }
  return sessions as [number, number, number]
}
const nominated = async ({ as, hayashi }: Town, courseSessionId: number, ...staffMemberIds: number[]) =>
  (await as(hayashi).ask(training.nominate, { courseSessionId, staffMemberIds })).nominated
const minimum = ({ as, tanaka }: Town, people: number) =>
  as(tanaka).ask(training.stateMinimum, {
    ...{ sectionCode: '101010', kind: 'usual', validFrom: '2026-11-22', week: Array(14).fill(people) },
  })
const seatOf = async ({ sql }: Town, who: number, session: number) =>
  (
    await sql<{ id: number }>(
      `select application_id::int as id from application where staff_member_id = $1 and course_session_id = $2`,
      [who, session],
    )
  )[0]?.id
const seatsOf = ({ sql }: Town) =>
  sql<{ who: number; session: number }>(
    `select staff_member_id as who, course_session_id as session from application where state = 'ordered' order by 1`,
  )

test(
  'a seat is swapped with a named person or with whoever agrees first: both move at once, told of it, or neither (INV-T2, T5)',
  inTown(async (town) => {
    const { as, sato, ueda, ito, ono, mori, tanaka } = town
    const [first, second, third] = await threeMornings(town)
    const mine = await ordered(town, sato, first, tanaka)
    await nominated(town, second, ueda, ito)
    const lists = async (who: number) => as(who).ask(training.listSwaps, {})
    expect((await lists(sato)).seats).toMatchObject([
      { applicationId: mine, others: [{ courseSessionId: second }, { courseSessionId: third }], asked: null },
    ])
    const ask = (more: object = {}, courseSessionId = second) =>
      as(sato).ask(training.askSwap, { applicationId: mine, courseSessionId, ...more })
    // Nobody sits there: nobody is waited for.
    await expect(ask({}, third)).rejects.toThrow('nobody_could_swap')
    await expect(ask({ staffMemberId: mori })).rejects.toThrow('nobody_could_swap')
    await expect(ask({}, first)).rejects.toThrow('no_such_session')
    const { seatSwapId, endsOn } = await ask({ staffMemberId: ito })
    expect(endsOn).toBe('2026-11-29')
    await expect(ask()).rejects.toThrow('swap_asked_already')
    expect([(await lists(ito)).requests.length, (await lists(ueda)).requests.length]).toEqual([1, 0])
    expect(await standing(town, ito)).toContain('swapAsked 2026-11-29')
    for (const who of [ueda, ono, sato]) {
      await expect(as(who).ask(training.agreeToSwap, { seatSwapId })).rejects.toThrow('forbidden')
      await expect(as(who).ask(training.declineSwap, { seatSwapId })).rejects.toThrow('forbidden')
    }
    await expect(as(ito).ask(training.withdrawSwap, { seatSwapId })).rejects.toThrow('forbidden')
    await as(ito).ask(training.declineSwap, { seatSwapId })
    await expect(as(ito).ask(training.declineSwap, { seatSwapId })).rejects.toThrow('swap_over')
    await expect(as(ito).ask(training.agreeToSwap, { seatSwapId })).rejects.toThrow('swap_over')
    expect(await standing(town, sato)).toContain('swapDeclined')
    // Pressed by mistake: it waits for the same answer as before, until 佐藤 has asked for another one or the day is over.
    const takenBack = () => as(ito).ask(training.takeBackSwapAnswer, { seatSwapId })
    await takenBack()
    expect([(await lists(ito)).requests[0]?.seatSwapId, await standing(town, ito)]).toEqual([
      seatSwapId,
      expect.arrayContaining(['swapAsked 2026-11-29']),
    ])
    expect(await standing(town, sato)).not.toContain('swapDeclined')
    await expect(takenBack()).rejects.toThrow('acted_on_meanwhile')
    await expect(as(ueda).ask(training.takeBackSwapAnswer, { seatSwapId })).rejects.toThrow('forbidden')
    await as(ito).ask(training.declineSwap, { seatSwapId })
    const taken = await ask()
    await expect(takenBack()).rejects.toThrow('acted_on_meanwhile')
    await as(sato).ask(training.withdrawSwap, { seatSwapId: taken.seatSwapId })
    await expect(as(sato).ask(training.withdrawSwap, { seatSwapId: taken.seatSwapId })).rejects.toThrow('swap_over')
    const open = await ask()
    expect((await lists(ueda)).requests).toMatchObject([{ isNamed: false, person: { staffMemberId: sato } }])
    const { applicationId } = await as(ueda).ask(training.agreeToSwap, { seatSwapId: open.seatSwapId })
    await expect(as(ito).ask(training.agreeToSwap, { seatSwapId: open.seatSwapId })).rejects.toThrow('swap_over')
    const now = await seatsOf(town)
    expect(now.map(({ who, session }) => [who, session])).toEqual([
      [sato, second],
      [ueda, first],
      [ito, second],
    ])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
    for (const who of [sato, ueda]) expect(await standing(town, who)).toContain('seatMoved')
    const { steps } = await as(ueda).ask(training.showApplication, { applicationId })
    expect(steps.map(({ to, actedAs }) => [to, actedAs])).toEqual([['ordered', 'swap']])
    await expect(ask()).rejects.toThrow('no_seat_to_swap')
  }),
)

test(
  'nobody swaps with themselves: not with a second seat of the course, nor by a request that came before two numbers were one person',
  inTown(async (town) => {
    const { as, sql, sato, ueda } = town
    const [first, second, third] = await threeMornings(town)
    const [mine] = await nominated(town, first, sato)
    await nominated(town, second, sato)
    const ask = (more: object = {}) =>
      as(sato).ask(training.askSwap, { applicationId: mine!, courseSessionId: second, ...more })
    await expect(ask()).rejects.toThrow('nobody_could_swap')
    await expect(ask({ staffMemberId: sato })).rejects.toThrow('nobody_could_swap')
    const offered = (await as(sato).ask(training.listSwaps, {})).seats
    expect(offered.map(({ others }) => others.map(({ courseSessionId }) => courseSessionId))).toEqual([
      [third],
      [third],
    ])
    await nominated(town, third, ueda)
    const { seatSwapId } = await as(ueda)
      .ask(training.askSwap, {
        ...{ applicationId: (await seatOf(town, ueda, third))!, courseSessionId: second },
      })
      .catch(() => ({ seatSwapId: 0 }))
    // 佐藤 has another seat of the course, so that no swap of hers keeps the rules.
    expect(seatSwapId).toBe(0)
    await as(sato).ask(training.withdraw, { applicationId: mine!, reason: '二重のため', barrier: 'schedule' })
    const asked = await as(ueda).ask(training.askSwap, {
      ...{ applicationId: (await seatOf(town, ueda, third))!, courseSessionId: second, staffMemberId: sato },
    })
    await sql(`update seat_swap set asked_of = $1`, [ueda])
    expect((await as(ueda).ask(training.listSwaps, {})).seats.map((one) => one.asked)).toEqual([null])
    await expect(as(ueda).ask(training.agreeToSwap, { seatSwapId: asked.seatSwapId })).rejects.toThrow('forbidden')
  }),
)

test(
  'a refusal of a swap is taken back on its day alone, and not once the seat that was asked for is gone',
  inTown(async (town) => {
    const { as, on, sato, ito } = town
    const [first, second] = await threeMornings(town)
    const [mine] = await nominated(town, first, sato)
    await nominated(town, second, ito)
    const declined = async () => {
      const asked = { applicationId: mine!, courseSessionId: second, staffMemberId: ito }
      const { seatSwapId } = await as(sato).ask(training.askSwap, asked)
      await as(ito).ask(training.declineSwap, { seatSwapId })
      return () => as(ito).ask(training.takeBackSwapAnswer, { seatSwapId })
    }
    const today = await declined()
    on('2026-11-23')
    await expect(today()).rejects.toThrow('acted_on_meanwhile')
    const back = await declined()
    await as(sato).ask(training.withdraw, { applicationId: mine!, reason: '都合', barrier: 'schedule' })
    await expect(back()).rejects.toThrow('acted_on_meanwhile')
  }),
)

test(
  'a swap that breaks a rule by the time that somebody agrees moves nobody, and a request ends with its days',
  inTown(async (town) => {
    const { as, on, sato, ueda, ito, tanaka } = town
    const [first, second] = await threeMornings(town)
    const [mine] = await nominated(town, first, sato)
    await nominated(town, second, ito)
    await minimum(town, 2)
    const ask = () => as(sato).ask(training.askSwap, { applicationId: mine!, courseSessionId: second })
    const { seatSwapId } = await ask()
    await as(tanaka).ask(training.addAbsence, {
      ...{ staffMemberId: ueda, kind: 'annualLeave', from: '2027-01-21', lastDay: '2027-01-21', week: '11'.repeat(7) },
    })
    const agreed = (await as(ito)
      .ask(training.agreeToSwap, { seatSwapId })
      .catch((error: unknown) => error)) as {
      code: string
      fields: { reason: string }[]
    }
    expect([agreed.code, agreed.fields.map(({ reason }) => reason)]).toEqual([
      'swap_broken',
      ['窓口係は令和9年1月21日(木)午前に2人必要ですが、1人になります。'],
    ])
    expect((await seatsOf(town)).map(({ session }) => session)).toEqual([first, second])
    on('2026-12-01')
    await expect(as(ito).ask(training.agreeToSwap, { seatSwapId })).rejects.toThrow('swap_over')
    expect((await as(sato).ask(training.listSwaps, {})).seats[0]?.asked).toBeNull()
    await expect(ask()).rejects.toThrow('nobody_could_swap')
  }),
)

test(
  'whoever asks and whoever agrees, no half-day falls under its minimum by a swap, nobody is away or in two places, and seats are as many as before',
  { timeout: 60_000 },
  inTown(async (town) => {
    const { as, sql, tanaka, sato, ueda, mori, ito } = town
    const sessions = await threeMornings(town, 4)
    await minimum(town, 2)
    const people = [sato, ueda, mori, ito]
    const days = ['2027-01-20', '2027-01-21', '2027-01-22'] as const
    await as(tanaka).ask(training.addAbsence, {
      ...{ staffMemberId: mori, kind: 'annualLeave', from: days[2], lastDay: days[2], week: '10'.repeat(7) },
    })
    const isAway = (who: number, at: number) => who === mori && at === 2
    await nominated(town, sessions[0], sato)
    await nominated(town, sessions[1], mori)
    await nominated(town, sessions[2], ito)
    const place = new Map<number, number>([
      [sato, 0],
      [mori, 1],
      [ito, 2],
    ])
    const isGood = (placed: ReadonlyMap<number, number>) =>
      [0, 1, 2].every((at) => {
        const section = people.filter((who) => who !== ito)
        const gone = section.filter((who) => placed.get(who) === at)
        const there = section.filter((who) => placed.get(who) !== at && !isAway(who, at))
        return gone.every((who) => !isAway(who, at)) && (gone.length === 0 || there.length >= 2)
      })
    let swaps = 0
    await fc.assert(
      fc.asyncProperty(fc.nat(3), fc.nat(2), async (who, to) => {
        const person = people[who]!
        const from = place.get(person)
        const rows = await sql<{ id: number }>(
          `select application_id as id from application where state = 'ordered' and staff_member_id = $1`,
          [person],
        )
        if (from === undefined || from === to) return
        const other = [...place].find(([, at]) => at === to)![0]
        const swapped = new Map(place).set(person, to).set(other, from)
        const asked = as(person).ask(training.askSwap, {
          ...{ applicationId: Number(rows[0]!.id), courseSessionId: sessions[to]! },
        })
        if (!isGood(swapped)) {
          await expect(asked).rejects.toThrow('nobody_could_swap')
          return
        }
        await as(other).ask(training.agreeToSwap, { seatSwapId: (await asked).seatSwapId })
        swaps++
        for (const [id, at] of swapped) place.set(id, at)
        const now = await seatsOf(town)
        expect(now.map((one) => [Number(one.who), Number(one.session)]).sort()).toEqual(
          [...place].map(([id, at]) => [id, sessions[at]!]).sort(),
        )
      }),
      { numRuns: 14, endOnFailure: true, seed: 3 },
    )
    expect(swaps).toBeGreaterThan(0)
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
  }),
)
