/** Sends one kind of request to 127.0.0.1 over and over from a thread of its own, so that whoever measures is not held up by it. */
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'

export interface Flood {
  readonly port: number
  readonly method: string
  readonly path: string
  readonly headers: readonly string[]
  /** The body: what it begins with, a piece so many times, and its end. */
  readonly begin: string
  readonly piece: string
  readonly times: number
  readonly end: string
  /** Bytes that the head promises; as many as there are where absent, more for a body that stops in the middle. */
  readonly promised?: number
  /** At the same time. */
  readonly connections: number
}

const { port, method, path, headers, begin, piece, times, end, promised, connections } = workerData as Flood
const whole = Buffer.byteLength(begin) + Buffer.byteLength(piece) * times + Buffer.byteLength(end)
const answers: Record<string, number> = {}
let isOver = false

const head = [
  `${method} ${path} HTTP/1.1`,
  'Host: localhost',
  'Content-Type: application/json',
  `Content-Length: ${promised ?? whole}`,
  ...headers,
].join('\r\n')

parentPort!.once('message', () => {
  isOver = true
})
await Promise.all(Array.from({ length: connections }, lane))
parentPort!.postMessage(answers)

async function lane(): Promise<void> {
  while (!isOver) {
    const status = await once()
    answers[status] = (answers[status] ?? 0) + 1
    await sleep(5)
  }
}

/** Sends until it is answered, and tells with which status. */
function once(): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let heard = ''
    let sent = 0
    let isEnded = false
    const send = () => {
      // What is not taken at once is kept and goes on by itself: it counts as sent.
      for (let isTaken = true; isTaken && sent < times && !heard; sent += 1) isTaken = socket.write(piece)
      // Once: what follows a body is another request.
      if (sent < times || promised !== undefined || isEnded) return
      isEnded = true
      socket.write(end)
    }
    const done = () => {
      clearInterval(watch)
      socket.destroy()
      resolve(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1] ?? 'closed')
    }
    const watch = setInterval(() => isOver && done(), 50)
    socket.on('error', () => undefined)
    socket.on('close', done)
    socket.on('data', (data) => {
      heard += data.toString('latin1', 0, 32)
      done()
    })
    socket.on('drain', send)
    socket.on('connect', () => {
      socket.write(`${head}\r\n\r\n${begin}`)
      send()
    })
  })
}
