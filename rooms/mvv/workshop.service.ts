/** A section's sheet to work on together: what it is for, and who has said what their work is. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { sectionsLedBy } from '#rooms/people/heads.service.ts'
import { postsOn, sectionsBelow, sectionsOn } from '#rooms/people/relations.service.ts'
import { colleagues, namesOf, postsOf } from '#rooms/people/service.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { mvv, proposalOutcomes } from './contract.ts'
import { EXCHANGE, type Exchange, exchanged, exchangeFrom, purposeOf, type Standpoint } from './standpoint.service.ts'

export async function showWorkshop(
  ctx: Ctx,
  { sectionCode }: Input<typeof mvv.showWorkshop>,
): Promise<Answer<typeof mvv.showWorkshop>> {
  const headed = await headedBy(ctx)
  // Whoever may ask heads one.
  const code = sectionCode ?? headed[0]!.sectionCode
  const [{ rows: names }, document, purpose, people] = await Promise.all([
    sql<{ name: string }>`select s.name from ${sectionsOn(ctx.today)} s where s.section_code = ${code}`.execute(ctx.db),
    policyOn(ctx),
    purposeOf(ctx, code),
    dutiesIn(ctx, code),
  ])
  const outcomes = document?.model?.directOutcomes ?? []
  return {
    asOf: ctx.today,
    section: { sectionCode: code, name: names[0]!.name },
    sections: headed,
    purpose,
    outcomes: outcomes.flatMap(({ id, name }) => (purpose?.contributesTo.includes(id) ? [{ id, name }] : [])),
    people,
  }
}

/** Whether the reader heads a section today. */
export async function headsAny(ctx: Ctx): Promise<boolean> {
  return (await headedBy(ctx)).length > 0
}

async function headedBy(ctx: Ctx) {
  if (ctx.actor.subjectId === null) return []
  const posts = await postsOf(ctx, ctx.actor.subjectId)
  return posts.flatMap(({ isHead, sectionCode, sectionName: name }) => (isHead ? [{ sectionCode, name }] : []))
}

/** Whose main post is in the section, or in one below it that has no head of its own, each with the words that hold there. */
async function dutiesIn(ctx: Ctx, sectionCode: string): Promise<Answer<typeof mvv.showWorkshop>['people']> {
  const { rows } = await sql<
    Exchange & { staffMemberId: number }
  >`select p.staff_member_id as "staffMemberId", ${EXCHANGE}
    from ${postsOn(ctx.today)} p ${exchanged(sql`p.staff_member_id`, sql`p.section_code`, ctx.today)}
    where p.section_code in (select b.section_code from ${sectionsBelow(sectionCode, ctx.today)} b)
      and p.section_code in (select l.section_code from ${sectionsLedBy(ctx.actor.subjectId!, ctx.today)} l)`.execute(
    ctx.db,
  )
  const said = new Map(rows.map((row) => [row.staffMemberId, exchangeFrom(row)]))
  const [people, proposals] = await Promise.all([
    colleagues(ctx, [...said.keys()]),
    proposalsNamed(
      ctx,
      [...said.values()].map(({ proposal }) => proposal),
    ),
  ])
  return people
    .toSorted((a, b) => (a.nameKana ?? a.name).localeCompare(b.nameKana ?? b.name, 'ja'))
    .map(({ staffMemberId, name, nameKana }) => {
      const { duty, proposal } = said.get(staffMemberId)!
      return {
        ...{ staffMemberId, name, nameKana, duty },
        proposal: proposals(proposal),
        mayAgree: staffMemberId !== ctx.actor.subjectId,
      }
    })
}

/** Proposals as their readers see them: by whom, in words. */
export async function proposalsNamed(ctx: Ctx, proposals: readonly Standpoint['proposal'][]) {
  const by = [...new Set(proposals.flatMap((one) => one?.by ?? []))]
  const names = by.length > 0 ? await namesOf(ctx, by) : new Map<number, { name: string }>()
  return (proposal: Standpoint['proposal']) => proposal && { ...proposal, by: names.get(proposal.by)?.name ?? null }
}

interface Said {
  readonly duty: string
  readonly statedFrom: string
  readonly agreedOn: string | null
}

/** All that a person ever said, the latest first. */
export async function dutiesOf(ctx: Ctx, staffMemberId: number, asOf = ctx.today): Promise<Said[]> {
  const { rows } = await sql<Said>`select duty, valid_from as "statedFrom", agreed_on as "agreedOn" from duty
    where staff_member_id = ${staffMemberId} and valid_from <= ${asOf}::date
    order by valid_from desc, duty_id desc limit 50`.execute(ctx.db)
  return rows
}

/** What heads proposed to a person and how it ended, the latest first. */
export async function proposalsEnded(ctx: Ctx, staffMemberId: number, asOf = ctx.today) {
  const { rows } = await sql<{
    dutyProposalId: number
    duty: string
    proposedOn: string
    by: number
    endedOn: string
    outcome: (typeof proposalOutcomes)[number]
  }>`select duty_proposal_id as "dutyProposalId", duty, proposed_on as "proposedOn", proposed_by as by, ended_on as "endedOn", outcome from duty_proposal
    where staff_member_id = ${staffMemberId} and ended_on <= ${asOf}::date
    order by duty_proposal_id desc limit 50`.execute(ctx.db)
  const names = rows.length > 0 ? await namesOf(ctx, [...new Set(rows.map(({ by }) => by))]) : undefined
  return rows.map((row) => ({ ...row, by: names?.get(row.by)?.name ?? null }))
}

/** Without the words that hold. */
export function earlierThan(now: Standpoint['duty'], said: readonly Said[]): Said[] {
  const place = said.findIndex(({ duty, statedFrom }) => duty === now?.duty && statedFrom === now.statedFrom)
  return said.filter((_, at) => at !== place)
}
