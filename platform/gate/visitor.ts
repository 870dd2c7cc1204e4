/** Who asks, as far as a request says. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DEVICE_COOKIE } from '#platform/auth/devices.ts'
import { SESSION_COOKIE } from '#platform/auth/service.ts'
import { chooseLanguage, type Language } from '#platform/i18n/messages.ts'
import type { Visitor } from './gate.ts'

export function visitorOf(request: FastifyRequest, reply?: FastifyReply): Visitor {
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
    return parsed === null || parsed.host !== request.host
  }
  const site = request.headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

function isLoopback(ip: string): boolean {
  return ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1'
}
