/**
 * What this machine does at this moment with nothing behind it: a bare HTTP server of Node in a process of its own, asked as
 * the product is. Machines and moments differ by a factor of five; ratios to this figure differ much less.
 */
import { fork } from 'node:child_process'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'

if (process.argv[2] === 'serve') {
  const server = createServer((_request, response) => response.end('{"ok":true}'))
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port))
}

/** Requests a second of the bare server at a concurrency of 8. */
export async function yardstick(seconds: number): Promise<number> {
  const child = fork(fileURLToPath(import.meta.url), ['serve'])
  try {
    const port = await new Promise<number>((resolve) => child.once('message', (message) => resolve(Number(message))))
    const run = await autocannon({ url: `http://127.0.0.1:${port}`, connections: 8, duration: seconds })
    return run.requests.average
  } finally {
    child.kill()
  }
}
