import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Command, CommandTrouble, type Shell, WrongUsage } from '#platform/command/command.ts'
import { type OpenDatabase, openDatabase } from '#platform/db/connect.ts'
import { codeOf, reasonOf } from '#platform/db/trouble.ts'
import {
  BadSetting,
  idleMinutesFrom,
  journalYearsFrom,
  mailFrom,
  proxiesFrom,
  publicUrlFrom,
  sizesFrom,
} from '#platform/gate/settings.ts'
import { translate } from '#platform/i18n/messages.ts'
import { prepareJobs, type RunningJobs, startJobs } from '#platform/jobs/jobs.ts'
import { type JobSettings, jobNames, jobsOf, wantedJobs } from '../jobs.ts'
import { type RunningServer, startServer } from '../server.ts'
import { keepsDataIn } from '../system/machine.service.ts'
import { prepareTown } from './first-run.ts'
import { startMessages } from './messages.ts'
import { giveBackAtRest } from './resting.ts'

export const start: Command = {
  words: ['start'],
  usage: '[--empty | --sample]',
  summary: {
    ja: 'サーバーを動かします。内蔵データベースの初回は見本の自治体が入ります(--empty で空のまま)',
    en: 'Serves; the first run on the embedded database brings the sample ward (--empty for none)',
  },
  options: { empty: { type: 'boolean' }, sample: { type: 'boolean' } },
  names: [0, 0],
  async run({ options }, shell) {
    if (options.empty && options.sample) throw new WrongUsage(wordsOf(shell, 'start.both'))
    const { env, say } = shell
    // A branch of a request that fails after the request was answered is a defect to be told, not a reason to stop serving.
    process.on('unhandledRejection', (error) =>
      say(`unhandled: ${error instanceof Error ? error.stack : String(error)}`),
    )
    const settings = settingsOf(shell)
    const address = await freeAddress(shell)
    const signals = awaitSignals()
    const database = await openDatabase(env, say)
    let server: RunningServer | undefined
    let jobs: Promise<RunningJobs | undefined> | undefined
    const stopping = new AbortController()
    const endResting = giveBackAtRest()
    try {
      const wantsSample = options.sample === true || (database.isEmbedded && options.empty !== true)
      await prepareTown(database, { wantsSample, shell })
      const { app, town } = database
      const { journalYears, mail, ...serving } = settings
      keepsDataIn(database.isEmbedded ? database.dataDir : undefined)
      const leftToJobs = async () => {
        const running = await jobs
        for (const name of wantedJobs) running?.enqueueSoon(name)
      }
      server = await startServer({ app, town, ...address, ...serving, isKeptReady: true, leftToJobs, say })
      say(wordsOf(shell, 'start.ready', { url: server.url }))
      shell.print({ url: server.url }, '')
      jobs = runJobs(database, server, { say, stopping: stopping.signal, settings: { journalYears, mail } })
      const ending = await Promise.race([
        signals.whileServing(),
        database.embedded?.exited ?? new Promise(() => undefined),
      ])
      if (ending !== 'signal') throw new CommandTrouble(wordsOf(shell, 'start.database_gone'))
      say(wordsOf(shell, 'start.stopping'))
    } catch (error) {
      throw addressTrouble(error, address, shell) ?? error
    } finally {
      endAnyway(shell)
      endResting()
      stopping.abort()
      await (await jobs)?.stop()
      await server?.close()
      await database.close()
    }
  },
}

/** While the database is away the server serves, and its jobs begin once it is back. */
async function runJobs(
  { owner, app, town }: OpenDatabase,
  { gate }: RunningServer,
  { say, stopping, settings }: { say: Shell['say']; stopping: AbortSignal; settings: JobSettings },
): Promise<RunningJobs | undefined> {
  while (!stopping.aborted) {
    try {
      await prepareJobs(owner, town, app.user ?? '', jobNames)
      return await startJobs(app, town, jobsOf(gate, settings), say)
    } catch (error) {
      say(`jobs: ${reasonOf(error)}`)
      await Promise.race([sleep(JOBS_RETRY_MS, undefined, { ref: false }), once(stopping, 'abort')])
    }
  }
  return undefined
}

const JOBS_RETRY_MS = 5_000

interface Address {
  readonly host: string
  readonly port: number
}

/**
 * SIGINT, SIGTERM and SIGHUP. Until we serve nobody waits for an answer, so the process
 * just ends and takes its database along; from then on whoever serves is told and closes everything in order.
 */
function awaitSignals(): { whileServing(): Promise<'signal'> } {
  const signal = Promise.withResolvers<'signal'>()
  let isServing = false
  const ended = () => {
    if (!isServing) process.exit(INTERRUPTED)
    signal.resolve('signal')
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, ended)
  return {
    whileServing: () => {
      isServing = true
      return signal.promise
    },
  }
}

/** A request or a job that does not come to its end must not keep the machine from shutting down. */
function endAnyway(shell: Shell): void {
  const give = () => {
    shell.say(wordsOf(shell, 'start.not_closed', { seconds: PATIENCE_MS / 1000 }))
    process.exit(1)
  }
  setTimeout(give, PATIENCE_MS).unref()
}

/** A database that is shut down may take as long to write what it holds. */
const PATIENCE_MS = 40_000

/** What a shell says of a program that Ctrl-C ended. */
const INTERRUPTED = 130

function settingsOf(shell: Shell) {
  try {
    return {
      sizes: sizesFrom(shell.env),
      idleMinutes: idleMinutesFrom(shell.env),
      proxies: proxiesFrom(shell.env),
      publicUrl: publicUrlFrom(shell.env),
      journalYears: journalYearsFrom(shell.env),
      mail: mailFrom(shell.env),
    }
  } catch (error) {
    if (!(error instanceof BadSetting)) throw error
    const { variable, value, wanted } = error
    throw new CommandTrouble(wordsOf(shell, `start.bad_setting.${wanted.kind}`, { variable, value, ...wanted }))
  }
}

/** HOST and PORT, tried before the preparation, which may take long. */
async function freeAddress(shell: Shell): Promise<Address> {
  const { HOST, PORT } = shell.env
  const port = Number(PORT || 3000)
  if (!/^\d*$/.test(PORT ?? '') || port > 65_535) {
    throw new CommandTrouble(wordsOf(shell, 'start.bad_port', { port: PORT ?? '' }))
  }
  const address = { host: HOST || '127.0.0.1', port }
  try {
    await new Promise<void>((resolve, reject) => {
      const probe = createServer().once('error', reject)
      probe.listen(address, () => probe.close(() => resolve()))
    })
    return address
  } catch (error) {
    throw addressTrouble(error, address, shell) ?? error
  }
}

function addressTrouble(error: unknown, { host, port }: Address, shell: Shell): CommandTrouble | undefined {
  const code = codeOf(error)
  if (code === 'EADDRINUSE') return new CommandTrouble(wordsOf(shell, 'start.port_taken', { port }))
  const isListening = (error as NodeJS.ErrnoException).syscall === 'listen'
  if (code === 'EACCES' && isListening) return new CommandTrouble(wordsOf(shell, 'start.port_forbidden', { port }))
  const isUnknown = code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN'
  return isUnknown ? new CommandTrouble(wordsOf(shell, 'start.bad_host', { host })) : undefined
}

function wordsOf({ language }: Shell, key: keyof (typeof startMessages)['ja'], values = {}): string {
  return translate(startMessages, language, key, values)
}
