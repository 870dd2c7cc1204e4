import { get } from 'node:http'
import { brotliDecompressSync, gunzipSync, gzipSync, zstdDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { rooms } from '#app/rooms.ts'
import { defineContract } from '#platform/contract/contract.ts'
import { room } from '#platform/ctx/room.ts'
import { openTestTown, type Town } from '#testing/town.ts'
import { openGate } from './gate.ts'
import { openHttp } from './http.ts'
import { onceFor, written } from './written.ts'

const told = {
  method: 'GET',
  summary: 'Answers so many letters',
  input: z.strictObject({ letters: z.number() }),
  output: z.strictObject({ text: z.string() }),
  refusals: {},
} as const
const letters = defineContract({
  tell: { ...told, path: '/letters/{letters}' },
  tellSecret: { ...told, path: '/secret-letters/{letters}', secret: true },
  tellKept: { ...told, path: '/kept-letters/{letters}' },
})
const write = async (_ctx: unknown, input: { letters: number }) => ({ text: 'あ'.repeat(input.letters) })
const kept = Object.freeze({ text: 'い'.repeat(4_000) })

let town: Town
let url: string
let close: () => Promise<void>

beforeAll(async () => {
  const opened = await openTestTown()
  town = opened.town
  const told = room(letters, {
    service: { tell: write, tellSecret: write, tellKept: async () => kept },
    access: { tell: () => 'guest', tellSecret: () => 'guest', tellKept: () => 'guest' },
    messages: { ja: {}, en: {} },
  })
  const { app, town: schema } = town.database
  const gate = openGate({ rooms: { told, policy: rooms.policy }, app, town: schema, clock: town.gate.clock })
  const http = openHttp({ gate, say: () => undefined })
  url = await http.listen({ host: '127.0.0.1', port: 0 })
  close = async () => {
    await http.close()
    await gate.close()
    await opened.leave()
  }
})
afterAll(() => close())

/** Without a client that decompresses by itself. */
function ask(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status?: number | undefined; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      get(`${url}/api${path}`, { headers }, async (answer) => {
        const body = Buffer.concat(await answer.toArray())
        resolve({ status: answer.statusCode, headers: answer.headers, body })
      }).once('error', reject)
    },
  )
}

test('an answer travels compressed as the browser wants it, and is the same', async () => {
  const plain = await ask('/letters/4000')
  expect(plain.headers['content-encoding']).toBeUndefined()
  for (const [accepted, encoding, read] of [
    ['gzip, deflate, br, zstd', 'zstd', zstdDecompressSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['br;q=0.5, gzip;q=0.9', 'gzip', gunzipSync],
  ] as const) {
    const { status, headers, body } = await ask('/letters/4000', { 'accept-encoding': accepted })
    expect({ status, encoding: headers['content-encoding'] }).toEqual({ status: 200, encoding })
    expect(headers['content-length']).toBe(String(body.length))
    expect(body.length).toBeLessThan(plain.body.length / 10)
    expect(read(body).equals(plain.body)).toBe(true)
  }
  const long = await ask('/letters/400000', { 'accept-encoding': 'gzip' })
  expect(gunzipSync(long.body).length).toBe('{"text":""}'.length + 3 * 400_000)
})

test('an answer that a room remembers is written and compressed once, and travels as any other', async () => {
  for (let n = 0; n < 2; n++) {
    for (const [accepted, read] of [
      ['gzip', gunzipSync],
      ['br', brotliDecompressSync],
      ['zstd', zstdDecompressSync],
      ['identity', (body: Buffer) => body],
    ] as const) {
      const { status, headers, body } = await ask('/kept-letters/1', { 'accept-encoding': accepted })
      expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8'])
      expect(headers['content-length']).toBe(String(body.length))
      expect(JSON.parse(read(body).toString())).toEqual(kept)
    }
  }
  const [text, zip] = [written(kept) as Buffer, onceFor(gzipSync)]
  expect(written(kept)).toBe(text)
  expect(zip(text)).toBe(zip(text))
  expect(gunzipSync(zip(written(Object.freeze({ text: 'う' })) as Buffer)).toString()).toBe('{"text":"う"}')
  // What is not frozen may be another next time.
  const loose = { text: 'え' }
  written(loose)
  loose.text = 'お'
  expect(written(loose)).toBe('{"text":"お"}')
})

test('who keeps answers learns what they depend on; a small one travels as it is', async () => {
  for (const [path, encoding] of [
    ['/letters/4000', 'gzip'],
    ['/letters/1', undefined],
  ] as const) {
    const { headers } = await ask(path, { 'accept-encoding': 'gzip' })
    expect([headers.vary, headers['content-encoding']]).toEqual(['accept-encoding, accept-language', encoding])
  }
})

test('what only its reader may know is never compressed beside other text', async () => {
  const { headers, body } = await ask('/secret-letters/4000', { 'accept-encoding': 'gzip, br, zstd' })
  expect(headers['content-encoding']).toBeUndefined()
  expect(JSON.parse(body.toString()).text).toHaveLength(4_000)
  const answersTokens = Object.values(rooms.auth.contract).filter(({ path }) => path.startsWith('/session'))
  expect(answersTokens.filter((operation) => 'secret' in operation && operation.secret)).toHaveLength(3)
})

test('what follows from an edition is the same under its tag, compressed or not', async () => {
  const cookie = `hagukumi_session=${town.tokenOf('sato')}`
  const first = await ask('/policy', { cookie, 'accept-encoding': 'gzip' })
  expect(first.headers['content-encoding']).toBe('gzip')
  const etag = String(first.headers.etag)
  expect(etag).toMatch(/^W\//)
  const plain = await ask('/policy', { cookie })
  expect(plain.headers.etag).toBe(etag)
  expect(gunzipSync(first.body).equals(plain.body)).toBe(true)
  const again = await ask('/policy', { cookie, 'accept-encoding': 'gzip', 'if-none-match': etag })
  expect([again.status, again.headers.etag, again.headers.vary, again.body.length]).toEqual([
    304,
    etag,
    'accept-encoding, accept-language',
    0,
  ])
})
