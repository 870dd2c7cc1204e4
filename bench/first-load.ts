import { closeBrowser, newPage, requestsOf, withoutCache } from '#testing/browser.ts'

export interface FirstLoad {
  readonly requests: number
  /** Bytes as they came over the wire. */
  readonly script: number
  readonly total: number
  readonly fonts: { readonly requests: number; readonly bytes: number }
}

/** What a browser with an empty cache asks for until a person's own page stands. */
export async function firstLoad(url: string, persona: string): Promise<FirstLoad> {
  const page = await newPage({ width: 1440, height: 900, baseUrl: url })
  await page.goto('/')
  await page.evaluate(
    (name) =>
      fetch('/api/session/persona', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ persona: name }),
      }),
    persona,
  )
  const session = await withoutCache(page)
  const types = new Map<string, string>()
  const sizes = new Map<string, number>()
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    types.set(requestId, /\.woff2$|\/rare-/.test(response.url) ? 'Font' : type)
  })
  session.on(
    'Network.loadingFinished',
    ({ requestId, encodedDataLength }) => void sizes.set(requestId, encodedDataLength),
  )
  const before = requestsOf(page).length
  await page.goto('/', { waitUntil: 'networkidle' })
  if (requestsOf(page).length === before) throw new Error('The page asked for nothing: the browser did not load it')
  const of = (wanted: (type: string) => boolean) => {
    const ids = [...types].filter(([, type]) => wanted(type)).map(([id]) => id)
    return { requests: ids.length, bytes: ids.reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0) }
  }
  const rest = of((type) => type !== 'Font')
  await page.context().close()
  await closeBrowser()
  return {
    requests: rest.requests,
    script: of((type) => type === 'Script').bytes,
    total: rest.bytes,
    fonts: of((type) => type === 'Font'),
  }
}
