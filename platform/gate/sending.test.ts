import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'vitest'
import { openSending } from './sending.ts'

/** More than the network itself holds, on any machine. */
const LARGE = 40_000_000

/** Answers every request with so many bytes, as whom its address names. */
async function answering(limits: Parameters<typeof openSending>[0]) {
  const sending = openSending(limits)
  const server = createServer((request, response) => {
    sending.hold(response, LARGE, () => request.url ?? '')
    response.end(Buffer.alloc(LARGE))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  /** Asks, and takes nothing of the answer before it is told to. */
  return {
    async ask(sender: string) {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined)
      const [asked, isClosed] = [once(server, 'request'), once(socket, 'close')]
      socket.write(`GET ${sender} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`)
      const [, response] = (await asked) as [unknown, ServerResponse]
      const isWhole = async () => {
        let bytes = 0
        socket.on('data', (piece) => {
          bytes += piece.length
        })
        await isClosed
        return bytes >= LARGE
      }
      return { isOver: once(response, 'close'), isWhole }
    },
    close: () => server.close(),
  }
}

test('an answer of which nothing is taken is given up, and one that is taken comes whole', async () => {
  const { ask, close } = await answering({ silence: 500 })
  expect(await (await ask('/a')).isWhole()).toBe(true)
  const left = await ask('/a')
  await left.isOver
  expect(await left.isWhole()).toBe(false)
  close()
})

test('of one sender, and of all, only so much is held: what waits longest makes place', async () => {
  const { ask, close } = await answering({ share: 100_000_000, most: 150_000_000 })
  const [first, second, third, other] = [await ask('/a'), await ask('/a'), await ask('/a'), await ask('/b')]
  // Three are more than one sender's share; with another's they are within what is held of all.
  await first.isOver
  // Four are not.
  const more = await ask('/c')
  await second.isOver
  const all = [first, second, third, other, more]
  expect(await Promise.all(all.map(({ isWhole }) => isWhole()))).toEqual([false, false, true, true, true])
  close()
})
