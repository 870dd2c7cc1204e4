/** The managed list of qualifications. */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { isSampleTown } from '#platform/auth/service.ts'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { hasSkill, levelsIn, skillNameIn } from '#rooms/policy/rules.ts'
import { policyOn, requirePolicy, requirePolicyWith } from '#rooms/policy/service.ts'
import { checkLevels } from '../evidence.service.ts'
import { skillsIn } from '../rules.ts'
import type { qualifications } from './contract.ts'
import type { QualificationsTables } from './tables.ts'

export const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<QualificationsTables>

export interface Qualification {
  readonly qualificationId: number
  readonly name: string
  readonly issuer: string
  /** By what the skills are today; of one that ended with an edition of the policy nothing is recorded any more. */
  readonly levels: readonly { readonly skill: string; readonly level: number; readonly isEnded: boolean }[]
  readonly validMonths: number | null
  readonly isRetired: boolean
  readonly isSample: boolean
}

type Stored = Omit<Qualification, 'levels'> & {
  readonly levels: readonly { readonly skill: string; readonly level: number }[]
}

/** As the list says them today, by name. */
export async function qualificationsWhere(ctx: Ctx, where: RawBuilder<unknown>): Promise<Qualification[]> {
  const [document, { rows }] = await Promise.all([
    policyOn(ctx),
    sql<Stored>`select q.qualification_id as "qualificationId", q.name, q.issuer,
      q.valid_months as "validMonths", q.retired_at is not null as "isRetired", q.is_sample as "isSample",
      (select coalesce(json_agg(json_build_object('skill', l.skill, 'level', l.level) order by l.skill), '[]')
        from qualification_level l where l.qualification_id = q.qualification_id) as levels
    from qualification q where ${where} order by q.name`.execute(ctx.db),
  ])
  const isEnded = (skill: string) => document !== undefined && !hasSkill(document, skill)
  return rows.map((row) => ({
    ...row,
    levels: levelsIn(document, row.levels).map((one) => ({ ...one, isEnded: isEnded(one.skill) })),
  }))
}

/** What it shows of today's skills. */
export function shownToday({ levels }: Pick<Qualification, 'levels'>): { skill: string; level: number }[] {
  return levels.flatMap(({ skill, level, isEnded }) => (isEnded ? [] : [{ skill, level }]))
}

/** What can become evidence; of one that shows no skill of today HR says first what it shows. */
export async function checkShown(
  ctx: Ctx<'level_too_high' | 'no_policy' | 'unknown_skill'>,
  qualification: Pick<Qualification, 'levels'>,
): Promise<void> {
  const shown = shownToday(qualification)
  await checkLevels(ctx, shown.length > 0 ? shown : qualification.levels)
}

/** First day on which it holds no more, by the list; null: for ever. */
export function endOf({ validMonths }: Pick<Qualification, 'validMonths'>, from: string): string | null {
  return validMonths === null ? null : Temporal.PlainDate.from(from).add({ months: validMonths }).toString()
}

/** What the policy of today calls skills. */
export async function skillNames(ctx: Ctx<'no_policy'>): Promise<(skill: string) => string> {
  const document = await requirePolicy(ctx)
  return (skill) => skillNameIn(document, skill)
}

export async function listQualifications(
  ctx: Ctx<typeof qualifications.listQualifications>,
): Promise<Answer<typeof qualifications.listQualifications>> {
  const [document, nameOf, keeps] = await Promise.all([
    requirePolicyWith(ctx, ['pyramid']),
    skillNames(ctx),
    ctx.may<typeof qualifications.saveQualification>('qualifications.saveQualification'),
  ])
  const known = await qualificationsWhere(ctx, keeps ? sql`true` : sql`q.retired_at is null`)
  return {
    highestLevel: document.pyramid.highestLevel,
    qualifications: known.map((one) => ({
      ...one,
      levels: one.levels.map((shown) => ({ ...shown, name: nameOf(shown.skill) })),
      version: versionOf(said(one)),
    })),
    skills: skillsIn(document).map(({ id, name }) => ({ skill: id, name })),
    may: keeps ? ['keep'] : [],
  }
}

/** What can be edited. */
type Said = Pick<Qualification, 'name' | 'issuer' | 'validMonths'> & {
  readonly levels: readonly { readonly skill: string; readonly level: number }[]
}
export const said = ({ name, issuer, levels, validMonths }: Said) => ({
  ...{ name, issuer, validMonths },
  levels: levels
    .map(({ skill, level }) => ({ skill, level }))
    .toSorted((a, b) => (a.skill < b.skill ? -1 : a.skill > b.skill ? 1 : 0)),
})

export async function saveQualification(
  ctx: Ctx<typeof qualifications.saveQualification>,
  { qualificationId, seen, ...wanted }: Input<typeof qualifications.saveQualification>,
) {
  const { levels, name } = wanted
  const twice = levels.find(({ skill }, at) => levels.findIndex((one) => one.skill === skill) < at)
  ctx.must(!twice, 'skill_twice', { skill: twice?.skill ?? '' })
  await checkLevels(ctx, levels)
  await oneAtATime(LIST).execute(ctx.db)
  const known = await qualificationsWhere(ctx, sql`q.name = ${name} or q.qualification_id = ${qualificationId ?? null}`)
  const before = known.find((one) => one.qualificationId === qualificationId)
  ctx.must(qualificationId === undefined || before, 'no_such_qualification')
  ctx.must(!known.some((one) => one.name === name && one.qualificationId !== qualificationId), 'name_taken', { name })
  if (before) mustBeMadeFrom(ctx, seen, said(before))
  const id = await write(ctx, wanted, before?.qualificationId)
  ctx.about([], { detail: { qualificationId: id, qualification: name } })
  return { qualificationId: id }
}

export const LIST = 'qualifications'

/** @returns its number, under which it is known from then on */
export async function write(ctx: Ctx, one: Said, known: number | undefined): Promise<number> {
  const row = { name: one.name, issuer: one.issuer, valid_months: one.validMonths }
  const id = known ?? (await add(ctx, row))
  if (known !== undefined) {
    await tables(ctx).updateTable('qualification').set(row).where('qualification_id', '=', known).execute()
    await tables(ctx).deleteFrom('qualification_level').where('qualification_id', '=', known).execute()
  }
  await tables(ctx)
    .insertInto('qualification_level')
    .values(one.levels.map(({ skill, level }) => ({ qualification_id: id, skill, level })))
    .execute()
  return id
}

async function add(ctx: Ctx, row: { name: string; issuer: string; valid_months: number | null }): Promise<number> {
  const { qualification_id } = await tables(ctx)
    .insertInto('qualification')
    .values({ ...row, is_sample: (await isSampleTown(ctx)) === true })
    .returning('qualification_id')
    .executeTakeFirstOrThrow()
  return qualification_id
}

export async function retireQualification(
  ctx: Ctx<typeof qualifications.retireQualification>,
  { qualificationId, isRetired }: Input<typeof qualifications.retireQualification>,
) {
  const { rows } = await sql`update qualification set
      retired_at = case when ${isRetired} then coalesce(retired_at, ${ctx.now.toString()}::timestamptz) end,
      retired_by = case when ${isRetired} then ${ctx.actor.subjectId}::bigint end
    where qualification_id = ${qualificationId} returning qualification_id`.execute(ctx.db)
  ctx.must(rows[0], 'no_such_qualification')
  ctx.about([], { detail: { qualificationId, isRetired } })
  return { isRetired }
}
