/** Rows under a number whose spell stands under another number of the same person since two were joined (decisions/0046). */
import type { FileName } from './columns.rules.ts'
import type { Files } from './rules.ts'
import { holdsOn, inPieces, type Span } from './spans.rules.ts'

/** A number and its days, and the number that stands for it. */
export interface FormerNumber extends Span {
  readonly staffNumber: string
  readonly standsFor: string
}

export interface TwiceSaid {
  readonly file: FileName
  readonly line: number
  readonly staffNumber: string
  readonly standsFor: string
}

/**
 * The files as if written under the number that stands: nobody is asked again. What the file says under both numbers counts once.
 *
 * @returns the rows that were left out for that, too
 */
export function* asJoined(
  files: Files,
  former: readonly FormerNumber[],
): Generator<number, { files: Files; twice: readonly TwiceSaid[] }> {
  if (former.length === 0) return { files, twice: [] }
  const known = Map.groupBy(former, ({ staffNumber }) => staffNumber)
  const twice: TwiceSaid[] = []
  const meant = (staffNumber: string, day: string) =>
    known.get(staffNumber)?.find((one) => holdsOn(one, day))?.standsFor
  function* renumbered<R extends { readonly line: number; readonly staffNumber: string }>(
    file: FileName,
    rows: readonly R[],
    dayOf: (row: R) => string,
    wordsOf: (row: R) => readonly string[],
  ) {
    const said = new Set<string>()
    const keyOf = (staffNumber: string, row: R) => JSON.stringify([staffNumber, dayOf(row), ...wordsOf(row)])
    yield* inPieces(rows, (row) => said.add(keyOf(row.staffNumber, row)))
    const result: R[] = []
    yield* inPieces(rows, (row) => {
      const standsFor = meant(row.staffNumber, dayOf(row))
      if (standsFor === undefined) result.push(row)
      else if (said.has(keyOf(standsFor, row)))
        twice.push({ file, line: row.line, staffNumber: row.staffNumber, standsFor })
      else result.push({ ...row, staffNumber: standsFor })
    })
    return result
  }
  const staff = yield* renumbered(
    'staff',
    files.staff.rows,
    ({ joinedOn }) => joinedOn,
    () => [],
  )
  const assignments = yield* renumbered(
    'assignments',
    files.assignments.rows,
    ({ validFrom }) => validFrom,
    ({ kind, sectionCode }) => [kind, sectionCode],
  )
  const leave = yield* renumbered(
    'leave',
    files.leave.rows,
    ({ from }) => from,
    () => [],
  )
  return {
    twice,
    files: {
      ...files,
      staff: { ...files.staff, rows: staff },
      assignments: { ...files.assignments, rows: assignments },
      leave: { ...files.leave, rows: leave },
    },
  }
}
