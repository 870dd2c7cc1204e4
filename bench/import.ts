import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openTown, root } from '#app/server.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import type { OpenDatabase } from '#platform/db/connect.ts'
import { migrate } from '#platform/db/migrate.ts'
import { importing } from '#rooms/people/import/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { generateWard } from '#sample/generate.ts'
import { wardFiles } from '#sample/generate-write.ts'
import { percentile, round } from './table.ts'

export interface ImportFigure {
  readonly name: string
  readonly rows: number
  readonly ms: number
  readonly rowsPerSecond: number
}

/** The whole ward through the gate into empty towns (median of several), and the same files once more into the last. */
export async function measureImport(
  database: OpenDatabase,
  { staff, runs, say }: { staff: number; runs: number; say(line: string): void },
): Promise<ImportFigure[]> {
  const files = wardFiles(generateWard({ staff, seed: 1 }))
  const uploads = Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [
      name,
      { name: `${name}.csv`, base64: Buffer.from(bytes).toString('base64') },
    ]),
  )
  const text = readFileSync(join(root, 'policy/shinagawa.yaml'), 'utf8')
  const actor: Actor = { kind: 'command', accountId: null, subjectId: null, roles: [], name: 'bench' }
  const first: number[] = []
  let again = 0
  let rows = 0
  for (let run = 1; run <= runs; run++) {
    const town = `bench_import_${run}`
    const { app } = await migrate(database.owner, {
      town,
      ...(database.embedded ? { appPassword: database.embedded.appPassword } : {}),
    })
    const gate = openTown({ app, town })
    await gate.ask(policy.loadPolicy, { text, publishFrom: '2020-04-01' }, { actor })
    const once = async () => {
      const begun = performance.now()
      const report = await gate.ask(importing.importWard, { ...uploads, whenAlike: 'warn' }, { actor })
      if (!report.applied) throw new Error(`The ward was refused: ${JSON.stringify(report.problems[0])}`)
      rows = report.files.reduce((sum, file) => sum + file.rows, 0)
      return performance.now() - begun
    }
    first.push(await once())
    again = await once()
    await gate.close()
    say(`import ${run}/${runs}: ${round(first.at(-1)!, 0)} ms, again ${round(again, 0)} ms`)
  }
  const figure = (name: string, ms: number) => ({
    name,
    rows,
    ms: round(ms, 0),
    rowsPerSecond: round((rows / ms) * 1000, 0),
  })
  return [figure('whole ward, journalled', percentile(first, 0.5)), figure('the same again (no change)', again)]
}
