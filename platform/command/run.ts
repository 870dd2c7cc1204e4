import { parseArgs } from 'node:util'
import { DatabaseTrouble } from '#platform/db/trouble.ts'
import { type Language, type Messages, translate } from '#platform/i18n/messages.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import { type Asked, type Command, CommandTrouble, type Shell, WrongUsage } from './command.ts'
import { commandMessages } from './messages.ts'

export interface RunOptions {
  readonly commands: readonly Command[]
  readonly language: Language
  /** The sentence for a refusal, from the room that gave it. */
  sentenceFor(refusal: Refusal): string
  /** Opens what the verb needs, lazily; closed at the end. */
  openShell(words: readonly string[], json: boolean): { shell: Shell; close(): Promise<void> }
  say(line: string): void
}

const HELP = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } } as const

/** Runs one verb; answers the exit code: 0 done, 1 refused or faulty data, 2 wrong usage. */
export async function runCommand(args: readonly string[], options: RunOptions): Promise<number> {
  const t = (key: keyof (typeof commandMessages)['ja'], values = {}) =>
    translate(commandMessages, options.language, key, values)
  const command = findCommand(options.commands, args)
  if (!command) {
    const words = args.filter((arg) => !arg.startsWith('-')).join(' ')
    const asksForHelp = words === ''
    options.say(asksForHelp ? overview(options, t('usage.intro')) : t('usage.unknown', { words }))
    return asksForHelp && args.length > 0 ? 0 : 2
  }
  try {
    const asked = read(command, args.slice(command.words.length))
    if (asked.options.help) {
      options.say(`${t('usage.of', { usage: usageOf(command) })}\n${command.summary[options.language]}`)
      return 0
    }
    const { shell, close } = options.openShell(command.words, asked.options.json === true)
    try {
      await command.run(asked, shell)
    } finally {
      await close()
    }
    return 0
  } catch (error) {
    if (error instanceof WrongUsage) {
      options.say(`${t('usage.wrong', { reason: error.message })}\n${t('usage.of', { usage: usageOf(command) })}`)
      return 2
    }
    if (error instanceof Refusal) {
      const places = error.fields.map(({ path, reason }) => `  ${path}  ${reason}`)
      options.say([options.sentenceFor(error), ...places].join('\n'))
      return 1
    }
    if (error instanceof DatabaseTrouble || error instanceof CommandTrouble) {
      options.say(error.message)
      return 1
    }
    const { code, path, syscall } = error as NodeJS.ErrnoException
    if (path && FILE_TROUBLE.has(code ?? '')) {
      options.say(
        t(syscall === 'open' || syscall === 'read' ? 'file.cannot_read' : 'file.cannot_write', {
          path,
          reason: code ?? '',
        }),
      )
      return 1
    }
    throw error
  }
}

const FILE_TROUBLE = new Set(['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'ENOSPC', 'EROFS', 'EEXIST', 'EPERM'])

/** The refusal's own words in any catalogue that has them. */
export function sentenceIn(catalogues: readonly Messages[], language: Language, { code, values }: Refusal): string {
  const key = `refusal.${code}`
  const messages = catalogues.find((catalogue) => Object.hasOwn(catalogue[language], key))
  return messages ? translate(messages, language, key, values) : code
}

function findCommand(commands: readonly Command[], args: readonly string[]): Command | undefined {
  return commands.find(({ words }) => words.every((word, index) => args[index] === word))
}

function read(command: Command, args: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...HELP, ...command.options },
      allowPositionals: true,
      strict: true,
    })
    const [least, most] = command.names
    const asked = { names: positionals, options: values as Asked['options'] }
    if (!asked.options.help && (positionals.length < least || positionals.length > most)) {
      throw new WrongUsage(positionals.join(' ') || '—')
    }
    return asked
  } catch (error) {
    if (error instanceof WrongUsage) throw error
    throw new WrongUsage((error as Error).message)
  }
}

function usageOf({ words, usage }: Command): string {
  return [...words, usage].join(' ').trim()
}

function overview({ commands, language }: RunOptions, intro: string): string {
  const width = Math.max(...commands.map((command) => usageOf(command).length))
  return [intro, ...commands.map((c) => `  ${usageOf(c).padEnd(Math.min(width, 60))}  ${c.summary[language]}`)].join(
    '\n',
  )
}
