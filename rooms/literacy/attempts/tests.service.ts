/** Tests as HR writes, opens and ends them. */
import { type Kysely, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { FieldProblem } from '#platform/refusal/refusal.ts'
import { addDays } from '#platform/time/dates.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { inServiceOn, sectionsOn } from '#rooms/people/relations.service.ts'
import type { PolicyDocument, PolicyWith } from '#rooms/policy/document.rules.ts'
import { becameIn, skillIn, skillNameIn } from '#rooms/policy/rules.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import { skillsIn } from '#rooms/skills/rules.ts'
import { itemsMessages } from '../items/messages.ts'
import { drawableFor } from '../items/service.ts'
import { attemptsMessages } from './messages.ts'
import {
  areRising,
  availableFor,
  canFill,
  drawn,
  itemsIn,
  type Mark,
  MOST_ITEMS,
  overlapIn,
  type Part,
  type testStates,
} from './rules.ts'
import { shownItems } from './shown.service.ts'
import type { AttemptsTables } from './tables.ts'
import type { tests } from './tests.contract.ts'

export const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<AttemptsTables>

type Said = Input<typeof tests.saveTest>['test']
type State = (typeof testStates)[number]

/** A test as it is stored, with its state. */
export interface StoredTest {
  readonly testId: number
  readonly title: string
  readonly note: string
  readonly skill: string
  readonly parts: Part[]
  readonly minutes: number
  readonly marks: Mark[]
  readonly attempts: number | null
  readonly waitingDays: number
  readonly openFrom: string
  readonly openTo: string | null
  readonly sections: string[]
  readonly employmentCategories: string[]
  readonly state: State
}

export async function testsWhere(ctx: Ctx, where: { testId?: number; state?: State } = {}): Promise<StoredTest[]> {
  const { rows } = await sql<StoredTest>`select t.* from (
      select t.test_id as "testId", t.title, t.note, t.skill, t.parts, t.minutes, t.marks, t.attempts,
        t.waiting_days as "waitingDays", t.open_from as "openFrom", t.open_to as "openTo", t.sections,
        t.employment_categories as "employmentCategories",
        case when t.retired_at is not null then 'retired' when t.published_at is not null then 'published'
          else 'draft' end as state
      from test t) t
    where (${where.testId ?? null}::bigint is null or t."testId" = ${where.testId ?? null}::bigint)
      and (${where.state ?? null}::text is null or t.state = ${where.state ?? null}::text)
    order by t."openFrom" desc, t."testId" desc`.execute(ctx.db)
  return rows
}

export async function requireTest(ctx: Ctx<'no_such_test'>, testId: number): Promise<StoredTest> {
  const [test] = await testsWhere(ctx, { testId })
  ctx.must(test, 'no_such_test')
  return test
}

/** Keys in the order of the contract: the version is a digest of them. */
function said(test: Omit<StoredTest, 'testId' | 'state'>): Said {
  const { title, note, skill, parts, minutes, marks, attempts, waitingDays, openFrom, openTo } = test
  return {
    ...{ title, note, skill, minutes, attempts, waitingDays, openFrom },
    parts: parts.map(({ field, level, items }) => ({ field, level, items })),
    marks: marks.map(({ level, percent }) => ({ level, percent })),
    lastDay: openTo === null ? null : addDays(openTo, -1),
    sections: test.sections,
    employmentCategories: test.employmentCategories,
  }
}

export async function listTests(ctx: Ctx<typeof tests.listTests>): Promise<Answer<typeof tests.listTests>> {
  const [document, all, counts] = await Promise.all([
    requirePolicyWith(ctx, ['pyramid']),
    testsWhere(ctx),
    countsOf(ctx),
  ])
  const isShort = await shortOf(ctx, all)
  return {
    tests: all.map((test) => {
      const { testId, title, state, openFrom, minutes } = test
      return {
        ...{ testId, title, state, openFrom, minutes, ...(counts.get(testId) ?? none) },
        skillName: skillNameIn(document, test.skill),
        lastDay: said(test).lastDay,
        items: itemsIn(test.parts),
        isShort: isShort(test),
      }
    }),
  }
}

const none = { running: 0, ended: 0, passed: 0 }

async function countsOf(ctx: Ctx) {
  const { rows } = await sql<{ testId: number; running: number; ended: number; passed: number }>`
    select a.test_id as "testId", count(*) filter (where a.ended_at is null) as running,
      count(*) filter (where a.ended_at is not null) as ended,
      count(distinct a.staff_member_id) filter (where a.level is not null) as passed
    from test_attempt a where a.voided_at is null group by a.test_id`.execute(ctx.db)
  return new Map(rows.map(({ testId, ...counts }) => [testId, counts]))
}

/** Which of some tests the bank cannot fill today. */
export async function shortOf(ctx: Ctx, all: readonly StoredTest[]): Promise<(test: StoredTest) => boolean> {
  const skills = [...new Set(all.map(({ skill }) => skill))]
  const banks = new Map(await Promise.all(skills.map(async (skill) => [skill, await drawableFor(ctx, skill)] as const)))
  return ({ skill, parts }) => !canFill(parts, banks.get(skill)!)
}

export async function showTest(
  ctx: Ctx<typeof tests.showTest>,
  { testId }: Input<typeof tests.showTest>,
): Promise<Answer<typeof tests.showTest>> {
  const [document, test] = await Promise.all([requirePolicyWith(ctx, ['pyramid']), requireTest(ctx, testId)])
  const bank = await drawableFor(ctx, test.skill)
  // Which of several HR means, HR says.
  return {
    ...{
      testId,
      state: test.state,
      test: { ...said(test), skill: skillIn(document, test.skill) },
      version: versionOf(said(test)),
    },
    skillName: skillNameIn(document, test.skill),
    available: availableFor(test.parts, bank),
    samples: bank.filter(({ isSample }) => isSample).length,
  }
}

export async function saveTest(
  ctx: Ctx<typeof tests.saveTest>,
  { testId, test: wanted, seen }: Input<typeof tests.saveTest>,
) {
  const problems = await problemsOf(ctx, await requirePolicyWith(ctx, ['pyramid']), wanted)
  if (problems.length > 0) throw ctx.refusal('faulty_test', {}, problems)
  if (testId !== undefined) {
    await sql`select from test t where t.test_id = ${testId} for update`.execute(ctx.db)
    const stored = await requireTest(ctx, testId)
    mustBeMadeFrom(ctx, seen, said(stored))
    if (stored.state === 'published') await mustBeFilled(ctx, wanted)
  }
  const row = {
    ...{ title: wanted.title, note: wanted.note, skill: wanted.skill, minutes: wanted.minutes },
    ...{ attempts: wanted.attempts, waiting_days: wanted.waitingDays, open_from: wanted.openFrom },
    parts: sql<string>`${JSON.stringify(wanted.parts)}::jsonb`,
    marks: sql<string>`${JSON.stringify(wanted.marks)}::jsonb`,
    open_to: wanted.lastDay === null ? null : addDays(wanted.lastDay, 1),
    sections: wanted.sections,
    employment_categories: wanted.employmentCategories,
    recorded_by: ctx.actor.subjectId,
    recorded_at: new Date(ctx.now.epochMilliseconds),
  }
  const { test_id: id } = await (testId === undefined
    ? tables(ctx).insertInto('test').values(row).returning('test_id').executeTakeFirstOrThrow()
    : tables(ctx)
        .updateTable('test')
        .set(row)
        .where('test_id', '=', testId)
        .returning('test_id')
        .executeTakeFirstOrThrow())
  ctx.tells('test', [id])
  ctx.about([], { detail: { testId: id, title: wanted.title } })
  return { testId: id, version: versionOf(wanted) }
}

/** What is wrong with a test whatever the bank holds, each at its place. */
async function problemsOf(ctx: Ctx, document: PolicyWith<'pyramid'>, test: Said): Promise<FieldProblem[]> {
  const t = (key: `fault.${string}` & keyof (typeof attemptsMessages)['ja'], values = {}) =>
    ctx.t(attemptsMessages, key, values)
  const highest = document.pyramid.highestLevel
  const overlap = overlapIn(test.parts)
  const unknown = await unknownSections(ctx, test.sections)
  const strange = await unknownCategories(ctx, test.employmentCategories)
  const wrong = (isWrong: boolean, path: string, reason: string) => (isWrong ? [{ path, reason }] : [])
  return [
    ...wrong(!skillsIn(document).some(({ id }) => id === test.skill), 'test.skill', t('fault.skill')),
    ...wrong(
      overlap !== undefined,
      'test.parts',
      t('fault.overlap', { one: (overlap?.[0] ?? 0) + 1, other: (overlap?.[1] ?? 0) + 1 }),
    ),
    ...wrong(itemsIn(test.parts) > MOST_ITEMS, 'test.parts', t('fault.items', { most: MOST_ITEMS })),
    ...wrong(!areRising(test.marks), 'test.marks', t('fault.marks')),
    ...wrong(
      test.marks.some(({ level }) => level > highest),
      'test.marks',
      t('fault.level', { highest }),
    ),
    ...wrong(test.lastDay !== null && test.lastDay < test.openFrom, 'test.lastDay', t('fault.days')),
    ...wrong(unknown.length > 0, 'test.sections', t('fault.sections', { codes: unknown.join(', ') })),
    ...wrong(strange.length > 0, 'test.employmentCategories', t('fault.categories', { names: strange.join(', ') })),
  ]
}

async function unknownSections(ctx: Ctx, codes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select w.code from unnest(${[...codes]}::text[]) w(code)
    where not exists (select from ${sectionsOn(ctx.today)} s where s.section_code = w.code)`.execute(ctx.db)
  return rows.map(({ code }) => code)
}

/** Nobody is employed so today. */
async function unknownCategories(ctx: Ctx, names: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select w.name from unnest(${[...names]}::text[]) w(name)
    where not exists (select from ${inServiceOn(ctx.today)} e where e.employment_category = w.name)`.execute(ctx.db)
  return rows.map(({ name }) => name)
}

/** Refused with how many items are missing in which part. */
export async function mustBeFilled(ctx: Ctx<'bank_short'>, { skill, parts }: Pick<StoredTest, 'skill' | 'parts'>) {
  const available = availableFor(parts, await drawableFor(ctx, skill))
  const missing = parts.flatMap(({ field, level, items }, at) => {
    const has = available[at]!
    if (has >= items) return []
    const words = {
      field: field === null ? ctx.t(attemptsMessages, 'part.any_field') : ctx.t(itemsMessages, `field.${field}`),
      level: level === null ? ctx.t(attemptsMessages, 'part.any_level') : level,
    }
    return [{ path: `test.parts.${at}`, reason: ctx.t(attemptsMessages, 'part.missing', { ...words, items, has }) }]
  })
  if (missing.length > 0) throw ctx.refusal('bank_short', {}, missing)
}

export async function publishTest(
  ctx: Ctx<typeof tests.publishTest>,
  { testId }: Input<typeof tests.publishTest>,
): Promise<Answer<typeof tests.publishTest>> {
  await mustBeFilled(ctx, await requireTest(ctx, testId))
  await sql`update test set published_at = ${ctx.now.toString()}::timestamptz, published_by = ${ctx.actor.subjectId}::bigint
    where test_id = ${testId} and published_at is null`.execute(ctx.db)
  ctx.tells('test', [testId])
  ctx.about([], { detail: { testId } })
  return { state: (await requireTest(ctx, testId)).state }
}

export async function retireTest(
  ctx: Ctx<typeof tests.retireTest>,
  { testId, isRetired }: Input<typeof tests.retireTest>,
): Promise<Answer<typeof tests.retireTest>> {
  await sql`update test set
      retired_at = case when ${isRetired} then coalesce(retired_at, ${ctx.now.toString()}::timestamptz) end,
      retired_by = case when ${isRetired} then ${ctx.actor.subjectId}::bigint end
    where test_id = ${testId}`.execute(ctx.db)
  ctx.tells('test', [testId])
  ctx.about([], { detail: { testId, isRetired } })
  return { state: (await requireTest(ctx, testId)).state }
}

export async function previewTest(
  ctx: Ctx<typeof tests.previewTest>,
  { testId, seed }: Input<typeof tests.previewTest>,
): Promise<Answer<typeof tests.previewTest>> {
  const test = await requireTest(ctx, testId)
  await mustBeFilled(ctx, test)
  const items = await shownItems(ctx, drawn(test.parts, await drawableFor(ctx, test.skill), seed))
  return { title: test.title, minutes: test.minutes, items }
}

/** Of a skill that became several, as the first of them calls it. */
export function levelNameIn(document: PolicyDocument, skill: string, level: number | null): string | null {
  const [now] = becameIn(document, skill)
  const { levels = [] } = skillsIn(document).find(({ id }) => id === now) ?? {}
  return levels.find((one) => one.level === level)?.name ?? null
}
