import { parseArgs } from 'node:util'
import { DatabaseTrouble, sentence } from '#platform/db/trouble.ts'
import { problemsOf } from '#platform/gate/fields.ts'
import { type Language, type Messages, translate } from '#platform/i18n/messages.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import { type Asked, BadValue, type Command, CommandTrouble, MissingOption, type Shell, WrongUsage } from './command.ts'
import { commandMessages } from './messages.ts'

export interface RunOptions {
  readonly commands: readonly Command[]
  readonly language: Language
  /** The sentence for a refusal, from the room that gave it. */
  sentenceFor(refusal: Refusal): string
  /** Opens what the verb needs, lazily; closed at the end. */
  openShell(words: readonly string[], json: boolean): { shell: Shell; close(): Promise<void> }
  /** To the person: standard error. */
  say(line: string): void
  /** What was asked for: standard output. */
  print(text: string): void
}

const HELP = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } } as const
const HELP_FLAGS = ['--help', '-h']
const ANYWHERE = [...HELP_FLAGS, '--json']

/** Runs one verb; answers the exit code: 0 done, 1 refused or faulty data, 2 wrong usage. */
export async function runCommand(given: readonly string[], options: RunOptions): Promise<number> {
  const args = verbFirst(given)
  const command = findCommand(options.commands, args)
  if (!command) return withoutVerb(args, options)
  const { language } = options
  try {
    const asked = read(command, args.slice(command.words.length), language)
    if (asked.options.help) {
      options.print(`${usageLine(command, language)}\n${command.summary[language]}`)
      return 0
    }
    await carryOut(command, asked, options)
    return 0
  } catch (error) {
    if (!(error instanceof WrongUsage)) return explain(error, options)
    const reason = reasonOf(error, language)
    options.say(`${words(language, 'usage.wrong', { reason })}\n${usageLine(command, language)}`)
    return 2
  }
}

/** What the system has against standard output; nothing where whoever read it has read enough. */
export function outputTrouble({ code = '' }: NodeJS.ErrnoException, language: Language): string | undefined {
  return code === 'EPIPE' ? undefined : words(language, 'output.cannot_write', { reason: fileReason(code, language) })
}

/** The refusal's own words in any catalogue that has them. */
export function sentenceIn(catalogues: readonly Messages[], language: Language, { code, values }: Refusal): string {
  const key = `refusal.${code}`
  const messages = catalogues.find((catalogue) => Object.hasOwn(catalogue[language], key))
  return messages ? translate(messages, language, key, values) : code
}

/** Flags that hold for every verb may stand before it. */
function verbFirst(args: readonly string[]): readonly string[] {
  const verb = args.findIndex((arg) => !ANYWHERE.includes(arg))
  return verb > 0 ? [...args.slice(verb), ...args.slice(0, verb)] : args
}

function findCommand(commands: readonly Command[], args: readonly string[]): Command | undefined {
  return commands.find(({ words }) => words.every((word, index) => args[index] === word))
}

/** No verb, half of one (`policy`), or one that does not exist. */
function withoutVerb(args: readonly string[], options: RunOptions): number {
  const { commands, language } = options
  const named = args.filter((arg) => !arg.startsWith('-'))
  const meant = commands.filter(({ words }) => named.every((word, index) => words[index] === word))
  if (meant.length === 0) {
    options.say(words(language, 'usage.unknown', { words: named.join(' ') }))
    return 2
  }
  const asksForHelp = args.some((arg) => HELP_FLAGS.includes(arg))
  const tell = asksForHelp ? options.print : options.say
  tell([words(language, 'usage.intro'), ...meant.map((one) => overviewLine(one, language))].join('\n'))
  return asksForHelp ? 0 : 2
}

async function carryOut(command: Command, asked: Asked, { openShell, print, sentenceFor }: RunOptions): Promise<void> {
  const json = asked.options.json === true
  const { shell, close } = openShell(command.words, json)
  let isAnswered = false
  const noting = (inner: Shell): Shell => ({
    ...inner,
    as: (name) => noting(inner.as(name)),
    // The gate would say the same, but not before there is a database.
    ask: async (operation, input, stageName) => {
      const parsed = operation.input.safeParse(input, { reportInput: true })
      if (!parsed.success) throw new Refusal('invalid_input', {}, problemsOf(parsed.error, inner.language))
      return inner.ask(operation, input, stageName)
    },
    print: (value, text) => {
      isAnswered = true
      inner.print(value, text)
    },
  })
  try {
    await command.run(asked, noting(shell))
  } catch (refused) {
    const error = inTypedPlaces(refused, command, shell.language)
    // Whoever reads the output as JSON gets a value for a refusal too, with the names of problem details (RFC 9457).
    if (json && !isAnswered && error instanceof Refusal) {
      const { code, values, fields } = error
      print(JSON.stringify({ code, title: sentenceFor(error), values, fields }))
    }
    throw error
  } finally {
    await close()
  }
}

/** Faulty input that was typed is wrong usage, told by the names that were typed. */
function inTypedPlaces(error: unknown, { places = {} }: Command, language: Language): unknown {
  if (!(error instanceof Refusal) || error.code !== 'invalid_input' || error.fields.length === 0) return error
  if (!error.fields.every(({ path }) => Object.hasOwn(places, path))) return error
  const reasons = error.fields.map(({ path, reason }) =>
    words(language, 'usage.place', { name: places[path]!, reason }),
  )
  return new WrongUsage(reasons.join('\n'))
}

function reasonOf(error: WrongUsage, language: Language): string {
  if (error instanceof MissingOption) return words(language, 'usage.needed', { name: error.message })
  if (!(error instanceof BadValue)) return error.message
  const { place, value, allowed } = error
  return words(language, 'usage.not_allowed', { name: place, value, allowed })
}

/** Says what whoever runs the verb can mend; everything else is a fault of ours and passes. */
function explain(error: unknown, { language, sentenceFor, say }: RunOptions): number {
  if (error instanceof Refusal) {
    const places = error.fields.map(({ path, reason }) => `  ${path}  ${reason}`)
    say([sentenceFor(error), ...places].join('\n'))
  } else if (error instanceof DatabaseTrouble) say(sentence(error.key, error.values, language))
  else if (error instanceof CommandTrouble) say(error.message)
  else say(fileTrouble(error as NodeJS.ErrnoException, language))
  return 1
}

/** Trouble that the system has with a named file; what names no file is a fault of ours. */
function fileTrouble(error: NodeJS.ErrnoException, language: Language): string {
  const { code, path, syscall } = error
  if (path === undefined || code === undefined) throw error
  const isReading = syscall === 'open' || syscall === 'read' || syscall === 'stat'
  return words(language, isReading && code !== 'EEXIST' ? 'file.cannot_read' : 'file.cannot_write', {
    path,
    reason: fileReason(code, language),
  })
}

function fileReason(code: string, language: Language): string {
  const key = `file.${code}`
  return isMessage(key) ? words(language, key) : words(language, 'file.other', { code })
}

function read(command: Command, args: readonly string[], language: Language): Asked {
  const { values, positionals, tokens } = parsed(command, args, language)
  const [least, most] = command.names
  const asked = { names: positionals, options: values as Asked['options'] }
  if (asked.options.help) return asked
  const given = tokens.filter((token) => token.kind === 'option')
  const empty = given.find(({ value }) => value === '')
  if (empty) throw new WrongUsage(words(language, 'usage.empty', { name: empty.rawName }))
  const twice = given.find(
    ({ name }, index) => !command.options?.[name]?.multiple && given.findIndex((other) => other.name === name) < index,
  )
  if (twice) throw new WrongUsage(words(language, 'usage.twice', { name: twice.rawName }))
  if (positionals.length < least) throw new WrongUsage(words(language, 'usage.too_few'))
  if (positionals.length > most) {
    throw new WrongUsage(words(language, 'usage.too_many', { words: positionals.slice(most).join(' ') }))
  }
  if (positionals.includes('')) throw new WrongUsage(words(language, 'usage.empty_name'))
  return asked
}

function parsed(command: Command, args: readonly string[], language: Language) {
  try {
    return parseArgs({
      args: withJoinedNumbers(command, args),
      options: { ...HELP, ...command.options },
      allowPositionals: true,
      strict: true,
      tokens: true,
    })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const name = /'(-[^\s']*)/.exec(message)?.[1] ?? ''
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
      throw new WrongUsage(words(language, 'usage.unknown_option', { name }))
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') throw new WrongUsage(badValue(command, args, name, language))
    throw error
  }
}

/** `--range -1,1` as `--range=-1,1`: no option is a number, so that nobody can have meant another one. */
function withJoinedNumbers(command: Command, args: readonly string[]): string[] {
  const joined: string[] = []
  for (const arg of args) {
    const option = joined.at(-1)?.startsWith('--') ? joined.at(-1)!.slice(2) : ''
    if (/^-[\d.]/.test(arg) && command.options?.[option]?.type === 'string') joined.push(`${joined.pop()}=${arg}`)
    else joined.push(arg)
  }
  return joined
}

/** An option that wants a value and has none, has one that begins with a dash, or has one and wants none. */
function badValue(command: Command, args: readonly string[], name: string, language: Language): string {
  const type = command.options?.[name.replace(/^-+/, '')]?.type
  if (type !== 'string') return words(language, 'usage.no_value', { name })
  const next = args[args.indexOf(name) + 1]
  if (next?.startsWith('-') && !next.startsWith('--')) {
    return words(language, 'usage.dash_value', { name, written: `${name}=${next}` })
  }
  return words(language, 'usage.value_needed', { name, written: `${name}=…` })
}

type Key = keyof (typeof commandMessages)['ja']

function words(language: Language, key: Key, values: Readonly<Record<string, string>> = {}): string {
  return translate(commandMessages, language, key, values)
}

function isMessage(key: string): key is Key {
  return Object.hasOwn(commandMessages.ja, key)
}

function usageOf({ words, usage }: Command): string {
  return [...words, usage].join(' ').trim()
}

function usageLine(command: Command, language: Language): string {
  return words(language, 'usage.of', { usage: usageOf(command) })
}

/** Two lines, because a verb with its arguments is often wider than a terminal's half. */
function overviewLine(command: Command, language: Language): string {
  return `  ${usageOf(command)}\n      ${command.summary[language]}`
}
