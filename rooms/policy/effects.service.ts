/**
 * Before an edition is published whoever publishes it is told what that does to people. What people hold and have recorded later rooms know: the app
 * says how it is found (`declareEffects`), and this room asks, keeps the answers with the edition, and lets nothing be published in the
 * browser that nobody has answered for. The machine's owner is told, and goes on.
 */
import { type Kysely, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { listOf } from '#platform/i18n/messages.ts'
import type { FieldProblem } from '#platform/refusal/refusal.ts'
import type { PolicyDocument } from './document.rules.ts'
import { effectMessages } from './effects.messages.ts'
import { type Effect, type EffectAnswer, type EffectKind, unanswered } from './effects.rules.ts'
import type { PolicyTables } from './tables.ts'

/** What changes for people where one policy takes the place of another on a day. */
type FindEffects = (
  ctx: Ctx,
  turn: { readonly from: PolicyDocument | undefined; readonly to: PolicyDocument; readonly day: string },
) => Promise<Effect[]>

let find: FindEffects = async () => []

export function declareEffects(found: FindEffects): void {
  find = found
}

export function effectsOf(...[ctx, turn]: Parameters<FindEffects>): Promise<Effect[]> {
  return find(ctx, turn)
}

/** So many are named in a sentence; the page names all. */
const NAMED = 5

/** An effect as a sentence. */
export function effectSaid(ctx: Ctx, { kind, people, things }: Effect): string {
  const named = things.slice(0, NAMED).map(({ id, name, people: each }) => {
    const known =
      kind === 'floorPopulation' ? ctx.t(effectMessages, id === 'after' ? 'floor.after' : 'floor.before') : name
    return kind === 'otherTown' ? name : ctx.t(effectMessages, 'thing', { name: known, people: each })
  })
  const [shown, n] = [listOf(named, ctx.language), things.length - named.length]
  const said = n > 0 ? ctx.t(effectMessages, 'things', { shown, n }) : shown
  return ctx.t(effectMessages, `effect.${kind}`, { people, things: said })
}

/** A skill that goes, and for which skills its records count from then on. */
export function becomingSaid(ctx: Ctx, name: string, becomes: readonly string[]): string {
  return `${name} → ${becomes.length > 0 ? becomes.join('・') : ctx.t(effectMessages, 'ends')}`
}

/** Refuses while anything is left that somebody has to answer for. */
export async function mustBeAnswered(
  ctx: Ctx<'effects_unanswered'>,
  policyEditionId: number,
  effects: readonly Effect[],
): Promise<void> {
  const left = unanswered(effects, await effectAnswers(ctx, policyEditionId))
  if (left.length === 0) return
  const fields: FieldProblem[] = left.map((effect) => ({ path: effect.kind, reason: effectSaid(ctx, effect) }))
  throw ctx.refusal('effects_unanswered', { count: left.length }, fields)
}

export async function effectAnswers(ctx: Ctx, policyEditionId: number): Promise<EffectAnswer[]> {
  const { rows } = await sql<
    Omit<EffectAnswer, 'at'> & { at: Date }
  >`select kind, things, reason, answered_by as by, answered_at as at
    from policy_effect_answer where policy_edition_id = ${policyEditionId} order by policy_effect_answer_id`.execute(
    ctx.db,
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Somebody answers for what a publication does: kept with the edition, and in the journal. */
export async function keepEffectAnswer(
  ctx: Ctx,
  answer: { readonly policyEditionId: number; readonly effect: Effect; readonly reason: string },
): Promise<void> {
  const { policyEditionId, effect, reason } = answer
  await (ctx.db as unknown as Kysely<PolicyTables>)
    .insertInto('policy_effect_answer')
    .values({
      ...{ policy_edition_id: policyEditionId, kind: effect.kind as EffectKind, reason },
      ...{ things: effect.things.map(({ id }) => id), people: effect.people, answered_by: ctx.actor.name },
    })
    .execute()
}
