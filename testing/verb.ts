/** Verbs as they are typed, in this process: a process of their own each would cost two seconds of a processor. */
import { runLine } from '#app/command/line.ts'
import type { Command, Shell } from '#platform/command/command.ts'
import { runCommand } from '#platform/command/run.ts'
import type { Language } from '#platform/i18n/messages.ts'
import type { Ended } from './server.ts'

export interface Typed {
  readonly code: number
  readonly out: string
  readonly err: string
  /** What the progress bar has shown. */
  readonly progress: readonly string[]
}

/** A verb with all that `hagukumi` opens for it, with these settings and no others. */
export async function typedWhole(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Ended> {
  const output = { out: '', err: '' }
  const code = await runLine(args, {
    ...{ env, language: 'ja', terminal: undefined },
    say: (line) => {
      output.err += `${line}\n`
    },
    print: (text) => {
      output.out += `${text}\n`
    },
  })
  return { code, ...output }
}

/** A verb without the server around it; a verb that needs a gate is given one. */
export async function typed(
  commands: readonly Command[],
  args: readonly string[],
  language: Language = 'en',
  ask: Shell['ask'] = () => Promise.reject(new Error('this verb needs no gate')),
  env: NodeJS.ProcessEnv = {},
): Promise<Typed> {
  const out: string[] = []
  const err: string[] = []
  const progress: string[] = []
  const shell = (json: boolean): Shell => ({
    env,
    language,
    say: (line) => void err.push(line),
    print: (value, text) => void out.push(json ? JSON.stringify(value) : text),
    progress: (done, total, stage) => void progress.push(`${stage} ${done}/${total}`),
    as: () => shell(json),
    ask,
  })
  const code = await runCommand(args, {
    commands,
    language,
    sentenceFor: ({ code: refused }) => refused,
    openShell: (_, json) => ({ shell: shell(json), close: async () => undefined }),
    say: (text) => void err.push(text),
    print: (text) => void out.push(text),
  })
  return { code, out: out.join('\n'), err: err.join('\n'), progress }
}
