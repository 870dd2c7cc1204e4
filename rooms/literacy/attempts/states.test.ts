/**
 * Begin, save, take over, hand in, let time pass, in any order and from two windows: told against a model that shares nothing with the
 * product but the answers to items.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerTo, look, openTest, writeBank } from '#testing/bank.ts'
import { inTown, type Town } from '#testing/town.ts'
import { attempts } from './contract.ts'

const MINUTES = 20
const windows = ['window-1', 'window-2'] as const
type Step =
  | { readonly do: 'begin' | 'hold' | 'submit'; readonly window: number }
  | {
      readonly do: 'save'
      readonly window: number
      readonly place: number
      readonly seq: number
      readonly right: boolean
    }
  | { readonly do: 'pass'; readonly minutes: number }
  | { readonly do: 'clock' }

const window = fc.integer({ min: 0, max: 1 })
const save = fc.record({
  ...{ do: fc.constant('save' as const), window, place: fc.integer({ min: 1, max: 4 }) },
  ...{ seq: fc.integer({ min: 1, max: 4 }), right: fc.boolean() },
})
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.record({ do: fc.constant('begin' as const), window }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('hold' as const), window }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('submit' as const), window }) },
    { weight: 8, arbitrary: save },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 15 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('clock' as const) }) },
  ),
  { minLength: 12, maxLength: 25 },
)

interface Model {
  readonly id: number
  readonly began: number
  held: number
  ended: 'submitted' | 'time' | null
  readonly saved: Map<number, { seq: number; right: boolean }>
}

/** Goes the steps in the town and in the model, and compares at every one; answers with what ended. */
async function go(town: Town, who: number, testId: number, all: readonly Step[]): Promise<Model[]> {
  const models: Model[] = []
  let now = 0
  const code = (work: Promise<unknown>) => work.then(() => 'done').catch((refused: { code: string }) => refused.code)
  const isOver = ({ began }: Model) => now >= began + MINUTES
  const endIfOver = (model: Model) => {
    if (model.ended === null && isOver(model)) model.ended = 'time'
  }
  for (const step of all) {
    const model = models.at(-1)
    if (step.do === 'pass') {
      town.pass({ minutes: step.minutes })
      now += step.minutes
    } else if (step.do === 'clock') {
      await town.asJob.ask(attempts.endOverdueAttempts, {})
      if (model) endIfOver(model)
    } else if (step.do === 'begin') {
      const begun = await town.as(who).ask(attempts.beginAttempt, { testId, window: windows[step.window]! })
      if (model) endIfOver(model)
      const runs = model !== undefined && model.ended === null
      expect(begun.isResumed).toBe(runs)
      if (runs) expect(begun.testAttemptId).toBe(model.id)
      else models.push({ id: begun.testAttemptId, began: now, held: step.window, ended: null, saved: new Map() })
    } else if (model && step.do === 'hold') {
      const wanted = model.ended === null ? 'done' : 'already_ended'
      const asked = { testAttemptId: model.id, window: windows[step.window]! }
      expect(await code(town.as(who).ask(attempts.holdAttempt, asked))).toBe(wanted)
      if (model.ended === null) model.held = step.window
    } else if (model && step.do === 'submit') {
      const { ending } = await town.as(who).ask(attempts.submitAttempt, { testAttemptId: model.id })
      endIfOver(model)
      model.ended ??= 'submitted'
      expect(ending).toBe(model.ended)
    } else if (model && step.do === 'save') {
      const item = (await look(town, who, model.id)).items[step.place - 1]
      const given = item ? answerTo(item, step.right) : [1]
      const refused = isOver(model)
        ? 'time_over'
        : model.ended
          ? 'already_ended'
          : model.held === step.window
            ? 'done'
            : 'held_elsewhere'
      const { place, seq } = step
      const asked = { testAttemptId: model.id, place, given, seq, window: windows[step.window]! }
      expect(await code(town.as(who).ask(attempts.saveAnswer, asked))).toBe(refused)
      if (refused === 'done' && (model.saved.get(place)?.seq ?? 0) < seq)
        model.saved.set(place, { seq, right: step.right })
    }
  }
  return models
}

test(
  'in whatever order: each attempt ends once, no answer that was taken is lost, and only what ended above its mark is evidence, once',
  inTown(async (town) => {
    await writeBank(town)
    const parts = [{ field: 'security', level: null, items: 4 }]
    const testId = await openTest(town, { minutes: MINUTES, attempts: null, parts, marks: [{ level: 1, percent: 50 }] })
    const people = [
      town.sato,
      town.ueda,
      town.mori,
      town.tanaka,
      town.kato,
      town.suzuki,
      town.inoue,
      town.ono,
      town.ito,
    ]
    const fresh = people.values()
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const { value: who = town.sato } = fresh.next()
        const models = await go(town, who, testId, [{ do: 'begin', window: 0 }, ...all, { do: 'submit', window: 0 }])
        for (const { id, ended, saved } of models) {
          expect(ended).not.toBeNull()
          const result = await town.as(who).ask(attempts.showResult, { testAttemptId: id })
          const right = [...saved.values()].filter((one) => one.right).length
          expect([result.ending, result.right, result.level]).toEqual([ended, right, right >= 2 ? 1 : null])
          expect(result.answers.map(({ isRight, given }) => [given !== null, isRight])).toEqual(
            [1, 2, 3, 4].map((place) => [saved.has(place), saved.get(place)?.right ?? false]),
          )
          const pieces = await town.sql('select level from skill_evidence where came_of = $1', [`attempt ${id}`])
          expect(pieces).toEqual(right >= 2 ? [{ level: 1 }] : [])
        }
        const [{ n }] = (await town.sql<{ n: number }>(
          'select count(*)::int as n from test_attempt where staff_member_id = $1',
          [who],
        )) as [{ n: number }]
        expect(n).toBe(models.length)
      }),
      { numRuns: 9 },
    )
  }),
)

test(
  'handed in twice, by the clock and saved at one moment: one end, and what was told as saved is judged',
  inTown(async (town) => {
    const { sato } = town
    await writeBank(town)
    const testId = await openTest(town, { attempts: null, parts: [{ field: 'security', level: null, items: 4 }] })
    for (let round = 0; round < 5; round++) {
      const { testAttemptId } = await town.as(sato).ask(attempts.beginAttempt, { testId, window: windows[0] })
      const { items: shown } = await look(town, sato, testAttemptId)
      const submit = () => town.as(sato).ask(attempts.submitAttempt, { testAttemptId })
      const saving = shown.map((item) =>
        town
          .as(sato)
          .ask(attempts.saveAnswer, {
            testAttemptId,
            place: item.place,
            given: answerTo(item),
            seq: 1,
            window: windows[0],
          })
          .then(
            () => true,
            ({ code }) => {
              expect(code).toBe('already_ended')
              return false
            },
          ),
      )
      const [one, other, ...told] = await Promise.all([submit(), submit(), ...saving])
      expect(one).toEqual(other)
      const result = await town.as(sato).ask(attempts.showResult, { testAttemptId })
      expect(result.answers.map(({ isRight }) => isRight)).toEqual(told)
    }
    const begun = await Promise.all(
      [0, 1, 0, 1].map((one) => town.as(sato).ask(attempts.beginAttempt, { testId, window: windows[one]! })),
    )
    expect(new Set(begun.map(({ testAttemptId }) => testAttemptId)).size).toBe(1)
    expect(begun.filter(({ isResumed }) => !isResumed)).toHaveLength(1)
  }),
)
