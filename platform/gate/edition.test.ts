import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contracts } from '#app/contracts.ts'
import type { Contract, Operation } from '#platform/contract/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { openTestTown, type Town } from '#testing/town.ts'
import { noteEdition } from './edition.ts'
import { openHttp } from './http.ts'

let town: Town
let leave: () => Promise<void>
let url: string
let close: () => Promise<void>

beforeAll(async () => {
  ;({ town, leave } = await openTestTown())
  const http = openHttp({ gate: town.gate, say: (line) => expect(line).toBe('') })
  url = await http.listen({ host: '127.0.0.1', port: 0 })
  close = () => http.close()
})

afterAll(async () => {
  await close()
  await leave()
})

const ask = (path: string, as: number | undefined, headers: Record<string, string> = {}) =>
  fetch(`${url}/api${path}`, {
    headers: { ...(as === undefined ? {} : { cookie: `hagukumi_session=${town.tokenOf(as)}` }), ...headers },
  })

const cached = Object.values(contracts as Record<string, Contract>)
  .flatMap((contract): Operation[] => Object.values(contract))
  .filter((operation) => operation.cached)

test('what follows from an edition is the same for whoever asks, and is sent once: then 304 without a body', async () => {
  expect(cached.map(({ path }) => path).sort()).toEqual(['/model', '/mvv', '/policy'])
  for (const { path } of cached) {
    const first = await ask(path, town.sato)
    const etag = first.headers.get('etag')!
    expect([first.status, first.headers.get('cache-control')], path).toEqual([200, 'private, no-cache'])
    const again = await ask(path, town.kato, { 'if-none-match': `W/"another", ${etag}` })
    expect([again.status, again.headers.get('etag'), await again.text()], path).toEqual([304, etag, ''])
    const others = await ask(path, town.kato)
    expect([others.headers.get('etag'), await others.text()], path).toEqual([etag, await first.text()])
  }
})

test('whoever may not ask is not told that nothing changed, and a refusal is never kept', async () => {
  const etag = (await ask('/policy', town.sato)).headers.get('etag')!
  const guest = await ask('/policy', undefined, { 'if-none-match': etag })
  expect([guest.status, guest.headers.get('cache-control'), guest.headers.get('etag')]).toEqual([401, 'no-store', null])
  const before = await ask('/policy?asOf=2001-01-01', town.sato, { 'if-none-match': etag })
  expect([before.status, before.headers.get('cache-control'), before.headers.get('etag')]).toEqual([
    409,
    'no-store',
    null,
  ])
})

test('in another language and in an answer about a person the same tag says nothing', async () => {
  const etag = (await ask('/policy', town.sato)).headers.get('etag')!
  expect((await ask('/policy', town.sato, { 'if-none-match': etag, 'accept-language': 'en' })).status).toBe(200)
  const me = await ask('/me', town.sato, { 'if-none-match': etag })
  expect([me.status, me.headers.get('etag'), me.headers.get('cache-control')]).toEqual([200, null, 'no-store'])
})

test('a new edition is sent from its first day on, and not before', async () => {
  const held = { 'if-none-match': (await ask('/policy', town.sato)).headers.get('etag')! }
  const text = readFileSync('policy/shinagawa.yaml', 'utf8').replace('edition: ', 'edition: 改定 ')
  await town.asCommand.ask(policy.loadPolicy, { text, publishFrom: '2026-12-01' })
  expect((await ask('/policy', town.sato, held)).status).toBe(304)
  town.on('2026-12-01')
  expect((await ask('/policy', town.sato, held)).status).toBe(200)
  expect((await ask('/policy?asOf=2026-11-30', town.sato, held)).status).toBe(304)
})

test('an operation that promises an edition names one and shows nobody’s data; what promises nothing may be asked for it', () => {
  const promising = policy.showPolicy
  const named = () => {
    const note = noteEdition(promising, 'ja', undefined)
    note.name('1')
    return note
  }
  expect(() => noteEdition(promising, 'ja', undefined).check(0)).toThrow('names none')
  expect(() => named().check(1)).toThrow('a person’s data')
  expect(() => named().check(0)).not.toThrow()
  const plain = noteEdition(policy.listPolicyEditions, 'ja', () => true)
  expect(() => plain.name('1')).not.toThrow()
  expect(() => plain.check(1)).not.toThrow()
})
