import type { Command, Shell } from '#platform/command/command.ts'
import { runCommand } from '#platform/command/run.ts'

/** Runs a verb that asks no gate, as the command line does: what it says and prints, and its exit code. */
export async function runVerb(
  commands: readonly Command[],
  args: readonly string[],
): Promise<{ exit: number; said: string; printed: string }> {
  const said: string[] = []
  const printed: string[] = []
  const shell: Shell = {
    env: {},
    language: 'ja',
    say: (line) => void said.push(line),
    progress: () => undefined,
    as: () => shell,
    ask: () => Promise.reject(new Error('This verb asks no gate')),
    print: (value, text) => void printed.push(args.includes('--json') ? JSON.stringify(value) : text),
  }
  const exit = await runCommand(args, {
    commands,
    language: 'ja',
    sentenceFor: String,
    openShell: () => ({ shell, close: async () => undefined }),
    say: shell.say,
    print: (text) => void printed.push(text),
  })
  return { exit, said: said.join('\n'), printed: printed.join('\n') }
}
