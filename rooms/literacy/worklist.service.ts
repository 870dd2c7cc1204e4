/** Who is not at the floor yet, by name: HR's list of all staff, and a head's of their own people. */
import { type RawBuilder, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { csvFile } from '#platform/files/csv.ts'
import { sumsBySection } from '#platform/measure/figures.ts'
import { unitRows } from '#platform/measure/units.ts'
import { placeIn } from '#platform/sql/place.ts'
import { cutPage } from '#platform/sql/sql.ts'
import { addDays } from '#platform/time/dates.ts'
import { awayOn, inServiceOn, postsOn, sectionsBelow, sectionsOn } from '#rooms/people/relations.service.ts'
import { colleagues, listTeam } from '#rooms/people/service.ts'
import { kindOf } from '#rooms/policy/evidence.rules.ts'
import { categoriesIn, type FloorSkill, floorOf, ladder } from '#rooms/policy/rules.ts'
import { requirePolicyWith } from '#rooms/policy/service.ts'
import { populationOn, restsOnSample, sampleMark } from '#rooms/skills/population.service.ts'
import { belowBy, FLOOR, firstDaysBelow, floorByGroup, levelsAtFloor, shareAtFloor } from './floor.service.ts'
import { literacyMessages } from './messages.ts'
import type { worklist } from './worklist.contract.ts'
import { ENDING_DAYS, NEW_DAYS, onWorklist, type Standing, standings } from './worklist.rules.ts'

type Chosen = Input<typeof worklist.exportFloorWorklist>
type Person = Answer<typeof worklist.showFloorWorklist>['people'][number]

export async function showFloorWorklist(
  ctx: Ctx<typeof worklist.showFloorWorklist>,
  input: Input<typeof worklist.showFloorWorklist>,
) {
  const document = await requirePolicyWith(ctx, FLOOR)
  const floor = floorOf(document)
  const found = await find(ctx, floor, input, input.pageSize)
  ctx.sees(
    found.rows.map(({ unit }) => unit),
    'literacy.worklist',
  )
  return {
    asOf: ctx.today,
    name: document.literacy.name,
    isSample: await restsOnSample(ctx, document.literacy, ...floor),
    skills: shown(floor),
    counts: found.counts,
    ending: found.ending,
    section: found.section && { sectionCode: found.section.sectionCode, name: found.section.name },
    grades: ladder(document).map(({ id }) => id),
    employmentCategories: categoriesIn(document),
    people: await peopleOf(ctx, floor, found.rows, await levelsOf(ctx, floor, found.rows)),
    next: found.next,
  }
}

export async function exportFloorWorklist(ctx: Ctx<typeof worklist.exportFloorWorklist>, input: Chosen) {
  const document = await requirePolicyWith(ctx, FLOOR)
  const floor = floorOf(document)
  const { rows } = await find(ctx, floor, input, EVERYBODY)
  ctx.exports(
    rows.map(({ unit }) => unit),
    'literacy.worklist',
  )
  const t = (key: Parameters<typeof ctx.t<typeof literacyMessages>>[1]) => ctx.t(literacyMessages, key)
  const people = await peopleOf(ctx, floor, rows, await levelsOf(ctx, floor, rows))
  const base64 = csvFile(
    [
      ...[
        t('worklist.number'),
        t('worklist.name'),
        t('worklist.kana'),
        t('worklist.section_code'),
        t('worklist.section'),
      ],
      ...[t('worklist.grade'), t('worklist.category'), t('worklist.standing'), ...floor.map(({ name }) => name)],
      ...[t('worklist.new'), t('worklist.back_on'), t('worklist.ends_on'), t('worklist.as_of')],
    ],
    people.map((one) => [
      ...[one.staffNumber, one.name, one.nameKana, one.sectionCode, one.sectionName, one.grade, one.employmentCategory],
      ...[
        t(`standing.${one.standing}`),
        ...one.levels,
        one.isNew ? t('worklist.is_new') : '',
        one.backOn,
        one.endsOn,
        ctx.today,
      ],
    ]),
  )
  const mark = await sampleMark(ctx, document.literacy, ...floor)
  return { fileName: `${t('worklist.title')}_${ctx.today}${mark}.csv`, base64 }
}

/**
 * A head's own people. What somebody proves by what they share only where they want to does not count here, so that nobody's standing tells
 * what they keep to themselves (INV-S1).
 */
export async function showTeamFloor(ctx: Ctx<typeof worklist.showTeamFloor>) {
  const [document, team] = await Promise.all([requirePolicyWith(ctx, FLOOR), listTeam(ctx)])
  const whole = floorOf(document)
  const floor = whole.map((skill) => ({
    ...skill,
    evidence: skill.evidence.filter((kind) => kindOf(kind).shares !== 'level'),
  }))
  const ids = team.map(({ staffMemberId }) => staffMemberId)
  ctx.sees(ids, 'literacy.team')
  const [levels, rows, isSample] = await Promise.all([
    levelsAtFloor(ctx, ctx.today, floor, ids),
    standOf(
      ctx,
      sql`(select staff as unit, outside from (${populationOn(ctx.today, document.literacy.population)}) p
      where staff = any(${ids}::bigint[]))`,
    ),
    restsOnSample(ctx, document.literacy, ...floor),
  ])
  const people = await peopleOf(
    ctx,
    floor,
    rows.map(({ outside, ...row }) => ({
      ...row,
      standing: standingOf(outside, standingBy(floor, levels.get(row.unit) ?? [])),
    })),
    levels,
  )
  return {
    name: document.literacy.name,
    isSample,
    skills: shown(floor),
    sharedOnly: floor.some(({ evidence }, place) => evidence.length < whole[place]!.evidence.length),
    people,
  }
}

function standingOf(outside: string | null, standing: Standing): Standing {
  if (outside === 'on_leave' && standing === 'reached') return 'reached_on_leave'
  return (outside as Standing | null) ?? standing
}

function standingBy(floor: readonly FloorSkill[], levels: readonly (number | null)[]): Standing {
  if (floor.some((_, place) => levels[place] == null)) return 'unassessed'
  return floor.every(({ floorLevel }, place) => levels[place]! >= floorLevel) ? 'reached' : 'below'
}

function shown(floor: readonly FloorSkill[]) {
  return floor.map(({ id, name, floorLevel, evidence }) => ({ skill: id, name, level: floorLevel, evidence }))
}

/** What is known of a person beside their name. */
interface Row {
  readonly unit: number
  readonly standing: Standing
  readonly employmentCategory: string
  readonly joinedOn: string
  readonly backOn: string | null
}

/** For a file: more people than any town has. */
const EVERYBODY = 1_000_000
const PLACE = /^(\d{1,15}) (.{0,100})$/u

/** How somebody's part of the share at the floor reads (`shareAtFloor.parts`). */
const STANDING = sql`(case when p.outside = 'on_leave' and p.tallies[2] > 0 then 'reached_on_leave'
  when p.outside is not null then p.outside when p.tallies[4] > 0 then 'unassessed'
  when p.tallies[2] > 0 then 'reached' else 'below' end)`

/** Who was chosen, in the order of sections and numbers, and how many of those chosen by everything but their standing stand how. */
async function find(
  ctx: Ctx<'no_such_section'>,
  floor: readonly FloorSkill[],
  { within, standing, grade, employmentCategory, after }: Chosen & { readonly after?: string | undefined },
  limit: number,
) {
  const section = within === undefined ? null : await sectionOf(ctx, within)
  ctx.must(section || within === undefined, 'no_such_section', { sectionCode: within ?? '' })
  const parts = await unitRows(ctx, shareAtFloor, ctx.today)
  if (!parts) return { section, counts: [], ending: 0, rows: [], next: null }
  const falling = await belowBy(ctx, floor, addDays(ctx.today, ENDING_DAYS))
  const falls = sql`(${STANDING} = 'reached' and p.unit = any(${falling}::bigint[]))`
  const [unit = '0', from = ''] = after === undefined ? [] : placeIn(after, PLACE)
  const chosen = section ? sql`coalesce(p.section_code, '') = any(${section.codes}::text[])` : sql`true`
  const known = sql`join lateral ${inServiceOn(ctx.today)} e on e.staff_member_id = p.unit
    left join lateral ${postsOn(ctx.today)} a on a.staff_member_id = p.unit`
  const asked = sql`(${grade ?? null}::text is null or a.grade = ${grade ?? null})
    and (${employmentCategory ?? null}::text is null or e.employment_category = ${employmentCategory ?? null})`
  const isAll = grade === undefined && employmentCategory === undefined
  const ending = sql<{ people: number }>`${parts.named} select count(*)::integer as people
    from ${parts.rows} p ${isAll ? sql`` : known} where ${falls} and ${chosen} and ${isAll ? sql`true` : asked}`
  const here = sql`(${STANDING} = any(${standing ? [standing] : [...onWorklist]}::text[])
      or ${standing === undefined || standing === 'ending' ? falls : sql`false`})
      and (coalesce(p.section_code, ''), p.unit) > (${from}, ${unit}::bigint)`
  // What is known of people is looked up for a page of them, and not for a whole town, unless they are chosen by it.
  const page = isAll
    ? sql`(select * from ${parts.rows} p where ${chosen} and ${here}
        order by coalesce(p.section_code, ''), p.unit limit ${limit + 1})`
    : sql`(select p.* from ${parts.rows} p ${known} where ${chosen} and ${asked} and ${here}
        order by coalesce(p.section_code, ''), p.unit limit ${limit + 1})`
  const people = sql<Row & { section: string }>`${parts.named}
    select p.unit, coalesce(p.section_code, '') as section, ${STANDING} as standing, ${OF_PERSON}
    from ${page} p join lateral ${inServiceOn(ctx.today)} e on e.staff_member_id = p.unit
      left join lateral ${awayOn(ctx.today)} l on l.staff_member_id = p.unit
    order by coalesce(p.section_code, ''), p.unit`
  const counts =
    isAll || !section
      ? await countsKept(ctx, { codes: section?.codes ?? null, grade, employmentCategory })
      : await countsOf(
          ctx,
          sql`${parts.named} select ${STANDING} as standing, count(*)::integer as people
          from ${parts.rows} p ${known} where ${chosen} and ${asked} group by 1`,
        )
  // Whom nobody is, a whole town would be looked through for.
  const isNobody = standing !== undefined && standing !== 'ending' && !counts.some((one) => one.standing === standing)
  const [ends, found] = await Promise.all([
    falling.length > 0 ? ending.execute(ctx.db) : undefined,
    isNobody ? undefined : people.execute(ctx.db),
  ])
  const { rows, hasMore } = cutPage(found?.rows ?? [], limit)
  const last = rows.at(-1)
  return {
    section,
    counts,
    ending: ends?.rows[0]?.people ?? 0,
    rows,
    next: last && hasMore ? `${last.unit} ${last.section}` : null,
  }
}

/**
 * How many stand how, from the sums that are kept: of the town or of some sections, or of all who have a grade or category. By both at once nothing is
 * kept, and the people of the section are looked at.
 */
async function countsKept(
  ctx: Ctx,
  {
    codes,
    grade,
    employmentCategory,
  }: { codes: readonly string[] | null } & Pick<Chosen, 'grade' | 'employmentCategory'>,
) {
  const isOfGroup = grade !== undefined || employmentCategory !== undefined
  const sums = await sumsBySection(ctx, isOfGroup ? floorByGroup : shareAtFloor, ctx.today)
  const whose = isOfGroup
    ? sql`not is_ward and (${grade ?? null}::text is null or section_code::json ->> 0 = ${grade ?? null})
        and (${employmentCategory ?? null}::text is null or section_code::json ->> 1 = ${employmentCategory ?? null})`
    : codes
      ? sql`not is_ward and section_code = any(${codes}::text[])`
      : sql`is_ward`
  return await countsOf(
    ctx,
    sql`with ${sums!.counted}, chosen as (select outside, tallies[1] as people, coalesce(tallies[2], 0) as reached, coalesce(tallies[4], 0) as unassessed
        from counted where ${whose})
      select standing, sum(people)::integer as people from (
        select 'unassessed' as standing, unassessed as people from chosen where outside is null
        union all select 'reached', reached from chosen where outside is null
        union all select 'below', people - reached - unassessed from chosen where outside is null
        union all select 'reached_on_leave', reached from chosen where outside = 'on_leave'
        union all select outside, people - case when outside = 'on_leave' then reached else 0 end from chosen where outside is not null) each
      group by standing having sum(people) > 0`,
  )
}

/** In the order in which standings are named; those that nobody has are left out. */
async function countsOf(ctx: Ctx, statement: RawBuilder<unknown>) {
  const { rows } = await sql<{ standing: Standing; people: number }>`
    select c.standing, c.people from (${statement}) c`.execute(ctx.db)
  return standings.flatMap((one) => rows.filter(({ standing }) => standing === one))
}

const OF_PERSON = sql`e.employment_category as "employmentCategory", e.joined_on as "joinedOn",
  l.valid_to as "backOn"`

/** Of people as rows (unit, outside): what a line of the list says besides the name. */
async function standOf(ctx: Ctx, units: RawBuilder<unknown>) {
  const { rows } = await sql<Omit<Row, 'standing'> & { outside: string | null }>`select p.unit, p.outside, ${OF_PERSON}
    from ${units} p join lateral ${inServiceOn(ctx.today)} e on e.staff_member_id = p.unit
    left join lateral ${awayOn(ctx.today)} l on l.staff_member_id = p.unit order by p.unit`.execute(ctx.db)
  return rows
}

type Levels = Awaited<ReturnType<typeof levelsAtFloor>>

const levelsOf = (ctx: Ctx, floor: readonly FloorSkill[], rows: readonly Row[]) =>
  levelsAtFloor(
    ctx,
    ctx.today,
    floor,
    rows.map(({ unit }) => unit),
  )

async function peopleOf(
  ctx: Ctx,
  floor: readonly FloorSkill[],
  rows: readonly Row[],
  levels: Levels,
): Promise<Person[]> {
  const until = addDays(ctx.today, ENDING_DAYS)
  const reached = rows.filter(({ standing }) => standing === 'reached').map(({ unit }) => unit)
  const [named, endsOn] = await Promise.all([
    colleagues(
      ctx,
      rows.map(({ unit }) => unit),
    ),
    firstDaysBelow(ctx, floor, reached, until),
  ])
  const byId = new Map(named.map((one) => [one.staffMemberId, one]))
  const newSince = addDays(ctx.today, -NEW_DAYS)
  return rows.flatMap(({ unit, standing, employmentCategory, joinedOn, backOn }) => {
    const colleague = byId.get(unit)
    if (!colleague) return []
    const isNew = joinedOn > newSince
    return [
      {
        ...colleague,
        employmentCategory,
        standing,
        levels: levels.get(unit) ?? [],
        isNew,
        backOn,
        endsOn: endsOn.get(unit) ?? null,
      },
    ]
  })
}

/** A section of today by its name, with the codes of all below it. */
async function sectionOf(ctx: Ctx, within: string) {
  const { rows } = await sql<{ code: string; name: string }>`select section_code as code, s.name
    from ${sectionsBelow(within, ctx.today)} b join ${sectionsOn(ctx.today)} s using (section_code)`.execute(ctx.db)
  const name = rows.find(({ code }) => code === within)?.name
  return name === undefined ? null : { sectionCode: within, name, codes: rows.map(({ code }) => code) }
}
