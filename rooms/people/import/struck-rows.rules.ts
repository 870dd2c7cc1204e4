/** Rows of the files that speak of what HR has struck (../struck.rules.ts). */
import type { Corrected, StruckRows } from '../struck.rules.ts'
import type { FileName, Row } from './columns.rules.ts'
import type { Files } from './rules.ts'
import { inPieces } from './spans.rules.ts'

export interface LeftOut {
  readonly file: FileName
  readonly line: number
  /** Whose: a staff number, or the code of a section. */
  readonly of: string
  readonly by: Corrected
}

/** The files without them, and what was left out. */
export function* withoutStruck(
  files: Files,
  struck: StruckRows,
  owners: ReadonlyMap<string, number>,
): Generator<number, { files: Files; struck: readonly LeftOut[] }> {
  const out: LeftOut[] = []
  function* kept<R extends { readonly line: number; readonly staffNumber: string }>(
    file: FileName,
    rows: readonly R[],
    struckBy: (row: R, owner: number | undefined) => Corrected | undefined,
  ) {
    const result: R[] = []
    yield* inPieces(rows, (row) => {
      const by = struckBy(row, owners.get(row.staffNumber))
      if (by) out.push({ file, line: row.line, of: row.staffNumber, by })
      else result.push(row)
    })
    return result
  }
  const { spell, post, leave, section } = struck
  const saysEnd = files.sections.present.has('validTo')
  const sections: Row<'sections'>[] = []
  yield* inPieces(files.sections.rows, (row) => {
    const by = section(row.sectionCode, row.validFrom, saysEnd ? row.validTo : null)
    if (by) out.push({ file: 'sections', line: row.line, of: row.sectionCode, by })
    else sections.push(row)
  })
  const staff = yield* kept('staff', files.staff.rows, ({ staffNumber, joinedOn }) => spell(staffNumber, joinedOn))
  const assignments = yield* kept('assignments', files.assignments.rows, (row, owner) => {
    const { staffNumber, kind, sectionCode, validFrom } = row
    return (owner && post(owner, kind, sectionCode, validFrom)) || spell(staffNumber, validFrom)
  })
  const away = yield* kept('leave', files.leave.rows, ({ staffNumber, from }, owner) => {
    return (owner && leave(owner, from)) || spell(staffNumber, from)
  })
  return {
    struck: out,
    files: {
      sections: { ...files.sections, rows: sections },
      staff: { ...files.staff, rows: staff },
      assignments: { ...files.assignments, rows: assignments },
      leave: { ...files.leave, rows: away },
    },
  }
}
