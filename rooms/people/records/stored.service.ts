/** What is stored of one person: spells of employment, posts and leave of all days. `validTo` is the first day after. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { sectionsOn } from '../relations.service.ts'
import type { PostKind } from '../rules.ts'

export interface Spell {
  employmentId: number
  staffNumber: string
  employmentCategory: string
  occupation: string
  validFrom: string
  validTo: string | null
}

export interface Post {
  assignmentId: number
  staffNumber: string
  sectionCode: string
  sectionName: string
  grade: string
  postTitle: string
  kind: PostKind
  isHead: boolean
  validFrom: string
  validTo: string | null
}

export interface Leave {
  kind: string
  validFrom: string
  validTo: string | null
}

/** Nobody imports, corrects or joins meanwhile: what is looked at stays until the change is written. */
export async function alone(ctx: Ctx): Promise<void> {
  await oneAtATime('import').execute(ctx.db)
}

export async function spellsOf(ctx: Ctx, staffMemberId: number): Promise<Spell[]> {
  const { rows } = await sql<Spell>`select employment_id as "employmentId", staff_number as "staffNumber",
      employment_category as "employmentCategory", occupation, joined_on as "validFrom", left_on as "validTo"
    from employment where staff_member_id = ${staffMemberId} order by joined_on`.execute(ctx.db)
  return rows
}

/** Each with the name that its section had on the first day. */
export async function postsOfAllDays(ctx: Ctx, staffMemberId: number): Promise<Post[]> {
  const { rows } = await sql<Post>`select a.assignment_id as "assignmentId", a.staff_number as "staffNumber",
      a.section_code as "sectionCode", coalesce(s.name, a.section_code) as "sectionName", a.grade, a.post_title as "postTitle",
      a.kind, a.is_head as "isHead", a.valid_from as "validFrom", a.valid_to as "validTo"
    from assignment a left join lateral ${sectionsOn(sql`a.valid_from`)} s on s.section_code = a.section_code
    where a.staff_member_id = ${staffMemberId} order by a.valid_from, a.kind, a.section_code`.execute(ctx.db)
  return rows
}

export async function leaveOf(ctx: Ctx, staffMemberId: number): Promise<Leave[]> {
  const { rows } = await sql<Leave>`select kind, valid_from as "validFrom", valid_to as "validTo"
    from leave_of_absence where staff_member_id = ${staffMemberId} order by valid_from`.execute(ctx.db)
  return rows
}

/** Days on which a section is there, in order. */
export async function daysOfSection(ctx: Ctx, sectionCode: string) {
  const { rows } = await sql<{ validFrom: string; validTo: string | null }>`select valid_from as "validFrom",
    valid_to as "validTo" from section_period where section_code = ${sectionCode} order by valid_from`.execute(ctx.db)
  return rows
}

/** The primary post that ended on the day on which this one began. */
export function previousOf(posts: readonly Post[], { kind, validFrom }: Post): Post | undefined {
  if (kind !== 'primary') return undefined
  return posts.find((post) => post.kind === 'primary' && post.validTo === validFrom)
}

/** What can be put right of a leave, a post and a spell: what is corrected says it, and a version is made of it. */
export const leaveFacts = ({ kind, validFrom, validTo }: Leave) => ({ kind, validFrom, validTo })

export const postFacts = (post: Omit<Post, 'assignmentId' | 'sectionName'>) => ({
  staffNumber: post.staffNumber,
  sectionCode: post.sectionCode,
  grade: post.grade,
  postTitle: post.postTitle,
  kind: post.kind,
  isHead: post.isHead ? 1 : 0,
  validFrom: post.validFrom,
  validTo: post.validTo,
})

export const spellFacts = ({ employmentId: _, ...spell }: Spell) => spell
