/** The command line as a process. */
import { outputTrouble } from '#platform/command/run.ts'
import { type Language, languages } from '#platform/i18n/messages.ts'
import { runLine } from './command/line.ts'

const { env } = process
const language: Language = languages.find((known) => known === env.HAGUKUMI_LANG) ?? 'ja'

/** Of a full disk behind `>`: the verb is not done before its answer is written. */
let isUnheard = false
process.stdout.on('error', (error) => {
  const sentence = outputTrouble(error, language)
  if (sentence === undefined || isUnheard) return
  isUnheard = true
  process.exitCode ||= 1
  say(sentence)
})
process.stderr.on('error', () => undefined)

const code = await runLine(process.argv.slice(2), {
  ...{ env, language, say },
  print: (text) => void process.stdout.write(`${text}\n`),
  terminal: process.stderr.isTTY ? (text) => void process.stderr.write(text) : undefined,
})
process.exitCode = code || (isUnheard ? 1 : 0)

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
