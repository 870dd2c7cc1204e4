/** What was measured, beside what was asked, as text that is Markdown too. */
import type { Felt } from './browser.ts'
import type { Call } from './calls.ts'
import type { FirstLoad } from './first-load.ts'
import type { FreshFigures } from './fresh.ts'
import type { ImportFigure } from './import.ts'
import type { Memory } from './processes.ts'
import type { measureCalls } from './requests.ts'
import type { Flood } from './sign-in-flood.ts'
import { type Steps, stepNames } from './steps.ts'
import { round, table } from './table.ts'

export interface Report {
  readonly staff: number
  readonly machine: {
    readonly cores: number
    readonly memoryGiB: number
    readonly node: string
    readonly postgres: string
  }
  readonly day: string
  /** Load average of the machine before and after. */
  readonly load: readonly [number, number]
  /** In all. */
  readonly seconds: number
  readonly imports: readonly ImportFigure[]
  readonly loaded: { readonly seconds: number; readonly cpuSeconds: number }
  readonly kept: { readonly seconds: number; readonly cpuSeconds: number }
  readonly start: number
  readonly calls: readonly Call[]
  readonly requests: Awaited<ReturnType<typeof measureCalls>>
  readonly fresh: FreshFigures
  readonly steps: readonly Steps[]
  readonly memory: { readonly fresh: Memory; readonly used: Memory }
  readonly first: FirstLoad
  readonly felt: Felt
  readonly floods: readonly Flood[]
}

/** What an earlier state needed, by the title of a table, the name of a figure and the size of the ward. */
export type Earlier = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number | string>>>>>>

/** A figure of every ward, and what was asked of it at the most. */
interface Line {
  readonly name: string
  of(report: Report): number
  asked?(report: Report): number | undefined
  /** What was asked of its growth from the smallest ward to the largest. */
  readonly growth?: number
}

export function reportText(reports: readonly Report[], earlier: Earlier): string {
  const parts = reports.map(headline)
  for (const [title, lines] of sections(reports[0]!)) {
    parts.push(`**${title}**`, lineTable(lines, reports, earlier[title] ?? {}))
  }
  for (const { staff, felt } of reports) {
    parts.push(
      `${staff} staff: the page that jumps most is ${felt.shift.of}, the one that asks for most fonts ${felt.fonts.of}.`,
    )
  }
  for (const report of reports) {
    parts.push(`**Requests a second, ${report.staff} staff**`, rateTable(report))
    parts.push(`**Steps, µs (medians, alone, without the network), ${report.staff} staff**`, stepTable(report))
    parts.push(`**200 wrong sign-ins a second, ${report.staff} staff**`, floodTable(report))
  }
  return `${parts.join('\n\n')}\n`
}

function headline({ staff, machine, day, load, seconds, requests }: Report): string {
  const { cores, memoryGiB, node, postgres } = machine
  return [
    `${day}, ${staff} staff: ${cores} cores, ${memoryGiB} GiB, Node ${node}, PostgreSQL ${postgres}; load of the machine ${round(load[0])} before`,
    `and ${round(load[1])} after; ${requests.writesPerSecond} changes a second while others write; bare HTTP server of Node ${requests.bare}`,
    `requests/s at a concurrency of 8; ${seconds} s in all.`,
  ].join(' ')
}

function sections(first: Report): [string, Line[]][] {
  const asked = (place: number, { staff, calls }: Report) => {
    const bar = calls[place]!.asked
    return staff > 2_800 ? (bar?.large ?? bar?.ordinary) : bar?.ordinary
  }
  const calls = (cost: 'alone' | 'underWriter', figure: 'medianMs' | 'p95Ms' | 'cpuMs'): Line[] =>
    first.calls.flatMap(({ name, isWrittenUnder, growth }, place) => {
      if (cost === 'underWriter' && !isWrittenUnder) return []
      const line: Line = { name, of: ({ requests }) => requests.figures[place]![cost]![figure] }
      return [
        figure !== 'p95Ms' ? { ...line, asked: (report) => asked(place, report), ...(growth ? { growth } : {}) } : line,
      ]
    })
  // What was asked is time of the server: on a busy machine its processor says more of it than the clock.
  return [
    ['Loading', loading(first)],
    ['Milliseconds a call, median, nobody else at work', [...calls('alone', 'medianMs'), ...freshLines]],
    ['Milliseconds a call, median, while others write', calls('underWriter', 'medianMs')],
    ['Milliseconds of processor a call, server and database together', calls('alone', 'cpuMs')],
    ['The same while others write, without what the writing takes', calls('underWriter', 'cpuMs')],
    ['95th percentile, ms, nobody else at work', calls('alone', 'p95Ms')],
    ['95th percentile, ms, while others write', calls('underWriter', 'p95Ms')],
    ['In the browser', browserLines],
    ['Memory of all processes, MiB', memoryLines],
  ]
}

function loading({ imports }: Report): Line[] {
  return [
    ...imports.map(({ name }, place) => ({
      name: `import: ${name}, ms`,
      of: ({ imports: own }: Report) => own[place]!.ms,
    })),
    { name: 'import: rows', of: ({ imports: own }) => own[0]!.rows },
    { name: 'sample with records of three years, s', of: ({ loaded }) => loaded.seconds },
    { name: 'the same, s of processor', of: ({ loaded }) => loaded.cpuSeconds },
    { name: 'figures made that are kept up, s', of: ({ kept }) => kept.seconds },
    { name: 'start on existing data, ms', of: ({ start }) => start, asked: () => 3_000 },
  ]
}

const freshLines: Line[] = [
  { name: 'approvals on a fresh connection, first call', of: ({ fresh }) => fresh.ready.firstMs, asked: () => 25 },
  {
    name: 'approvals on a fresh connection, slowest of eight',
    of: ({ fresh }) => fresh.ready.slowestMs,
    asked: () => 25,
  },
  { name: 'the same on one that nobody made ready, first call', of: ({ fresh }) => fresh.raw.firstMs },
  { name: 'the same on one that nobody made ready, slowest of eight', of: ({ fresh }) => fresh.raw.slowestMs },
]

const browserLines: Line[] = [
  { name: 'チーム of 120 people, 313 open: elements', of: ({ felt }) => felt.teamElements, asked: () => 1_000 },
  { name: 'チーム: largest paint on a cold cache, ms', of: ({ felt }) => felt.teamPaint, asked: () => 1_200 },
  { name: 'the same, CPU four times slower and 20 Mbit/s', of: ({ felt }) => felt.teamPaintSlow },
  { name: 'チーム: longest key in the filter, ms', of: ({ felt }) => felt.filterKey, asked: () => 50 },
  {
    name: '方針づくり: longest step of the first check of 400 skills and 300 nodes, ms',
    of: ({ felt }) => felt.policyCheckFirst,
    asked: () => 50,
  },
  { name: 'all steps of that check, ms', of: ({ felt }) => felt.policyCheckSteps },
  { name: '方針づくり: check after a changed word, ms', of: ({ felt }) => felt.policyCheck, asked: () => 50 },
  { name: 'チーム: longest press, CPU four times slower, ms', of: ({ felt }) => felt.press, asked: () => 100 },
  {
    name: 'layout shift of the main page that jumps most',
    of: ({ felt }) => round(felt.shift.value, 3),
    asked: () => 0.05,
  },
  { name: 'fonts of a main page: requests', of: ({ felt }) => felt.fonts.requests, asked: () => 4 },
  { name: 'fonts of a main page: kB', of: ({ felt }) => round(felt.fonts.bytes / 1000), asked: () => 320 },
  { name: 'own skills page: calls', of: ({ felt }) => felt.ownSkillsCalls, asked: () => 2 },
  { name: 'first load: requests, fonts apart', of: ({ first }) => first.requests },
  { name: 'first load: script on the wire, kB', of: ({ first }) => round(first.script / 1000), asked: () => 200 },
  { name: 'first load: all but fonts, kB', of: ({ first }) => round(first.total / 1000) },
]

const memoryLines: Line[] = [
  { name: 'fresh empty town, shared pages by share (PSS)', of: ({ memory }) => round(memory.fresh.pss, 0) },
  { name: 'fresh empty town, resident in each (RSS)', of: ({ memory }) => round(memory.fresh.rss, 0) },
  { name: 'processes of it', of: ({ memory }) => memory.fresh.processes },
  { name: 'after the requests (PSS)', of: ({ memory }) => round(memory.used.pss, 0), asked: () => 250 },
  { name: 'after the requests (RSS)', of: ({ memory }) => round(memory.used.rss, 0) },
]

function lineTable(lines: readonly Line[], reports: readonly Report[], earlier: Earlier[string]): string {
  const isOne = reports.length === 1
  const before = (name: string) => reports.map(({ staff }) => earlier[name]?.[staff] ?? '')
  const hasBefore = lines.some(({ name }) => before(name).some((value) => value !== ''))
  const hasBar = lines.some(({ asked }) => asked)
  const header = [
    '',
    ...(hasBar ? ['asked'] : []),
    ...(hasBefore ? reports.map(({ staff }) => `before, ${staff.toLocaleString('en')}`) : []),
    ...reports.map(({ staff }) => staff.toLocaleString('en')),
    ...(isOne ? [] : ['times']),
    ...(hasBar ? ['met'] : []),
  ]
  return table(
    header,
    lines.map((line) => {
      const values = reports.map((report) => line.of(report))
      const bars = reports.map((report) => line.asked?.(report))
      const times = round(values.at(-1)! / values[0]!, 2)
      const known = [...new Set(bars.filter((bar) => bar !== undefined))]
      const isMet = values.every((value, place) => value <= (bars[place] ?? Number.POSITIVE_INFINITY))
      const grows = isOne || line.growth === undefined || times <= line.growth
      return [
        line.name,
        ...(hasBar
          ? [known.map((bar) => `≤ ${bar}`).join(', ') + (line.growth && !isOne ? `, × ${line.growth}` : '')]
          : []),
        ...(hasBefore ? before(line.name) : []),
        ...values,
        ...(isOne ? [] : [Number.isFinite(times) ? times : '-']),
        ...(hasBar ? [known.length === 0 ? '' : isMet && grows ? 'yes' : 'no'] : []),
      ]
    }),
  )
}

function rateTable({ requests }: Report): string {
  const rows = requests.figures.flatMap(({ name, perSecond }) =>
    perSecond ? [[name, perSecond['1'], perSecond['8'], perSecond['32']]] : [],
  )
  return table(['concurrency', '1', '8', '32'], rows)
}

function stepTable({ steps }: Report): string {
  return table(
    ['', ...stepNames],
    steps.map(({ operation, steps: own }) => [operation, ...stepNames.map((step) => own[step] ?? '')]),
  )
}

function floodTable({ floods }: Report): string {
  return table(
    ['', 'readers p95 ms before', 'under it', 'times (≤ 3)', '5xx to readers (0)', 'guesses answered'],
    floods.map(({ name, alone, under, guesses }) => [
      name,
      alone.p95Ms,
      under.p95Ms,
      round(under.p95Ms / alone.p95Ms),
      under.failed,
      Object.entries(guesses)
        .map(([status, count]) => `${status}: ${count}`)
        .join(', '),
    ]),
  )
}
