import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** A department's browsers, with six connections each, several times over. */
const MOST = 4_000
/** Milliseconds in which the head of a request comes. */
const HEAD = 15_000
/** Milliseconds in which a whole request comes; a file of 28 MB over a slow line takes a minute and a half. */
const WHOLE = 120_000

export const timing = { requestTimeout: WHOLE, http: { headersTimeout: HEAD, connectionsCheckingInterval: 2_000 } }

/**
 * A server keeps a place for whoever comes next: where all are taken, the connection that has stood longest without a request goes
 * first, and whoever is being answered stays. Many who only hold connections open so keep nobody out.
 */
export function keepPlaces(server: Server, most = MOST): void {
  /** What each connection was last asked for; in the order in which they were last heard of. */
  const asked = new Map<Socket, ServerResponse | undefined>()
  server.on('connection', (socket) => {
    asked.set(socket, undefined)
    socket.once('close', () => asked.delete(socket))
    if (asked.size > most) longestIdle(asked)?.destroy()
  })
  server.on('request', ({ socket }, response) => {
    asked.delete(socket)
    if (!socket.destroyed) asked.set(socket, response)
  })
}

function longestIdle(asked: ReadonlyMap<Socket, ServerResponse | undefined>): Socket | undefined {
  for (const [socket, response] of asked) if (response === undefined || response.closed) return socket
  return undefined
}
