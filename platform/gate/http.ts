/**
 * The gate's door to the network: Fastify routes every operation of the contracts, a request becomes the operation's input
 * as oRPC's client sends it, same-origin cookies, problem details (RFC 9457).
 */
import { hash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { constants } from 'node:zlib'
import fastifyCompress from '@fastify/compress'
import fastifyStatic from '@fastify/static'
import { StandardBracketNotationSerializer } from '@orpc/openapi-client/standard'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Operation } from '#platform/contract/contract.ts'
import type { Room } from '#platform/ctx/room.ts'
import type { Language } from '#platform/i18n/messages.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import { numbersIn } from './address.ts'
import { BODY_LIMIT, type Bodies, declaredLength, hasBody, openBodies, UNASKED } from './bodies.ts'
import { keepPlaces, timing } from './connections.ts'
import { progressOf } from './contract.ts'
import { type ApiDocument, docsCss, docsPage } from './docs-page.ts'
import { isNamedIn, Unchanged } from './edition.ts'
import { textProblems } from './fields.ts'
import type { Gate } from './gate.ts'
import { HSTS, securityHeaders } from './headers.ts'
import { type Asked, fromFastify, knownRefusals, PROBLEM, problemOf } from './problems.ts'
import { openSending } from './sending.ts'
import type { Proxies } from './settings.ts'
import { openTurns } from './turns.ts'
import { isCalled, isForeign, languageOf, visitorOf } from './visitor.ts'
import { compressing, written } from './written.ts'

/** The built front end. */
interface Pages {
  readonly folder: string
  /** Whether a page has this address. The front end answers every other one as well, and says that nothing is there. */
  has(path: string): boolean
}

export interface HttpOptions {
  readonly gate: Gate
  /** What these add to X-Forwarded-* is believed. */
  readonly proxies?: Proxies
  /** Where people reach us; then no other name but this machine's own is answered to. */
  readonly publicUrl?: URL | undefined
  readonly pages?: Pages
  /** Makes the OpenAPI document; asked once, when somebody reads it: a town hall's people never do. */
  openApi?(): Promise<ApiDocument>
  /** One line about a surprise, for whoever runs the server. */
  say(line: string): void
}

const JSON_TYPE = 'application/json; charset=utf-8'

export function openHttp({ gate, proxies = 0, publicUrl, pages, openApi, say }: HttpOptions): FastifyInstance {
  const fastify = Fastify({
    trustProxy: typeof proxies === 'number' ? proxies > 0 && ((_address, hop) => hop < proxies) : [...proxies],
    bodyLimit: BODY_LIMIT,
    ...timing,
    // Whoever keeps a connection without asking anything, as browsers do beforehand, must not keep us from ending.
    forceCloseConnections: true,
    // Said in our own words below.
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 500 },
    logger: false,
    genReqId: () => randomUUID(),
    clientErrorHandler: answerUnread,
    // An address that cannot be read never reaches a route, nor the hooks and the error handler below.
    frameworkErrors: (error, request, reply: FastifyReply) => {
      reply.headers(securityHeaders)
      return refuse(request, reply, error)
    },
  })
  const known = knownRefusals(gate)
  const bodies = openBodies()
  const unread = openTurns()
  const sending = openSending()
  const running = new Set<ServerResponse>()
  const methods = methodsOf(gate)
  let isStopping = false
  keepPlaces(fastify.server)
  takeJson(fastify, bodies)

  fastify.addHook('preClose', () => {
    isStopping = true
    unread.end()
    return allClosed(running)
  })
  fastify.addHook('onRequest', async (request, reply) => {
    running.add(reply.raw)
    reply.raw.once('close', () => running.delete(reply.raw))
    reply.headers(securityHeaders)
    if (isStopping) throw new Refusal('stopping', { seconds: STARTING_AGAIN })
    if (hasTwoNames(request.raw)) throw new Refusal('invalid_input')
    if (request.protocol === 'https') reply.header('strict-transport-security', HSTS)
    if (publicUrl && !isCalled(request, publicUrl)) throw new Refusal('unknown_host')
    if (isForeign(request)) throw new Refusal('foreign_origin')
    if (request.is404) refuseUnknown(request, reply)
    if (/%00/.test(request.url) && !request.url.startsWith('/api/')) throw new Refusal('not_found')
    // Nothing reads what comes along with a question; it is not waited for.
    if (request.method === 'GET' && hasBody(request.raw)) reply.header('connection', 'close')
  })
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const bytes = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : 0
    sending.hold(reply.raw, bytes, () => visitorOf(request).token ?? '')
    done()
  })
  fastify.setErrorHandler((error, request, reply) => refuse(request, reply, error))
  if (pages) servePages(fastify, pages.folder)
  fastify.setNotFoundHandler((request, reply) => {
    refuseUnknown(request, reply)
    return reply
      .code(pages?.has(pathOf(request)) ? 200 : 404)
      .header('cache-control', 'no-cache')
      .sendFile('index.html')
  })
  fastify.register(fastifyCompress, { global: false })
  // Within a part of its own, so that the routes come after what compresses their answers.
  fastify.register(async (api) => {
    if (openApi) serveDocs(api, openApi)
    api.get(`/api${routeOf(progressOf)}`, async (request, reply) => {
      const asked = progressOf.input.safeParse(request.params)
      if (!asked.success) throw new Refusal('invalid_input')
      const progress = await gate.readProgress(asked.data.key, visitorOf(request))
      return reply.header('cache-control', 'no-store').send(progress ?? { stage: '', done: 0, total: 0 })
    })
    for (const room of Object.values(gate.rooms)) {
      for (const operation of Object.values(room.contract)) serve(api, operation, room)
    }
  })
  return fastify

  /** An address that no operation has, or not with this method; a browser gets the page that says so. */
  function refuseUnknown(request: FastifyRequest, reply: FastifyReply): void {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const isPage = pages && !/^\/(?:api|assets)(?:\/|$)/.test(pathOf(request))
    if (isPage && isRead) return
    const allowed = isPage ? READING : methods(pathOf(request))
    if (allowed.length === 0) throw new Refusal('not_found')
    reply.header('allow', allowed.join(', '))
    throw new Refusal('method_not_allowed')
  }

  /** Whoever has not been heard to the end is answered in their turn, on a connection that ends: the rest is not read. */
  async function refuse(request: FastifyRequest, reply: FastifyReply, error: unknown, asked?: Asked) {
    const problem = problemOf(fromFastify(error) ?? error, languageOf(request), asked, say)
    if (!request.raw.complete) {
      reply.header('connection', 'close')
      await unread.turn()
    }
    if (problem.values?.seconds && RETRIED.has(problem.status)) reply.header('retry-after', problem.values.seconds)
    return reply.code(problem.status).type(PROBLEM).send(JSON.stringify(problem))
  }

  /** Before more than the first few kB of a body are read, it is known that its sender may send it, and there is room for it. */
  async function admitBody(operation: Operation, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (!hasBody(request.raw)) return
    const visitor = visitorOf(request)
    if ((declaredLength(request.raw) ?? UNASKED + 1) > UNASKED) {
      await gate.admitUnread(operation, request.params as Record<string, string>, visitor)
    }
    bodies.setAside(request.raw, reply.raw, { bytes: limitOf(operation), sender: visitor.token ?? '' })
  }

  function serve(api: FastifyInstance, operation: Operation, room: Room): void {
    api.route({
      method: operation.method,
      url: `/api${routeOf(operation)}`,
      bodyLimit: limitOf(operation),
      config: { filesApart: operation.filesApart === true },
      compress: operation.secret ? false : compressed,
      onRequest: (request, reply) => admitBody(operation, request, reply),
      handler: async (request, reply) => {
        let etag: string | undefined
        const holds = (named: string) => {
          etag = named
          return isNamedIn(request.headers['if-none-match'], named)
        }
        const visitor = { ...visitorOf(request, reply), holds, reachedAt: publicUrl?.origin }
        reply.headers({ 'cache-control': 'no-store', vary: 'accept-encoding, accept-language' })
        try {
          const answer = await gate.ask(operation, inputOf(operation, request), visitor)
          if (operation.plain)
            return sendPlain(reply, operation.plain, String(answer), request.headers['if-none-match'])
          if (etag) reply.headers(kept(etag))
          return answer === undefined ? reply.code(204).send() : reply.type(JSON_TYPE).send(written(answer))
        } catch (error) {
          if (error instanceof Unchanged && etag) return reply.code(304).headers(kept(etag)).send()
          return refuse(request, reply, error, { operation, room, known })
        }
      },
    })
  }
}

/** Who stands before us may have believed the other name (RFC 9112, 3.2). */
function hasTwoNames({ rawHeaders }: IncomingMessage): boolean {
  let names = 0
  for (let at = 0; at < rawHeaders.length; at += 2) if (/^host$/i.test(rawHeaders[at]!)) names += 1
  return names > 1
}

/** Seconds within which a server that ends is usually back. */
const STARTING_AGAIN = 10
const READING = ['GET', 'HEAD']
const RETRIED: ReadonlySet<number> = new Set([429, 503])

const pathOf = ({ url }: FastifyRequest) => url.split('?', 1)[0] ?? ''
const routeOf = ({ path }: Pick<Operation, 'path'>) => path.replace(/\{([^}]+)\}/g, ':$1')
/** What strangers may ask is short: nothing that needs more is open to them. */
const limitOf = ({ bodyLimit, forGuests }: Operation) => (forGuests ? UNASKED : (bodyLimit ?? BODY_LIMIT))

/** JSON in UTF-8 and nothing else. */
function takeJson(fastify: FastifyInstance, bodies: Bodies): void {
  const parse = fastify.getDefaultJsonParser('error', 'error')
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser('application/json', async (request: FastifyRequest) => {
    const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1]
    if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw new Refusal('unsupported_media_type')
    const { bodyLimit = BODY_LIMIT, config } = request.routeOptions
    const bytes = await bodies.read(request.raw, bodyLimit, 'filesApart' in config && config.filesApart === true)
    return new Promise((resolve, reject) => {
      parse(request, textOf(bytes), (error, value) => (error ? reject(error) : resolve(value)))
    })
  })
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal('invalid_input')
  }
}

/** The methods that the operations under an address have. */
function methodsOf({ rooms }: Gate): (address: string) => string[] {
  const operations = [progressOf, ...Object.values(rooms).flatMap(({ contract }) => Object.values(contract))]
  const known = operations.map(({ method, path }) => {
    const parts = path.split(/\{[^}]+\}/).map((part) => RegExp.escape(part))
    return { method, pattern: new RegExp(`^/api${parts.join('[^/]+')}$`) }
  })
  return (address) => {
    const found = known.filter(({ pattern }) => pattern.test(address)).map(({ method }) => method)
    return [...new Set(found.flatMap((method) => (method === 'GET' ? READING : [method])))]
  }
}

/**
 * What is worth it and cheap: 20 to 120 µs for answers of 3 to 40 kB, which travel in a fifth to a half of their bytes
 * (docs/performance.md). Up to 256 kB at once, where a stream would cost more than it spares; beyond that by the stream.
 */
const compressed = {
  zlib: compressing,
  threshold: 1_024,
  syncThreshold: 262_144,
  encodings: ['zstd' as const, 'br' as const, 'gzip' as const],
  zlibOptions: { level: 3 },
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } },
}

/** A text as it is, with the tag of its bytes. */
function sendPlain(reply: FastifyReply, type: string, text: string, held: string | undefined) {
  const etag = `"${hash('sha256', text, 'base64url').slice(0, 22)}"`
  reply.headers(kept(etag))
  return isNamedIn(held, etag) ? reply.code(304).send() : reply.type(type).send(text)
}

/** For the browser alone, which asks each time whether it may still show it: sessions end, and days turn. */
const kept = (etag: string) => ({ etag, 'cache-control': 'private, no-cache' })

const neverRequests: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_too_slow',
}

/** What never became a request: nobody knows its address nor its reader's language. Answered on the bare connection, which ends. */
function answerUnread(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const problem = problemOf(
    new Refusal(neverRequests[error.code ?? ''] ?? 'invalid_input'),
    'ja',
    undefined,
    () => undefined,
  )
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
  const said = method === 'GET' ? queryOf(input, request.url, languageOf(request)) : request.body
  if (said === undefined) return params
  if (Object.keys(params).length === 0) return said
  return typeof said === 'object' && said !== null && !Array.isArray(said) ? { ...said, ...params } : params
}

/** Lists and parts of the query as oRPC's client writes them: `kinds[0]=a`, `span[from]=2026-04-01`. */
function queryOf(input: Operation['input'], url: string, language: Language): unknown {
  const start = url.indexOf('?')
  if (start < 0) return {}
  const said = query.deserialize(pairsIn(url.slice(start + 1), language))
  return typeof said === 'object' && said !== null ? numbersIn(input, said as Record<string, unknown>) : said
}

/** As URLSearchParams reads them, which would put U+FFFD for what is no UTF-8 and leave a broken `%` as it is. */
function pairsIn(text: string, language: Language): [string, string][] {
  const faulty = text.split('&').filter((pair) => !isReadable(pair))
  if (faulty.length === 0) return [...new URLSearchParams(text)]
  const places = new Set(faulty.flatMap((pair) => [...new URLSearchParams(pair).keys()]))
  const told = [...places].map((path) => ({ path, fault: 'field.unreadable_text' as const }))
  throw new Refusal('invalid_input', {}, textProblems(told, language))
}

function isReadable(encoded: string): boolean {
  try {
    decodeURIComponent(encoded)
    return true
  } catch {
    return false
  }
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

/** Whoever reaches the server may read what its operations are, so that is written once, and compressed once each way. */
function serveDocs(fastify: FastifyInstance, make: () => Promise<ApiDocument>): void {
  const compress = { ...compressed, syncThreshold: Number.MAX_SAFE_INTEGER }
  const pages = new Map<Language, Buffer>()
  let made: Promise<ApiDocument> | undefined
  let json: Buffer | undefined
  const document = () => (made ??= make())
  fastify.get('/api/openapi.json', { compress }, async (_request, reply) => {
    json ??= Buffer.from(JSON.stringify(await document()))
    return reply.type(JSON_TYPE).send(json)
  })
  fastify.get('/api/docs.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(docsCss))
  fastify.get('/api/docs', { compress }, async (request, reply) => {
    const language = languageOf(request)
    const page = pages.get(language) ?? Buffer.from(docsPage(await document(), language))
    pages.set(language, page)
    return reply.type('text/html; charset=utf-8').header('vary', 'accept-encoding, accept-language').send(page)
  })
}
