/**
 * What this room offers to KPIs (measures.ts): who came, who went, who stayed, who came back. A spell that begins on the day on which another of the
 * same person ends (再任用) is no joining, and its beginning no leaving (INV-O6). The last day of a spell is the day before `left_on`: whoever
 * retires on 31 March has left in the year that ends then.
 */
import { type RawBuilder, sql } from 'kysely'
import { isSampleTown } from '#platform/auth/service.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Quantity } from '#platform/measure/measure.ts'
import { on } from '#platform/sql/sql.ts'
import { followsPeople, inServiceOn, lastSectionOfEach, peopleTurning, postsOn } from './relations.service.ts'

const day = sql`d.day`
const [ofPerson, ofGroup] = [
  lastSectionOfEach(sql`e.staff_member_id`, day),
  lastSectionOfEach(sql`g.staff_member_id`, sql`g.day`),
]
const ofPeople = {
  unit: '%',
  isOutput: false,
  follows: followsPeople,
  // People are of the sample, or none of them is (INV-D2).
  basis: async (ctx: Ctx) => ({ restsOnSample: (await isSampleTown(ctx)) === true }),
} as const

/** Of those in service, who joined in the fiscal year. */
export const shareJoined: Quantity = {
  ...{ ...ofPeople, name: 'people.shareJoined', kind: 'events' },
  turning: peopleTurning,
  parts: (days, among) => sql`select d.figure_id, e.staff_member_id as unit, a.section_code, null::text as outside,
      array[1, (e.joined_on >= d.from_day and not ${isContinued('e')})::integer, 0] as tallies
    from ${days} d cross join lateral ${inServiceOn(day)} e
      left join lateral ${postsOn(day)} a on a.staff_member_id = e.staff_member_id
    where ${among('e.staff_member_id')}`,
}

/** Of those in service on the first day of the fiscal year, whose last day has come. */
export const shareLeft: Quantity = {
  ...{ ...ofPeople, name: 'people.shareLeft', kind: 'events' },
  turning: (from, to) => peopleTurning(from, sql`(${to}::date + 1)`),
  parts: (
    days,
    among,
  ) => sql`select d.figure_id, e.staff_member_id as unit, ${ofPerson.section} as section_code, null::text as outside,
      array[1, (not ${servesOn('e', sql`d.day + 1`)})::integer, 0] as tallies
    from ${days} d cross join lateral ${inServiceOn(sql`d.from_day`)} e ${ofPerson.joined}
    where ${among('e.staff_member_id')}`,
}

/** Of those whose three years since joining were over within the last year, who had left by then. */
export const shareLeftEarly: Quantity = {
  ...{ ...ofPeople, name: 'people.shareLeftEarly', kind: 'state' },
  turning: (from, to) =>
    sql`${peopleTurning(from, to)} union ${yearsAfter('employment', 'joined_on', [3, 4], from, to)}`,
  parts: (
    days,
    among,
  ) => sql`select g.figure_id, g.unit, ${ofGroup.section} as section_code, null::text as outside, array[1, g.gone::integer, 0] as tallies
    from (select d.figure_id, d.day, e.staff_member_id, e.staff_member_id as unit,
          bool_or(not ${servesOn('e', sql`(e.joined_on + interval '3 years')::date`)}) as gone
        from ${days} d join employment e on e.joined_on > (d.day - interval '4 years')::date
          and e.joined_on <= (d.day - interval '3 years')::date
        where not ${isContinued('e')} and ${among('e.staff_member_id')} group by 1, 2, 3) g
      ${ofGroup.joined}`,
}

/** Of leave that ended in the fiscal year, after which the person was back in service. */
export const shareBack: Quantity = {
  ...{ ...ofPeople, name: 'people.shareBackFromLeave', kind: 'events', peopleAt: 4 },
  turning: peopleTurning,
  parts: (days, among) =>
    leaveParts(sql`${days} d join leave_of_absence l on l.valid_to between d.from_day and d.day`, {
      among,
      isCounted: servesOn('l', sql`l.valid_to`),
      asked: sql`true`,
    }),
}

/** Of those who were back from leave, and whose first year since then was over within the last year, who were still in service after it. */
export const shareStayed: Quantity = {
  ...{ ...ofPeople, name: 'people.shareStayedAfterLeave', kind: 'state', peopleAt: 4 },
  turning: (from, to) =>
    sql`${peopleTurning(from, to)} union ${yearsAfter('leave_of_absence', 'valid_to', [1, 2], from, to)}`,
  parts: (days, among) =>
    leaveParts(
      sql`${days} d join leave_of_absence l on l.valid_to > (d.day - interval '2 years')::date
      and l.valid_to <= (d.day - interval '1 year')::date`,
      {
        ...{ among, isCounted: servesOn('l', sql`(l.valid_to + interval '1 year')::date`) },
        asked: servesOn('l', sql`l.valid_to`),
      },
    ),
}

/** Of those who had a post on the first day of the fiscal year and have one, whose section is another. */
export const shareMoved: Quantity = {
  ...{ ...ofPeople, name: 'people.shareMoved', kind: 'events' },
  turning: peopleTurning,
  parts: (days, among) => sql`select d.figure_id, a.staff_member_id as unit, a.section_code, null::text as outside,
      array[1, (a.section_code <> b.section_code)::integer, 0] as tallies
    from ${days} d cross join lateral ${postsOn(day)} a
      join lateral ${postsOn(sql`d.from_day`)} b on b.staff_member_id = a.staff_member_id
      join lateral ${inServiceOn(day)} e on e.staff_member_id = a.staff_member_id
    where ${among('a.staff_member_id')}`,
}

/** Each leave that ended, by person; one that another follows without a day between has not ended. */
function leaveParts(
  ended: RawBuilder<unknown>,
  {
    among,
    isCounted,
    asked,
  }: {
    among: Parameters<Quantity['parts']>[1]
    isCounted: RawBuilder<boolean>
    asked: RawBuilder<unknown>
  },
): RawBuilder<unknown> {
  return sql`select g.figure_id, g.unit, ${ofGroup.section} as section_code, null::text as outside, array[g.ended, g.counted, 0, 1]::integer[] as tallies
    from (select d.figure_id, d.day, l.staff_member_id, l.staff_member_id as unit, count(*) as ended,
          count(*) filter (where ${isCounted}) as counted
        from ${ended} where ${asked} and ${among('l.staff_member_id')} and not exists (select from leave_of_absence n
          where n.staff_member_id = l.staff_member_id and n.valid_from = l.valid_to) group by 1, 2, 3) g
      ${ofGroup.joined}`
}

/** The person of a row is in service on a day. */
function servesOn(alias: string, when: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select from employment s where s.staff_member_id = ${sql.ref(`${alias}.staff_member_id`)}
    and ${on('s', when, ['joined_on', 'left_on'])})`
}

/** Another spell of the same person ends where this one begins. */
function isContinued(alias: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from employment b where b.staff_member_id = ${sql.ref(`${alias}.staff_member_id`)}
    and b.left_on = ${sql.ref(`${alias}.joined_on`)})`
}

/** Those for whom so many years since a day of theirs are over after `from` and by `to`. */
function yearsAfter(table: string, column: string, years: readonly number[], from: string, to: string) {
  const passed = years.map((n) => {
    const before = (edge: string) => sql`(${edge}::date - make_interval(years => ${sql.lit(n)}))::date`
    return sql`(${sql.ref(column)} > ${before(from)} and ${sql.ref(column)} <= ${before(to)})`
  })
  return sql`select staff_member_id as unit from ${sql.table(table)} where ${sql.join(passed, sql` or `)}`
}
