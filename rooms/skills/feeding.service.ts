/** What of a person's evidence stands in this room's measures. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { FedRecord, Feed } from '#platform/measure/feeding.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import type { EvidenceKind } from '#rooms/policy/evidence.rules.ts'
import { skillsOf } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import { skillsMessages } from './messages.ts'

interface Piece {
  readonly id: number
  readonly skill: string
  readonly kind: EvidenceKind
  readonly level: number | null
  readonly day: string
}

const counted: Readonly<Partial<Record<EvidenceKind, readonly string[]>>> = {
  self: ['skills.shareAssessed', 'skills.shareReflectedThisYear'],
  supervisor: ['skills.shareObservedThisYear'],
}

export const skillsFeed: Feed = async (ctx, me, from, once) =>
  await evidenceFed(ctx, me, { from, document: await once(policyOn) }, ({ kind }) => counted[kind] ?? [])

/** Pieces that feed something, in words. @param document the policy of today */
export async function evidenceFed(
  ctx: Ctx,
  me: number,
  { from, document }: { from: string; document: PolicyDocument | undefined },
  measuresOf: (piece: Piece) => readonly string[],
): Promise<FedRecord[]> {
  const { rows } = await sql<Piece>`select skill_evidence_id as id, skill, kind, level, as_of as day from skill_evidence
    where staff_member_id = ${me} and withdrawn_at is null and as_of between ${from}::date and ${ctx.today}::date`.execute(
    ctx.db,
  )
  const names = new Map(document ? skillsOf(document).map(({ id, name }) => [id, name]) : [])
  return rows.flatMap((piece) => {
    const measures = measuresOf(piece)
    if (measures.length === 0) return []
    const what = ctx.t(skillsMessages, `fed.${piece.kind}`, { skill: names.get(piece.skill) ?? piece.skill })
    return [{ id: `evidence:${piece.id}`, day: piece.day, what, path: '/skills', measures }]
  })
}
