/** A number that an operation takes is one that its column keeps exactly: nothing is rounded, and nothing is too large for it. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { contracts } from '#app/contracts.ts'
import type { Contract } from '#platform/contract/contract.ts'
import { inTown } from '#testing/town.ts'

interface Column {
  readonly name: string
  readonly type: string
  readonly digits: number | null
  readonly scale: number | null
}

interface Taken {
  readonly where: string
  readonly name: string
  readonly type: string
  readonly maximum: number
  readonly multipleOf: number | undefined
}

const WHOLE: Readonly<Record<string, number>> = { smallint: 32_767, integer: 2_147_483_647 }
/** Of a column without a precision: what a double says exactly enough to be shown as it was entered. */
const DECIMALS = 6

test(
  'every number that is stored under its own name has the column’s whole digits, decimals and room',
  inTown(async ({ sql }) => {
    const columns = await sql<Column & Record<string, unknown>>(
      `select distinct column_name as name, data_type as type, numeric_precision as digits, numeric_scale as scale
       from information_schema.columns where table_schema = current_schema()
         and data_type in ('smallint', 'integer', 'numeric')`,
    )
    const taken = Object.entries(contracts as Record<string, Contract>).flatMap(([room, contract]) =>
      Object.entries(contract).flatMap(([name, { input }]) =>
        numbersIn(z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }), `${room}.${name}`),
      ),
    )
    const held = columns.flatMap((column) =>
      taken.filter(({ name }) => snake(name) === column.name).map((one) => ({ one, fault: faultOf(one, column) })),
    )
    expect(held.length).toBeGreaterThan(10)
    expect(held.flatMap(({ one, fault }) => (fault ? [`${one.where}: ${fault}`] : []))).toEqual([])
  }),
)

function faultOf({ type, maximum, multipleOf }: Taken, column: Column): string | undefined {
  const most = WHOLE[column.type]
  if (most !== undefined)
    return type === 'integer' && maximum <= most ? undefined : `${column.type} holds up to ${most}`
  const step = 10 ** -(column.scale ?? DECIMALS)
  if (type !== 'integer' && multipleOf !== step) return `numeric keeps steps of ${step}`
  const limit = column.digits === null ? 1e15 : 10 ** (column.digits - (column.scale ?? 0))
  return maximum < limit ? undefined : `numeric holds less than ${limit}`
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Named numbers anywhere in a JSON Schema. */
function numbersIn(schema: unknown, where: string, name = ''): Taken[] {
  if (typeof schema !== 'object' || schema === null) return []
  if (Array.isArray(schema)) return schema.flatMap((one) => numbersIn(one, where, name))
  const {
    type,
    maximum = Number.POSITIVE_INFINITY,
    multipleOf,
    properties = {},
    ...rest
  } = schema as Record<string, never>
  const own =
    type === 'number' || type === 'integer' ? [{ where: `${where} ${name}`, name, type, maximum, multipleOf }] : []
  const named = Object.entries(properties as object).flatMap(([key, one]) => numbersIn(one, where, key))
  return [...own, ...named, ...Object.values(rest).flatMap((one) => numbersIn(one, where, name))]
}
