import {
  type Command,
  CommandTrouble,
  mustBeWritable,
  optionText,
  readGiven,
  requiredText,
  type Shell,
  WrongUsage,
  writeGiven,
} from '#platform/command/command.ts'
import { translate } from '#platform/i18n/messages.ts'
import type { Problem, Relief, Solution } from './contract.ts'
import type { Fault } from './fault.ts'
import { scheduleMessages } from './messages.ts'
import { readProblem } from './reading.ts'
import { schedule } from './schedule.ts'

const make: Command = {
  words: ['schedule'],
  usage: 'PROBLEM.json --out SOLUTION.json [--seconds 60] [--seed N]',
  summary: {
    ja: '窓口の最低人数を守って、できるだけ多くの人に研修の席を割り当てます(席数、次に希望の順)。最良かどうかの証明、席のない人の理由、手立ても書き出します',
    en: 'Seats as many people in sessions as the minimum of each section allows (seats first, then wishes), with a proven bound, reasons and relief',
  },
  options: { out: { type: 'string' }, seconds: { type: 'string' }, seed: { type: 'string' } },
  names: [1, 1],
  async run(asked, shell) {
    const begun = Date.now()
    const out = requiredText(asked, 'out')
    const seconds = secondsOf(optionText(asked, 'seconds') ?? '60', shell)
    const seed = seedOf(optionText(asked, 'seed') ?? '1', shell)
    const file = asked.names[0]!
    await mustBeWritable(out, { inputs: [file] })
    const problem = await problemIn(file, shell)
    const solution = await solved(problem, { shell, begun, seconds, seed })
    await writeGiven(out, `${JSON.stringify(solution, null, 2)}\n`, { inputs: [file] })
    shell.print(solution, textOf(shell, problem, { out, solution }))
  },
}

export const scheduleCommands: readonly Command[] = [make]

interface Limits {
  readonly shell: Shell
  readonly begun: number
  readonly seconds: number
  readonly seed: number
}

async function solved(problem: Problem, { shell, begun, seconds, seed }: Limits): Promise<Solution> {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  for (const name of SIGNALS) process.on(name, stop)
  try {
    const { report, isCounted, ending } = await schedule({
      problem,
      language: shell.language,
      seed,
      until: begun + seconds * 1000,
      stopping: stopping.signal,
      tell: (stage, { seated, seatedBound, wishes }) => {
        const share = Math.min(99, Math.floor((Date.now() - begun) / (10 * seconds)))
        const values = { stage: say(shell, `stage.${stage}`), seated, bound: seatedBound, wishes: figure(wishes) }
        shell.progress(share, 100, say(shell, 'told.progress', values))
      },
    })
    shell.progress(100, 100, say(shell, 'stage.relief'))
    if (ending !== 'search' && report.status === 'feasible') shell.say(say(shell, `told.${ending}`, { seconds }))
    if (isCounted && report.seated < report.seatedBound) shell.say(say(shell, 'told.trivial'))
    return inWritingOrder(report, (Date.now() - begun) / 1000)
  } finally {
    for (const name of SIGNALS) process.off(name, stop)
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function inWritingOrder({ relief, ...report }: Omit<Solution, 'seconds'>, seconds: number): Solution {
  return { ...report, seconds: Math.round(seconds * 1000) / 1000, relief }
}

function secondsOf(text: string, shell: Shell): number {
  const seconds = Number(text)
  if (/^\d+(\.\d+)?$/.test(text) && seconds > 0 && seconds <= 86_400) return seconds
  throw new WrongUsage(say(shell, 'usage.seconds', { text }))
}

function seedOf(text: string, shell: Shell): number {
  if (/^\d{1,10}$/.test(text) && Number(text) <= 2_147_483_647) return Number(text)
  throw new WrongUsage(say(shell, 'usage.seed', { text }))
}

async function problemIn(file: string, shell: Shell): Promise<Problem> {
  const read = readProblem(await readGiven(file))
  if ('problem' in read) return read.problem
  throw new CommandTrouble(faultText(read.fault, file, shell))
}

function faultText({ key, values, words = {} }: Fault, file: string, shell: Shell): string {
  const filled = Object.entries(words).map(([name, word]) => [name, say(shell, word, values)] as const)
  return say(shell, key, { file, ...values, ...Object.fromEntries(filled) })
}

const TOLD_RELIEFS = 5

function textOf(shell: Shell, { staff }: Problem, { out, solution }: { out: string; solution: Solution }): string {
  const needed = staff.reduce((sum, { needs }) => sum + needs.length, 0)
  const { status, seated, seatedBound, wishes, wishesBound, gap, relief } = solution
  const summary = say(shell, `summary.${status}`, {
    seated,
    needed,
    bound: seatedBound,
    gap: Math.round(1e5 * gap) / 1000,
    wishes: figure(wishes),
    wishesBound: figure(wishesBound),
  })
  const reliefs = relief.slice(0, TOLD_RELIEFS).map((one) => `  ${reliefText(shell, one)}`)
  return [
    summary,
    ...(reliefs.length > 0 ? [say(shell, 'summary.relief'), ...reliefs] : []),
    say(shell, 'told.written', { out }),
  ].join('\n')
}

function reliefText(shell: Shell, relief: Relief): string {
  if (relief.kind !== 'session') return say(shell, `relief.${relief.kind}`, relief)
  return say(shell, 'relief.session', { ...relief, slots: relief.slots.join(', ') })
}

function figure(value: number): string {
  return String(Number(value.toPrecision(12)))
}

function say(
  { language }: Shell,
  key: keyof (typeof scheduleMessages)['ja'],
  values: Readonly<Record<string, string | number>> = {},
): string {
  return translate(scheduleMessages, language, key, values)
}
