/**
 * A table that can be shown: which cells are suppressed, and the proof that none of them can be worked out.
 *
 * Steps: (1) `table`, `joint`: everything the attacker has, as one system. (2) Where earlier outputs are given: what they alone already
 * narrow down cannot be protected any more; a primary cell among it is refused, any other is published. (3) `greedy`: a safe choice.
 * (4) `exact`: a lower bound, and a better choice where one is found. (5) `audit`: fresh witnesses for every suppressed row, recounted in
 * whole numbers. Nothing leaves here that fails (5).
 */
import type { Highs } from 'highs'
import { auditFinding } from './audit.ts'
import type { Demands } from './contract.ts'
import { Master } from './exact.ts'
import { Fault } from './fault.ts'
import { Greedy } from './greedy.ts'
import { FORCED, KNOWN, OPEN, type System, systemOf } from './joint.ts'
import { complete } from './joint-complete.ts'
import { hiddenOf } from './move.ts'
import type { Table } from './table.ts'
import { findEvidence } from './witness.ts'

export interface Problem {
  readonly table: Table
  readonly earlier: readonly Table[]
  readonly demands: Demands
  /** `greedy`: no search for the optimum; the bound is then what must be hidden in any case. */
  readonly effort?: 'whole' | 'greedy'
}

export interface Protection {
  /** By cell of the table. */
  readonly isSuppressed: readonly boolean[]
  readonly primary: number
  readonly objective: number
  readonly bound: number
  /** Milliseconds. */
  readonly solving: number
  readonly auditing: number
}

export type Stage = 'greedy' | 'exact' | 'audit'
export type Tell = (stage: Stage, done: number, total: number) => void

/** Throws a Fault where the table cannot be protected (only after earlier outputs that gave too much away). */
export function protect(
  highs: Highs,
  { table, earlier, demands, effort }: Problem,
  tell: Tell = () => undefined,
): Protection {
  const began = performance.now()
  const { threshold, interval, zeros } = demands
  const isPrimary = (count: number) => count < threshold && (count > 0 || zeros === 'primary')
  const system = systemOf(table, earlier, isPrimary)
  complete(highs, system)
  if (earlier.length > 0) settleWhatIsKnown(highs, system, interval, isPrimary)
  const { suppressed, bound } = choose(highs, system, interval, effort ?? 'whole', tell)
  const solved = performance.now()
  tell('audit', 0, 1)
  audit(highs, system, suppressed, interval)
  tell('audit', 1, 1)
  const isSuppressed = system.cells.map((variable) => system.kinds[variable] === FORCED || suppressed.has(variable))
  return {
    isSuppressed,
    primary: table.counts.filter((count) => isPrimary(count!)).length,
    objective: system.cells.reduce(
      (sum, variable, cell) => sum + (isSuppressed[cell] ? system.weights[variable]! : 0),
      0,
    ),
    bound,
    solving: solved - began,
    auditing: performance.now() - solved,
  }
}

/** With everything hidden that still can be, a row that is nevertheless narrow was given away before. */
function settleWhatIsKnown(
  highs: Highs,
  system: System,
  interval: number,
  isPrimary: (count: number) => boolean,
): void {
  for (;;) {
    const open = new Set(system.kinds.flatMap((kind, variable) => (kind === OPEN ? [variable] : [])))
    const { narrow } = findEvidence(highs, system, hiddenOf(system, open), interval)
    if (narrow.length === 0) return
    for (const variable of narrow) {
      if (system.kinds[variable] === OPEN) system.kinds[variable] = KNOWN
      else {
        const isOurs = system.cells.includes(variable) && isPrimary(system.values[variable]!)
        const row = system.names[variable]!
        throw new Fault(isOurs ? 'fault.already_derived' : 'fault.already_narrow', { row, interval })
      }
    }
  }
}

function choose(
  highs: Highs,
  system: System,
  interval: number,
  effort: 'whole' | 'greedy',
  tell: Tell,
): { suppressed: Set<number>; bound: number } {
  const greedy = new Greedy(highs, system, interval)
  try {
    tell('greedy', 0, 1)
    const start = greedy.protect(new Set())
    tell('greedy', 1, 1)
    if (effort === 'greedy') return { suppressed: start, bound: leastOf(system) }
    const master = new Master(highs, system, interval, start)
    try {
      tell('exact', 0, 1)
      const proof = master.prove(greedy)
      tell('exact', 1, 1)
      return proof
    } finally {
      master.close()
    }
  } finally {
    greedy.close()
  }
}

/** What is hidden in any case. */
function leastOf({ kinds, weights }: System): number {
  return weights.reduce((sum, weight, variable) => sum + (kinds[variable] === FORCED ? weight : 0), 0)
}

function audit(highs: Highs, system: System, suppressed: ReadonlySet<number>, interval: number): void {
  const isHidden = hiddenOf(system, suppressed)
  const finding = auditFinding(system, isHidden, findEvidence(highs, system, isHidden, interval), interval)
  if (finding !== undefined) throw new Fault('fault.audit', { row: system.names[finding]! })
}
