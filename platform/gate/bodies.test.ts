import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type Bodies, openBodies } from './bodies.ts'
import { keepPlaces } from './connections.ts'
import { weighing } from './json-weight.ts'
import { openTurns } from './turns.ts'

/** A server that reads every body by these rules and answers its length, or what was refused. */
async function serving(bodies: Bodies, { places, limit = 1_000_000 }: { places?: number; limit?: number } = {}) {
  const server = createServer(async (request: IncomingMessage, response) => {
    try {
      bodies.setAside(request, response, { bytes: limit, sender: String(request.headers.cookie) })
      response.end(`read ${(await bodies.read(request, limit, true)).length}`)
    } catch (error) {
      response.setHeader('connection', 'close').end((error as Error).message)
    }
  })
  keepPlaces(server, places)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close().closeAllConnections())
  return (server.address() as AddressInfo).port
}

async function saying(port: number, text: string): Promise<{ socket: Socket; heard(): string }> {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (piece) => {
    heard += piece
  })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(text)
  return { socket, heard: () => heard }
}

const post = (length: number, body: string, cookie = 'one') =>
  `POST / HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Length: ${length}\r\n\r\n${body}`

test('a body that stops in the middle is given up after a silence, however much of it came', async () => {
  const port = await serving(openBodies({ silence: 100 }))
  const { heard } = await saying(port, post(5_000, '"half'))
  await expect.poll(heard).toContain('request_too_slow')
})

test('a file for which there is no memory fails its own request, and the server goes on', async () => {
  const port = await serving(openBodies({ held: { usual: 0, large: Infinity } }), { limit: Number.MAX_SAFE_INTEGER })
  const upload = `Transfer-Encoding: chunked\r\n\r\n20000\r\n"${'QUJD'.repeat(40_000)}`
  const { heard } = await saying(port, `POST / HTTP/1.1\r\nHost: x\r\n${upload}`)
  await expect.poll(heard).toContain('Array buffer allocation failed')
  const next = await saying(port, post(4, '"ab"'))
  await expect.poll(next.heard).toContain('read 4')
})

test('bytes are set aside for a body until its answer; where none are left the next is refused, the small ones never', async () => {
  const port = await serving(openBodies({ held: { usual: 0, large: 1_500_000 } }))
  const first = await saying(port, post(900_000, '"'))
  const second = await saying(port, post(900_000, '"', 'two'))
  await expect.poll(second.heard).toContain('too_much_at_once')
  const small = await saying(port, post(4, '"ab"', 'three'))
  await expect.poll(small.heard).toContain('read 4')
  first.socket.destroy()
  await expect
    .poll(async () => {
      const { heard } = await saying(port, post(5_000, `"${'x'.repeat(4_998)}"`, 'two'))
      await new Promise((resolve) => setTimeout(resolve, 50))
      return heard()
    })
    .toContain('read 5000')
})

test('where all places are taken, whoever holds one longest without asking gives way', async () => {
  const port = await serving(openBodies(), { places: 2 })
  const [oldest, newer] = [await saying(port, ''), await saying(port, '')]
  const asking = await saying(port, post(2, '""'))
  await expect.poll(asking.heard).toContain('read 2')
  await expect.poll(() => oldest.socket.destroyed).toBe(true)
  expect(newer.socket.destroyed).toBe(false)
})

test('what a JSON text weighs is counted outside its texts, over pieces of any length', () => {
  const weigh = (text: string, values: number, piece: number) => {
    const isWithin = weighing({ values, depth: 3 })
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += piece) if (!isWithin(bytes.subarray(at, at + piece))) return false
    return true
  }
  const text = String.raw`{"a":"[,{\\\",[{","b":[1,[2],{"c":"\\"}],"d":3}`
  for (const piece of [1, 2, 3, 7, 100]) {
    expect([weigh(text, 8, piece), weigh(text, 7, piece)]).toEqual([true, false])
    expect(weigh('[[[[', 100, piece)).toBe(false)
  }
})

test('of a body that comes as fast as it can little is read at a time: between two pieces everybody else has a turn', async () => {
  const body = Object.assign(new Readable({ highWaterMark: 4_000_000, read: () => undefined }), { headers: {} })
  for (let piece = 0; piece < 32; piece++) body.push(Buffer.alloc(65_536, 'x'))
  body.push(null)
  const read = openBodies().read(body as unknown as IncomingMessage, 4_000_000)
  await new Promise(setImmediate)
  expect(body.readableLength).toBeGreaterThan(1_900_000)
  expect(await read).toHaveLength(32 * 65_536)
})

test('whoever is refused unread is answered in turn: a few at once, then one after the other, and no more wait than are kept', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { turn, end } = openTurns({ every: 10, ahead: 2, most: 3 })
  const answered: number[] = []
  const ask = async (who: number) => {
    await turn()
    answered.push(who)
  }
  const asked = [1, 2, 3, 4, 5].map(ask)
  await vi.advanceTimersByTimeAsync(9)
  expect(answered).toEqual([1, 2])
  await vi.advanceTimersByTimeAsync(1)
  expect(answered).toEqual([1, 2, 3])
  asked.push(ask(6), ask(7))
  await vi.advanceTimersByTimeAsync(0)
  expect(answered).toEqual([1, 2, 3, 4])
  end()
  await Promise.all([...asked, ask(8)])
  expect(answered.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})
