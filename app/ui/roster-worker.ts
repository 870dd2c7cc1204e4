/**
 * Lets the roster that a tablet has open be opened anew where there is no connection, as when the browser gives up a page that nobody looked at. It
 * controls pages under /admin/training alone (rooms/training/roster/ui/offline.ts).
 *
 * Data: one cache with the page, its files, and two answers: who is there, and that one roster. The network is always asked first; what is kept is
 * answered only where there is none, and for HOURS. No other answer of the API is ever kept. Whoever signs out, or is somebody else, takes it away
 * (`forgetRoster`), and so does an answer that refuses the roster.
 */
import type { KeepRoster } from '#rooms/training/roster/ui/offline.ts'
import type { Session } from './session.ts'

// It imports nothing but types: a worker is one file (vite.config.ts).
const KEPT = 'roster'
const HOURS = 12
const AT = 'x-kept-at'

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Told extends Lasting {
  readonly data: KeepRoster
}
interface Worker {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', heard: (event: Lasting) => void): void
  addEventListener(type: 'fetch', heard: (event: Fetching) => void): void
  addEventListener(type: 'message', heard: (event: Told) => void): void
}
const worker = globalThis as unknown as Worker

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('message', (event) => event.waitUntil(keep(event.data)))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  const isOurs = request.method === 'GET' && origin === worker.location.origin
  const kind = isOurs ? keptOf(pathname) : undefined
  if (kind !== undefined && (kind !== 'page' || request.mode === 'navigate'))
    event.respondWith(answer(request, pathname))
})

/** Of the roster that is open now: what is new of it is fetched, what belongs to another one goes. */
async function keep({ page, files, roster, language }: KeepRoster): Promise<void> {
  const cache = await caches.open(KEPT)
  const asked = [page, SESSION, ...files]
  const wanted = new Set([roster.path, ...asked])
  for (const { url } of await cache.keys()) {
    if (!wanted.has(new URL(url).pathname)) await cache.delete(url)
  }
  const kept = await cache.match(roster.path, ANY)
  // What is kept may be what the page was answered, and grows no younger by it.
  if ((await kept?.text()) !== roster.body) {
    const answered = new Response(roster.body, { headers: { 'content-type': 'application/json' } })
    await cache.put(roster.path, dated(answered, roster.answeredAt))
  }
  await Promise.all(asked.map((path) => add(cache, path, language)))
}

/** All at once, since the connection may be gone soon; what does not come is asked for anew when the page has its next answer. */
async function add(cache: Cache, path: string, language: string): Promise<void> {
  if (await cache.match(path, ANY)) return
  const response = await fetch(path, { headers: { 'accept-language': language } }).catch(() => undefined)
  if (response?.ok) await cache.put(path, dated(response))
}

const SESSION = '/api/session'
/** Answers differ by language; kept is one. */
const ANY = { ignoreVary: true } as const

async function answer(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(KEPT)
  const kept = await cache.match(path, ANY)
  try {
    const response = await fetch(request)
    // Renewed as it is asked for anew; what is refused is not kept any longer, and nothing for anybody else.
    if (kept && path === SESSION && response.ok && (await accountOf(kept)) !== (await accountOf(response))) {
      await caches.delete(KEPT)
    } else if (kept && path.startsWith('/api/')) {
      if (response.ok) await cache.put(path, dated(response.clone()))
      else if (response.status < 500) await cache.delete(path, ANY)
    }
    return response
  } catch (error) {
    if (kept && isFresh(kept)) return kept
    throw error
  }
}

async function accountOf(session: Response): Promise<number | undefined> {
  const { signedIn }: Session = await session.clone().json()
  return signedIn?.accountId
}

const dated = (response: Response, at = Date.now()) => {
  const headers = new Headers(response.headers)
  headers.set(AT, String(at))
  return new Response(response.body, { status: response.status, headers })
}

const isFresh = ({ headers }: Response) => Date.now() - Number(headers.get(AT)) < HOURS * 3_600_000

/** What an address may be kept as; undefined: never. */
function keptOf(path: string): 'page' | 'file' | 'answer' | undefined {
  if (/^\/admin\/training\/\d+\/roster$/.test(path)) return 'page'
  if (/^\/assets\/[^/]+$/.test(path)) return 'file'
  return path === SESSION || /^\/api\/course-sessions\/\d+\/roster$/.test(path) ? 'answer' : undefined
}
