/** Which files name tables that are not theirs. A table belongs to the room or the part of the platform whose tables.ts declares it. */
import { zoneOf } from './house.ts'
import type { SourceFile } from './sources.ts'

export interface Breach {
  readonly path: string
  readonly zone: string
  readonly table: string
  readonly owner: string
}

/** Owner of each table, as `export interface XTables { table: … }` of the files of kind `tables` say. */
export function ownersIn(files: readonly SourceFile[]): Map<string, string> {
  const declaring = files.filter(({ path }) => /[/.]tables\.ts$/.test(path))
  return new Map(
    declaring.flatMap(({ path, text }) =>
      [...text.matchAll(/export interface \w+Tables \{\n([\s\S]*?)\n\}/g)].flatMap(([, body]) =>
        [...body!.matchAll(/^ {2}(\w+):/gm)].map(([, table]) => [table!, zoneOf(path)] as const),
      ),
    ),
  )
}

export function breachesIn(files: readonly SourceFile[], owners: ReadonlyMap<string, string>): Breach[] {
  return files
    .filter(({ path }) => !/\.test\.tsx?$/.test(path))
    .flatMap(({ path, named }) =>
      [...new Set(named)].flatMap((table) => {
        const owner = owners.get(table)
        const zone = zoneOf(path)
        return owner !== undefined && owner !== zone ? [{ path, zone, table, owner }] : []
      }),
    )
}
