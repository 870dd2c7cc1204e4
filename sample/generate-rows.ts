import { addDays } from '#platform/time/dates.ts'
import type { Leave } from './generate-duties.ts'
import type { Person, Post } from './generate-posts.ts'
import type { Place } from './generate-tree.ts'

/** Rows as the CSV files hold them: every value is text, '' is empty, an end is the last day that it holds. */
export interface SectionRow {
  sectionCode: string
  name: string
  kind: string
  parentCode: string
  authority: string
  validFrom: string
  validTo: string
}
export interface StaffRow {
  staffNumber: string
  name: string
  nameKana: string
  employmentCategory: string
  occupation: string
  joinedOn: string
  leftOn: string
  email: string
  formerStaffNumber: string
}
export interface AssignmentRow {
  staffNumber: string
  sectionCode: string
  grade: string
  postTitle: string
  kind: string
  isHead: '1' | '0'
  validFrom: string
  validTo: string
}
export interface LeaveRow {
  staffNumber: string
  kind: string
  from: string
  to: string
}

/** A place that was renamed gives two rows with the same code. */
export function* sectionRows(places: readonly Place[]): Generator<SectionRow> {
  for (const { code, name, kind, parent, authority, from, to, earlier } of places) {
    const row = {
      sectionCode: code,
      name,
      kind,
      parentCode: parent?.code ?? '',
      authority,
      validFrom: from,
      validTo: lastDay(to),
    }
    if (earlier) yield { ...row, name: earlier.name, validTo: lastDay(earlier.to) }
    yield earlier ? { ...row, validFrom: earlier.to } : row
  }
}

export function* staffRows(people: readonly Person[]): Generator<StaffRow> {
  for (const person of people) {
    yield {
      staffNumber: person.staffNumber,
      name: person.name,
      nameKana: person.kana,
      employmentCategory: person.category,
      occupation: person.occupation,
      joinedOn: person.joined,
      leftOn: lastDay(person.left),
      email: '',
      formerStaffNumber: person.former?.staffNumber ?? '',
    }
  }
}

export function* assignmentRows(people: readonly Person[]): Generator<AssignmentRow> {
  for (const person of people) {
    for (const post of person.posts) {
      yield {
        staffNumber: person.staffNumber,
        sectionCode: post.place.code,
        grade: `${post.grade}級職`,
        postTitle: titleOf(post, person),
        kind: post.kind,
        isHead: isHead(post) ? '1' : '0',
        validFrom: post.from,
        validTo: lastDay(post.to),
      }
    }
  }
}

export function* leaveRows(leave: readonly Leave[]): Generator<LeaveRow> {
  for (const { person, kind, from, to } of leave) yield { staffNumber: person.staffNumber, kind, from, to: lastDay(to) }
}

const isHead = ({ role, kind }: Post) => kind !== '兼務' && (role === '部長' || role === '課長' || role === '係長')

function titleOf({ role, place, grade, kind }: Post, { category }: Person): string {
  if (role === '部長' || role === '課長') return headTitle(place.name, role)
  if (role === '係長')
    return kind === '主務' && grade === 4 && place.name.endsWith('係') ? '統括係長' : headTitle(place.name, role)
  if (role !== '担当') return role
  if (category === '会計年度任用') return '会計年度任用職員'
  return grade >= 3 ? '主査' : grade === 2 ? '主任' : '係員'
}

function headTitle(place: string, otherwise: string): string {
  return endings.find(([ending]) => place.endsWith(ending))?.[1] ?? otherwise
}

const endings = [
  ['事務局', '事務局長'],
  ['管理室', '室長'],
  ['支所', '支所長'],
  ['事務所', '所長'],
  ['保育園', '園長'],
  ['図書館', '館長'],
  ['資料館', '館長'],
  ['会館', '館長'],
  ['センター', '所長'],
] as const

const lastDays = new Map<string, string>([['', '']])

/** The day before a half-open end. Few days end anything, so each is computed once. */
function lastDay(to: string): string {
  const known = lastDays.get(to)
  if (known !== undefined) return known
  const day = addDays(to, -1)
  lastDays.set(to, day)
  return day
}
