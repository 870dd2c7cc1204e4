import { z } from 'zod'
import { Refusal } from '#platform/refusal/refusal.ts'

/**
 * What an address says, where everything is text, as the operation's input wants it: digits become a number where a number is
 * wanted. Whatever else stands there is left for the contract to refuse; a body says numbers as numbers.
 */
export function numbersIn(input: z.ZodType, said: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const wanted = bare(input)
  if (!(wanted instanceof z.ZodObject)) return said
  const shape: Readonly<Record<string, z.ZodType>> = wanted.shape
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, valueIn(shape[name], value)]))
}

/** What a request's address says, as text. */
export type Addressed = Readonly<Record<string, string>>

/** Whether somebody may cannot be told without the body. */
export class BodyNeeded extends Error {}

/**
 * The operation's input as far as the address says it. Whoever reads more of it gets `BodyNeeded`.
 *
 * @throws Refusal invalid_input where the address says what the contract does not take
 */
export function addressedAlone(input: z.ZodType, said: Addressed): object {
  const wanted = bare(input)
  const shape: Readonly<Record<string, z.ZodType>> = wanted instanceof z.ZodObject ? wanted.shape : {}
  const parts = Object.entries(numbersIn(input, said)).map(([name, value]) => {
    const part = shape[name]?.safeParse(value)
    if (!part?.success) throw new Refusal('invalid_input')
    return [name, part.data]
  })
  return new Proxy(Object.fromEntries(parts) as object, {
    get: (known, name) => {
      if (Object.hasOwn(known, name)) return Reflect.get(known, name)
      throw new BodyNeeded()
    },
  })
}

function valueIn(wanted: z.ZodType | undefined, said: unknown): unknown {
  const type = wanted && bare(wanted)
  if (type instanceof z.ZodNumber) return typeof said === 'string' && /^-?\d{1,16}$/.test(said) ? Number(said) : said
  if (type instanceof z.ZodArray && Array.isArray(said)) {
    return said.map((one) => valueIn(type.element as z.ZodType, one))
  }
  return said
}

/** The type itself, without what may be said about its absence. */
function bare(type: z.ZodType): z.ZodType {
  if (type instanceof z.ZodOptional || type instanceof z.ZodNullable || type instanceof z.ZodDefault) {
    return bare(type.unwrap() as z.ZodType)
  }
  return type instanceof z.ZodPipe ? bare(type.in as z.ZodType) : type
}
