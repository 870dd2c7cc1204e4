/**
 * The people of rounds as they are on this day: what is stored, and what follows from how they stand today. Answers are made from that; the job
 * keeps it.
 */
import type { Ctx } from '#platform/ctx/ctx.ts'
import {
  lastSpells,
  type PersonThen,
  type Round,
  type SeatAhead,
  type StoredSpell,
  standingsOn,
  testsSat,
  treeOn,
  waysOf,
} from './rows.service.ts'
import {
  dueOn,
  type Followed,
  follow,
  isOverdueOn,
  type Lack,
  type LastSpell,
  lackOf,
  type MemberState,
  stateOf,
  type Tree,
} from './rules.ts'

export interface Member {
  readonly staffMemberId: number
  readonly sectionCode: string | null
  readonly state: MemberState
  /** What of the round is still to be done; null: nothing is owed. */
  readonly lack: Lack | null
  readonly wave: number
  readonly dueOn: string
  readonly isOverdue: boolean
  /** The stored spell that is open today; null: there is none, or it is not kept yet. */
  readonly spell: number | null
  /** History is still to be written of what is said here. */
  readonly isPending: boolean
  /** Never in the round, as far as history says. */
  readonly isNew: boolean
}

interface Asked {
  readonly people?: readonly number[] | undefined
  /** A round that has ended is followed on: who of its people would owe what today. */
  readonly afterwards?: boolean
}

export interface Live {
  readonly membersOf: (round: Round) => Member[]
  /** Where somebody sits next; told where people were asked for. */
  readonly seatOf: (round: Round, staffMemberId: number) => SeatAhead | null
  readonly nameOf: ReadonlyMap<string, string>
  readonly tree: Tree
}

/** Everybody who was ever in one of these rounds, each once in each, by section and number; those who have left service come last. */
export async function membersToday(
  ctx: Ctx,
  rounds: readonly Round[],
  { people, afterwards = false }: Asked = {},
): Promise<Live> {
  const ids = rounds.map(({ roundId }) => roundId)
  const [standings, spells, sections, ways, sat] = await Promise.all([
    standingsOn(ctx, ctx.today, { rounds: ids, people }),
    lastSpells(ctx, { rounds: ids, people }),
    treeOn(ctx, ctx.today),
    waysOf(ctx, ids, { people, afterwards }),
    rounds.some(({ tests }) => tests.length > 0)
      ? testsSat(ctx, ids, { people, afterwards })
      : new Map<string, number>(),
  ])
  const spellsOf = Map.groupBy(spells, ({ roundId }) => roundId)
  const membersOf = (round: Round): Member[] => {
    const followedOn = afterwards ? { ...round, endedOn: null } : round
    const changed = changesOf(followedOn, standings, spellsOf.get(round.roundId) ?? [], sections.tree, ctx.today)
    return changed.flatMap(({ staffMemberId, then, last, followed: { ends, begins } }): Member[] => {
      const ended: LastSpell | undefined = last && (ends ? { ...last, leftOn: ctx.today, leftBecause: ends } : last)
      const now = begins ? { ...begins, leftOn: null, leftBecause: null } : ended
      if (!now) return []
      const key = `${round.roundId} ${staffMemberId}`
      const state = stateOf(now, ways.get(key)?.way ?? 'nothing')
      const testsLeft = round.tests.length - (sat.get(key) ?? 0)
      const lack = lackOf(state, { courses: round.courses.length, testsLeft })
      const due = dueOn(now, round.waves)
      const isOverdue = isOverdueOn(round.endedOn ?? ctx.today, { state, dueOn: due })
      const spell = last && !ends && !begins && last.leftOn === null ? last.roundSpellId : null
      const { wave } = now
      const isPending = ends !== null || begins !== null
      const sectionCode = then?.sectionCode ?? null
      return [{ staffMemberId, sectionCode, state, lack, wave, dueOn: due, isOverdue, spell, isPending, isNew: !last }]
    })
  }
  const seatOf = (round: Round, staffMemberId: number) => ways.get(`${round.roundId} ${staffMemberId}`)?.seat ?? null
  return { membersOf, seatOf, ...sections }
}

export interface Changed {
  readonly staffMemberId: number
  readonly then: PersonThen | undefined
  readonly last: StoredSpell | undefined
  readonly followed: Followed
}

/** Of a round: everybody who has a spell in it or may enter it, and what becomes of them on the day. Who is in an ended one stays as they were. */
export function changesOf(
  round: Pick<Round, 'who' | 'waves' | 'endedOn'>,
  standings: readonly PersonThen[],
  spells: readonly StoredSpell[],
  tree: Tree,
  day: string,
): Changed[] {
  const last = new Map(spells.map((spell) => [spell.staffMemberId, spell]))
  const inService = new Set(standings.map(({ staffMemberId }) => staffMemberId))
  const gone = spells.filter(({ staffMemberId }) => !inService.has(staffMemberId))
  const all: { staffMemberId: number; then?: PersonThen }[] = [
    ...standings.map((then) => ({ staffMemberId: then.staffMemberId, then })),
    ...gone.map(({ staffMemberId }) => ({ staffMemberId })),
  ]
  return all.map(({ staffMemberId, then }) => {
    const spell = last.get(staffMemberId)
    const followed = round.endedOn === null ? follow(spell, then, round, tree, day) : { ends: null, begins: null }
    return { staffMemberId, then, last: spell, followed }
  })
}
