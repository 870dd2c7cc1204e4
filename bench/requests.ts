/**
 * How long calls take and what they cost. Rounds take turns over the calls, because the machine's moments differ; figures are medians
 * of the rounds. Milliseconds of the clock are those of a caller beside the server; milliseconds of processor are those of the server
 * and its database together, without what both use when nobody asks, and other programs disturb these little.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'
import type { Call, Callers } from './calls.ts'
import { cpuOf } from './processes.ts'
import { percentile, round } from './table.ts'
import { type Server, signIn } from './ward.ts'
import { startWriter } from './writer.ts'
import { yardstick } from './yardstick.ts'

const WARM = 10
const ASKED = 80
/** On a busy machine fewer are asked, but not less than a quarter. */
const PATIENCE_MS = 1_000

interface Cost {
  readonly medianMs: number
  readonly p95Ms: number
  readonly cpuMs: number
}

export interface CallFigures {
  readonly name: string
  readonly path: string
  readonly alone: Cost
  readonly underWriter?: Cost
  /** Requests a second at a concurrency of 1, 8 and 32. */
  readonly perSecond?: Readonly<Record<'1' | '8' | '32', number>>
}

export interface Plan {
  readonly calls: readonly Call[]
  readonly callers: Callers
  readonly people: readonly number[]
  readonly rounds: number
  /** Of each run at a concurrency. */
  readonly seconds: number
}

export async function measureCalls(
  server: Server,
  { calls, callers, people, rounds, seconds }: Plan,
): Promise<{ bare: number; writesPerSecond: number; figures: CallFigures[] }> {
  const bare: number[] = []
  const writes: number[] = []
  const alone = calls.map((): Cost[] => [])
  const under = calls.map((): Cost[] => [])
  const rates = calls.map((): Record<'1' | '8' | '32', number>[] => [])
  for (let turn = 0; turn < rounds; turn++) {
    bare.push(await yardstick(seconds))
    const idle = await processorPerMs(server, 1_500)
    for (const [place, call] of calls.entries()) {
      alone[place]!.push(await costOf(server, call, idle))
      if (call.isAskedAtOnce) rates[place]!.push(await ratesOf(server, call, seconds))
    }
    const writer = await startWriter(server.url, callers, people, () => signIn(server.url, 'it'))
    const begun = performance.now()
    const writing = await processorPerMs(server, 1_500)
    for (const [place, call] of calls.entries()) {
      if (call.isWrittenUnder) under[place]!.push(await costOf(server, call, writing))
    }
    const lasted = performance.now() - begun
    writes.push(((await writer.stop()) / lasted) * 1_000)
  }
  const figures = calls.map(({ name, path }, place) => ({
    name,
    path,
    alone: mediansOf(alone[place]!),
    ...(under[place]![0] ? { underWriter: mediansOf(under[place]!) } : {}),
    ...(rates[place]![0] ? { perSecond: mediansOf(rates[place]!) } : {}),
  }))
  return { bare: round(percentile(bare, 0.5), 0), writesPerSecond: round(percentile(writes, 0.5)), figures }
}

/** Processor used while nobody whom we measure asks, in milliseconds a millisecond of the clock. */
async function processorPerMs({ process }: Server, milliseconds: number): Promise<number> {
  const [begun, used] = [performance.now(), cpuOf(process.pid!)]
  await sleep(milliseconds)
  return (cpuOf(process.pid!) - used) / (performance.now() - begun)
}

async function costOf({ url, process }: Server, call: Call, otherUse: number): Promise<Cost> {
  for (let n = 0; n < WARM; n++) await once(url, call)
  const [begun, used] = [performance.now(), cpuOf(process.pid!)]
  const times: number[] = []
  for (let n = 0; n < ASKED; n++) {
    if (n >= ASKED / 4 && performance.now() - begun > PATIENCE_MS) break
    times.push(await once(url, call))
  }
  const cpu = cpuOf(process.pid!) - used - otherUse * (performance.now() - begun)
  return {
    medianMs: round(percentile(times, 0.5), 2),
    p95Ms: round(percentile(times, 0.95), 2),
    cpuMs: round(Math.max(0, cpu) / times.length, 2),
  }
}

async function once(url: string, { path, cookie }: Call): Promise<number> {
  const begun = performance.now()
  const response = await fetch(url + path, { headers: { cookie } })
  const body = await response.arrayBuffer()
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${Buffer.from(body)}`)
  return performance.now() - begun
}

async function ratesOf({ url }: Server, { path, cookie }: Call, seconds: number) {
  const rates: Record<string, number> = {}
  for (const connections of [1, 8, 32]) {
    const run = await autocannon({ url: url + path, headers: { cookie }, connections, duration: seconds })
    if (run.non2xx > 0 || run.errors > 0)
      throw new Error(`${path}: ${run.non2xx} refusals and ${run.errors} errors under load`)
    rates[connections] = round(run.requests.average, 0)
  }
  return rates as Record<'1' | '8' | '32', number>
}

function mediansOf<Figures extends object>(figures: readonly Figures[]): Figures {
  const keys = Object.keys(figures[0]!) as (keyof Figures)[]
  return Object.fromEntries(
    keys.map((key) => [
      key,
      percentile(
        figures.map((one) => one[key] as number),
        0.5,
      ),
    ]),
  ) as Figures
}
