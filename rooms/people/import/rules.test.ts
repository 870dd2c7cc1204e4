import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvText } from '#platform/files/csv.ts'
import { addDays } from '#platform/time/dates.ts'
import { generateWard } from '#sample/generate.ts'
import { inTown, type Town } from '#testing/town.ts'
import { columns, type FileName, fileNames } from './columns.rules.ts'
import { importing } from './contract.ts'

/*
 * Files as chance makes them, one after the other into one town. Whatever comes in: coming again it changes nothing (INV-D5), and
 * what then stands keeps the invariants, recounted from the tables. Whatever is refused changes nothing.
 */

const day = (n: number) => addDays('2024-04-01', n * 91)
const from = fc.integer({ min: 3, max: 16 }).map(day)
const joined = fc.oneof({ weight: 4, arbitrary: fc.nat(2).map(day) }, { weight: 1, arbitrary: from })
const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant('') }, { weight: 1, arbitrary: value })
const to = seldom(fc.integer({ min: 8, max: 24 }).map(day))
const number = fc.integer({ min: 1, max: 7 }).map((n) => String(500 + n))
const section = fc.constantFrom('10', '1010', '2010', 'A1', 'A2')
const some = <T>(row: fc.Arbitrary<T>) => fc.array(row, { minLength: 1, maxLength: 3 })
const files = fc.record(
  {
    sections: some(
      fc.tuple(
        fc.constantFrom('A1', 'A2'),
        fc.constantFrom('新課', '改めた課'),
        fc.constant('課'),
        seldom(fc.constantFrom('10', 'A1')),
        fc.constant(''),
        from,
        to,
      ),
    ),
    staff: some(
      fc.tuple(
        number,
        fc.constantFrom('髙﨑 一', '𠮷田 一'),
        fc.constant('カナ'),
        fc.constantFrom('常勤', '再任用'),
        fc.constant('事務'),
        joined,
        seldom(from),
        fc.constant(''),
        seldom(number),
      ),
    ),
    assignments: some(
      fc.tuple(
        number,
        section,
        fc.constantFrom('1級職', '2級職'),
        fc.constant('係員'),
        fc.constantFrom('主務', '兼務'),
        fc.constantFrom('0', '1'),
        from,
        to,
      ),
    ),
    leave: some(fc.tuple(number, fc.constantFrom('育児休業', '休職'), from, to)),
  },
  { requiredKeys: [] },
)
/** Where each story begins. */
const base = {
  sections: ['A1', 'A2'].map((code) => [code, '課', '課', '', '', '2024-04-01', '']),
  staff: [1, 2, 3, 4, 5, 6].map((n) => [String(500 + n), '前', 'マエ', '常勤', '事務', '2024-04-01', '', '', '']),
  assignments: [1, 2, 3].map((n) => [String(500 + n), '2010', '1級職', '係員', '主務', '0', '2024-10-01', '']),
}
const FORGET = `with a as (delete from assignment where staff_member_id > 12), l as (delete from leave_of_absence where staff_member_id > 12),
    e as (delete from employment where staff_member_id > 12), c as (delete from account where subject_id > 12),
    s as (delete from section_period where section_code like 'A%'), f as (delete from former_name where staff_member_id > 12),
    i as (delete from import_answer where staff_member_id > 12), n as (delete from coming_name where staff_member_id > 12) delete from staff_member where staff_member_id > 12`
type Given = Partial<Record<FileName, string[][]>>

const upload = (file: FileName, rows: string[][]) => {
  const text = csvText([columns[file].map(({ ja }) => ja), ...rows])
  return { name: file, base64: Buffer.from(text).toString('base64') }
}
const asInput = (given: Given) =>
  Object.fromEntries(fileNames.flatMap((file) => (given[file] ? [[file, upload(file, given[file])]] : [])))

async function tablesOf({ sql }: Town) {
  const tables: unknown[] = []
  for (const name of ['section_period', 'staff_member', 'employment', 'assignment', 'leave_of_absence', 'account']) {
    tables.push(await sql(`select * from ${name} t order by t::text`))
  }
  return tables
}

/** Assignments on some day of which the section or the employment under that number does not exist; leave outside of service. */
const OUTSIDE = `select 'post' from assignment a cross join generate_series(date '2024-01-01', '2032-01-01', '1 month') d
    where a.valid_from <= d and (a.valid_to is null or a.valid_to > d)
      and (not exists (select 1 from section_period s where s.section_code = a.section_code
          and s.valid_from <= d and (s.valid_to is null or s.valid_to > d))
        or not exists (select 1 from employment e where e.staff_member_id = a.staff_member_id
          and e.staff_number = a.staff_number and e.joined_on <= d and (e.left_on is null or e.left_on > d)))
  union all select 'leave' from leave_of_absence l
    where not exists (select 1 from employment e where e.staff_member_id = l.staff_member_id
      and e.joined_on <= l.valid_from and (e.left_on is null or e.left_on >= coalesce(l.valid_to, 'infinity')))
  union all select 'section' from section_period c cross join generate_series(date '2024-01-01', '2032-01-01', '1 month') d
    where c.parent_code is not null and c.valid_from <= d and (c.valid_to is null or c.valid_to > d)
      and not exists (select 1 from section_period p where p.section_code = c.parent_code
        and p.valid_from <= d and (p.valid_to is null or p.valid_to > d))
  union all select 'account' from account a join (select staff_member_id, min(joined_on) as first,
      (array_agg(left_on order by joined_on desc))[1] as last, (array_agg(staff_number order by joined_on desc))[1] as number
      from employment group by 1) e on e.staff_member_id = a.subject_id
    where (a.valid_from, a.valid_to, a.login_name) is distinct from (e.first, e.last, e.number)
  union all select 'opening' from (select a.subject_id, s.login_name, s.valid_from, s.valid_to from account_spell s join account a using (account_id)) s
    full join employment e on (e.staff_member_id, e.staff_number, e.joined_on) = (s.subject_id, s.login_name, s.valid_from)
    where s.valid_to is distinct from e.left_on or s.subject_id is null or e.staff_member_id is null`

test(
  'whatever comes in comes in once (INV-D5), and what stands keeps its invariants (INV-O1, O5, O6)',
  inTown(async (town) => {
    const seen = { applied: 0, refused: 0 }
    const ask = (given: Given) =>
      town.as('hayashi').ask(importing.importWard, { ...asInput(given), whenAlike: 'apart' })
    await fc.assert(
      fc.asyncProperty(files, async (given) => {
        if (Object.keys(given).length === 0) return
        await town.sql(FORGET)
        await ask(base)
        const before = await tablesOf(town)
        const first = await ask(given)
        const after = await tablesOf(town)
        seen[first.applied ? 'applied' : 'refused'] += 1
        if (!first.applied) {
          expect(first.problemCount).toBeGreaterThan(0)
          expect(after).toEqual(before)
          return
        }
        const second = await ask(given)
        for (const { rows, unchanged, ended } of second.files)
          expect({ unchanged, ended }).toEqual({ unchanged: rows, ended: 0 })
        expect(await tablesOf(town)).toEqual(after)
        expect(await town.sql(OUTSIDE)).toEqual([])
      }),
      { numRuns: 30, seed: 1 },
    )
    expect(seen.applied).toBeGreaterThan(5)
    expect(seen.refused).toBeGreaterThan(5)
  }),
  60_000,
)

const wardOf = (staff: number) => {
  const ward: Record<FileName, object[]> = generateWard({ staff })
  return Object.fromEntries(fileNames.map((file) => [file, ward[file].map((row) => Object.values(row) as string[])]))
}

test(
  'ten times the ward passes the preview; the ward itself comes in row by row',
  inTown(async (town) => {
    const large = await town.asCommand.ask(importing.importWard, { ...asInput(wardOf(28_000)), dryRun: true })
    expect(large.problemCount).toBe(0)
    expect(large.files.every(({ rows, added }) => rows > 0 && rows === added)).toBe(true)
    const ward = wardOf(2_800)
    const report = await town.as('hayashi').ask(importing.importWard, { ...asInput(ward), whenAlike: 'apart' })
    expect(report).toMatchObject({ applied: true, problemCount: 0 })
    for (const { file, rows, added } of report.files)
      expect([rows, added]).toEqual([ward[file]!.length, ward[file]!.length])
    const [stored] = await town.sql<Record<string, number>>(`select
      (select count(*) from section_period) - 6 as sections, (select count(*) from employment) - 12 as staff,
      (select count(*) from assignment) - 12 as assignments, (select count(*) from leave_of_absence) - 1 as leave,
      (select count(distinct staff_member_id) from employment) - (select count(*) from account) as "withoutAccount"`)
    const counts = Object.fromEntries(fileNames.map((file) => [file, ward[file]!.length]))
    expect(stored).toEqual({ ...counts, withoutAccount: 0 })
  }),
  60_000,
)
