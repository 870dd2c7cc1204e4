import { readFile } from 'node:fs/promises'
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Operation, Output } from '#platform/contract/contract.ts'
import type { Language } from '#platform/i18n/messages.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import { isDate } from '#platform/time/dates.ts'

/** One verb of the command line. It asks the gate and has no other way to the tables. */
export interface Command {
  /** e.g. ['policy', 'load']. */
  readonly words: readonly string[]
  /** After the words, e.g. 'FILE [--publish-from DATE]'. */
  readonly usage: string
  readonly summary: Readonly<Record<Language, string>>
  readonly options?: ParseArgsOptionsConfig
  /**
   * Fields of what it asks the gate for, as whoever types knows them, e.g. { validFrom: '--from' }: where the gate finds
   * nothing but these faulty, the usage was wrong.
   */
  readonly places?: Readonly<Record<string, string>>
  /** How many names may stand without a dash. */
  readonly names: readonly [least: number, most: number]
  run(asked: Asked, shell: Shell): Promise<void>
}

export interface Asked {
  readonly names: readonly string[]
  /** An option that may be given several times has all its values. */
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
}

export interface Shell {
  readonly env: NodeJS.ProcessEnv
  readonly language: Language
  /**
   * Through the gate, as the command line, on the town's database. What the operation tells of its progress is shown on a
   * terminal, its stages in the words that `stageName` gives.
   */
  ask<Op extends Operation>(
    operation: Op,
    input: Op['input']['_zod']['input'],
    stageName?: (stage: string) => string,
  ): Promise<Output<Op>>
  /** The command's own name in the journal, where another than its words. */
  as(name: string): Shell
  /** To the person: standard error. */
  say(line: string): void
  /** The answer: with --json the value and nothing else, otherwise the text; standard output. */
  print(value: unknown, text: string): void
  /** On a terminal one line that is written over. */
  progress(done: number, total: number, stage: string): void
}

/** Something that whoever runs the verb can mend: exit 1, and its message is the sentence to show. */
export class CommandTrouble extends Error {}

/** Wrong usage: exit 2; its message is the reason. */
export class WrongUsage extends Error {}

/** An option that the verb cannot do without, or some of which it needs at least one; its message names them. */
export class MissingOption extends WrongUsage {}

/** A value that cannot stand for an option or name, and what could, e.g. 'hr, it' or '1–100'. */
export class BadValue extends WrongUsage {
  readonly place: string
  readonly value: string
  readonly allowed: string

  constructor(place: string, value: string, allowed: string) {
    super(`${place} ${value} (${allowed})`)
    this.place = place
    this.value = value
    this.allowed = allowed
  }
}

/** The answer; null where the policy lays nothing down of what was asked: an absent part is no fault. */
export async function ifLaidDown<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((refusal: unknown) => {
    if (refusal instanceof Refusal && refusal.code === 'not_laid_down') return null
    throw refusal
  })
}

export function optionText(asked: Asked, name: string): string | undefined {
  const value = asked.options[name]
  return typeof value === 'string' ? value : undefined
}

/** All values of an option that may be given several times, in their order. */
export function optionTexts(asked: Asked, name: string): readonly string[] {
  const values = asked.options[name]
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : []
}

/** The option's value; wrong usage where it is missing. */
export function requiredText(asked: Asked, name: string): string {
  const value = optionText(asked, name)
  if (value === undefined) throw new MissingOption(`--${name}`)
  return value
}

/** A day that exists, as YYYY-MM-DD; where the verb takes only those of a span, its first and last day are among them. */
export function optionDate(asked: Asked, name: string, span?: readonly [string, string]): string | undefined {
  const value = optionText(asked, name)
  if (value === undefined) return undefined
  if (isDate(value) && (!span || (value >= span[0] && value <= span[1]))) return value
  throw new BadValue(`--${name}`, value, span?.join('–') ?? 'YYYY-MM-DD')
}

/** A day, as `optionDate`; wrong usage where it is missing. */
export function requiredDate(asked: Asked, name: string): string {
  requiredText(asked, name)
  return optionDate(asked, name)!
}

/** A whole number in decimal digits. */
export function optionWhole(asked: Asked, name: string, [least, most]: readonly [number, number]): number | undefined {
  const value = optionText(asked, name)
  if (value === undefined) return undefined
  const number = Number(value)
  if (/^\d+$/.test(value) && number >= least && number <= most) return number
  throw new BadValue(`--${name}`, value, `${least}–${most}`)
}

/** `place` is the option (`--role`) or the name in the usage (`ROLE`). */
export function oneOf<Choice extends string>(place: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((one) => one === value)
  if (choice === undefined) throw new BadValue(place, value, choices.join(', '))
  return choice
}

/** The bytes of a file that was named; trouble with it names it, also where the system does not (a folder in its place). */
export async function readGiven(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    throw Object.assign(error as Error, { path, syscall: 'read' })
  }
}

export { mustBeWritable, writeGiven } from './write.ts'
