import { addDays, fiscalYearOf } from '#platform/time/dates.ts'
import { Careers } from './generate-career.ts'
import { addActing, addConcurrent, type Leave, makeLeave } from './generate-duties.ts'
import { personaNumbers, Recruiter } from './generate-people.ts'
import type { Person } from './generate-posts.ts'
import { Random } from './generate-random.ts'
import {
  type AssignmentRow,
  assignmentRows,
  type LeaveRow,
  leaveRows,
  type SectionRow,
  type StaffRow,
  sectionRows,
  staffRows,
} from './generate-rows.ts'
import { makeSeats } from './generate-seats.ts'
import { buildTree, type Place } from './generate-tree.ts'

/*
 * An invented special ward, the same for the same seed: an organisation, its seats, and three years of people moving between
 * them up to a reference day. People are invented; whoever bears such a name is not meant.
 */

/** The day as of which the sample ward is told. */
export const sampleAsOf = '2026-11-22'
export const sampleStaff = 2_800
export const smallestWard = 30
/** First and last day as of which a ward can be told: its people joined decades before, and their years go on after it. */
export const possibleDays = ['1900-01-01', '9900-12-31'] as const

export interface WardOptions {
  /** People in office on the reference day, from 30; those who left within three years come on top. */
  staff?: number
  seed?: number
  asOf?: string
  /** Only letters that CP932 has. */
  plain?: boolean
}

export interface Ward {
  readonly sections: SectionRow[]
  readonly staff: StaffRow[]
  readonly assignments: AssignmentRow[]
  readonly leave: LeaveRow[]
}

/** The ward before it becomes rows. */
export interface WardModel {
  readonly places: readonly Place[]
  /** By staff number. */
  readonly people: readonly Person[]
  readonly leave: readonly Leave[]
}

/** Staff numbers of the people whom the sign-in page offers; they exist in every ward. */
export const personas = personaNumbers

export function generateWard(options: WardOptions = {}): Ward {
  const { places, people, leave } = modelWard(options)
  return {
    sections: [...sectionRows(places)],
    staff: [...staffRows(people)],
    assignments: [...assignmentRows(people)],
    leave: [...leaveRows(leave)],
  }
}

/** Throws RangeError below the smallest ward. */
export function modelWard({
  staff = sampleStaff,
  seed = 1,
  asOf = sampleAsOf,
  plain = false,
}: WardOptions = {}): WardModel {
  if (staff < smallestWard) throw new RangeError(`A ward has at least ${smallestWard} people`)
  const year = fiscalYearOf(asOf)
  const random = new Random(seed)
  const tree = buildTree(staff, year)
  const seats = makeSeats(tree, staff, random)
  const careers = new Careers(seats, random, new Recruiter(random, plain))
  careers.begin(year - 3, year)
  for (const april of [year - 2, year - 1, year]) {
    const last = april === year
    careers.step({ date: `${april}-04-01`, april: true, last })
    if (`${april}-10-01` <= asOf) careers.step({ date: `${april}-10-01`, april: false, last })
  }
  careers.announce(`${year + 1}-04-01`)
  const inOffice = seats.flatMap(({ person }) => (person ? [person] : []))
  const actors = addActing(seats, `${year}-04-01`)
  addConcurrent(inOffice, tree.places, year, random)
  const present = inOffice.filter((person) => !actors.has(person))
  const leave = makeLeave(present, asOf, addDays, random)
  return { places: tree.places, people: numbered(careers.people), leave }
}

/** Eight digits with leading noughts, in the order of joining; personas keep their own low ones. */
function numbered(people: Person[]): Person[] {
  const others = people.filter(({ persona }) => !persona)
  others.sort((a, b) => (a.joined < b.joined ? -1 : a.joined > b.joined ? 1 : 0))
  others.forEach((person, index) => {
    person.staffNumber = String(1_001 + index).padStart(8, '0')
  })
  const named = people.filter(({ persona }) => persona).sort((a, b) => (a.staffNumber < b.staffNumber ? -1 : 1))
  return [...named, ...others]
}
