/**
 * A safe choice of suppressed rows, good but not proven best.
 *
 * Data: the rows hidden so far, and moves that stay within them. A row is safe once two moves differ in it by the interval.
 * Steps: (1) take the unsafe hidden rows one by one, and suppress what the cheapest moves need that make it safe: all of the interval
 * upwards, all downwards, or half and half, whichever costs least; rows hidden on the way must become safe too. (2) Clean: take the
 * suppressed rows back one by one, dearest first, where all others stay safe without it. A move that is lost with a row is looked for anew
 * within the rows that are still hidden.
 */
import type { Highs } from 'highs'
import { type Route, Router } from './greedy-route.ts'
import { FREE, KNOWN, OPEN, type System } from './joint.ts'
import { hiddenOf, type Move } from './move.ts'
import { type Evidence, findEvidence } from './witness.ts'

export class Greedy {
  readonly #system: System
  readonly #highs: Highs
  readonly #interval: number
  readonly #router: Router
  #hidden: boolean[]
  /** Moves within the hidden rows, by variable. */
  #moves: Set<Move>[]

  constructor(highs: Highs, system: System, interval: number) {
    this.#highs = highs
    this.#system = system
    this.#interval = interval
    this.#router = new Router(highs, system, interval)
    this.#hidden = hiddenOf(system, new Set())
    this.#moves = system.kinds.map(() => new Set())
    this.#start(new Set())
  }

  close(): void {
    this.#router.close()
  }

  /**
   * Makes `suppressed` safe by adding rows, then takes superfluous ones back: all of them, or only the added ones where the given ones are
   * known to be needed.
   */
  protect(suppressed: ReadonlySet<number>, superfluous: 'all' | 'added' = 'all'): Set<number> {
    this.#start(suppressed)
    this.#grow()
    const grown = this.#safe(this.#suppressed())
    this.#clean((variable) => superfluous === 'all' || !suppressed.has(variable))
    const cleaned = this.#suppressed()
    return this.#isSafe(cleaned) ? cleaned : grown
  }

  /** Moves looked for so far. */
  get runs(): number {
    return this.#router.runs
  }

  #start(suppressed: ReadonlySet<number>): void {
    const { kinds, values } = this.#system
    this.#hidden = hiddenOf(this.#system, suppressed)
    this.#moves = kinds.map(() => new Set())
    for (const variable of values.keys()) {
      this.#router.block(variable, kinds[variable] === KNOWN)
      if (this.#hidden[variable]) this.#router.hide(variable)
      else this.#router.setCost(variable, this.#system.weights[variable]!)
    }
  }

  #suppressed(): Set<number> {
    return new Set(
      [...this.#hidden.keys()].filter((variable) => this.#hidden[variable] && this.#system.kinds[variable] === OPEN),
    )
  }

  #isSafe(suppressed: ReadonlySet<number>): boolean {
    return (
      findEvidence(this.#highs, this.#system, hiddenOf(this.#system, suppressed), this.#interval).narrow.length === 0
    )
  }

  /** Corners that are not whole may have promised too much; then more is suppressed, in the end everything. */
  #safe(suppressed: Set<number>): Set<number> {
    const all = this.#system.kinds.flatMap((kind, variable) => (kind === OPEN ? [variable] : []))
    for (;;) {
      const evidence = findEvidence(this.#highs, this.#system, hiddenOf(this.#system, suppressed), this.#interval)
      const { narrow } = evidence
      if (narrow.length === 0 || suppressed.size === all.length) {
        this.#learn(evidence)
        return suppressed
      }
      const touching = this.#system.relations
        .filter(({ total, parts }) => narrow.includes(total) || parts.some((part) => narrow.includes(part)))
        .flatMap(({ total, parts }) => [total, ...parts])
        .filter((variable) => this.#system.kinds[variable] === OPEN && !suppressed.has(variable))
      for (const variable of touching.length > 0 ? touching : all) suppressed.add(variable)
      for (const variable of suppressed) this.#hide(variable)
    }
  }

  /** Rows that only a search in whole numbers found safe have no moves here yet, and must not be forgotten when others are taken back. */
  #learn({ moves, highest, lowest }: Evidence): void {
    for (const variable of this.#unsafe(this.#hidden.keys())) {
      for (const index of [highest[variable]!, lowest[variable]!]) if (index >= 0) this.#keep(moves[index]!)
    }
  }

  #grow(): void {
    const waiting = this.#unsafe(this.#hidden.keys())
    while (waiting.length > 0) {
      const variable = waiting.shift()!
      if (this.#widthOf(variable) >= this.#interval) continue
      const added = this.#secureAtBest(variable)
      waiting.push(...this.#unsafe(added))
    }
  }

  #unsafe(variables: Iterable<number>): number[] {
    return [...variables]
      .filter((variable) => this.#hidden[variable] && this.#system.kinds[variable] !== FREE)
      .filter((variable) => this.#widthOf(variable) < this.#interval)
      .sort((a, b) => this.#system.values[b]! - this.#system.values[a]! || a - b)
  }

  /** Suppresses what the cheapest way needs; answers what was added. */
  #secureAtBest(variable: number): number[] {
    let best: { routes: Route[]; cost: number } | undefined
    for (const [up, down] of this.#ways(variable)) {
      const routes = this.#routesFor(variable, up, down)
      if (!routes) continue
      const added = new Set(routes.flatMap(({ support }) => support.filter((each) => !this.#hidden[each])))
      const cost = [...added].reduce((sum, each) => sum + this.#system.weights[each]!, 0)
      if (!best || cost < best.cost) best = { routes, cost }
      if (cost === 0) break
    }
    const added = (best?.routes ?? []).flatMap(({ support }) => support.filter((each) => !this.#hidden[each]))
    for (const each of added) this.#hide(each)
    for (const { move } of best?.routes ?? []) this.#keep(move)
    return [...new Set(added)]
  }

  #routesFor(variable: number, up: number, down: number): Route[] | null {
    const routes: Route[] = []
    for (const by of [up, -down]) {
      if (by === 0 || (by > 0 ? this.#highOf(variable) >= by : this.#lowOf(variable) <= by)) continue
      const back = routes[0]?.move
      if (back && by < 0 && this.#reversed(back, variable) <= by) continue
      const route = this.#router.route(variable, by)
      if (!route) return null
      routes.push(route)
    }
    return routes
  }

  /** How the interval may be parted into a way up and a way down. */
  #ways(variable: number): (readonly [number, number])[] {
    const interval = this.#interval
    const value = this.#system.values[variable]!
    const downs = new Set([Math.min(value, Math.floor(interval / 2)), 0, Math.min(value, interval)])
    return [...downs].map((down) => [interval - down, down] as const)
  }

  #hide(variable: number): void {
    this.#hidden[variable] = true
    this.#router.hide(variable)
  }

  #keep(move: Move | null): void {
    if (!move) return
    const { values } = this.#system
    const both = [move]
    if (move.variables.every((variable, index) => values[variable]! >= move.by[index]!)) {
      both.push({ variables: move.variables, by: move.by.map((by) => -by) })
    }
    for (const one of both) for (const variable of one.variables) this.#moves[variable]!.add(one)
  }

  /** What the move does to the variable when it is turned round; 0 where it cannot be. */
  #reversed({ variables, by }: Move, variable: number): number {
    const { values } = this.#system
    const isPossible = variables.every((each, index) => values[each]! >= by[index]!)
    return isPossible ? -by[variables.indexOf(variable)]! : 0
  }

  #highOf(variable: number): number {
    return Math.max(0, ...[...this.#moves[variable]!].map(({ variables, by }) => by[variables.indexOf(variable)]!))
  }

  #lowOf(variable: number): number {
    return Math.min(0, ...[...this.#moves[variable]!].map(({ variables, by }) => by[variables.indexOf(variable)]!))
  }

  #widthOf(variable: number): number {
    return this.#highOf(variable) - this.#lowOf(variable)
  }

  #clean(isTried: (variable: number) => boolean): void {
    const { weights, values } = this.#system
    for (const variable of values.keys()) if (!this.#hidden[variable]) this.#router.block(variable, true)
    const tried = [...this.#suppressed()]
      .filter(isTried)
      .sort((a, b) => weights[b]! - weights[a]! || values[b]! - values[a]! || a - b)
    for (const variable of tried) this.#tryWithout(variable)
  }

  #tryWithout(variable: number): void {
    const lost = [...this.#moves[variable]!]
    const touched = new Set(lost.flatMap(({ variables }) => variables))
    touched.delete(variable)
    this.#forget(lost)
    this.#hidden[variable] = false
    this.#router.block(variable, true)
    const kept: Move[] = []
    const isSafe = this.#unsafe(touched).every((each) => this.#secureWithin(each, kept))
    if (isSafe) return
    this.#hidden[variable] = true
    this.#router.block(variable, false)
    for (const move of lost) for (const each of move.variables) this.#moves[each]!.add(move)
  }

  #forget(moves: readonly Move[]): void {
    for (const move of moves) for (const each of move.variables) this.#moves[each]!.delete(move)
  }

  #secureWithin(variable: number, kept: Move[]): boolean {
    if (this.#widthOf(variable) >= this.#interval) return true
    for (const [up, down] of this.#ways(variable)) {
      const routes = this.#routesFor(variable, up, down)
      if (!routes || routes.some(({ move }) => !move)) continue
      for (const { move } of routes) {
        this.#keep(move)
        kept.push(move!)
      }
      return true
    }
    return false
  }
}
