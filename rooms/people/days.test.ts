import { type RawBuilder, sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { inTown, type Town } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { people } from './contract.ts'
import {
  allPostsOn,
  awayDuring,
  awayOn,
  employments,
  headsOn,
  inServiceOn,
  inServiceThroughout,
  MOST_LEVELS,
  peopleRows,
  peopleTurning,
  postsBegunBy,
  postsDuring,
  postsOn,
  upwards,
} from './relations.service.ts'
import { hasAnybody, headsOf, idsOf, onLeave, peopleNumbered, postsOf, servesFrom, supervises } from './service.ts'

/** What one column of a derived table holds, in order. */
const column = (ctx: Ctx, name: string, table: RawBuilder<unknown>) =>
  sql<{ v: string }>`select ${sql.ref(`t.${name}`)}::text as v from ${table} t order by 1`
    .execute(ctx.db)
    .then(({ rows }) => rows.map(({ v }) => v))

/** 佐藤's post from 1 to 30 June 2027 beside the one that ends then, 上田's leave in June, 森's last day on 30 June. */
async function june({ sql: run, sato, ueda, mori }: Town) {
  await run(`update assignment set valid_to = '2027-06-01' where staff_member_id = $1`, [sato])
  await run(
    `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from, valid_to)
     values ($1, '00000004', '2020', '1級職', '係員', 'primary', false, '2027-06-01', '2027-07-01'),
       ($1, '00000004', '2010', '1級職', '係員', 'acting', true, '2027-06-01', '2027-07-01')`,
    [sato],
  )
  await run(
    `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to) values ($1, '病気休暇', '2027-06-01', '2027-07-01')`,
    [ueda],
  )
  await run(`update employment set left_on = '2027-07-01' where staff_member_id = $1`, [mori])
}

test(
  'what holds from a day to a day holds on both of them, and on none beside (INV-O2)',
  inTown(async (town) => {
    await june(town)
    const { sato, ueda, mori } = town
    const sections = (posts: RawBuilder<unknown>) =>
      within(town, (ctx) =>
        column(ctx, 'section_code', sql`(select * from ${posts} p where p.staff_member_id = ${sato})`),
      )
    const on = ['2027-05-31', '2027-06-01', '2027-06-30', '2027-07-01']
    expect(await Promise.all(on.map((day) => sections(postsOn(day))))).toEqual([['101010'], ['2020'], ['2020'], []])
    expect(await Promise.all(on.map((day) => sections(allPostsOn(day))))).toEqual([
      ['101010'],
      ['2010', '2020'],
      ['2010', '2020'],
      [],
    ])
    expect(await sections(postsDuring('2027-05-31', '2027-06-01'))).toEqual(['101010', '2020'])
    expect(await sections(postsDuring('2027-06-01', '2027-06-09'))).toEqual(['2020'])
    expect(await sections(postsBegunBy('2027-05-31'))).toEqual(['101010'])
    expect(await sections(postsBegunBy('2027-06-01'))).toEqual(['101010', '2020'])
    expect(await sections(postsBegunBy('2028-06-01'))).toEqual(['101010', '2020'])
    const who = (table: RawBuilder<unknown>) => within(town, (ctx) => column(ctx, 'staff_member_id', table))
    expect(await Promise.all(on.map((day) => who(awayOn(day))))).toEqual([[], [String(ueda)], [String(ueda)], []])
    expect(await who(awayDuring('2027-05-01', '2027-06-01'))).toEqual([String(ueda)])
    expect(await who(awayDuring('2027-03-31', '2027-05-31'))).toEqual([String(town.kimura)])
    const serves = async (table: RawBuilder<unknown>) => (await who(table)).includes(String(mori))
    expect(await Promise.all(on.map((day) => serves(inServiceOn(day))))).toEqual([true, true, true, false])
    expect(await serves(inServiceThroughout('2027-06-01', '2027-06-30'))).toBe(true)
    expect(await serves(inServiceThroughout('2027-06-01', '2027-07-01'))).toBe(false)
    const everyone = Array.from({ length: 12 }, (_, place) => String(place + 1)).sort()
    expect([await who(employments()), await who(peopleRows('2026-11-22'))]).toEqual([everyone, everyone])
    const heads = (day: string) =>
      within(town, (ctx) =>
        column(ctx, 'staff_member_id', sql`(select * from ${headsOn(day)} h where h.section_code = '2010')`),
      )
    expect(await Promise.all(on.map(heads))).toEqual([['9'], ['4', '9'], ['4', '9'], ['9']])
    await town.sql(`update employment set left_on = '2027-06-10' where staff_member_id = $1`, [sato])
    expect([await heads('2027-06-09'), await heads('2027-06-10')]).toEqual([['4', '9'], ['9']])
    await town.sql(
      `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to) values ($1, '病気休暇', '2027-06-02', '2027-06-04')`,
      [sato],
    )
    expect(await Promise.all(['2027-06-01', '2027-06-02', '2027-06-03', '2027-06-04'].map(heads))).toEqual([
      ['4', '9'],
      ['9'],
      ['9'],
      ['4', '9'],
    ])
  }),
)

test(
  'somebody’s day turns when an employment, a post or a leave begins or ends, once, and on no other day',
  inTown(async (town) => {
    await june(town)
    const { sato, ueda, mori } = town
    const turning = (from: string, to: string) =>
      within(town, (ctx) => column(ctx, 'unit', sql`(${peopleTurning(from, to)})`))
    expect(await turning('2027-05-30', '2027-05-31')).toEqual([])
    expect(await turning('2027-05-31', '2027-06-01')).toEqual([sato, ueda].map(String))
    expect(await turning('2027-06-01', '2027-06-30')).toEqual([])
    expect(await turning('2027-06-30', '2027-07-01')).toEqual([mori, sato, ueda].map(String))
    expect(await turning('2027-07-01', '2027-12-31')).toEqual([])
    expect(await turning('2015-03-31', '2015-04-01')).toHaveLength(12)
  }),
)

test(
  'people behind numbers, with what is asked of them by other rooms',
  inTown(async (town) => {
    const { sato, yamada, mori, kimura } = town
    await town.sql(
      `insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on)
       values ($1, '00000007', '常勤', '事務', '2027-04-01')`,
      [yamada],
    )
    await town.sql(
      `insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on, left_on)
       values ($1, '00000077', '常勤', '事務', '2014-04-01', '2015-03-31')`,
      [yamada],
    )
    await town.sql(`update employment set left_on = '2026-12-01' where staff_member_id = $1`, [mori])
    const ask = <T>(work: (ctx: Ctx) => Promise<T>) => within(town, work)
    const ids = await ask((ctx) => idsOf(ctx, ['00000007', '00000004', '99']))
    expect(ids.sort()).toEqual([sato, yamada])
    expect(await ask((ctx) => peopleNumbered(ctx, ['00000077', '00000004', '99']))).toEqual([
      { staffNumber: '00000004', staffMemberId: sato },
      { staffNumber: '00000077', staffMemberId: yamada },
    ])
    const serves = (day: string) => ask((ctx) => servesFrom(ctx, mori, day))
    expect([await serves('2026-11-30'), await serves('2026-12-01')]).toEqual([true, false])
    expect([
      await ask((ctx) => servesFrom(ctx, sato, '2099-01-01')),
      await ask((ctx) => servesFrom(ctx, 999, '2026-01-01')),
    ]).toEqual([true, false])
    const away = (...ids: number[]) => ask((ctx) => onLeave(ctx, ids))
    expect([await away(kimura, sato), await away(sato)]).toEqual([new Set([kimura]), new Set()])
    expect(await ask(hasAnybody)).toBe(true)
  }),
)

test(
  'twenty sections above a unit are looked through and no more, and a circle ends',
  inTown(async (town) => {
    const { sato, kato, sql: run } = town
    await run(`update assignment set is_head = false`)
    await run(
      `insert into section_period (section_code, name, kind, parent_code, valid_from)
       select 'S' || n, 'S' || n, '課', case when n < 22 then 'S' || n + 1 end, '2026-04-01' from generate_series(0, 22) n`,
    )
    await run(`update assignment set section_code = 'S0' where staff_member_id = $1`, [sato])
    const heads = async (code: string) => {
      await run(`update assignment set section_code = $2, is_head = true where staff_member_id = $1`, [kato, code])
      return await within(town, async (ctx) => [...(await headsOf(ctx, [sato])).get(sato)!])
    }
    expect([await heads('S19'), await heads(`S${MOST_LEVELS}`), await heads('S21')]).toEqual([[kato], [kato], []])
    const above = () =>
      within(town, async (ctx) => {
        const { rows } = await sql<{
          code: string
          height: number
        }>`with recursive start as (select 'S0'::text as section_code),
          ${upwards('2026-11-22')} select section_code as code, height from up order by height`.execute(ctx.db)
        return rows.map(({ code, height }) => `${code} ${height}`)
      })
    expect(await above()).toEqual(Array.from({ length: MOST_LEVELS + 1 }, (_, height) => `S${height} ${height}`))
    await run(`update section_period set parent_code = 'S0' where section_code = 'S2'`)
    expect((await above()).slice(0, 4)).toEqual(['S0 0', 'S1 1', 'S2 2', 'S0 3'])
    expect(await within(town, (ctx) => supervises(ctx, sato))).toBe(false)
    // What stands in a circle hangs on no root; what has lost its parent is one.
    await run(`update section_period set valid_to = '2026-11-01' where section_code = '10'`)
    const listed = await town.as('sato').ask(people.listSections, {})
    expect(listed.map(({ sectionCode, path, headcount }) => [sectionCode, path.length, headcount])).toEqual([
      ['1010', 1, 1],
      ['101010', 2, 3],
      ['20', 1, 1],
      ['2010', 2, 2],
      ['2020', 2, 2],
      ...Array.from({ length: 20 }, (_, place) => [`S${22 - place}`, place + 1, 22 - place === 21 ? 1 : 0]),
    ])
  }),
)

test(
  'posts are told the primary one first, also in a section that is no more; whoever has none stands in the directory all the same',
  inTown(async (town) => {
    const { as, sql: run, sato, ueda } = town
    await run(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
       values ($1, '00000004', '10', '6級職', '事務取扱', 'acting', true, '2026-04-01'),
         ($1, '00000004', '2020', '1級職', '係員', 'concurrent', false, '2026-04-01')`,
      [sato],
    )
    await run(`update section_period set valid_to = '2026-11-22' where section_code = '2020'`)
    const { posts, roles } = await as(sato).ask(people.showMe, {})
    expect(posts.map(({ kind, sectionName }) => [kind, sectionName])).toEqual([
      ['primary', '窓口係'],
      ['concurrent', '2020'],
      ['acting', '区民生活部'],
    ])
    expect(roles).toEqual(['staff', 'sectionHead', 'executive'])
    expect(await within(town, (ctx) => postsOf(ctx, sato, '2026-03-31'))).toHaveLength(1)
    await run(`delete from assignment where staff_member_id = $1`, [ueda])
    const { staff, total } = await as(sato).ask(people.listStaff, { q: '上田' })
    expect([total, staff.map(({ staffNumber, sectionCode }) => [staffNumber, sectionCode])]).toEqual([
      1,
      [['00000005', null]],
    ])
    expect(await as(sato).ask(people.showStaffMember, { staffMemberId: town.ito })).toMatchObject({
      sectionCode: '2020',
      sectionName: null,
    })
    await expect(as(sato).ask(people.showStaffMember, { staffMemberId: town.yamada })).rejects.toThrow(
      'no_such_staff_member',
    )
    await run(`update employment set left_on = '2026-11-22' where staff_member_id = $1`, [sato])
    await expect(as(sato).ask(people.showMe, {})).rejects.toThrow('no_such_staff_member')
    expect((await as(ueda).ask(people.listStaff, {})).total).toBe(10)
  }),
)
