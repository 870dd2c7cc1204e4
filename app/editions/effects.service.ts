/** What the publication of an edition does to people, found in what the rooms know of them on its first day. */
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { countByGrade } from '#rooms/people/grades.service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { answerTo, type Effect, effectKinds, isBlocking } from '#rooms/policy/effects.rules.ts'
import { effectAnswers, effectSaid, effectsOf, keepEffectAnswer } from '#rooms/policy/effects.service.ts'
import { gradeByIdOrFormer, skillsOf } from '#rooms/policy/rules.ts'
import { editionNumbered, policyOn } from '#rooms/policy/service.ts'
import { countInPopulation } from '#rooms/skills/population.service.ts'
import { expectationsOf } from '#rooms/skills/rules.ts'
import { countWithLevels } from '#rooms/skills/standing.service.ts'
import type { editions } from './contract.ts'

type Shown = Answer<typeof editions.showPublicationEffects>
type Grades = ReadonlyMap<string, number>
type Rungs = Awaited<ReturnType<typeof countByGrade>>

export async function showPublicationEffects(
  ctx: Ctx<typeof editions.showPublicationEffects>,
  { policyEditionId, publishFrom = ctx.today }: Input<typeof editions.showPublicationEffects>,
): Promise<Shown> {
  const [effects, answers, mayAnswer] = await Promise.all([
    effectsOn(ctx, policyEditionId, publishFrom),
    effectAnswers(ctx, policyEditionId),
    ctx.may<typeof editions.answerEffect>('editions.answerEffect'),
  ])
  return {
    publishFrom,
    effects: effects.map((effect) => {
      const answer = answerTo(effect, answers)
      return {
        ...{ kind: effect.kind, says: effectSaid(ctx, effect), people: effect.people },
        things: effect.things.map((thing) => ({ ...thing })),
        isBlocking: isBlocking(effect),
        answer: answer ? { reason: answer.reason, by: answer.by, at: answer.at } : null,
      }
    }),
    may: mayAnswer ? ['answerEffect'] : [],
  }
}

export async function answerEffect(
  ctx: Ctx<typeof editions.answerEffect>,
  { policyEditionId, publishFrom, kind, reason }: Input<typeof editions.answerEffect>,
) {
  const effects = await effectsOn(ctx, policyEditionId, publishFrom)
  const effect = effects.find((one) => one.kind === kind && isBlocking(one))
  ctx.must(effect, 'no_such_effect')
  await keepEffectAnswer(ctx, { policyEditionId, effect, reason })
  const things = effect.things.map(({ id }) => id)
  ctx.about([], { reason, detail: { policyEditionId, publishFrom, effect: kind, people: effect.people, things } })
  return { answered: true as const }
}

async function effectsOn(ctx: Ctx<'no_such_edition'>, policyEditionId: number, day: string): Promise<Effect[]> {
  const [{ document }, from] = [await editionNumbered(ctx, policyEditionId), await policyOn(ctx, day)]
  return effectsOf(ctx, { from, to: document, day })
}

/** In the order of `effectKinds`; only what happens. */
export async function findEffects(
  ctx: Ctx,
  { from, to, day }: { readonly from: PolicyDocument | undefined; readonly to: PolicyDocument; readonly day: string },
): Promise<Effect[]> {
  const rungs = await countByGrade(ctx, day)
  const grades = new Map(
    [...Map.groupBy(rungs, ({ grade }) => grade)].map(([grade, of]) => [grade, peopleIn(of)] as const),
  )
  const found = [
    ...gradesUnknown(from, to, grades),
    ...(from
      ? [
          ...otherTown(from, to, peopleIn(rungs)),
          ...executivesEnd(from, to, grades),
          ...expectations(from, to, rungs),
          ...(await skillsVanish(ctx, from, to)),
          ...(await floorPopulation(ctx, { from, to, day })),
        ]
      : []),
  ]
  return found.toSorted((a, b) => effectKinds.indexOf(a.kind) - effectKinds.indexOf(b.kind))
}

function effect(kind: Effect['kind'], things: Effect['things'], more: Partial<Effect> = {}): Effect[] {
  if (things.length === 0) return []
  return [{ kind, things, people: peopleIn(things), isLoss: true, ...more }]
}

function otherTown({ policy: was }: PolicyDocument, { policy: is }: PolicyDocument, people: number): Effect[] {
  const isSame = was.town.code && is.town.code ? was.town.code === is.town.code : was.town.name === is.town.name
  return isSame ? [] : effect('otherTown', [{ id: was.town.code ?? was.town.name, name: was.town.name, people }])
}

/** Grades that somebody holds; where the policy before did not know them either nothing is lost. */
function gradesUnknown(from: PolicyDocument | undefined, to: PolicyDocument, grades: Grades): Effect[] {
  const unknown = [...grades].filter(([grade]) => gradeByIdOrFormer(to, grade) === undefined)
  const isKnown = ([grade]: readonly [string, number]) =>
    from !== undefined && gradeByIdOrFormer(from, grade) !== undefined
  const lost = unknown.filter(isKnown)
  const named = (list: typeof unknown) => list.map(([id, people]) => ({ id, name: id, people }))
  return lost.length > 0
    ? effect('gradeUnknown', named(lost))
    : effect('gradeUnknown', named(unknown), { isLoss: false })
}

function executivesEnd(from: PolicyDocument, to: PolicyDocument, grades: Grades): Effect[] {
  const isOne = (document: PolicyDocument, grade: string) => gradeByIdOrFormer(document, grade)?.executive === true
  return effect(
    'executivesEnd',
    [...grades]
      .filter(([grade]) => isOne(from, grade) && !isOne(to, grade))
      .map(([id, people]) => ({ id, name: id, people })),
  )
}

/** Skills that both have: what is expected of a grade that both know. People are counted once, by their grade and occupation. */
function expectations(from: PolicyDocument, to: PolicyDocument, rungs: Rungs): Effect[] {
  const common = skillsOf(from).filter(({ id }) => skillsOf(to).some((skill) => skill.id === id))
  const levels = rungs
    .filter(({ grade }) => gradeByIdOrFormer(to, grade) !== undefined)
    .map((rung) => ({ people: rung.people, before: expectationsOf(from, rung), after: expectationsOf(to, rung) }))
  const among = (differs: (before: number, after: number) => boolean) => {
    const touched = new Set<(typeof levels)[number]>()
    const things = common.flatMap(({ id, name }) => {
      const of = levels.filter(({ before, after }) => differs(before.get(id) ?? 0, after.get(id) ?? 0))
      for (const one of of) touched.add(one)
      return of.length > 0 ? [{ id, name, people: peopleIn(of) }] : []
    })
    return { things, people: peopleIn([...touched]) }
  }
  const vanish = among((before, after) => before > 0 && after === 0)
  const rise = among((before, after) => after > before)
  return [
    ...effect('expectationsVanish', vanish.things, { people: vanish.people }),
    ...effect('expectationsRise', rise.things, { people: rise.people }),
  ]
}

function peopleIn(groups: readonly { readonly people: number }[]): number {
  return groups.reduce((sum, { people }) => sum + people, 0)
}

async function skillsVanish(ctx: Ctx, from: PolicyDocument, to: PolicyDocument): Promise<Effect[]> {
  const left = new Set(skillsOf(to).map(({ id }) => id))
  const gone = skillsOf(from).filter(({ id }) => !left.has(id))
  if (gone.length === 0) return []
  const counted = await countWithLevels(
    ctx,
    gone.map(({ id }) => id),
  )
  const things = gone.flatMap(({ id, name }) => {
    const people = counted.bySkill.get(id)
    return people === undefined ? [] : [{ id, name, people }]
  })
  return effect('skillsVanish', things, { people: counted.people })
}

async function floorPopulation(
  ctx: Ctx,
  { from, to, day }: { readonly from: PolicyDocument; readonly to: PolicyDocument; readonly day: string },
): Promise<Effect[]> {
  if (JSON.stringify(from.literacy?.population) === JSON.stringify(to.literacy?.population)) return []
  const count = (document: PolicyDocument) =>
    document.literacy ? countInPopulation(ctx, day, document.literacy.population) : Promise.resolve(0)
  const [before, after] = [await count(from), await count(to)]
  if (before === after) return []
  const things = [
    { id: 'before', name: 'before', people: before },
    { id: 'after', name: 'after', people: after },
  ]
  return effect('floorPopulation', things, { people: Math.abs(after - before) })
}
