import { type Kysely, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { placeIn } from '#platform/sql/place.ts'
import { peopleRows } from '#rooms/people/relations.service.ts'
import { namesOf } from '#rooms/people/service.ts'
import { type EvidenceKind, type LevelKind, sharedByChoice } from '#rooms/policy/evidence.rules.ts'
import { recordsOf } from '#rooms/policy/rules.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { evidence } from './evidence.contract.ts'
import { ownWords, visibleTo } from './rules.ts'
import type { SkillsTables } from './tables.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<SkillsTables>

export async function listEvidence(ctx: Ctx<typeof evidence.listEvidence>, input: Input<typeof evidence.listEvidence>) {
  const { staffMemberId, skill, after, pageSize } = input
  const [names, rows, document] = await Promise.all([
    namesOf(ctx, [staffMemberId]),
    historyOf(ctx, staffMemberId),
    policyOn(ctx),
  ])
  ctx.must(names.size === 1, 'no_such_staff_member')
  ctx.sees([staffMemberId], 'skills.evidence')
  const records = skill && document ? recordsOf(document, skill) : [skill]
  const wanted = rows.filter((row) => !skill || records.includes(row.skill))
  return pageOf(ctx, wanted, { after, pageSize })
}

/** What was ever recorded about a person, as far as the actor may see it; a section head sees nothing that was withdrawn. */
export function historyOf(ctx: Ctx, staffMemberId: number): Promise<Evidence[]> {
  return evidenceOf(ctx, staffMemberId, { withWithdrawn: ctx.actsAs !== 'sectionHead' })
}

/** One page of a history, latest first, from a place on: what is added meanwhile moves nothing to another page. */
export function pageOf(
  ctx: Ctx,
  inOrder: readonly Evidence[],
  { after, pageSize }: { readonly after?: string | undefined; readonly pageSize: number },
): Answer<typeof evidence.listEvidence> {
  const left = after === undefined ? inOrder : inOrder.filter(isBefore(after))
  const shown = left.slice(-pageSize).toReversed()
  const last = shown.at(-1)
  return {
    total: inOrder.length,
    next: last && left.length > pageSize ? `${last.asOf} ${last.skillEvidenceId}` : null,
    evidence: shown.map(({ recordedBy, recorder, ...row }) => ({
      ...row,
      recordedBy: recorder,
      canWithdraw:
        row.withdrawnOn === null &&
        recordedBy !== null &&
        recordedBy === ctx.actor.subjectId &&
        row.asOf === ctx.today &&
        ownWords.includes(row.kind),
    })),
  }
}

/** Earlier, or of the same day and written down before it. */
function isBefore(place: string): (evidence: Evidence) => boolean {
  const [day = '', id = ''] = placeIn(place, PLACE)
  return ({ asOf, skillEvidenceId }) => asOf < day || (asOf === day && skillEvidenceId < Number(id))
}

const PLACE = /^(\d{4}-\d{2}-\d{2}) (\d{1,15})$/

export interface Evidence {
  skillEvidenceId: number
  skill: string
  kind: EvidenceKind
  level: number | null
  asOf: string
  /** First day on which it holds no more; null: for ever. */
  validTo: string | null
  note: string | null
  source: string | null
  shared: boolean
  isSample: boolean
  recordedBy: number | null
  /** Their name. */
  recorder: string | null
  recordedAt: string
  withdrawnOn: string | null
  withdrawnReason: string | null
}

/** A person's evidence in the order of time, up to a day, as far as the actor may see it in the role they act in. */
export async function evidenceOf(
  ctx: Ctx,
  staffMemberId: number,
  { upTo = ctx.today, withWithdrawn = false }: { upTo?: string; withWithdrawn?: boolean } = {},
): Promise<Evidence[]> {
  const { rows } = await sql<
    Omit<Evidence, 'recordedAt'> & { recordedOn: Date }
  >`select skill_evidence_id as "skillEvidenceId", skill, kind,
      level, as_of as "asOf", valid_to as "validTo", note, source, shared, is_sample as "isSample", recorded_by as "recordedBy",
      m.name as recorder, recorded_at as "recordedOn", (withdrawn_at at time zone 'Asia/Tokyo')::date as "withdrawnOn",
      withdrawn_reason as "withdrawnReason"
    from skill_evidence e left join ${peopleRows(ctx.today)} m on m.staff_member_id = e.recorded_by
    where e.staff_member_id = ${staffMemberId} and as_of <= ${upTo}::date
      and (${withWithdrawn} or withdrawn_at is null)
    order by as_of, skill_evidence_id`.execute(ctx.db)
  const all = rows.map(({ recordedOn, ...row }) => ({ ...row, recordedAt: recordedOn.toISOString() }))
  const viewer = { actsAs: ctx.actsAs, staffMemberId: ctx.actor.subjectId }
  return visibleTo(viewer, all, ctx.actsAs === 'sectionHead' ? await sharesOf(ctx, staffMemberId) : () => true)
}

/** Whether the person shares now what stands of a kind and skill. */
async function sharesOf(ctx: Ctx, staffMemberId: number): Promise<(kind: EvidenceKind, skill: string) => boolean> {
  const rows = await tables(ctx)
    .selectFrom('skill_standing')
    .select(['kind', 'skill'])
    .where('staff_member_id', '=', staffMemberId)
    .where('kind', '=', (e) => e.fn.any(sql<LevelKind[]>`${sharedByChoice}::text[]`))
    .where('shared', '=', true)
    .execute()
  return (kind, skill) => rows.some((row) => row.kind === kind && row.skill === skill)
}
