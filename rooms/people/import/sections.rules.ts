import type { Row, Rows } from './columns.rules.ts'
import type { Findings } from './findings.rules.ts'
import { chain, type Entry, firstGap, grouped, holdsOn, inPieces, type Span } from './spans.rules.ts'

export interface SectionPeriod extends Span {
  readonly sectionCode: string
  readonly name: string
  readonly kind: string
  readonly parentCode: string | null
  readonly authority: string | null
}

export const sectionFields = ['name', 'kind', 'parentCode', 'authority', 'validTo'] as const

export interface SectionPlan {
  readonly entries: readonly Entry<SectionPeriod>[]
  /** Periods of each code in order. */
  readonly periods: ReadonlyMap<string, readonly Entry<SectionPeriod>[]>
  /** Codes that will not exist on some day on which they did. */
  readonly shrunk: readonly string[]
}

/**
 * Sections as they will stand: the file's rows over all stored periods by (code, first day). The parent exists on every day,
 * nobody is above themselves, and the kind is one of the policy's (any, before a policy is loaded).
 */
export function* planSections(
  { rows, present, isWhole }: Rows<'sections'>,
  stored: readonly SectionPeriod[],
  kinds: readonly string[] | undefined,
  findings: Findings,
): Generator<number, SectionPlan> {
  const entries = new Map(stored.map((fact) => [keyOf(fact), { fact, stored: fact } as Entry<SectionPeriod>]))
  yield* inPieces(rows, (row) => {
    const known = entries.get(`${row.validFrom} ${row.sectionCode}`)
    const fact = factOf(row, present, known?.stored)
    if (known?.line !== undefined) {
      findings.add('sections', row.line, 'sectionCode', row.sectionCode, 'twice', { line: known.line })
    } else if (findings.isOrderly('sections', row.line, 'validTo', fact)) {
      entries.set(keyOf(fact), { fact, stored: known?.stored, line: row.line })
    }
    if (kinds && !kinds.includes(row.kind)) {
      findings.add('sections', row.line, 'kind', row.kind, 'unknown_section_kind', { choices: kinds.join('、') })
    }
  })
  const all = [...entries.values()]
  const periods = yield* grouped(all, ({ fact }) => fact.sectionCode)
  yield* inPieces(periods.values(), (group) =>
    chain(group, (earlier, later) => findings.overlap('sections', 'validFrom', earlier, later)),
  )
  if (isWhole && rows.length > 0) yield* checkParents(all, periods, findings)
  return { entries: all, periods, shrunk: shrunkIn(periods) }
}

/** The periods of a code as spans in order. */
export function spansOf({ periods }: SectionPlan, sectionCode: string): Span[] {
  return periods.get(sectionCode)?.map(({ fact }) => fact) ?? []
}

/** The last line of the file that speaks of a code. */
export function lineOf({ periods }: SectionPlan, sectionCode: string): number | undefined {
  return periods.get(sectionCode)?.findLast(({ line }) => line !== undefined)?.line
}

const keyOf = ({ sectionCode, validFrom }: SectionPeriod) => `${validFrom} ${sectionCode}`

function factOf(row: Row<'sections'>, present: ReadonlySet<string>, stored: SectionPeriod | undefined): SectionPeriod {
  const { sectionCode, name, kind, validFrom } = row
  const said = <K extends 'parentCode' | 'authority' | 'validTo'>(key: K) =>
    present.has(key) ? (row[key] ?? null) : (stored?.[key] ?? null)
  return {
    sectionCode,
    name,
    kind,
    parentCode: said('parentCode'),
    authority: said('authority'),
    validFrom,
    validTo: said('validTo'),
  }
}

type Periods = ReadonlyMap<string, readonly Entry<SectionPeriod>[]>

function* checkParents(
  all: readonly Entry<SectionPeriod>[],
  periods: Periods,
  findings: Findings,
): Generator<number, void> {
  yield* inPieces(all, (entry) => {
    const { parentCode } = entry.fact
    if (parentCode === null) return
    const parents = periods.get(parentCode) ?? []
    const day = firstGap(
      parents.map(({ fact }) => fact),
      entry.fact,
    )
    const line = entry.line ?? parents.findLast((parent) => parent.line !== undefined)?.line
    if (line === undefined) return
    if (day !== undefined) {
      const values = { code: parentCode, child: entry.fact.sectionCode, day }
      findings.add('sections', line, 'parentCode', parentCode, 'parent_missing', values)
    } else if (isAboveItself(entry.fact, periods)) {
      findings.add('sections', line, 'parentCode', parentCode, 'section_in_circle', { code: entry.fact.sectionCode })
    }
  })
}

/** A circle closes on the first day of one of its members, so looking up from each on its own first day finds all. */
export function isAboveItself({ sectionCode, parentCode, validFrom }: SectionPeriod, periods: Periods): boolean {
  const seen = new Set<string>()
  let above = parentCode
  while (above !== null && !seen.has(above)) {
    if (above === sectionCode) return true
    seen.add(above)
    above = periods.get(above)?.find(({ fact }) => holdsOn(fact, validFrom))?.fact.parentCode ?? null
  }
  return false
}

function shrunkIn(periods: Periods): string[] {
  return [...periods].flatMap(([code, entries]) => {
    const now = entries.map(({ fact }) => fact)
    const isShrunk = entries.some(
      ({ fact, stored }) => stored && fact !== stored && firstGap(now, stored) !== undefined,
    )
    return isShrunk ? [code] : []
  })
}
