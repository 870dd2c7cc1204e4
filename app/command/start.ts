import { type Command, CommandTrouble } from '#platform/command/command.ts'
import { openDatabase } from '#platform/db/connect.ts'
import { type Language, translate } from '#platform/i18n/messages.ts'
import { prepareJobs, type RunningJobs, startJobs } from '#platform/jobs/jobs.ts'
import { jobNames, jobsOf } from '../jobs.ts'
import { type RunningServer, startServer } from '../server.ts'
import { prepareTown } from './first-run.ts'
import { startMessages } from './messages.ts'

export const start: Command = {
  words: ['start'],
  usage: '[--empty | --sample]',
  summary: {
    ja: 'サーバーを動かします。内蔵データベースの初回は見本の区が入ります(--empty で空のまま)',
    en: 'Serves; the first run on the embedded database brings the sample ward (--empty for none)',
  },
  options: { empty: { type: 'boolean' }, sample: { type: 'boolean' } },
  names: [0, 0],
  async run({ options }, shell) {
    const { env, language, say } = shell
    const database = await openDatabase(env, say)
    let server: RunningServer | undefined
    let jobs: RunningJobs | undefined
    try {
      const wantsSample = options.sample === true || (database.isEmbedded && options.empty !== true)
      await prepareTown(database, { wantsSample, shell })
      server = await startServer({
        app: database.app,
        town: database.town,
        host: env.HOST || '127.0.0.1',
        port: portOf(env.PORT, language),
        trustProxy: env.TRUST_PROXY === '1',
        say,
      })
      say(translate(startMessages, language, 'start.ready', { url: server.url }))
      await prepareJobs(database.owner, database.town, database.app.user ?? '', jobNames)
      jobs = await startJobs(database.app, database.town, jobsOf(server.gate), say)
      const reason = await untilEnd(database.embedded?.exited)
      say(translate(startMessages, language, reason === 'database' ? 'start.database_gone' : 'start.stopping'))
      if (reason === 'database') process.exitCode = 1
    } catch (error) {
      throw isPortTaken(error) ? portTaken(env, language) : error
    } finally {
      await jobs?.stop()
      await server?.close()
      await database.close()
    }
  },
}

/** Waits for a signal, for the end of the process that started us, or for the embedded database's. */
function untilEnd(databaseExited: Promise<void> | undefined): Promise<'signal' | 'database'> {
  return new Promise((resolve) => {
    const ended = () => resolve('signal')
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, ended)
    process.once('disconnect', ended)
    void databaseExited?.then(() => resolve('database'))
  })
}

function portOf(text: string | undefined, language: Language): number {
  const port = Number(text || 3000)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new CommandTrouble(translate(startMessages, language, 'start.bad_port', { port: text ?? '' }))
}

function isPortTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
}

function portTaken(env: NodeJS.ProcessEnv, language: Language): Error {
  return new CommandTrouble(translate(startMessages, language, 'start.port_taken', { port: env.PORT || '3000' }))
}
