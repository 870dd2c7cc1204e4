/** Every operation of the API, as every kind of person, with bodies that nobody of good will sends: always an answer that the contract knows. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { contracts } from '#app/contracts.ts'
import { SESSION_COOKIE } from '#platform/auth/service.ts'
import type { Contract, Operation } from '#platform/contract/contract.ts'
import { openHttp } from '#platform/gate/http.ts'
import { openTestTown, type Town } from '#testing/town.ts'

vi.setConfig({ testTimeout: 600_000 })

const isLong = process.env.ATTACK === 'long'
/** A member, a head, the head of a department, HR, IT, and nobody. */
const personas = ['sato', 'tanaka', 'suzuki', 'hayashi', 'ito', undefined] as const
/** What the whole body is, and what stands in every place of it. */
const bodies = ['', '[]', '"x"', '{"__proto__":{"isHead":true}}', '{"a":', '['.repeat(40) + ']'.repeat(40)]
const values: readonly unknown[] = [
  'a\u0000b',
  '\ud800',
  1e308,
  -1,
  Number.MAX_SAFE_INTEGER,
  '0000-00-00',
  "'; drop table account; --",
  { $ne: null },
  [[]],
  true,
  '𠮷'.repeat(20_000),
]
const operations = Object.entries(contracts as Record<string, Contract>).flatMap(([room, contract]) =>
  Object.entries(contract).map(([name, operation]) => ({ name: `${room}.${name}`, operation })),
)

let town: Town
let leave: () => Promise<void>
let close: () => Promise<void>
let url: string
const surprises: string[] = []

beforeAll(async () => {
  ;({ town, leave } = await openTestTown())
  const http = openHttp({ gate: town.gate, say: (line) => void surprises.push(line) })
  url = await http.listen({ host: '127.0.0.1', port: 0 })
  close = () => http.close()
})

afterAll(async () => {
  await close()
  await leave()
})

test('no hostile body, query or address brings an operation to anything but an answer of its contract', async () => {
  const seen: Record<string, number> = {}
  const faults: string[] = []
  const queue = operations.filter(({ name }) => name !== 'auth.signOut').flatMap(requestsOf)
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { name, path, person, ...init } = next
      const token = person && { cookie: `${SESSION_COOKIE}=${town.tokenOf(person)}` }
      const headers = { 'content-type': 'application/json', ...token }
      const ask = () => fetch(url + path, { ...init, headers })
      // A connection that was idle for long is closed, maybe just when it is asked on again: whoever asks opens another (RFC 9112, 9.3.1).
      const response = await ask().catch((error: Error) => (isClosed(error) ? ask() : Promise.reject(error)))
      const text = await response.text()
      seen[response.status] = (seen[response.status] ?? 0) + 1
      const isTold = response.ok || response.headers.get('content-type')?.startsWith('application/problem+json')
      if (response.status >= 500 || !isTold || text.length > 2_000_000) {
        faults.push(`${name} as ${person ?? 'nobody'}: ${response.status} ${init.body?.slice(0, 80)}`)
      }
    }
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  console.log(`hostile requests by status: ${JSON.stringify(seen)}`)
  expect(faults).toEqual([])
  expect(surprises).toEqual([])
})

const isClosed = ({ cause }: Error) => (cause as { code?: string } | undefined)?.code === 'ECONNRESET'

interface Hostile {
  readonly name: string
  readonly path: string
  readonly method: string
  readonly person: (typeof personas)[number]
  readonly body?: string
}

/** In short one persona gets each body, another the next; in the long run all get all. */
function requestsOf({ name, operation }: { name: string; operation: Operation }, index: number): Hostile[] {
  const { method, path, input } = operation
  const schema = z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }) as { properties?: object }
  const places = Object.keys(schema.properties ?? {})
  const filled = values.map((value) => Object.fromEntries(places.map((place) => [place, value])))
  const texts = method === 'GET' ? [] : [...bodies, ...filled.map((one) => JSON.stringify(one))]
  const addresses = ['1', '%00', '99999999999999999999', '..%2f', '𠮷'].map(
    (part) => `/api${path.replace(/\{[^}]+\}/g, encodeURI(part))}`,
  )
  const asked =
    method === 'GET'
      ? [
          ...addresses.map((address) => ({ path: address })),
          ...values.map((value) => ({ path: `${addresses[0]}?${queryOf(places, value)}` })),
        ]
      : texts.map((body, at) => ({ path: addresses[at % addresses.length]!, body }))
  return personas.flatMap((person, turn) =>
    asked
      .filter((_, at) => isLong || at % personas.length === (turn + index) % personas.length)
      .map((one) => ({ name, method, person, ...one })),
  )
}

function queryOf(places: readonly string[], value: unknown): string {
  const text = String(typeof value === 'object' ? JSON.stringify(value) : value).slice(0, 2_000)
  return new URLSearchParams(places.map((place) => [place, text])).toString()
}
