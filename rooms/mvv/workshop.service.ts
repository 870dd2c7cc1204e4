/** A section's sheet to work on together: what it is for, and who has said what their work is. */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { sectionsLedBy } from '#rooms/people/heads.service.ts'
import { postsOn, sectionsBelow, sectionsOn } from '#rooms/people/relations.service.ts'
import { colleagues, postsOf } from '#rooms/people/service.ts'
import { policyOn } from '#rooms/policy/service.ts'
import type { mvv } from './contract.ts'
import { dutyFrom, purposeOf, type Standpoint } from './standpoint.service.ts'

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
  const { rows } = await sql<{
    staffMemberId: number
    duty: string | null
    statedFrom: string | null
    agreedOn: string | null
  }>`select p.staff_member_id as "staffMemberId", d.duty, d.valid_from as "statedFrom", d.agreed_on as "agreedOn"
    from ${postsOn(ctx.today)} p
    left join lateral (select d.duty, d.valid_from, d.agreed_on from duty d
        join lateral ${postsOn(sql`d.valid_from`)} a on a.staff_member_id = d.staff_member_id and a.section_code = p.section_code
      where d.staff_member_id = p.staff_member_id and d.valid_from <= ${ctx.today}::date
      order by d.valid_from desc, d.duty_id desc limit 1) d on true
    where p.section_code in (select b.section_code from ${sectionsBelow(sectionCode, ctx.today)} b)
      and p.section_code in (select l.section_code from ${sectionsLedBy(ctx.actor.subjectId!, ctx.today)} l)`.execute(
    ctx.db,
  )
  const said = new Map(rows.map((row) => [row.staffMemberId, row]))
  const people = await colleagues(ctx, [...said.keys()])
  return people
    .toSorted((a, b) => (a.nameKana ?? a.name).localeCompare(b.nameKana ?? b.name, 'ja'))
    .map(({ staffMemberId, name, nameKana }) => {
      const { duty, statedFrom, agreedOn } = said.get(staffMemberId)!
      return {
        ...{ staffMemberId, name, nameKana },
        duty: duty !== null && statedFrom !== null ? dutyFrom(duty, statedFrom, agreedOn) : null,
        mayAgree: staffMemberId !== ctx.actor.subjectId,
      }
    })
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

/** Without the words that hold. */
export function earlierThan(now: Standpoint['duty'], said: readonly Said[]): Said[] {
  const place = said.findIndex(({ duty, statedFrom }) => duty === now?.duty && statedFrom === now.statedFrom)
  return said.filter((_, at) => at !== place)
}
