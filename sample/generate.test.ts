import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readTable } from '#platform/files/table.ts'
import { addDays } from '#platform/time/dates.ts'
import { columns } from '#rooms/people/import/columns.rules.ts'
import { generateWard, personas, sampleAsOf, type Ward } from './generate.ts'
import type { AssignmentRow, SectionRow, StaffRow } from './generate-rows.ts'
import { writeWard } from './generate-write.ts'

/* The checker reads the rows as an importer would; it knows nothing of how they were made. */

const FOREVER = '9999-12-31'
interface Span {
  readonly from: string
  readonly to: string
}
/** Both ends included, as the files write them. */
const span = (from: string, to: string): Span => ({ from, to: to || FOREVER })
const holds = ({ from, to }: Span, day: string) => from <= day && day <= to
const inside = (inner: Span, outer: Span) => outer.from <= inner.from && inner.to <= outer.to
const spanOf = ({ validFrom, validTo }: { validFrom: string; validTo: string }) => span(validFrom, validTo)

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  return Map.groupBy(rows, key)
}

function overlaps(spans: readonly Span[]): boolean {
  const sorted = spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  return sorted.some((one, index) => index > 0 && sorted[index - 1]!.to >= one.from)
}

/** Rows of one code that follow each other are one life. */
function lifeOf(rows: readonly SectionRow[]): Span[] {
  const lives: Span[] = []
  for (const one of rows.map(spanOf).toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = lives.at(-1)
    if (last && last.to !== FOREVER && addDays(last.to, 1) === one.from)
      lives[lives.length - 1] = { from: last.from, to: one.to }
    else lives.push(one)
  }
  return lives
}

/** Everything that is wrong with a ward, in words. */
function faultsOf({ sections, staff, assignments, leave }: Ward): string[] {
  const faults: string[] = []
  const check = (good: boolean, fault: string) => good || faults.push(fault)
  const codes = groupBy(sections, ({ sectionCode }) => sectionCode)
  const lives = new Map([...codes].map(([code, rows]) => [code, lifeOf(rows)]))
  const livesThrough = (code: string, when: Span) => (lives.get(code) ?? []).some((life) => inside(when, life))
  for (const [code, rows] of codes) check(!overlaps(rows.map(spanOf)), `section ${code} overlaps itself`)
  for (const row of sections) {
    check(
      !row.parentCode || livesThrough(row.parentCode, spanOf(row)),
      `section ${row.sectionCode} outlives its parent`,
    )
  }
  const people = new Map(staff.map((row) => [row.staffNumber, row]))
  check(people.size === staff.length, 'a staff number occurs twice')
  for (const row of staff) faults.push(...faultsOfPerson(row, people))
  const posts = groupBy(assignments, ({ staffNumber }) => staffNumber)
  for (const row of assignments) {
    const person = people.get(row.staffNumber)
    const name = `${row.staffNumber} at ${row.sectionCode} from ${row.validFrom}`
    check(!!person && inside(spanOf(row), span(person.joinedOn, person.leftOn)), `${name} is outside the employment`)
    check(livesThrough(row.sectionCode, spanOf(row)), `${name} is outside the section's validity`)
    check(row.validFrom <= (row.validTo || FOREVER), `${name} ends before it begins`)
  }
  for (const row of staff) faults.push(...faultsOfPosts(row, posts.get(row.staffNumber) ?? []))
  faults.push(...faultsOfHeads(sections, assignments))
  for (const row of leave) {
    const person = people.get(row.staffNumber)
    check(
      !!person && inside(span(row.from, row.to), span(person.joinedOn, person.leftOn)),
      `leave of ${row.staffNumber} is outside`,
    )
    check(row.from <= (row.to || FOREVER), `leave of ${row.staffNumber} ends before it begins`)
  }
  check(new Set(leave.map(({ staffNumber }) => staffNumber)).size === leave.length, 'two leaves of one person')
  return faults
}

function faultsOfPerson(row: StaffRow, people: ReadonlyMap<string, StaffRow>): string[] {
  const faults: string[] = []
  if (!/^\d{8}$/.test(row.staffNumber)) faults.push(`${row.staffNumber} has not eight digits`)
  if (!/^[\p{Script=Katakana}ー]+ [\p{Script=Katakana}ー]+$/u.test(row.nameKana))
    faults.push(`${row.nameKana} is no reading`)
  if (row.leftOn && row.leftOn < row.joinedOn) faults.push(`${row.staffNumber} left before joining`)
  if (!row.formerStaffNumber) return faults
  const former = people.get(row.formerStaffNumber)
  const same = former?.name === row.name && former.leftOn && addDays(former.leftOn, 1) === row.joinedOn
  if (!same) faults.push(`${row.staffNumber} does not follow ${row.formerStaffNumber}`)
  return faults
}

/** INV-O1, and no day without a post from the first one to the end of the employment. */
function faultsOfPosts(person: StaffRow, posts: readonly AssignmentRow[]): string[] {
  const primaries = posts.filter(({ kind }) => kind === '主務').toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  if (primaries.length === 0) return [`${person.staffNumber} has no post`]
  const faults: string[] = []
  if (overlaps(primaries.map(spanOf))) faults.push(`${person.staffNumber} has two primary posts at once (INV-O1)`)
  const gap = primaries.some((post, n) => n > 0 && addDays(primaries[n - 1]!.validTo, 1) !== post.validFrom)
  if (gap) faults.push(`${person.staffNumber} has a day without a post`)
  if (primaries.at(-1)!.validTo !== person.leftOn)
    faults.push(`${person.staffNumber} ends otherwise than the last post`)
  for (const post of posts) {
    const beside = primaries.find((one) => holds(spanOf(one), post.validFrom))
    if (beside?.grade !== post.grade) faults.push(`${person.staffNumber} has two grades on ${post.validFrom}`)
  }
  return faults
}

/** One head a section on every day that anything changes, and never two. */
function faultsOfHeads(sections: readonly SectionRow[], assignments: readonly AssignmentRow[]): string[] {
  const heads = groupBy(
    assignments.filter(({ isHead }) => isHead === '1'),
    ({ sectionCode }) => sectionCode,
  )
  const faults: string[] = []
  for (const [code, posts] of heads)
    if (overlaps(posts.map(spanOf))) faults.push(`section ${code} has two heads at once`)
  for (const section of sections.filter((row) => holds(spanOf(row), sampleAsOf))) {
    const here = (heads.get(section.sectionCode) ?? []).filter((post) => holds(spanOf(post), sampleAsOf))
    if (here.length !== 1) faults.push(`section ${section.sectionCode} has ${here.length} heads`)
  }
  return faults
}

const today = (ward: Ward) => ward.assignments.filter((row) => holds(spanOf(row), sampleAsOf))

describe('a generated ward', () => {
  test.each([
    [30, [1, 2, 3, 4, 5, 6, 7, 8]],
    [31, [9]],
    [120, [1, 2]],
    [300, [1, 2, 3, 4]],
    [2_800, [1, 2]],
    [5_000, [3]],
  ] as const)('of %i people holds together for every seed', (size, seeds) => {
    for (const seed of seeds) {
      const ward = generateWard({ staff: size, seed })
      expect(faultsOf(ward)).toEqual([])
      const inOffice = ward.staff.filter(({ joinedOn, leftOn }) => holds(span(joinedOn, leftOn), sampleAsOf))
      expect(inOffice).toHaveLength(size)
    }
  })

  test('that is broken is noticed: an overlap, a lost head, a section that ended, a post after leaving', () => {
    const broken = (change: (ward: Ward) => void) => {
      const ward = generateWard({ staff: 300, seed: 1 })
      change(ward)
      return faultsOf(ward).join()
    }
    const moved = ({ assignments }: Ward) => assignments.find(({ kind, validTo }) => kind === '主務' && validTo)!
    expect(broken((ward) => Object.assign(moved(ward), { validTo: '2030-01-01' }))).toContain('INV-O1')
    const head = ({ assignments }: Ward) => assignments.find(({ isHead, validTo }) => isHead === '1' && !validTo)!
    expect(broken((ward) => Object.assign(head(ward), { isHead: '0' }))).toContain('has 0 heads')
    const ended = ({ sections }: Ward) => sections.find(({ kind, validTo }) => kind === '係' && !validTo)!
    expect(broken((ward) => Object.assign(ended(ward), { validTo: '2024-01-01' }))).toContain('section')
    const gone = ({ staff }: Ward) => staff.find(({ leftOn }) => leftOn)!
    expect(broken((ward) => Object.assign(gone(ward), { leftOn: '2023-06-30' }))).toContain('outside the employment')
  })

  test('is the same for the same seed and another for another', () => {
    expect(generateWard({ staff: 300, seed: 7 })).toEqual(generateWard({ staff: 300, seed: 7 }))
    expect(generateWard({ staff: 300, seed: 7 })).not.toEqual(generateWard({ staff: 300, seed: 8 }))
  })

  test('is told as of the day that is asked for', () => {
    const ward = generateWard({ staff: 300, seed: 1, asOf: '2030-05-10' })
    expect(ward.staff.some(({ joinedOn }) => joinedOn === '2030-04-01')).toBe(true)
    expect(ward.staff.every(({ joinedOn }) => joinedOn <= '2030-05-10')).toBe(true)
  })

  test('has at least thirty people', () => {
    expect(() => generateWard({ staff: 29 })).toThrow(RangeError)
  })
})

describe('the people of the sign-in page', () => {
  test.each([30, 300, 2_800])('are in every ward, of %i too, with their numbers and posts', (size) => {
    const ward = generateWard({ staff: size, seed: 5 })
    const section = new Map(ward.sections.map((row) => [row.sectionCode, row.name]))
    const posts = personas.map(({ persona, staffNumber }) => {
      const post = today(ward).find((row) => row.staffNumber === staffNumber && row.kind === '主務')!
      return [persona, staffNumber, section.get(post.sectionCode), post.grade, post.isHead]
    })
    expect(posts).toEqual([
      ['staff', '00000101', '戸籍住民課', '2級職', '0'],
      ['sectionHead', '00000102', '戸籍住民課', '5級職', '1'],
      ['hr', '00000103', '人材育成係', '2級職', '0'],
      ['executive', '00000104', '区民生活部', '6級職', '1'],
      ['it', '00000105', 'デジタル推進係', '2級職', '0'],
    ])
  })
})

describe('the usual ward', () => {
  const ward = generateWard()
  const days = (rows: readonly AssignmentRow[], day: string) => rows.filter(({ validFrom }) => validFrom === day).length

  test('transfers on 1 April of three years, few in October, some ordered for next April', () => {
    for (const day of ['2024-04-01', '2025-04-01', '2026-04-01'])
      expect(days(ward.assignments, day)).toBeGreaterThan(500)
    expect(days(ward.assignments, '2025-10-01')).toBeLessThan(150)
    expect(days(ward.assignments, '2027-04-01')).toBeGreaterThan(2)
  })

  test('a division was renamed last year and two were merged this year, so last year has its own sections (INV-O2)', () => {
    const named = (name: string) => ward.sections.filter((row) => row.name === name)
    expect(named('情報システム課')).toMatchObject([{ validTo: '2025-03-31' }])
    expect(named('情報推進課')).toMatchObject([
      { validFrom: '2025-04-01', sectionCode: named('情報システム課')[0]!.sectionCode },
    ])
    expect([...named('広報課'), ...named('区民相談課')].map(({ validTo }) => validTo)).toEqual([
      '2026-03-31',
      '2026-03-31',
    ])
    expect(named('広報広聴課')).toMatchObject([{ validFrom: '2026-04-01', validTo: '' }])
  })

  test('has concurrent posts, acting heads, leave and people who came back, in believable numbers', () => {
    const of = (kind: string) => today(ward).filter((row) => row.kind === kind).length
    expect(of('兼務')).toBeGreaterThan(2_800 * 0.015)
    expect(of('兼務')).toBeLessThan(2_800 * 0.04)
    expect(of('事務取扱')).toBeGreaterThan(3)
    const away = ward.leave.filter(({ from, to }) => holds(span(from, to), sampleAsOf)).length
    expect(away).toBeGreaterThan(2_800 * 0.012)
    expect(away).toBeLessThan(2_800 * 0.03)
    expect(ward.staff.filter(({ formerStaffNumber }) => formerStaffNumber).length).toBeGreaterThan(20)
  })

  test('has every grade, each rarer than the one below from the second on', () => {
    const count = (grade: number) =>
      today(ward).filter((row) => row.kind === '主務' && row.grade === `${grade}級職`).length
    const [two, three, four, five, six] = [2, 3, 4, 5, 6].map(count) as [number, number, number, number, number]
    expect(two > three && three > four && four > five && five > six && six > 5).toBe(true)
    expect(count(1) + two).toBeGreaterThan(2_800 * 0.7)
  })

  test('carries names that only careful programs keep: IVS, a letter beyond the basic plane, IBM extensions', () => {
    const names = ward.staff.map(({ name }) => name).join()
    for (const letter of ['辻󠄀', '𠮷', '髙', '﨑', '濵', '邉']) expect(names).toContain(letter)
  })
})

describe('the files of a ward', () => {
  test.each(['utf-8-bom', 'cp932'] as const)('are read back whole in %s', async (encoding) => {
    const directory = await mkdtemp(join(tmpdir(), 'ward-'))
    try {
      const written = await writeWard(directory, { staff: 300, seed: 3, encoding })
      const ward = generateWard({ staff: 300, seed: 3, plain: encoding === 'cp932' })
      const table = await readTable(await readFile(written.staff), columns.staff)
      expect(table).toMatchObject({ problems: [], encoding })
      expect(table.rows.map(({ name }) => name)).toEqual(ward.staff.map(({ name }) => name))
      expect(written.rows).toEqual({
        sections: ward.sections.length,
        staff: ward.staff.length,
        assignments: ward.assignments.length,
        leave: ward.leave.length,
      })
    } finally {
      await rm(directory, { recursive: true })
    }
  })
})
