import { expect, test } from 'vitest'
import type { Assignment } from './assignments.rules.ts'
import { columns, columnsOf, type FileName, fileNames, labelOf, type Rows } from './columns.rules.ts'
import { Findings } from './findings.rules.ts'
import type { Leave } from './leave.rules.ts'
import {
  accountsOf,
  concerned,
  type Files,
  inOrder,
  namesOf,
  numbersIn,
  type Organisation,
  planImport,
} from './rules.ts'
import { planSections, type SectionPeriod } from './sections.rules.ts'
import { inPieces, PIECE } from './spans.rules.ts'
import type { Person, Spell } from './staff.rules.ts'

/*
 * The arithmetic of an import by itself: facts that are stored, rows that are given. Ends are the first day after, as a file's last
 * days are read.
 */

type Given = { [F in FileName]?: readonly (readonly (string | undefined)[])[] }
interface Around {
  readonly stored?: { spells?: Spell[]; assignments?: Assignment[]; leave?: Leave[]; sections?: SectionPeriod[] }
  readonly organisation?: Organisation
  /** Columns that the files do not have. */
  readonly without?: readonly string[]
  /** Files of which other rows could not be read. */
  readonly broken?: readonly FileName[]
}

const keysOf = (file: FileName) => columns[file].map(({ key }) => key as string)

/** Rows in the order of the file's columns, from line 2 on; 主務 and the like are read already. */
function rowsOf<F extends FileName>(file: F, given: Given, { without = [], broken = [] }: Around): Rows<F> {
  const rows = (given[file] ?? []).map((cells, place) => {
    const row = Object.fromEntries(keysOf(file).map((key, at) => [key, cells[at] || undefined]))
    return { ...row, line: place + 2, ...('isHead' in row && row.isHead ? { isHead: row.isHead === '1' } : {}) }
  })
  const present = new Set(keysOf(file).filter((key) => !without.includes(key)))
  return { rows, present, isWhole: !broken.includes(file) } as unknown as Rows<F>
}

function done<T>(work: Generator<number, T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

function planned(given: Given, around: Around = {}) {
  const { stored = {}, organisation } = around
  const files = Object.fromEntries(fileNames.map((file) => [file, rowsOf(file, given, around)])) as unknown as Files
  const findings = new Findings()
  const sections = done(planSections(files.sections, stored.sections ?? [], organisation?.sectionKinds, findings))
  const { spells = [], assignments = [], leave = [] } = stored
  const plan = done(
    planImport(files, sections, { spells, assignments, leave }, { organisation, today: '2026-11-22' }, findings),
  )
  const said = findings.all.map(({ file, line, column, key }) => `${file} ${line} ${column} ${key}`)
  return { plan, files, sections, said, values: findings.all.map(({ values }) => values) }
}

const section = (
  sectionCode: string,
  parentCode: string | null = null,
  from = '2020-04-01',
  to: string | null = null,
): SectionPeriod => ({
  ...{ sectionCode, parentCode, name: sectionCode, kind: '課', authority: null, validFrom: from, validTo: to },
})
const known = (staffMemberId: number, name = '佐藤'): Person => ({
  ...{ staffMemberId, names: { name, nameKana: 'サトウ', email: 'a@b' } },
})
const spell = (person: Person, staffNumber: string, from = '2020-04-01', to: string | null = null): Spell => ({
  ...{ employmentId: Number(staffNumber), person, staffNumber, employmentCategory: '常勤', occupation: '事務' },
  ...{ validFrom: from, validTo: to },
})
const post = (person: Person, from: string, to: string | null = null, more: Partial<Assignment> = {}): Assignment => ({
  ...{
    assignmentId: 1,
    person,
    staffNumber: '1',
    sectionCode: 'A',
    grade: '1級',
    postTitle: '係員',
    kind: 'primary',
    isHead: true,
  },
  ...{ validFrom: from, validTo: to, ...more },
})
const sections = [section('A'), section('B')]
const hired = (number: string, from = '2020-04-01', to = '', former = '', name = '佐藤', email = 'a@b') => [
  ...[number, name, 'サトウ', '常勤', '事務', from, to, email, former],
]
const posted = (number: string, code: string, from: string, to = '', kind = 'primary', isHead = '0') => [
  ...[number, code, '1級', '係員', kind, isHead, from, to],
]
const spans = (facts: readonly { validFrom: string; validTo: string | null }[]) =>
  facts.map(({ validFrom, validTo }) => `${validFrom} ${validTo ?? ''}`.trim())

test('numbers lead back to the person who bore the former ones, over rows of the same file, and never in a circle (INV-O6)', () => {
  const sato = known(4)
  const stored = { spells: [spell(sato, '1', '2000-04-01', '2020-04-01')] }
  const chained = planned(
    { staff: [hired('3', '2024-04-01', '', '2'), hired('2', '2020-04-01', '2024-04-01', '1')] },
    { stored },
  )
  expect(chained.said).toEqual([])
  expect(chained.plan.staff.added.map(({ person, staffNumber }) => [person === sato, staffNumber])).toEqual([
    [true, '3'],
    [true, '2'],
  ])
  const circle = planned({
    staff: [
      hired('8', '2020-04-01', '2021-04-01', '9'),
      hired('9', '2021-04-01', '', '8'),
      hired('7', '2020-04-01', '', '7'),
    ],
  })
  expect([circle.said, new Set(circle.plan.staff.added.map(({ person }) => person)).size]).toEqual([[], 2])
  const unknown = { staff: [hired('2', '2020-04-01', '', '0')] }
  expect(planned(unknown).said).toEqual(['staff 2 formerStaffNumber former_unknown'])
  expect(planned(unknown, { broken: ['staff'] }).said).toEqual([])
  const other = { spells: [spell(sato, '1'), spell(known(5), '2')] }
  const two = planned({ staff: [hired('2', '2020-04-01', '', '1')] }, { stored: other })
  expect(two.said).toEqual(['staff 2 formerStaffNumber former_is_other_person'])
  expect(done(numbersIn(chained.files)).sort()).toEqual(['1', '2', '3'])
})

test('a row means the spell of its first day, else the one that it overlaps; twice is told, one after the other is not', () => {
  const sato = known(4)
  const stored = { spells: [spell(sato, '1', '2010-04-01', '2015-04-01'), spell(sato, '1', '2020-04-01')] }
  const meant = (...rows: string[][]) => {
    const { plan, said } = planned({ staff: rows }, { stored })
    return { said, changed: spans(plan.staff.changed), added: spans(plan.staff.added), counts: plan.staff.counts }
  }
  expect(meant(hired('1', '2010-04-01', '2015-04-01'), hired('1'))).toEqual({
    ...{ said: [], changed: [], added: [], counts: { rows: 2, added: 0, changed: 0, unchanged: 2, ended: 0 } },
  })
  expect(meant(hired('1', '2019-04-01'))).toMatchObject({ said: [], changed: ['2019-04-01'], added: [] })
  expect(meant(hired('1', '2015-04-01', '2016-04-01'))).toMatchObject({ said: [], added: ['2015-04-01 2016-04-01'] })
  expect(meant(hired('1', '2020-04-01', '2021-04-01'), hired('1', '2021-04-01')).added).toEqual(['2021-04-01'])
  expect(meant(hired('1', '2020-04-01', '2021-04-02'), hired('1', '2021-04-01')).said).toEqual([
    'staff 3 staffNumber twice',
  ])
  expect(meant(hired('1', '2020-04-01', '2020-04-01')).said).toEqual(['staff 2 leftOn ends_before_start'])
})

test('the latest spell’s row gives the name; a column that is left out keeps what is stored', () => {
  const sato = known(4)
  const stored = { spells: [spell(sato, '1', '2010-04-01', '2015-04-01'), spell(sato, '2', '2020-04-01')] }
  const named = (rows: string[][], without: string[] = []) => {
    const { plan } = planned({ staff: rows }, { stored, without })
    const { added, changed } = done(namesOf(plan))
    return [added.length, changed.map(([, names]) => Object.values(names).join(' ')), plan.staff.counts.changed]
  }
  expect(named([hired('1', '2010-04-01', '2015-04-01', '', '旧姓'), hired('2', '2020-04-01', '', '', '新姓')])).toEqual(
    [0, ['新姓 サトウ a@b'], 1],
  )
  expect(named([hired('1', '2010-04-01', '2015-04-01', '', '旧姓')])).toEqual([0, [], 0])
  expect(named([hired('2')])).toEqual([0, [], 0])
  expect(named([hired('2', '2020-04-01', '', '', '佐藤', 'c@d')])).toEqual([0, ['佐藤 サトウ c@d'], 1])
  expect(named([hired('2', '2020-04-01', '', '', '佐藤', '')])).toEqual([0, ['佐藤 サトウ '], 1])
  expect(named([hired('2', '2020-04-01', '', '', '佐藤', '')], ['email'])).toEqual([0, [], 0])
  const left = planned({ staff: [hired('1', '2010-04-01', '')] }, { stored, without: ['leftOn'] })
  expect([left.said, left.plan.staff.counts.unchanged]).toEqual([[], 1])
  const fresh = planned({ staff: [hired('9', '2020-04-01', '2021-04-01'), hired('9', '2022-04-01', '', '', '改姓')] })
  expect(done(namesOf(fresh.plan))).toMatchObject({ added: [[{}, { name: '改姓' }]], changed: [] })
  const ill = planned(
    {
      staff: [
        hired('1', '2010-04-01', '2015-04-01', '', '佐藤', 'no mail'),
        ['2', '佐藤', 'Sato', '臨時', '事務', '2020-04-01'],
      ],
    },
    { stored, organisation: { sectionKinds: ['課'], employmentCategories: ['常勤'], grades: new Set(['1級']) } },
  )
  expect(ill.said).toEqual([
    'staff 2 email not_email',
    'staff 3 employmentCategory unknown_category',
    'staff 3 nameKana not_kana',
  ])
})

test('an account opens on the first day of joining and ends with the latest leaving, under the latest number; only where a spell changes', () => {
  const sato = known(4)
  const stored = { spells: [spell(sato, '1', '2010-04-01', '2015-04-01'), spell(known(5), '5')] }
  const { plan } = planned(
    { staff: [hired('2', '2020-04-01', '2022-04-01', '1'), hired('3', '2022-04-01', '2024-04-01', '2'), hired('5')] },
    { stored },
  )
  const shown = done(accountsOf(plan)).map((account) => JSON.stringify(account))
  expect(shown).toHaveLength(1)
  for (const part of ['"staffMemberId":4', '2010-04-01', '2024-04-01']) expect(shown[0]).toContain(part)
  expect([...done(concerned(plan))].map(({ staffMemberId }) => staffMemberId)).toEqual([4])
})

test('an open post ends with the employment and with the next primary one; others run beside it (INV-O1)', () => {
  const sato = known(4)
  const stored = {
    sections,
    spells: [spell(sato, '1', '2020-04-01', '2030-04-01')],
    assignments: [post(sato, '2020-04-01')],
  }
  const after = (...rows: string[][]) => {
    const { plan, said, values } = planned({ assignments: rows }, { stored })
    const { added, changed, counts } = plan.assignments
    return { said, values, added: spans(added), changed: spans(changed), counts }
  }
  expect(after(posted('1', 'B', '2024-04-01'))).toMatchObject({
    ...{ said: [], added: ['2024-04-01 2030-04-01'], changed: ['2020-04-01 2024-04-01'] },
    counts: { rows: 1, added: 1, changed: 0, unchanged: 0, ended: 1 },
  })
  expect(
    after(posted('1', 'B', '2024-04-01', '2030-04-01', 'concurrent'), posted('1', 'A', '2024-04-01', '', 'concurrent')),
  ).toMatchObject({
    ...{ said: [], added: ['2024-04-01 2030-04-01', '2024-04-01 2030-04-01'] },
  })
  expect(
    after(posted('1', 'B', '2024-04-01', '', 'concurrent'), posted('1', 'B', '2024-04-01', '', 'acting')).said,
  ).toEqual([])
  expect(
    after(posted('1', 'B', '2024-04-01', '', 'concurrent'), posted('1', 'B', '2024-04-01', '', 'concurrent')).said,
  ).toEqual(['assignments 3 validFrom twice'])
  // A primary post is known by its first day, whatever its section.
  expect(after(posted('1', 'A', '2024-04-01'), posted('1', 'B', '2024-04-01')).said).toEqual([
    'assignments 3 validFrom twice',
  ])
  expect(after(posted('1', 'B', '2020-04-01')).changed).toEqual(['2020-04-01 2030-04-01'])
  expect(after(posted('1', 'B', '2024-04-01', '2030-04-02'))).toMatchObject({
    ...{ said: ['assignments 2 validTo after_leaving'], values: [{ day: '2030-03-31' }] },
  })
  expect(after(posted('1', 'B', '2030-04-01')).said).toEqual(['assignments 2 validFrom not_employed'])
  expect(after(posted('1', 'B', '2024-04-01', '2024-04-01')).said).toEqual(['assignments 2 validTo ends_before_start'])
  expect(after(posted('9', 'B', '2024-04-01')).said).toEqual(['assignments 2 staffNumber unknown_staff'])
  expect(planned({ assignments: [posted('9', 'B', '2024-04-01')] }, { stored, broken: ['staff'] }).said).toEqual([])
  expect(planned({ assignments: [posted('1', 'B', '2040-04-01')] }, { stored, broken: ['staff'] }).said).toEqual([])
})

test('a transfer ends a post also where the last day of service is known; an end that the file states itself stays one', () => {
  const sato = known(4)
  const around = (spells: Spell[], assignments: Assignment[] = []): Around => ({
    stored: { sections, spells, assignments },
  })
  const leaving = [spell(sato, '1', '2020-04-01', '2030-04-01')]
  const transfer = posted('1', 'B', '2024-04-01')
  const stored = planned({ assignments: [transfer] }, around(leaving, [post(sato, '2020-04-01', '2030-04-01')]))
  expect([stored.said, spans(stored.plan.assignments.changed)]).toEqual([[], ['2020-04-01 2024-04-01']])
  const silent = planned({ assignments: [] }, around(leaving, [post(sato, '2020-04-01', '2030-04-01')]))
  expect([silent.said, silent.plan.assignments.changed]).toEqual([[], []])
  const career = planned({ assignments: [posted('1', 'A', '2020-04-01'), transfer] }, around(leaving))
  expect([career.said, spans(career.plan.assignments.added)]).toEqual([
    [],
    ['2020-04-01 2024-04-01', '2024-04-01 2030-04-01'],
  ])
  const stated = planned({ assignments: [posted('1', 'A', '2020-04-01', '2030-04-01'), transfer] }, around(leaving))
  expect(stated.said).toEqual(['assignments 3 validFrom overlap_in_file'])
  const back = [spell(sato, '1', '2020-04-01', '2022-04-01'), spell(sato, '2', '2024-04-01')]
  const gap = planned({ assignments: [posted('1', 'A', '2020-04-01'), posted('2', 'B', '2024-04-01')] }, around(back))
  expect([gap.said, spans(gap.plan.assignments.added)]).toEqual([[], ['2020-04-01 2022-04-01', '2024-04-01']])
})

test('what overlaps is told at the line that can mend it: with what is stored, or with another line', () => {
  const sato = known(4)
  const stored = {
    ...{ sections, spells: [spell(sato, '1')] },
    assignments: [post(sato, '2022-04-01', '2024-04-01'), post(sato, '2026-04-01', '2027-04-01', { assignmentId: 2 })],
  }
  const told = (...rows: string[][]) => {
    const { said, values } = planned({ assignments: rows }, { stored })
    return said.map((one, place) => [one, values[place]])
  }
  const from = { from: '2022-04-01', to: '2024-03-31' }
  expect(told(posted('1', 'A', '2024-03-31', '2025-04-01'))).toEqual([
    ['assignments 2 validFrom overlap_with_stored', from],
  ])
  expect(told(posted('1', 'A', '2024-04-01', '2026-04-01'))).toEqual([])
  expect(told(posted('1', 'A', '2021-04-01', '2022-04-02'))).toEqual([
    ['assignments 2 validFrom overlap_with_stored', from],
  ])
  expect(told(posted('1', 'A', '2024-04-01', '2025-04-02'), posted('1', 'B', '2025-04-01', '2026-04-01'))).toEqual([
    ['assignments 3 validFrom overlap_in_file', { from: '2024-04-01', to: '2025-04-01', line: 2 }],
  ])
})

test('columns that are left out keep title, head and end of a post; a grade and a section must be there', () => {
  const sato = known(4)
  const stored = { sections, spells: [spell(sato, '1')], assignments: [post(sato, '2020-04-01', '2022-04-01')] }
  const row = ['1', 'A', '1級', '', 'primary', '', '2020-04-01', '']
  const without = ['postTitle', 'isHead', 'validTo']
  expect(planned({ assignments: [row] }, { stored, without }).plan.assignments.counts).toMatchObject({ unchanged: 1 })
  const said = planned({ assignments: [row] }, { stored }).plan.assignments.changed
  expect(said).toMatchObject([{ postTitle: '', isHead: false, validTo: null }])
  const [fresh] = planned(
    { assignments: [['1', 'A', '1級', '', 'primary', '', '2024-04-01', '']] },
    { stored, without },
  ).plan.assignments.added
  expect(fresh).toMatchObject({ postTitle: '', isHead: false, validTo: null })
  const changes = [
    ['2', 'isHead'],
    ['1級', 'grade'],
  ]
  expect(changes).toHaveLength(2)
  for (const [place, value] of [
    [1, 'B'],
    [2, '2級'],
    [3, '主任'],
    [5, '0'],
    [7, '2023-04-01'],
  ] as const) {
    const other = ['1', 'A', '1級', '係員', 'primary', '1', '2020-04-01', '2022-04-01']
    other[place] = value
    expect(planned({ assignments: [other] }, { stored }).plan.assignments.counts, value).toMatchObject({
      changed: 1,
      unchanged: 0,
    })
  }
  const organisation = { sectionKinds: ['課'], employmentCategories: ['常勤'], grades: new Set(['1級']) }
  const graded = ['1', 'A', '9級', '', 'concurrent', '', '2024-04-01', '']
  expect(planned({ assignments: [graded] }, { stored, organisation }).said).toEqual([
    'assignments 2 grade unknown_grade',
  ])
  expect(planned({ assignments: [graded] }, { stored }).said).toEqual([])
  // Typed in full width it is the policy's grade, whichever way the policy writes it; what the policy has not stays as it was typed.
  const read = (typed: string, grades?: string[]) =>
    planned(
      { assignments: [['1', 'A', typed, '', 'concurrent', '', '2024-04-01', '']] },
      { stored, ...(grades ? { organisation: { ...organisation, grades: new Set(grades) } } : {}) },
    )
  const gradeOf = (typed: string, grades?: string[]) => read(typed, grades).plan.assignments.added[0]?.grade
  expect([gradeOf('１級', ['1級']), gradeOf('Ｇ１', ['G1']), gradeOf('G1', ['Ｇ１']), gradeOf('Ｇ１')]).toEqual([
    ...['1級', 'G1', 'Ｇ１', 'G1'],
  ])
  expect(read('９級', ['1級']).said).toEqual(['assignments 2 grade unknown_grade'])
  const gone = { ...stored, sections: [section('A', null, '2020-04-01', '2025-04-01')] }
  const inSection = (from: string, to: string, code = 'A') =>
    planned({ assignments: [posted('1', code, from, to)] }, { stored: gone })
  expect(inSection('2024-04-01', '2025-04-01').said).toEqual([])
  expect(inSection('2024-04-01', '2025-04-02')).toMatchObject({
    ...{ said: ['assignments 2 sectionCode section_ends'], values: [{ code: 'A', day: '2025-04-01' }] },
  })
  expect(inSection('2025-04-01', '2026-04-01').said).toEqual(['assignments 2 sectionCode section_missing'])
  expect(inSection('2024-04-01', '2025-04-01', 'Z').said).toEqual(['assignments 2 sectionCode section_missing'])
  expect(planned({ assignments: [posted('1', 'Z', '2024-04-01')] }, { stored, broken: ['sections'] }).said).toEqual([])
})

test('sections: one period a first day, parents on every day, nobody above themselves, and who is left in one that ends', () => {
  const sato = known(4)
  const row = (code: string, from: string, to = '', parent = '', name = code, kind = '課') => [
    code,
    name,
    kind,
    parent,
    '',
    from,
    to,
  ]
  const stored = {
    sections: [section('A'), section('B', 'A')],
    spells: [spell(sato, '1')],
    assignments: [post(sato, '2020-04-01')],
  }
  const after = (...rows: string[][]) => planned({ sections: rows }, { stored })
  expect(after(row('A', '2024-04-01', '', '', '改称')).plan.sections).toMatchObject({
    ...{ added: [{ name: '改称' }], changed: [{ sectionCode: 'A', validTo: '2024-04-01' }] },
    counts: { rows: 1, added: 1, changed: 0, unchanged: 0, ended: 1 },
  })
  expect(after(row('A', '2020-04-01')).plan.sections.counts).toMatchObject({ unchanged: 1, changed: 0 })
  for (const other of [
    row('A', '2020-04-01', '', '', '別'),
    row('A', '2020-04-01', '', '', 'A', '係'),
    row('B', '2020-04-01'),
  ]) {
    expect(after(other).plan.sections.counts, other.join()).toMatchObject({ changed: 1, unchanged: 0 })
  }
  expect(after(row('C', '2024-04-01'), row('C', '2024-04-01')).said).toEqual(['sections 3 sectionCode twice'])
  expect(after(row('C', '2024-04-01', '2024-04-01')).said).toEqual(['sections 2 validTo ends_before_start'])
  expect(after(row('C', '2024-04-01', '2025-04-02'), row('C', '2025-04-01')).said).toEqual([
    'sections 3 validFrom overlap_in_file',
  ])
  expect(after(row('C', '2019-04-01', '', 'A'))).toMatchObject({
    ...{ said: ['sections 2 parentCode parent_missing'], values: [{ code: 'A', child: 'C', day: '2019-04-01' }] },
  })
  expect(after(row('C', '2020-04-01', '', 'A')).said).toEqual([])
  // B stands under A, of which the file says that it ends: told where it says so. 佐藤 is still in A.
  expect(after(row('A', '2020-04-01', '2025-04-01')).said).toEqual([
    'sections 2 parentCode parent_missing',
    'sections 2 validTo section_still_used',
  ])
  const ended = after(row('A', '2020-04-01', '2025-04-01'))
  expect(ended.values[1]).toEqual({ code: 'A', day: '2025-04-01', number: '1' })
  expect([ended.sections.shrunk, after(row('A', '2024-04-01')).sections.shrunk]).toEqual([['A'], []])
  const renamed = { ...stored, sections: [section('A', null, '2010-04-01', '2020-04-01'), ...stored.sections] }
  const second = planned({ sections: [row('A', '2020-04-01', '2025-04-01')] }, { stored: renamed })
  expect(second.sections.shrunk).toEqual(['A'])
  expect(after(row('A', '2020-04-01', '', 'B')).said).toEqual([
    'sections 2 parentCode section_in_circle',
    'sections 2 parentCode section_in_circle',
  ])
  expect(after(row('C', '2020-04-01', '', 'C')).said).toEqual(['sections 2 parentCode section_in_circle'])
  expect(after(row('C', '2020-04-01', '', 'D'), row('D', '2020-04-01', '', 'B')).said).toEqual([])
  expect(planned({ sections: [row('C', '2024-04-01', '', 'Z')] }, { stored, broken: ['sections'] }).said).toEqual([])
  const lost = { ...stored, sections: [section('B', 'gone')] }
  expect(planned({ staff: [hired('9')] }, { stored: lost }).said).toEqual([])
  const kept = planned(
    { sections: [['B', 'B', '課', '', '', '2020-04-01', '']] },
    { stored, without: ['parentCode', 'validTo', 'authority'] },
  )
  expect(kept.plan.sections.counts).toMatchObject({ unchanged: 1 })
  const organisation = { sectionKinds: ['部'], employmentCategories: [], grades: new Set<string>() }
  expect(planned({ sections: [row('C', '2024-04-01')] }, { organisation }).said).toEqual([
    'sections 2 kind unknown_section_kind',
  ])
  expect(planned({ sections: [row('C', '2024-04-01', '', '', 'C', '部')] }, { organisation }).said).toEqual([])
})

test('leave is known by its first day, ends with the next one and with the employment', () => {
  const [sato, ueda] = [known(4), known(5)]
  const stored = {
    spells: [spell(sato, '1', '2020-04-01', '2030-04-01'), spell(ueda, '2')],
    leave: [{ person: sato, kind: '育児休業', validFrom: '2024-04-01', validTo: null }],
  }
  const after = (rows: string[][], around: Around = {}) => {
    const { plan, said } = planned({ leave: rows }, { stored, ...around })
    const { added, changed, counts } = plan.leave
    return { said, added: spans(added), changed: spans(changed), counts }
  }
  expect(after([['1', '休職', '2026-04-01', '2026-05-01']])).toMatchObject({
    ...{
      said: [],
      added: ['2026-04-01 2026-05-01'],
      changed: ['2024-04-01 2026-04-01'],
      counts: { added: 1, ended: 1 },
    },
  })
  expect(after([['1', '休職', '2024-04-01', '2025-04-01']])).toMatchObject({
    changed: ['2024-04-01 2025-04-01'],
    counts: { changed: 1 },
  })
  expect(after([['2', '休職', '2026-04-01', '']])).toMatchObject({
    added: ['2026-04-01'],
    changed: ['2024-04-01 2030-04-01'],
  })
  expect(after([['1', '育児休業', '2024-04-01', '']], { without: ['to'] }).changed).toEqual(['2024-04-01 2030-04-01'])
  expect(
    after([
      ['2', '休職', '2026-04-01', ''],
      ['2', '休職', '2026-04-01', ''],
    ]).said,
  ).toEqual(['leave 3 from twice'])
  expect(after([['2', '休職', '2026-04-01', '2026-04-01']]).said).toEqual(['leave 2 to ends_before_start'])
  expect(
    after([
      ['2', '休職', '2026-04-01', '2026-06-02'],
      ['2', '休職', '2026-06-01', ''],
    ]).said,
  ).toEqual(['leave 3 from overlap_in_file'])
  expect(after([['9', '休職', '2026-04-01', '']]).said).toEqual(['leave 2 staffNumber unknown_staff'])
  expect(after([['9', '休職', '2026-04-01', '']], { broken: ['staff'] }).said).toEqual([])
  expect(after([['1', '休職', '2029-04-01', '2030-04-02']]).said).toEqual(['leave 2 to after_leaving'])
  expect(after([['1', '休職', '2019-04-01', '2019-05-01']]).said).toEqual(['leave 2 from not_employed'])
  const whole = planned({ leave: [['1', '休職', '2026-04-01', '']] }, { stored })
  expect([...done(concerned(whole.plan))]).toEqual([sato])
  // Whoever leaves earlier than was known has leave outside of service; told where the file says so.
  const earlier = planned({ staff: [hired('1', '2025-04-01')] }, { stored })
  expect(earlier.said).toEqual(['staff 2 joinedOn stored_outside_employment'])
  expect(earlier.values).toEqual([{ from: '2024-04-01', to: null }])
})

test('files, columns and rests are what the files and whoever drives the work count on', () => {
  expect(fileNames).toEqual(['sections', 'staff', 'assignments', 'leave'])
  const needed = (hasLadder: boolean) =>
    fileNames.map((file) =>
      columnsOf(file, hasLadder)
        .filter((column) => 'required' in column && column.required)
        .map(({ key }) => key)
        .join(' '),
    )
  expect(needed(false)[2]).toBe('staffNumber sectionCode kind validFrom')
  expect(needed(true)).toEqual([
    'sectionCode name kind validFrom',
    'staffNumber name nameKana employmentCategory occupation joinedOn',
    'staffNumber sectionCode grade kind validFrom',
    'staffNumber kind from',
  ])
  expect([
    labelOf('staff', 'joinedOn', 'ja'),
    labelOf('staff', 'joinedOn', 'en'),
    labelOf('staff', 'other', 'ja'),
  ]).toEqual([...['採用年月日', 'joinedOn', 'other']])
  const found = [
    ['leave', 2],
    ['staff', 9],
    ['staff', 3],
    ['sections', 5],
  ].map(([file, line]) => ({ file: file as FileName, line: Number(line) }))
  expect(inOrder(found, fileNames).map(({ file, line }) => `${file} ${line}`)).toEqual([
    'sections 5',
    'staff 3',
    'staff 9',
    'leave 2',
  ])
  const rests = (items: number) => [...inPieces(Array.from({ length: items }), () => undefined)]
  expect([rests(PIECE - 1), rests(PIECE), rests(2 * PIECE + 1)]).toEqual([[PIECE - 1], [PIECE, 0], [PIECE, PIECE, 1]])
})
