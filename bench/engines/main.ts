/**
 * `npm run bench:engines -- [--only schedule|estimate|protect] [--json FILE]`: what the three engines cost and how good their answers
 * are, with sizes doubled. One engine after the other, nothing else beside them; about half an hour in all.
 */
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { type EngineTable, printEngine } from '../table.ts'
import { benchEstimate } from './estimate.ts'
import { benchProtect } from './protect.ts'
import { benchSchedule } from './schedule.ts'

const engines: Readonly<Record<string, (say: (line: string) => void) => Promise<EngineTable[]>>> = {
  schedule: benchSchedule,
  estimate: benchEstimate,
  protect: benchProtect,
}

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } })
const { only, json } = values
if (only !== undefined && !Object.hasOwn(engines, only)) {
  process.stderr.write(`--only ${only}: ${Object.keys(engines).join(', ')}\n`)
  process.exit(2)
}

const tables: EngineTable[] = []
for (const [name, bench] of Object.entries(engines)) {
  if (only !== undefined && name !== only) continue
  const measured = await bench((line) => void process.stderr.write(`${line}\n`))
  printEngine(measured)
  tables.push(...measured)
}
if (json !== undefined) {
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? '', cores: cpus().length, memory: totalmem() }
  writeFileSync(json, `${JSON.stringify({ at: new Date().toISOString(), machine, tables }, null, 2)}\n`)
}
