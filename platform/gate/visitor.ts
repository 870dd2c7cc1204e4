/** Who asks, as far as a request says. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DEVICE_COOKIE } from '#platform/auth/devices.ts'
import { SESSION_COOKIE } from '#platform/auth/service.ts'
import { chooseLanguage, type Language } from '#platform/i18n/messages.ts'
import type { Visitor } from './gate.ts'

const plain = { [SESSION_COOKIE]: SESSION_COOKIE, [DEVICE_COOKIE]: DEVICE_COOKIE }
/** A browser takes cookies of these names only from us, over TLS, and never for a neighbour's name (RFC 6265bis). */
const behindTls = { [SESSION_COOKIE]: `__Host-${SESSION_COOKIE}`, [DEVICE_COOKIE]: `__Secure-${DEVICE_COOKIE}` }

export function visitorOf(request: FastifyRequest, reply?: FastifyReply): Visitor {
  const key = request.headers['x-progress-key']
  const madeFor = request.headers['x-made-for']
  const cookies = request.protocol === 'https' ? behindTls : plain
  const token = cookieOf(request.headers.cookie, cookies[SESSION_COOKIE])
  const device = cookieOf(request.headers.cookie, cookies[DEVICE_COOKIE])
  return {
    language: languageOf(request),
    // What a header says may only take this away: whoever stands at the other end of the connection may not be of this machine.
    fromLoopback: [request.ip, request.socket.remoteAddress ?? ''].every(isLoopback) && isOwnName(request.hostname),
    address: request.ip,
    ...(request.headers['user-agent'] ? { userAgent: request.headers['user-agent'] } : {}),
    ...(token ? { token } : {}),
    ...(device ? { device } : {}),
    isNamed: ['cookie', 'authorization', 'x-made-for'].some((name) => request.headers[name] !== undefined),
    ...(typeof madeFor === 'string' ? { madeFor } : {}),
    ...(typeof key === 'string' && /^[\w-]{16,64}$/.test(key) ? { progressKey: key } : {}),
    setHeader: (name, value) => {
      reply?.header(name, name === 'set-cookie' && cookies === behindTls ? secured(value) : value)
    },
  }
}

function secured(cookie: string): string {
  const name = cookie.slice(0, cookie.indexOf('=')) as keyof typeof behindTls
  return `${behindTls[name]}${cookie.slice(name.length)}; Secure`
}

/** Whether somebody asks under a name that is ours: a page of another name could be anybody's that leads here (DNS rebinding). */
export function isCalled({ hostname }: FastifyRequest, publicUrl: URL): boolean {
  return isOwnName(hostname) || hostname.toLowerCase() === publicUrl.hostname
}

/** Names that mean this machine to everybody on it. */
function isOwnName(hostname: string): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\]|::1)$/i.test(hostname)
}

export function languageOf(request: FastifyRequest): Language {
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
export function isForeign(request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  const { origin } = request.headers
  if (origin !== undefined) {
    const parsed = URL.parse(origin)
    return (
      parsed === null || parsed.host !== request.host || (request.protocol === 'https' && parsed.protocol !== 'https:')
    )
  }
  const site = request.headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

function isLoopback(ip: string): boolean {
  return ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1'
}
