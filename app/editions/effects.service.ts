/** What the publication of an edition does to people, found in what the rooms know of them on its first day. */
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { countByGrade } from '#rooms/people/grades.service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { answerTo, type Effect, effectKinds, isBlocking } from '#rooms/policy/effects.rules.ts'
import { becomingSaid, effectAnswers, effectSaid, effectsOf, keepEffectAnswer } from '#rooms/policy/effects.service.ts'
import { carriedIn, gradeByIdOrFormer, skillsOf } from '#rooms/policy/rules.ts'
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
          ...(await skillsGo(ctx, from, to)),
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

/** Skills of before, but those of which HR has said what they become: what is expected of a grade that both know. People are counted once, by their grade and occupation. */
function expectations(from: PolicyDocument, to: PolicyDocument, rungs: Rungs): Effect[] {
  const answered = new Set(to.pyramid?.formerSkills?.map(({ id }) => id))
  const known = skillsOf(from).filter(({ id }) => !answered.has(id))
  const levels = rungs
    .filter(({ grade }) => gradeByIdOrFormer(to, grade) !== undefined)
    .map((rung) => ({ people: rung.people, before: expectationsOf(from, rung), after: expectationsOf(to, rung) }))
  const among = (differs: (before: number, after: number) => boolean) => {
    const touched = new Set<(typeof levels)[number]>()
    const things = known.flatMap(({ id, name }) => {
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

export function peopleIn(groups: readonly { readonly people: number }[]): number {
  return groups.reduce((sum, { people }) => sum + people, 0)
}

interface Leaving {
  readonly id: string
  readonly name: string
  /** How many have a level there. */
  readonly people: number
}

/** Skills whose records count now and that the new policy has not, with those who have records there; all of them counted once. */
export async function skillsLeaving(
  ctx: Ctx,
  from: PolicyDocument,
  to: Pick<PolicyDocument, 'pyramid'>,
): Promise<{ readonly skills: readonly Leaving[]; readonly of: (skills: readonly Leaving[]) => Promise<number> }> {
  const stays = new Set(skillsOf(to).map(({ id }) => id))
  const carried = new Set(carriedIn(from).map(({ former }) => former))
  const formerly = from.pyramid?.formerSkills?.filter(({ id }) => carried.has(id)) ?? []
  const gone = [...skillsOf(from), ...formerly].filter(({ id }) => !stays.has(id))
  const count = (of: readonly { readonly id: string }[]) =>
    countWithLevels(
      ctx,
      of.map(({ id }) => id),
    )
  const { bySkill } = gone.length === 0 ? { bySkill: new Map<string, number>() } : await count(gone)
  return {
    skills: gone.map(({ id, name }) => ({ id, name, people: bySkill.get(id) ?? 0 })),
    of: async (skills) => (await count(skills)).people,
  }
}

/** What becomes of the records of skills that go: where HR has said it, it is told; where nobody has, somebody answers for it. */
async function skillsGo(ctx: Ctx, from: PolicyDocument, to: PolicyDocument): Promise<Effect[]> {
  const { skills, of } = await skillsLeaving(ctx, from, to)
  const recorded = skills.filter(({ people }) => people > 0)
  if (recorded.length === 0) return []
  const said = new Map(to.pyramid?.formerSkills?.map((former) => [former.id, former.becomes ?? []]))
  const before = new Map(from.pyramid?.formerSkills?.map((former) => [former.id, former.becomes ?? []]))
  const names = new Map(skillsOf(to).map(({ id, name }) => [id, name]))
  const isNews = ({ id }: Leaving) => said.get(id)?.join() !== before.get(id)?.join()
  const [left, answered] = [recorded.filter(({ id }) => !said.has(id)), recorded.filter(({ id }) => said.has(id))]
  const carried = answered.filter(isNews).map(({ id, name, people }) => {
    const becomes = said.get(id)!.map((skill) => names.get(skill) ?? skill)
    return { id, name: becomingSaid(ctx, name, becomes), people }
  })
  return [
    ...(left.length > 0 ? effect('skillsVanish', left, { people: await of(left) }) : []),
    ...(carried.length > 0 ? effect('skillsCarried', carried, { people: await of(carried) }) : []),
  ]
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
