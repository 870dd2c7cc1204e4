import type { Ward } from './generate.ts'
import type { AssignmentRow } from './generate-rows.ts'

/*
 * The ward's rows read back as people by date: who is in service on a day, where, in which grade, and who heads them. Spans are
 * half-open; the rows' ends are the last day that holds.
 */

export interface Span {
  readonly from: string
  /** First day after; `FOREVER` while open. */
  readonly to: string
}

export interface Posting extends Span {
  readonly sectionCode: string
  readonly grade: string
}

/** One employment spell, known by its staff number. */
export interface Member extends Span {
  readonly staffNumber: string
  readonly occupation: string
  /** Primary posts by date. */
  readonly postings: readonly Posting[]
  readonly away: readonly Span[]
}

interface Leading extends Span {
  readonly head: string
  readonly isActing: boolean
}

export class Roster {
  readonly members: readonly Member[]
  readonly #byNumber: ReadonlyMap<string, Member>
  readonly #heads = new Map<string, Leading[]>()
  readonly #parents = new Map<string, (Span & { parent: string })[]>()
  readonly #bySection = new Map<string, Set<Member>>()

  constructor({ sections, staff, assignments, leave }: Pick<Ward, 'sections' | 'staff' | 'assignments' | 'leave'>) {
    const postings = grouped(assignments.filter(({ kind }) => kind === '主務'))
    const away = grouped(leave)
    this.members = staff.map(({ staffNumber, occupation, joinedOn, leftOn }) => ({
      ...{ staffNumber, occupation },
      from: joinedOn,
      to: endOf(leftOn),
      postings: (postings.get(staffNumber) ?? []).map(postingOf).sort(byStart),
      away: (away.get(staffNumber) ?? []).map(({ from, to }) => ({ from, to: endOf(to) })),
    }))
    this.#byNumber = new Map(this.members.map((member) => [member.staffNumber, member]))
    for (const row of assignments.filter(({ isHead }) => isHead === '1')) {
      const leading = { ...postingOf(row), head: row.staffNumber, isActing: row.kind === '事務取扱' }
      push(this.#heads, row.sectionCode, leading)
    }
    for (const { sectionCode, parentCode, validFrom, validTo } of sections) {
      push(this.#parents, sectionCode, { from: validFrom, to: endOf(validTo), parent: parentCode })
    }
    for (const member of this.members) {
      for (const { sectionCode } of member.postings) {
        const home = this.#bySection.get(sectionCode) ?? new Set()
        this.#bySection.set(sectionCode, home.add(member))
      }
    }
  }

  member(staffNumber: string): Member {
    const member = this.#byNumber.get(staffNumber)
    if (!member) throw new RangeError(`Nobody has staff number ${staffNumber}`)
    return member
  }

  postOn({ postings }: Member, day: string): Posting | undefined {
    return postings.find((posting) => holds(posting, day))
  }

  /** In service and not on leave. */
  isPresent(member: Member, day: string): boolean {
    return holds(member, day) && !member.away.some((span) => holds(span, day))
  }

  /** People whose primary post is there, present on the day. */
  inSection(sectionCode: string, day: string): Member[] {
    const known = [...(this.#bySection.get(sectionCode) ?? [])]
    return known.filter((one) => this.isPresent(one, day) && this.postOn(one, day)?.sectionCode === sectionCode)
  }

  /** Head of the primary section, else of the nearest one above; never the person (INV-O4). */
  headOf(member: Member, day: string): Member | undefined {
    let code = this.postOn(member, day)?.sectionCode
    while (code) {
      const leading = (this.#heads.get(code) ?? []).filter((one) => holds(one, day) && one.head !== member.staffNumber)
      const able = leading.filter(({ head }) => this.isPresent(this.member(head), day))
      const chosen = able.find(({ isActing }) => !isActing) ?? able[0]
      if (chosen) return this.member(chosen.head)
      code = this.#parents.get(code)?.find((span) => holds(span, day))?.parent
    }
    return undefined
  }
}

const FOREVER = '9999-12-31'

function holds({ from, to }: Span, day: string): boolean {
  return from <= day && day < to
}

function postingOf({ sectionCode, grade, validFrom, validTo }: AssignmentRow): Posting {
  return { sectionCode, grade, from: validFrom, to: endOf(validTo) }
}

/** Few days end anything, so each is computed once. */
const ends = new Map<string, string>([['', FOREVER]])
function endOf(lastDay: string): string {
  const known = ends.get(lastDay)
  if (known) return known
  const end = new Date(Date.parse(`${lastDay}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  ends.set(lastDay, end)
  return end
}

function grouped<Row extends { staffNumber: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) push(groups, row.staffNumber, row)
  return groups
}

function push<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key)
  if (group) group.push(item)
  else groups.set(key, [item])
}

const byStart = (a: Span, b: Span) => (a.from < b.from ? -1 : 1)
