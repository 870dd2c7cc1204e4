import { expect, test } from 'vitest'
import { journal } from '#rooms/people/journal/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { answerTo, bank, look, openTest, take, WINDOW, writeBank } from '#testing/bank.ts'
import { inTown, staffNumberOf, type Town } from '#testing/town.ts'
import { literacy } from '../contract.ts'
import { items } from '../items/contract.ts'
import type { ItemBody } from '../items/rules.ts'
import { attempts } from './contract.ts'

const begin = ({ as }: Town, who: number, testId: number, window: string = WINDOW) =>
  as(who).ask(attempts.beginAttempt, { testId, window })
const save = (town: Town, who: number, testAttemptId: number, more: object) =>
  town.as(who).ask(attempts.saveAnswer, { testAttemptId, place: 1, given: [1], seq: 1, window: WINDOW, ...more })
const mine = async (town: Town, who: number) => await town.as(who).ask(attempts.listMyTests, {})
const levelOf = async (town: Town, who: number, skill = 'ict-tools') => {
  const { levels } = await town.as(who).ask(skills.showMySkills, {})
  return JSON.stringify(levels).match(new RegExp(`"skill":"${skill}"[^}]*"level":(\\d|null)`))?.[1]
}
const evidence = ({ sql }: Town) =>
  sql(`select staff_member_id as who, skill, kind, level, as_of::text as day, source, came_of as of,
    withdrawn_at is not null as gone from skill_evidence order by skill_evidence_id`)

test(
  'a person sees the test, begins it, goes on after a break, hands it in, and a level that was reached is evidence (INV-P6, P7)',
  inTown(async (town) => {
    const { sato } = town
    await writeBank(town)
    const testId = await openTest(town)
    const before = await mine(town, sato)
    expect(before.tests).toMatchObject([
      {
        testId,
        items: 10,
        minutes: 20,
        attemptsLeft: 3,
        running: null,
        obstacle: null,
        note: '資料を見てもかまいません。',
      },
    ])
    const { testAttemptId, isResumed } = await begin(town, sato, testId)
    expect(isResumed).toBe(false)
    const attempt = await look(town, sato, testAttemptId)
    expect(attempt).toMatchObject({ hasEnded: false, isHeldHere: true, remainingSeconds: 1_200 })
    await expect(town.as(sato).ask(attempts.showResult, { testAttemptId })).rejects.toThrow('not_ended')
    for (const item of attempt.items.slice(0, 8)) {
      const given = answerTo(item)
      const said = await save(town, sato, testAttemptId, { place: item.place, given })
      expect(said).toMatchObject({ isSaved: true, given, seq: 1 })
    }
    town.pass({ minutes: 5 })
    expect(await begin(town, sato, testId)).toEqual({ testAttemptId, isResumed: true })
    const again = await look(town, sato, testAttemptId)
    expect(again.remainingSeconds).toBe(900)
    expect(again.items.map(({ stem, choices }) => [stem, choices])).toEqual(
      attempt.items.map(({ stem, choices }) => [stem, choices]),
    )
    expect(again.items.map(({ given }) => given)).toEqual([
      ...attempt.items.slice(0, 8).map((item) => answerTo(item)),
      null,
      null,
    ])
    expect((await mine(town, sato)).tests).toMatchObject([{ running: testAttemptId }])
    const first = await town.as(sato).ask(attempts.submitAttempt, { testAttemptId })
    town.pass({ minutes: 1 })
    expect(await town.as(sato).ask(attempts.submitAttempt, { testAttemptId })).toEqual(first)
    expect(first.ending).toBe('submitted')
    expect(await evidence(town)).toEqual([
      {
        ...{ who: sato, skill: 'ict-tools', kind: 'test', level: 2, day: '2026-11-22', source: 'ICTの到達テスト' },
        ...{ of: `attempt ${testAttemptId}`, gone: false },
      },
    ])
    expect(await levelOf(town, sato)).toBe('2')
    const result = await town.as(sato).ask(attempts.showResult, { testAttemptId })
    expect(result).toMatchObject({
      right: 8,
      items: 10,
      level: 2,
      ending: 'submitted',
      satOn: '2026-11-22',
      voidedReason: null,
    })
    expect(result.marks.map(({ level, needed }) => [level, needed])).toEqual([
      [1, 5],
      [2, 8],
    ])
    expect(result.fields).toEqual([
      { field: 'security', items: 3, right: 3 },
      { field: 'privacy', items: 4, right: 4 },
      { field: 'documents', items: 3, right: 1 },
    ])
    // What is right, found by the words that were shown and not by the numbers that were drawn.
    for (const { stem, choices, rightPlaces, rightWords, explanation, isRight, given } of result.answers) {
      const body: ItemBody = bank.find((item) => item.stem === stem)!.body
      const words = 'choices' in body ? body.right.map((number) => body.choices[number - 1]) : []
      expect(new Set(rightPlaces.map((place) => choices[place - 1]))).toEqual(new Set(words))
      expect(rightWords).toEqual('accepted' in body ? body.accepted : 'value' in body ? [body.value] : [])
      expect([explanation, isRight]).toEqual(['そういう決まりだから。', given !== null])
    }
    expect((await mine(town, sato)).done).toMatchObject([{ testAttemptId, right: 8, level: 2 }])
    expect((await mine(town, sato)).tests).toMatchObject([{ attemptsLeft: 2, running: null }])
    expect(await look(town, sato, testAttemptId)).toMatchObject({ hasEnded: true, items: [], remainingSeconds: 0 })
  }),
)

test(
  'nothing of what is right is in any answer before the end: right or wrong choices look alike, and no number tells which was written first',
  inTown(async (town) => {
    const { sato, hayashi } = town
    await writeBank(town)
    const testId = await openTest(town, { parts: [{ field: 'security', level: null, items: 4 }] })
    const { testAttemptId } = await begin(town, sato, testId)
    const attempt = await look(town, sato, testAttemptId)
    const saved = await save(town, sato, testAttemptId, {})
    const said = JSON.stringify([attempt, saved, await mine(town, sato)])
    for (const word of ['right', 'body', 'explanation', 'そういう決まり', 'order', 'accepted', 'value'])
      expect(said).not.toContain(word)
    expect(Object.keys(attempt.items[0]!).toSorted()).toEqual(
      ['choices', 'field', 'given', 'isSample', 'kind', 'place', 'seq', 'stem', 'unit'].toSorted(),
    )
    const preview = await town.as(hayashi).ask(attempts.previewTest, { testId })
    expect(JSON.stringify(preview)).not.toContain('そういう決まり')
    // Where the right choice, written second, comes to stand: anywhere.
    const places = new Set<number>()
    for (let seed = 0; seed < 12; seed++) {
      const { items: shown } = await town.as(hayashi).ask(attempts.previewTest, { testId, seed })
      for (const item of shown) places.add((answerTo(item) as number[])[0]!)
    }
    expect(places).toEqual(new Set([1, 2, 3, 4]))
  }),
)

test(
  'the server’s clock ends an attempt with what was saved in time, whoever notes it; what comes late is refused by name',
  inTown(async (town) => {
    const { sato, ueda, mori } = town
    await writeBank(town)
    const testId = await openTest(town)
    const ids: number[] = []
    for (const who of [sato, ueda, mori]) {
      const { testAttemptId } = await begin(town, who, testId)
      const { items: shown } = await look(town, who, testAttemptId)
      for (const item of shown.slice(0, 6)) {
        await save(town, who, testAttemptId, { place: item.place, given: answerTo(item) })
      }
      ids.push(testAttemptId)
    }
    town.pass({ minutes: 19, seconds: 59 })
    await save(town, sato, ids[0]!, { place: 7, given: answerTo((await look(town, sato, ids[0]!)).items[6]!) })
    town.pass({ seconds: 1 })
    await expect(save(town, sato, ids[0]!, { place: 8, seq: 9 })).rejects.toThrow('time_over')
    expect((await look(town, ueda, ids[1]!)).remainingSeconds).toBe(0)
    // One hands in too late, one comes back the day after, the clock ends what is left.
    town.pass({ minutes: 30 })
    expect(await town.as(ueda).ask(attempts.submitAttempt, { testAttemptId: ids[1]! })).toMatchObject({
      ending: 'time',
    })
    town.on('2026-11-23')
    const next = await begin(town, mori, testId)
    expect([next.isResumed, next.testAttemptId > ids[2]!]).toEqual([false, true])
    expect(await town.asJob.ask(attempts.endOverdueAttempts, {})).toEqual({ ended: 1 })
    expect(await town.asJob.ask(attempts.endOverdueAttempts, {})).toEqual({ ended: 0 })
    const results = await Promise.all(
      [sato, ueda, mori].map((who, at) => town.as(who).ask(attempts.showResult, { testAttemptId: ids[at]! })),
    )
    expect(results.map(({ right, level, ending, satOn }) => [right, level, ending, satOn])).toEqual([
      [7, 1, 'time', '2026-11-22'],
      [6, 1, 'time', '2026-11-22'],
      [6, 1, 'time', '2026-11-22'],
    ])
    await expect(save(town, ueda, ids[1]!, {})).rejects.toThrow('time_over')
  }),
)

test(
  'one window saves at a time and the other is told; of two changes the newer number stands, however they arrive',
  inTown(async (town) => {
    const { sato } = town
    await writeBank(town)
    const testId = await openTest(town)
    const { testAttemptId } = await begin(town, sato, testId)
    const [item] = (await look(town, sato, testAttemptId)).items
    const [one, two] = [[1], [2]]
    expect(await save(town, sato, testAttemptId, { given: one, seq: 5 })).toMatchObject({ isSaved: true, seq: 5 })
    expect(await save(town, sato, testAttemptId, { given: two, seq: 4 })).toMatchObject({
      isSaved: false,
      given: one,
      seq: 5,
    })
    expect(await save(town, sato, testAttemptId, { given: two, seq: 5 })).toMatchObject({ isSaved: false, given: one })
    const phone = 'phone-002'
    expect(await begin(town, sato, testId, phone)).toEqual({ testAttemptId, isResumed: true })
    expect((await look(town, sato, testAttemptId, phone)).isHeldHere).toBe(false)
    await expect(save(town, sato, testAttemptId, { seq: 6, window: phone })).rejects.toThrow('held_elsewhere')
    await town.as(sato).ask(attempts.holdAttempt, { testAttemptId, window: phone })
    await expect(save(town, sato, testAttemptId, { seq: 6 })).rejects.toThrow('held_elsewhere')
    expect((await look(town, sato, testAttemptId)).isHeldHere).toBe(false)
    const seen = (await look(town, sato, testAttemptId, phone)).items[0]!
    expect([seen.stem, seen.given, seen.seq]).toEqual([item!.stem, one, 5])
    await save(town, sato, testAttemptId, { given: two, seq: 6, window: phone })
    // Taken back: nothing is an answer too.
    expect(await save(town, sato, testAttemptId, { given: null, seq: 7, window: phone })).toMatchObject({ given: null })
    await town.as(sato).ask(attempts.submitAttempt, { testAttemptId })
    await expect(save(town, sato, testAttemptId, { seq: 8, window: phone })).rejects.toThrow('already_ended')
    await expect(town.as(sato).ask(attempts.holdAttempt, { testAttemptId, window: WINDOW })).rejects.toThrow(
      'already_ended',
    )
  }),
)

test(
  'what is no answer to an item, a place that is not there and an attempt of somebody else are refused',
  inTown(async (town) => {
    const { sato, ueda } = town
    await writeBank(town)
    const testId = await openTest(town)
    const { testAttemptId } = await begin(town, sato, testId)
    for (const given of [[1, 2], [5], 'はい', [1, 1]])
      await expect(save(town, sato, testAttemptId, { given })).rejects.toThrow('no_answer')
    await expect(save(town, sato, testAttemptId, { place: 11 })).rejects.toThrow('no_such_place')
    await expect(save(town, ueda, testAttemptId, {})).rejects.toThrow('forbidden')
    await expect(look(town, ueda, testAttemptId)).rejects.toThrow('forbidden')
    await expect(look(town, ueda, 4711)).rejects.toThrow('forbidden')
  }),
)

test(
  'who may begin and when: for whom it is, from its first day to its last, as often and after as long as it says',
  inTown(async (town) => {
    const { sato, ito, ueda } = town
    await writeBank(town)
    const rule = { attempts: 2, waitingDays: 7, openFrom: '2026-11-24', lastDay: '2026-12-20', sections: ['1010'] }
    const testId = await openTest(town, rule)
    const why = async (who = sato) => {
      const [listed] = (await mine(town, who)).tests
      const begun = await begin(town, who, testId).then(
        () => null,
        ({ code }) => code,
      )
      return [listed && [listed.obstacle, listed.obstacleUntil], begun]
    }
    expect(await why()).toEqual([['not_open', '2026-11-24'], 'not_open'])
    town.on('2026-11-24')
    expect(await why(ito)).toEqual([undefined, 'no_such_test'])
    await take(town, sato, testId, 2)
    expect(await why()).toEqual([['waiting', '2026-12-01'], 'waiting'])
    town.on('2026-12-01')
    await take(town, sato, testId, 2)
    expect(await why()).toEqual([['used_up', null], 'used_up'])
    const [item] = (await town.as('hayashi').ask(items.listItems, { field: 'privacy' })).items
    await town.as('hayashi').ask(items.retireItem, { itemId: item!.itemId, isRetired: true })
    expect(await why(ueda)).toEqual([['bank_short', null], 'bank_short'])
    await town.as('hayashi').ask(items.retireItem, { itemId: item!.itemId, isRetired: false })
    town.on('2026-12-21')
    expect(await why(ueda)).toEqual([undefined, 'closed'])
    await town.as('hayashi').ask(attempts.retireTest, { testId, isRetired: true })
    expect(await why(ueda)).toEqual([undefined, 'no_such_test'])
    const draft = await town.as('hayashi').ask(attempts.saveTest, {
      test: { ...(await town.as('hayashi').ask(attempts.showTest, { testId })).test, sections: [] },
    })
    await expect(begin(town, sato, draft.testId)).rejects.toThrow('no_such_test')
  }),
)

test(
  'an attempt goes on though its test is ended, changed or its items mended; it is judged by what it began with',
  inTown(async (town) => {
    const { sato } = town
    const hr = town.as('hayashi')
    await writeBank(town)
    const testId = await openTest(town)
    const { testAttemptId } = await begin(town, sato, testId)
    const { items: shown } = await look(town, sato, testAttemptId)
    for (const item of (await hr.ask(items.listItems, {})).items) {
      const { item: is, version } = await hr.ask(items.showItem, { itemId: item.itemId })
      if (!('choices' in is.body) || is.kind !== 'single') continue
      const mended = { ...is, body: { ...is.body, right: [3] } }
      await hr.ask(items.saveItem, { itemId: item.itemId, item: mended, seen: version })
    }
    const { test: said, version } = await hr.ask(attempts.showTest, { testId })
    const harder = { ...said, skill: 'data-use', marks: [{ level: 1, percent: 100 }] }
    await hr.ask(attempts.saveTest, { testId, test: harder, seen: version })
    await hr.ask(attempts.retireTest, { testId, isRetired: true })
    expect((await mine(town, sato)).tests).toEqual([])
    expect(await begin(town, sato, testId)).toEqual({ testAttemptId, isResumed: true })
    for (const item of shown.slice(0, 8)) {
      await save(town, sato, testAttemptId, { place: item.place, given: answerTo(item) })
    }
    await town.as(sato).ask(attempts.submitAttempt, { testAttemptId })
    const result = await town.as(sato).ask(attempts.showResult, { testAttemptId })
    expect([result.right, result.level, result.marks.length]).toEqual([8, 2, 2])
    expect((await evidence(town)).map(({ skill, level }) => [skill, level])).toEqual([['ict-tools', 2]])
  }),
)

test(
  'no level writes nothing; a lower one than before says nothing against it; the same or a higher one is evidence anew (INV-P7)',
  inTown(async (town) => {
    const { sato } = town
    await writeBank(town)
    const testId = await openTest(town, { attempts: null })
    const levels = async () => (await evidence(town)).map(({ level, day }) => [level, day])
    await take(town, sato, testId, 4)
    expect([await levels(), await levelOf(town, sato)]).toEqual([[], 'null'])
    await take(town, sato, testId, 8)
    town.on('2026-11-23')
    await take(town, sato, testId, 5)
    expect([await levels(), await levelOf(town, sato)]).toEqual([[[2, '2026-11-22']], '2'])
    town.on('2026-11-24')
    await take(town, sato, testId, 9)
    expect(await levels()).toEqual([
      [2, '2026-11-22'],
      [2, '2026-11-24'],
    ])
  }),
)

test(
  'what does not count loses its evidence and uses up no attempt; what a lower result shows then stands again',
  inTown(async (town) => {
    const { sato, hayashi } = town
    await writeBank(town)
    const testId = await openTest(town, { attempts: 2 })
    const high = await take(town, sato, testId, 10)
    town.on('2026-11-23')
    const low = await take(town, sato, testId, 5)
    expect((await mine(town, sato)).tests[0]?.obstacle).toBe('used_up')
    const hr = town.as(hayashi)
    const drop = (testAttemptId: number) =>
      hr.ask(attempts.voidAttempt, { testAttemptId, reason: '別の人が操作していた' })
    await drop(high)
    await expect(drop(high)).rejects.toThrow('already_voided')
    await expect(drop(4711)).rejects.toThrow('no_such_attempt')
    expect((await evidence(town)).map(({ level, of, gone }) => [level, of, gone])).toEqual([
      [2, `attempt ${high}`, true],
      [1, `attempt ${low}`, false],
    ])
    expect(await levelOf(town, sato)).toBe('1')
    const after = await mine(town, sato)
    expect([after.tests[0]?.attemptsLeft, after.done.map(({ voidedReason }) => voidedReason)]).toEqual([
      1,
      [null, '別の人が操作していた'],
    ])
    const { testAttemptId } = await begin(town, sato, testId)
    await expect(drop(testAttemptId)).rejects.toThrow('not_ended')
    const own = await take(town, hayashi, testId, 10)
    await expect(drop(own)).rejects.toThrow('not_for_oneself')
  }),
)

test(
  'HR reads by name what came of a test, page by page, and the person sees who looked (INV-S4)',
  inTown(async (town) => {
    const { sato, ueda, hayashi } = town
    await writeBank(town)
    const testId = await openTest(town)
    for (const [who, right] of [
      [sato, 10],
      [ueda, 3],
    ] as const)
      await take(town, who, testId, right)
    const first = await town.as(hayashi).ask(attempts.listTestResults, { testId, pageSize: 1 })
    const second = await town.as(hayashi).ask(attempts.listTestResults, { testId, pageSize: 1, after: first.next! })
    const seen = [...first.results, ...second.results]
    expect(
      seen.map(({ person, right, level, staffNumber }) => [person.name, person.sectionName, right, level, staffNumber]),
    ).toEqual([
      ['上田 陽介', '窓口係', 3, null, staffNumberOf('ueda')],
      ['佐藤 はるか', '窓口係', 10, 2, staffNumberOf('sato')],
    ])
    expect(second.next).toBeNull()
    const { lines } = await town.as(sato).ask(journal.listLooksAtMe, {})
    expect(lines.map(({ operation }) => operation)).toContain('attempts.listTestResults')
  }),
)

test(
  'the share at the floor moves with a passed test and stays with a failed one',
  inTown(async (town) => {
    const { sato, ueda } = town
    await writeBank(town)
    const others = { 'information-security': 2, 'data-use': 1 }
    for (const name of ['sato', 'ueda'] as const) {
      const rows = Object.entries(others).map(([skill, level]) => ({
        ...{ staffNumber: staffNumberOf(name), kind: 'qualification' as const, skill, level, asOf: '2026-10-01' },
      }))
      await town.asCommand.ask(skills.importEvidence, { rows })
    }
    const share = async () => (await town.as('hayashi').ask(literacy.showLiteracyBoard, {})).total.numerator
    const testId = await openTest(town)
    expect(await share()).toBe(0)
    await take(town, ueda, testId, 7)
    expect(await share()).toBe(0)
    await take(town, sato, testId, 8)
    expect(await share()).toBe(1)
  }),
)
