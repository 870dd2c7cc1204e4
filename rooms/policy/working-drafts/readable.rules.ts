/**
 * A draft as far as it reads. What is half-written, so that it has not the shape of a part, is left out; what has its shape and means something
 * that cannot be (a KPI on an output, a level that falls) stays where it is, with what is wrong with it. Of arrows the faulty ones are left
 * out: a circle would have no end for whoever follows it.
 */
import type { MeasureDescription } from '#platform/measure/measure.ts'
import type { PolicyDocument } from '../document.rules.ts'
import { inspectPolicy, type Problem } from '../file.rules.ts'
import type { Path } from '../findings.rules.ts'
import { faultyParts, withoutPart } from './written.rules.ts'

export interface Readable {
  /** Undefined where nothing of it can be read. */
  readonly document?: PolicyDocument
  /** Parts that were left out. */
  readonly halfWritten: readonly string[]
  /** What is wrong with what stands in the document, each with the part that it lies in. */
  readonly faults: readonly (Problem & { readonly part: string })[]
  /** Where it lies, in the file; in the same order up to the most that are told. */
  readonly places: readonly Path[]
}

/** Kinds of faults that come to light one after another, and one more. */
const STEPS = 4

export function readableIn(text: string, measures: readonly MeasureDescription[]): Readable {
  const halfWritten: string[] = []
  let rest = text
  for (let step = 0; step < STEPS; step++) {
    const { document, problems, faults } = inspectPolicy(rest, measures)
    if (document) {
      const places = faults.map(({ path }) => path)
      const told = problems.map((problem) => ({ ...problem, part: /^[^.[]*/u.exec(problem.path)![0] }))
      return { document: withoutArrows(document, places), halfWritten, faults: told, places }
    }
    const faulty = faultyParts(rest, problems)
    if (!faulty) break
    halfWritten.push(...faulty)
    rest = faulty.reduce(withoutPart, rest)
  }
  return { halfWritten, faults: [], places: [] }
}

function withoutArrows(document: PolicyDocument, places: readonly Path[]): PolicyDocument {
  const { model } = document
  if (!model) return document
  return { ...document, model: { ...model, arrows: withoutEntries(model.arrows, ['model', 'arrows'], places) } }
}

/** What can be counted with: without the entries of lists, or the parts, in which a fault lies. */
export function countable(document: PolicyDocument, places: readonly Path[]): PolicyDocument {
  const { kpis, indicators, literacy } = document
  return {
    ...document,
    kpis: kpis && withoutEntries(kpis, ['kpis'], places),
    indicators: indicators && withoutEntries(indicators, ['indicators'], places),
    literacy: places.some(([part]) => part === 'literacy') ? null : literacy,
  }
}

function withoutEntries<One>(list: readonly One[], at: Path, places: readonly Path[]): One[] {
  const faulty = new Set(
    places.filter((path) => at.every((step, i) => path[i] === step)).map((path) => path[at.length] ?? null),
  )
  return list.filter((_, place) => !faulty.has(place) && !faulty.has(null))
}
