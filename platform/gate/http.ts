/**
 * The gate's door to the network: Fastify routes every operation of the contracts, a request becomes the operation's input
 * as oRPC's client sends it, same-origin cookies, problem details (RFC 9457).
 */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { constants } from 'node:zlib'
import fastifyCompress from '@fastify/compress'
import fastifyStatic from '@fastify/static'
import { StandardBracketNotationSerializer } from '@orpc/openapi-client/standard'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { DEVICE_COOKIE } from '#platform/auth/devices.ts'
import { SESSION_COOKIE } from '#platform/auth/service.ts'
import type { Operation } from '#platform/contract/contract.ts'
import type { Room } from '#platform/ctx/room.ts'
import { chooseLanguage, hasMessage, type Language, type Messages, translate } from '#platform/i18n/messages.ts'
import { refusalMessages } from '#platform/refusal/messages.ts'
import { commonRefusals, Refusal } from '#platform/refusal/refusal.ts'
import { numbersIn } from './address.ts'
import { type ApiDocument, docsCss, docsPage } from './docs-page.ts'
import { isNamedIn, Unchanged } from './edition.ts'
import type { Gate, Visitor } from './gate.ts'

export interface HttpOptions {
  readonly gate: Gate
  /** So many reverse proxies stand before us, one behind the other: what they add to X-Forwarded-* is believed. */
  readonly proxies?: number
  /** Folder of the built front end; its index.html answers every address that is a page. */
  readonly pages?: string
  /** The OpenAPI document, made once. */
  readonly openApi?: ApiDocument
  /** One line about a surprise, for whoever runs the server. */
  say(line: string): void
}

export const DEFAULT_BODY_LIMIT = 1_048_576
const PROBLEM = 'application/problem+json; charset=utf-8'
const JSON_TYPE = 'application/json; charset=utf-8'

export function openHttp({ gate, proxies = 0, pages, openApi, say }: HttpOptions): FastifyInstance {
  const fastify = Fastify({
    trustProxy: proxies > 0 && ((_address, hop) => hop < proxies),
    bodyLimit: DEFAULT_BODY_LIMIT,
    requestTimeout: 120_000,
    // Whoever keeps a connection without asking anything, as browsers do beforehand, must not keep us from ending.
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 500 },
    logger: false,
    genReqId: () => randomUUID(),
    clientErrorHandler: answerUnread,
    // An address that cannot be read never reaches a route, nor the hooks and the error handler below.
    frameworkErrors: (error, request, reply: FastifyReply) => {
      const problem = problemOf(fromFastify(error) ?? error, languageOf(request), undefined, say)
      return reply.headers(securityHeaders).code(problem.status).type(PROBLEM).send(JSON.stringify(problem))
    },
  })
  fastify.removeContentTypeParser('text/plain')
  const known = knownRefusals(gate)
  const running = new Set<ServerResponse>()

  fastify.addHook('preClose', () => allClosed(running))
  fastify.addHook('onRequest', async (request, reply) => {
    running.add(reply.raw)
    reply.raw.once('close', () => running.delete(reply.raw))
    reply.headers(securityHeaders)
    if (isForeign(request)) throw new Refusal('foreign_origin')
    if (/%00/.test(request.url) && !request.url.startsWith('/api/')) throw new Refusal('not_found')
  })
  fastify.setErrorHandler((error, request, reply) => {
    const refused = fromFastify(error, request.routeOptions.bodyLimit) ?? error
    const problem = problemOf(refused, languageOf(request), undefined, say)
    return reply.code(problem.status).type(PROBLEM).send(problem)
  })
  if (pages) servePages(fastify, pages)
  fastify.setNotFoundHandler((request, reply) => {
    if (pages && isPage(request)) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    const problem = problemOf(new Refusal('not_found'), languageOf(request), undefined, say)
    return reply.code(404).type(PROBLEM).send(problem)
  })
  fastify.register(fastifyCompress, { global: false })
  // Within a part of its own, so that the routes come after what compresses their answers.
  fastify.register(async (api) => {
    if (openApi) serveDocs(api, openApi)
    api.get('/api/progress/:key', async (request) => {
      const progress = await gate.readProgress((request.params as { key: string }).key)
      return progress ?? { stage: '', done: 0, total: 0 }
    })
    for (const room of Object.values(gate.rooms)) {
      for (const operation of Object.values(room.contract)) serve(api, operation, room)
    }
  })
  return fastify

  function serve(api: FastifyInstance, operation: Operation, room: Room): void {
    api.route({
      method: operation.method,
      url: `/api${operation.path.replace(/\{([^}]+)\}/g, ':$1')}`,
      bodyLimit: operation.bodyLimit ?? DEFAULT_BODY_LIMIT,
      compress: operation.secret ? false : compressed,
      handler: async (request, reply) => {
        let etag: string | undefined
        const holds = (named: string) => {
          etag = named
          return isNamedIn(request.headers['if-none-match'], named)
        }
        const visitor = { ...visitorOf(request, reply), holds }
        reply.headers({ 'cache-control': 'no-store', vary: 'accept-encoding, accept-language' })
        try {
          const answer = await gate.ask(operation, inputOf(operation, request), visitor)
          if (etag) reply.headers(kept(etag))
          return answer === undefined ? reply.send() : reply.type(JSON_TYPE).send(JSON.stringify(answer))
        } catch (error) {
          if (error instanceof Unchanged && etag) return reply.code(304).headers(kept(etag)).send()
          const problem = problemOf(error, visitor.language ?? 'ja', { operation, room, known }, say)
          if (problem.status === 429 && problem.values?.seconds) reply.header('retry-after', problem.values.seconds)
          return reply.code(problem.status).type(PROBLEM).send(JSON.stringify(problem))
        }
      },
    })
  }
}

/**
 * What is worth it and cheap: 20 to 120 µs for answers of 3 to 40 kB, which travel in a fifth to a half of their bytes
 * (docs/performance.md). Up to 256 kB at once, where a stream would cost more than it spares; beyond that by the stream.
 */
const compressed = {
  threshold: 1_024,
  syncThreshold: 262_144,
  encodings: ['zstd' as const, 'br' as const, 'gzip' as const],
  zlibOptions: { level: 3 },
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } },
}

/** For the browser alone, which asks each time whether it may still show it: sessions end, and days turn. */
const kept = (etag: string) => ({ etag, 'cache-control': 'private, no-cache' })

const unread: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_too_slow',
}

/** What never became a request: nobody knows its address nor its reader's language. Answered on the bare connection, which ends. */
function answerUnread(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const problem = problemOf(new Refusal(unread[error.code ?? ''] ?? 'invalid_input'), 'ja', undefined, () => undefined)
  const body = JSON.stringify(problem)
  const head = {
    ...securityHeaders,
    'content-type': PROBLEM,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  }
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`)
  if (socket.writable) {
    socket.write(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
  }
  socket.destroy(error)
}

/** Every request that had begun has its answer, or its connection is gone. */
async function allClosed(running: ReadonlySet<ServerResponse>): Promise<void> {
  for (const response of running) if (!response.closed) await once(response, 'close')
}

const query = new StandardBracketNotationSerializer()

/** What a request says in its query or body, and in its address, which wins. */
function inputOf({ input, method }: Operation, request: FastifyRequest): unknown {
  const params = numbersIn(input, request.params as Record<string, string>)
  const said = method === 'GET' ? queryOf(input, request.url) : request.body
  if (said === undefined) return params
  if (Object.keys(params).length === 0) return said
  return typeof said === 'object' && said !== null && !Array.isArray(said) ? { ...said, ...params } : params
}

/** Lists and parts of the query as oRPC's client writes them: `kinds[0]=a`, `span[from]=2026-04-01`. */
function queryOf(input: Operation['input'], url: string): unknown {
  const start = url.indexOf('?')
  if (start < 0) return {}
  const said = query.deserialize([...new URLSearchParams(url.slice(start))])
  return typeof said === 'object' && said !== null ? numbersIn(input, said as Record<string, unknown>) : said
}

/** Hashed files for ever, the page itself asked for anew each time; .br and .gz were written by the build. */
function servePages(fastify: FastifyInstance, root: string): void {
  fastify.register(fastifyStatic, {
    root,
    preCompressed: true,
    dotfiles: 'ignore',
    index: ['index.html'],
    setHeaders: (reply, path) => {
      const hashed = /\/assets\//.test(path)
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

function serveDocs(fastify: FastifyInstance, document: ApiDocument): void {
  fastify.get('/api/openapi.json', { compress: compressed }, async () => document)
  fastify.get('/api/docs.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(docsCss))
  fastify.get('/api/docs', { compress: compressed }, async (request, reply) =>
    reply.type('text/html; charset=utf-8').send(docsPage(document, languageOf(request))),
  )
}

function isPage(request: FastifyRequest): boolean {
  return request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/assets/')
}

/** RFC 9457: `title` is the sentence for the person, `code` is stable and for programs. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly values?: Readonly<Record<string, string | number>>
  readonly fields?: readonly { path: string; reason: string }[]
  readonly incident?: string
}

interface Asked {
  readonly operation: Operation
  readonly room: Room
  readonly known: ReadonlyMap<string, { readonly status: number; readonly messages: Messages }>
}

/** The one place where errors become answers; surprises are logged with a number and tell nothing. */
export function problemOf(
  error: unknown,
  language: Language,
  asked: Asked | undefined,
  say: (line: string) => void,
): Problem {
  const refusal = error instanceof Refusal ? error : undefined
  const declared = asked?.known.get(refusal?.code ?? '')
  const status =
    asked?.operation.refusals[refusal?.code ?? ''] ??
    declared?.status ??
    commonRefusals[refusal?.code as keyof typeof commonRefusals]
  if (!refusal || status === undefined || refusal.code === 'unexpected') {
    const incident = randomUUID().slice(0, 8)
    say(`${incident} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return problem('unexpected', 500, sentence([], language, 'unexpected', { incident }), { incident })
  }
  return problem(
    refusal.code,
    status,
    sentence([asked?.room.messages, declared?.messages], language, refusal.code, refusal.values),
    {
      ...(Object.keys(refusal.values).length > 0 ? { values: refusal.values } : {}),
      ...(refusal.fields.length > 0 ? { fields: refusal.fields } : {}),
    },
  )
}

function problem(code: string, status: number, title: string, more: Partial<Problem>): Problem {
  return { type: `urn:hagukumi:problem:${code}`, title, status, code, ...more }
}

function sentence(
  catalogues: readonly (Messages | undefined)[],
  language: Language,
  code: string,
  values: Readonly<Record<string, string | number>>,
) {
  const key = `refusal.${code}`
  const messages = [...catalogues, refusalMessages].find((catalogue) => catalogue && hasMessage(catalogue, key))
  if (!messages) throw new Error(`No sentence for the refusal ${code}`)
  return translate(messages as Messages, language, key, values)
}

/** Refusals of all rooms by code: what an earlier room's verb refuses passes through a later room's operation. */
function knownRefusals({ rooms }: Gate): Asked['known'] {
  const known = new Map<string, { status: number; messages: Messages }>()
  for (const { contract, messages } of Object.values(rooms)) {
    for (const operation of Object.values(contract)) {
      for (const [code, status] of Object.entries(operation.refusals)) {
        if (!known.has(code)) known.set(code, { status, messages })
      }
    }
  }
  return known
}

function fromFastify(error: unknown, bodyLimit = DEFAULT_BODY_LIMIT): Refusal | undefined {
  const code = (error as { code?: string }).code ?? ''
  const limit = `${Math.round(bodyLimit / 1_048_576)} MB`
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal('body_too_large', { limit })
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Refusal('unsupported_media_type')
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || code === 'FST_ERR_CTP_INVALID_JSON_BODY')
    return new Refusal('invalid_input')
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH') return new Refusal('not_found')
  const { statusCode } = error as { statusCode?: number }
  if (statusCode === 400) return new Refusal('invalid_input')
  if (statusCode === 403 || statusCode === 404) return new Refusal('not_found')
  return undefined
}

function visitorOf(request: FastifyRequest, reply?: FastifyReply): Visitor {
  const key = request.headers['x-progress-key']
  const madeFor = request.headers['x-made-for']
  const token = cookieOf(request.headers.cookie, SESSION_COOKIE)
  const device = cookieOf(request.headers.cookie, DEVICE_COOKIE)
  return {
    language: languageOf(request),
    fromLoopback: isLoopback(request.ip),
    address: request.ip,
    ...(token ? { token } : {}),
    ...(device ? { device } : {}),
    ...(typeof madeFor === 'string' ? { madeFor } : {}),
    ...(typeof key === 'string' && /^[\w-]{16,64}$/.test(key) ? { progressKey: key } : {}),
    setHeader: (name, value) => {
      const secure = name === 'set-cookie' && request.protocol === 'https' ? '; Secure' : ''
      reply?.header(name, value + secure)
    },
  }
}

function languageOf(request: FastifyRequest): Language {
  return chooseLanguage(request.headers['accept-language'])
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value) return value
  }
  return undefined
}

/** A browser always sends Origin or Sec-Fetch-Site with a change; a program without them carries no ambient cookie. */
function isForeign(request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  const { origin } = request.headers
  if (origin !== undefined) {
    const parsed = URL.parse(origin)
    return parsed === null || parsed.host !== request.host
  }
  const site = request.headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

function isLoopback(ip: string): boolean {
  return ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1'
}

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const
