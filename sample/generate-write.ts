import { join } from 'node:path'
import { makeGivenFolder, writeAllGiven } from '#platform/command/write.ts'
import { type CsvValue, csvText } from '#platform/files/csv.ts'
import { encodeCp932 } from '#platform/files/text.ts'
import { modelWard, type Ward, type WardOptions } from './generate.ts'
import { assignmentRows, leaveRows, sectionRows, staffRows } from './generate-rows.ts'

type Encoding = 'utf-8-bom' | 'cp932'

export interface WriteOptions extends Omit<WardOptions, 'plain'> {
  encoding?: Encoding
}

export interface WrittenWard {
  /** Paths of the files. */
  readonly sections: string
  readonly staff: string
  readonly assignments: string
  readonly leave: string
  /** Rows of each, without the header. */
  readonly rows: { sections: number; staff: number; assignments: number; leave: number }
}

const PIECE = 5_000

/** Writes a ward as the four CSV files that HR would upload, piece by piece, all or none. The directory is made where it is missing. */
export async function writeWard(
  directory: string,
  { encoding = 'utf-8-bom', ...options }: WriteOptions = {},
): Promise<WrittenWard> {
  await makeGivenFolder(directory)
  const { places, people, leave } = modelWard({ ...options, plain: encoding === 'cp932' })
  const counts = { sections: 0, staff: 0, assignments: 0, leave: 0 }
  const file = (name: keyof typeof counts, header: readonly string[], rows: Iterable<object>) => ({
    path: join(directory, `${name}.csv`),
    content: counted(pieces(header, rows, encoding), (more) => {
      counts[name] += more
    }),
  })
  const files = [
    file('sections', sectionHeader, sectionRows(places)),
    file('staff', staffHeader, staffRows(people)),
    file('assignments', assignmentHeader, assignmentRows(people)),
    file('leave', leaveHeader, leaveRows(leave)),
  ] as const
  await writeAllGiven(files)
  const [sections, staff, assignments, away] = files
  return {
    sections: sections.path,
    staff: staff.path,
    assignments: assignments.path,
    leave: away.path,
    rows: counts,
  }
}

/** The same files in memory, for a ward of ordinary size. */
export function wardFiles({ sections, staff, assignments, leave }: Ward): Record<keyof Ward, Uint8Array> {
  const whole = (header: readonly string[], rows: Iterable<object>) =>
    Buffer.concat([...pieces(header, rows, 'utf-8-bom').map(({ bytes }) => bytes)])
  return {
    sections: whole(sectionHeader, sections),
    staff: whole(staffHeader, staff),
    assignments: whole(assignmentHeader, assignments),
    leave: whole(leaveHeader, leave),
  }
}

/** In the order of the rows' own fields. */
const sectionHeader = ['所属コード', '所属名', '種別', '上位所属コード', '任命権者', '適用開始日', '適用終了日']
const staffHeader = [
  '職員番号',
  '氏名',
  '氏名カナ',
  '任用区分',
  '職種',
  '採用年月日',
  '退職年月日',
  'メール',
  '旧職員番号',
]
const assignmentHeader = ['職員番号', '所属コード', '職務の級', '職名', '区分', '所属長', '適用開始日', '適用終了日']
const leaveHeader = ['職員番号', '種別', '開始日', '終了日']

function* counted(parts: Iterable<{ bytes: Uint8Array; rows: number }>, count: (rows: number) => void) {
  for (const { bytes, rows } of parts) {
    count(rows)
    yield bytes
  }
}

function* pieces(
  header: readonly string[],
  rows: Iterable<object>,
  encoding: Encoding,
): Generator<{ bytes: Uint8Array; rows: number }> {
  if (encoding === 'utf-8-bom') yield { bytes: Uint8Array.of(0xef, 0xbb, 0xbf), rows: 0 }
  yield { bytes: encoded(csvText([[...header]]), encoding), rows: 0 }
  let piece: CsvValue[][] = []
  for (const row of rows) {
    piece.push(Object.values(row))
    if (piece.length < PIECE) continue
    yield { bytes: encoded(csvText(piece), encoding), rows: piece.length }
    piece = []
  }
  if (piece.length > 0) yield { bytes: encoded(csvText(piece), encoding), rows: piece.length }
}

function encoded(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8-bom') return new TextEncoder().encode(text)
  const written = encodeCp932(text)
  if ('bytes' in written) return written.bytes
  throw new Error(`The plain ward has a letter that CP932 lacks: ${written.unwritable[0]?.character}`)
}
