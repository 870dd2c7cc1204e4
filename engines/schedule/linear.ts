/**
 * The rules of a schedule as a linear program, and bounds that anyone can check.
 *
 * Variables: x[o] ∈ {0, 1} for every option o (need × session). Rows, each Σ x ≤ right-hand side:
 *   need      one seat a need                                     ≤ 1
 *   session   seats of a session                                  ≤ capacity
 *   cover     members of a section in sessions in a slot          ≤ spare
 *   keep      those that a keep names in sessions in its slot    ≤ its spare
 *   clash     seats of a person in a slot (several needs only)    ≤ 1
 *   apart     seats of two people kept apart in a slot            ≤ 1
 * Rows that can never bind are left out. A session of several slots stands in the rows of each. All coefficients are 1.
 *
 * Bound: for any prices y ≥ 0 of the rows other than `need` and any price λ of the total where the number of seats S is fixed,
 *   Σ over schedules c·x ≤ λ S + Σ y·rhs + Σ over needs max(0, max over its options (c − λ − Σ y of its rows))
 * by weak duality; whatever the solver did to find y, the right-hand side is computed here, over all options of the problem.
 */
import type { Instance } from './model.ts'

export interface Linear {
  readonly instance: Instance
  readonly rows: number
  readonly upper: Float64Array
  /** Rows of option o: rowOf from first[o] to first[o + 1], the first of them its need's. */
  readonly first: Int32Array
  readonly rowOf: Int32Array
}

export function linearOf(instance: Instance): Linear {
  const { options, needs, slots, optionSession, optionNeed, needPerson, personSection, firstSlot, sessionSlot } =
    instance
  const marks = marksOf(instance)
  const upper: number[] = new Array<number>(needs).fill(1)
  const place = (table: Int32Array, key: number, most: number) => {
    if (table[key] === 0) {
      upper.push(most)
      table[key] = upper.length
    }
    return table[key]! - 1
  }
  const sessionRow = new Int32Array(instance.sessions)
  const coverRow = new Int32Array(instance.sections * slots)
  const clashRow = new Int32Array(instance.people * slots)
  const keepRow = new Int32Array(instance.keeps)
  const apartRow = new Int32Array(instance.partner.length * slots)
  const first = new Int32Array(options + 1)
  const rowOf = new Int32Array(mostEntries(instance))
  let end = 0
  for (let option = 0; option < options; option++) {
    const need = optionNeed[option]!
    const person = needPerson[need]!
    const section = personSection[person]!
    const session = optionSession[option]!
    rowOf[end++] = need
    if (marks.wanting[session]! > instance.capacity[session]!) {
      rowOf[end++] = place(sessionRow, session, instance.capacity[session]!)
    }
    for (let i = firstSlot[session]!; i < firstSlot[session + 1]!; i++) {
      const slot = sessionSlot[i]!
      const cover = section * slots + slot
      if (marks.possible[cover]! > instance.spare[cover]!) rowOf[end++] = place(coverRow, cover, instance.spare[cover]!)
      for (
        let j = instance.firstKeep[person * slots + slot]!;
        j < instance.firstKeep[person * slots + slot + 1]!;
        j++
      ) {
        const keep = instance.keepOf[j]!
        if (marks.keepable[keep]! > instance.keepSpare[keep]!)
          rowOf[end++] = place(keepRow, keep, instance.keepSpare[keep]!)
      }
      if (marks.needsAt[person * slots + slot] === 2) rowOf[end++] = place(clashRow, person * slots + slot, 1)
      for (let j = instance.firstPartner[person]!; j < instance.firstPartner[person + 1]!; j++) {
        if (marks.needsAt[instance.partner[j]! * slots + slot] === 0) continue
        rowOf[end++] = place(apartRow, pairOf(instance, person, j) * slots + slot, 1)
      }
    }
    first[option + 1] = end
  }
  return { instance, rows: upper.length, upper: Float64Array.from(upper), first, rowOf: rowOf.slice(0, end) }
}

/** Entries if every row could bind. */
function mostEntries(instance: Instance): number {
  const { options, optionSession, optionNeed, needPerson, firstSlot, firstPartner, firstKeep, slots, sessionSlot } =
    instance
  let entries = 0
  for (let option = 0; option < options; option++) {
    const session = optionSession[option]!
    const person = needPerson[optionNeed[option]!]!
    const inSlot = 2 + firstPartner[person + 1]! - firstPartner[person]!
    entries += 2 + (firstSlot[session + 1]! - firstSlot[session]!) * inSlot
    for (let i = firstSlot[session]!; i < firstSlot[session + 1]!; i++) {
      const at = person * slots + sessionSlot[i]!
      entries += firstKeep[at + 1]! - firstKeep[at]!
    }
  }
  return entries
}

/** A pair of people by the place of the one in the other's list, the same from both sides. */
function pairOf({ partner, firstPartner }: Instance, person: number, at: number): number {
  const other = partner[at]!
  if (person < other) return at
  return partner.indexOf(person, firstPartner[other]!)
}

/** How many needs have an option in a slot (0, 1, or 2 for several), how many of a section or of a keep could be out, how many want a session. */
function marksOf(instance: Instance) {
  const { options, slots, optionSession, optionNeed, needPerson, personSection, firstSlot, sessionSlot } = instance
  const needsAt = new Uint8Array(instance.people * slots)
  const lastNeed = new Int32Array(instance.people * slots).fill(-1)
  const possible = new Int32Array(instance.sections * slots)
  const wanting = new Int32Array(instance.sessions)
  for (let option = 0; option < options; option++) {
    const need = optionNeed[option]!
    const person = needPerson[need]!
    const session = optionSession[option]!
    wanting[session]!++
    for (let i = firstSlot[session]!; i < firstSlot[session + 1]!; i++) {
      const at = person * slots + sessionSlot[i]!
      if (lastNeed[at] === need) continue
      lastNeed[at] = need
      if (needsAt[at] === 0) possible[personSection[person]! * slots + sessionSlot[i]!]!++
      needsAt[at] = Math.min(2, needsAt[at]! + 1)
    }
  }
  const keepable = new Int32Array(instance.keeps)
  for (let keep = 0; keep < instance.keeps; keep++) {
    for (let i = instance.firstHolder[keep]!; i < instance.firstHolder[keep + 1]!; i++) {
      if (needsAt[instance.keepHolder[i]! * slots + instance.keepSlot[keep]!]! > 0) keepable[keep]!++
    }
  }
  return { needsAt, possible, wanting, keepable }
}

export interface Priced {
  /** No schedule is worth more. */
  readonly bound: number
  /** What taking option o would cost of the bound at least. */
  readonly slack: Float64Array
}

/**
 * The bound for prices y (rows; those of needs are not read) and the price of the total. `seats` is the number of seats where it is
 * fixed. Negative prices count as 0.
 */
export function priced(
  linear: Linear,
  worth: Float64Array,
  y: Float64Array,
  total?: { readonly price: number; readonly seats: number },
): Priced {
  const { instance, first, rowOf, upper } = linear
  const slack = new Float64Array(instance.options)
  const price = total?.price ?? 0
  let bound = price * (total?.seats ?? 0)
  for (let row = instance.needs; row < linear.rows; row++) if (y[row]! > 0) bound += y[row]! * upper[row]!
  for (let need = 0; need < instance.needs; need++) {
    let best = 0
    for (let option = instance.firstOption[need]!; option < instance.firstOption[need + 1]!; option++) {
      let worthHere = worth[option]! - price
      for (let i = first[option]! + 1; i < first[option + 1]!; i++) {
        const paid = y[rowOf[i]!]!
        if (paid > 0) worthHere -= paid
      }
      slack[option] = worthHere
      if (worthHere > best) best = worthHere
    }
    for (let option = instance.firstOption[need]!; option < instance.firstOption[need + 1]!; option++) {
      slack[option] = best - slack[option]!
    }
    bound += best
  }
  return { bound, slack }
}
