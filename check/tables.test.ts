import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { sources } from './sources.ts'

interface Column {
  table_name: string
  column_name: string
  is_nullable: 'YES' | 'NO'
  fills_itself: boolean
}

/** `export interface XTables { table: XTable }` and `interface XTable { column: type }` as written in tables.ts. */
function declaredTables(): Map<string, Map<string, string>> {
  const text = sources('rooms', 'platform', 'app')
    .filter(({ path }) => /[/.]tables\.ts$/.test(path))
    .map((file) => file.text.replace(/\/\*\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, ''))
    .join('\n')
  const interfaces = new Map(
    [...text.matchAll(/(?:export )?interface (\w+)(?: extends [\w, ]+)? \{\n([\s\S]*?)\n\}/g)].map(([, name, body]) => [
      name!,
      new Map([...body!.matchAll(/^ {2}(\w+): (.+)$/gm)].map(([, key, type]) => [key!, type!])),
    ]),
  )
  const tables = [...interfaces].filter(([name]) => name.endsWith('Tables')).flatMap(([, body]) => [...body])
  return new Map(tables.map(([table, type]) => [table, interfaces.get(type) ?? new Map()]))
}

test(
  'the rows that services believe in are the rows of the database',
  inTown(async ({ sql }) => {
    const columns = await sql<Column>(`select table_name, column_name, is_nullable,
      column_default is not null or is_identity = 'YES' as fills_itself
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = current_schema() and table_name <> 'migration' and table_type = 'BASE TABLE'`)
    const declared = declaredTables()
    expect([...declared.keys()].sort()).toEqual([...new Set(columns.map((c) => c.table_name))].sort())
    for (const { table_name, column_name, is_nullable, fills_itself } of columns) {
      const type = declared.get(table_name)?.get(column_name)
      const place = `${table_name}.${column_name}`
      expect(type, `${place} is not in tables.ts`).toBeDefined()
      expect(/\bnull\b|unknown/.test(type ?? ''), `${place} null`).toBe(is_nullable === 'YES')
      expect(/Generated</.test(type ?? ''), `${place} fills itself`).toBe(fills_itself)
    }
    for (const [table, body] of declared) {
      const known = columns.filter((c) => c.table_name === table).map((c) => c.column_name)
      expect([...body.keys()].sort(), table).toEqual(known.sort())
    }
  }),
)
