/** Which answers count people by section or by what they are, and what their services rest on (few-people.test.ts). */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Contract } from '#platform/contract/contract.ts'

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

/** By what people are counted, how many they are, and what a row of one person holds. */
const WHOSE = /^(section|sectionCode|sectionName|holds|grade|gradeBand|employmentCategory|occupation|attributes|group)$/
const MANY =
  /^(people|numerator|denominator|n|total|counted|receivers|reached|inScope|byStaffing|holders|staff|sent|received)$/
const PERSON = /^(staffMemberId|staffNumber|nameKana|applicationId)$/

/** Places of an answer where a list says of a section, or of people alike, how many there are. */
export function countedPlaces(output: z.ZodType): string[] {
  return [...new Set(placesIn(z.toJSONSchema(output, { unrepresentable: 'any' }) as Schema, []))]
}

function placesIn(schema: Schema, path: readonly string[]): string[] {
  const { properties = {}, items, anyOf = [], oneOf = [] } = schema
  const keys = Object.keys(properties)
  const isNumber = (key: string) => /"type":"(integer|number)"/.test(JSON.stringify(properties[key]))
  const isHere =
    path.includes('[]') &&
    keys.some((key) => WHOSE.test(key)) &&
    keys.some((key) => MANY.test(key) && isNumber(key)) &&
    !keys.some((key) => PERSON.test(key))
  return [
    ...(isHere ? [path.join('.')] : []),
    ...(items ? placesIn(items, [...path, '[]']) : []),
    ...[...anyOf, ...oneOf].flatMap((one) => placesIn(one, path)),
    ...Object.entries(properties).flatMap(([key, one]) => placesIn(one, [...path, key])),
  ]
}

/** What keeps few people from being told, by the file that does it. */
const KEEPERS = {
  merged: ['rooms/people/small-sections.rules.ts'],
  cells: ['rooms/surveys/cells.rules.ts'],
} as const

/** What an operation says, against what it answers and what its service rests on; nothing where all is well. */
export function faultsOf(
  contracts: Readonly<Record<string, Contract>>,
  rests: (operation: string, keeper: readonly string[]) => boolean,
): string[] {
  return Object.entries(contracts).flatMap(([room, contract]) =>
    Object.entries(contract).flatMap(([name, { output, fewPeople }]) => {
      const places = countedPlaces(output)
      if (places.length === 0) return fewPeople ? [`${room}.${name} counts nobody by section: ${fewPeople}`] : []
      if (!fewPeople) return [`${room}.${name} does not say how few people are kept: ${places.join(', ')}`]
      if (typeof fewPeople !== 'string') return []
      return rests(name, KEEPERS[fewPeople]) ? [] : [`${room}.${name} is not ${fewPeople}`]
    }),
  )
}

/** Whether the file that holds an operation's function reaches one of some files by what it imports. */
export function restsOn(root: string): (operation: string, keepers: readonly string[]) => boolean {
  const files = ['rooms', 'app'].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('service.ts'))
      .map((name) => join(part, name)),
  )
  const texts = new Map<string, string>()
  const textOf = (file: string) => {
    const known = texts.get(file) ?? (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '')
    texts.set(file, known)
    return known
  }
  const importsOf = (file: string) =>
    [...textOf(file).matchAll(/from '(#|\.)([^']+)'/g)].map(([, sort, path]) =>
      sort === '#' ? path! : join(dirname(file), `.${path}`),
    )
  return (operation, keepers) => {
    const isOf = new RegExp(`export (async )?function ${operation}\\b`)
    const seen = new Set(files.filter((file) => isOf.test(textOf(file))))
    for (const file of seen) for (const next of importsOf(file)) seen.add(next)
    return keepers.some((keeper) => seen.has(keeper))
  }
}
