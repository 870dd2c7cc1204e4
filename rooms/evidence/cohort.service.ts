/** Who is in a study and what is known of them, by rule and as of its days. */
import { createHash, createHmac } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { isSampleTown } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { csvText } from '#platform/files/csv.ts'
import { dayOf, everybody } from '#platform/measure/counting.ts'
import { type Measure, measureNamed } from '#platform/measure/measure.ts'
import { inServiceThroughout, postsOn, sectionsBelow } from '#rooms/people/relations.service.ts'
import { namesakesIn } from '#rooms/policy/rules.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import { latestLevels } from '#rooms/skills/levels.service.ts'
import { firstTreated } from '#rooms/training/treatments.service.ts'
import type { Rows, Subject } from './rows.rules.ts'
import { groupOf, type Statement, type StudyDays, studyDays } from './statement.rules.ts'

export interface Cohort {
  readonly days: StudyDays
  /** In the order of their pseudonyms. */
  readonly subjects: readonly Subject[]
  /** Who they are, in the same order. */
  readonly people: readonly number[]
  /** Treated too early or too late to be of either group. */
  readonly between: number
  readonly restsOnSample: boolean
}

interface Person {
  readonly staff: number
  readonly category: string
  readonly years: number
  readonly grade: string
  readonly section: string
  readonly treatedOn: string | null
}

/** @param salt by which people and sections are numbered anew; the same one gives the same rows again */
export async function cohortOf(ctx: Ctx<'no_policy'>, statement: Statement, salt: string): Promise<Cohort> {
  const days = studyDays(statement)
  const people = await peopleIn(ctx, statement, days)
  const inGroups = people.flatMap((person) => {
    const group = groupOf(statement, days, person.treatedOn)
    return group ? [{ ...person, group }] : []
  })
  // Whoever comes before or between is known only by having been treated.
  const between = people.filter(({ treatedOn }) => treatedOn !== null).length - countTreated(inGroups)
  const known = await Promise.all(days.times.map((day) => valuesOn(ctx, statement, day)))
  const pseudonym = (kind: string, of: string | number) =>
    createHmac('sha256', salt).update(`${kind} ${of}`).digest('hex').slice(0, 12)
  const ordered = inGroups
    .map((one) => ({ ...one, person: pseudonym('person', one.staff) }))
    .sort((a, b) => (a.person < b.person ? -1 : 1))
  const subjects = ordered.map(({ staff, category, person, ...one }) => ({
    person,
    section: pseudonym('section', one.section),
    ...{ group: one.group, treatedOn: one.treatedOn, grade: one.grade, years: one.years },
    employmentCategory: category,
    values: known.map((values) => values.of.get(staff) ?? values.others),
  }))
  return {
    ...{ days, subjects, between },
    people: ordered.map(({ staff }) => staff),
    restsOnSample: (await isSampleTown(ctx)) === true,
  }
}

/** Rows as the file that the engine reads and that is handed out, and what tells whether they are the same. */
export function fileOf({ header, rows }: Rows): { bytes: Uint8Array; digest: string } {
  const bytes = Buffer.from(csvText([header, ...rows], 'unix'))
  return { bytes, digest: createHash('sha256').update(bytes).digest('hex') }
}

function countTreated(people: readonly { readonly treatedOn: string | null }[]): number {
  return people.filter(({ treatedOn }) => treatedOn !== null).length
}

/** In service with one post from the day before to the day of the outcome; where and what they were on the day before (INV-O2). */
async function peopleIn(ctx: Ctx, statement: Statement, { before, outcomeOn }: StudyDays): Promise<Person[]> {
  const { treatment, sections, employmentCategories } = statement
  const within =
    sections.length === 0
      ? sql`true`
      : sql`p.section_code in (${sql.join(
          sections.map((code) => sql`select section_code from ${sectionsBelow(code, before)} b`),
          sql` union `,
        )})`
  const { rows } = await sql<Person>`select e.staff_member_id as staff, e.employment_category as category,
      extract(year from age(${before}::date, e.joined_on))::integer as years, p.grade, p.section_code as section, t.day as "treatedOn"
    from ${inServiceThroughout(before, outcomeOn)} e join ${postsOn(before)} p on p.staff_member_id = e.staff_member_id
      left join ${firstTreated(treatment.kind, treatment.courseCode)} t on t.staff_member_id = e.staff_member_id
    where (${employmentCategories.length} = 0 or e.employment_category = any(${employmentCategories}::text[])) and ${within}
      and (t.day is null or t.day >= ${statement.from}::date)
    order by e.staff_member_id`.execute(ctx.db)
  return rows
}

interface Values {
  readonly of: ReadonlyMap<number, number>
  /** Of whoever has no row: nothing is known (null), or there was none of what is counted. */
  readonly others: number | null
}

async function valuesOn(ctx: Ctx<'no_policy'>, { outcome }: Statement, day: string): Promise<Values> {
  if (outcome.kind === 'measure') return await measuredOn(ctx, personMeasure(outcome.measure)!, day)
  const document = await requirePolicyWith(ctx, ['pyramid'])
  const levels = latestLevels({ skill: sql`k.skill`, kind: sql`r.kind`, day }, everybody)
  const { rows } = await sql<{ staff: number; level: number }>`select distinct on (l.staff) l.staff, l.level
    from unnest(${document.pyramid.rule.levelFrom}::text[]) with ordinality r(kind, place)
      cross join unnest(${namesakesIn(document, outcome.skill)}::text[]) k(skill) cross join lateral ${levels} l
    order by l.staff, r.place, l.as_of desc, l.id desc`.execute(ctx.db)
  const value = (level: number) => (outcome.kind === 'level' ? level : level >= outcome.level ? 1 : 0)
  return { of: new Map(rows.map(({ staff, level }) => [staff, value(level)])), others: null }
}

async function measuredOn(ctx: Ctx, measure: Measure, day: string): Promise<Values> {
  const basis = await measure.basis(ctx, day)
  if (!basis) return { of: new Map(), others: null }
  const parts: RawBuilder<unknown> = measure.parts(dayOf(measure, day, basis), everybody)
  const { rows } = await sql<{ staff: number; of: number; counted: number }>`select unit as staff,
      sum(tallies[1])::integer as of, sum(tallies[2])::integer as counted
    from (${parts}) p where outside is null group by unit`.execute(ctx.db)
  const isShare = measure.unit === '%'
  return {
    of: new Map(
      rows.flatMap((row) => (isShare && row.of === 0 ? [] : [[row.staff, valueFrom(row, isShare)] as const])),
    ),
    others: isShare ? null : 0,
  }
}

const valueFrom = ({ of, counted }: { of: number; counted: number }, isShare: boolean) =>
  isShare ? counted / of : counted

/** A measure that says something of a person; undefined for others. */
export function personMeasure(name: string): Measure | undefined {
  const measure = measureNamed(name)
  return measure && isOfPeople(measure) ? measure : undefined
}

/**
 * Its units are numbered as people are: what follows an employment is the person's part. What only counts what was done is no outcome (INV-L3), and
 * of nobody is it looked up whether somebody thanks them.
 */
export function isOfPeople({ follows, isOutput }: Pick<Measure, 'follows' | 'isOutput'>): boolean {
  return follows.employment === 'units' && !isOutput
}
