/** The test town behind its real server, with the pages built as for `npm start`. */
import type { Page } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'
import { startServer } from '#app/server.ts'
import { SESSION_COOKIE } from '#platform/auth/service.ts'
import { newPage, type PageOptions } from './browser.ts'
import type { Name, Town } from './town.ts'

export interface Web {
  readonly url: string
  /** A window of its own in which this person is signed in already; nobody is without a name. */
  windowOf(person: Name | undefined, options?: Omit<PageOptions, 'baseUrl'>): Promise<Page>
  close(): Promise<void>
}

/** Sources do not change while a run lasts. */
let built: Promise<void> | undefined

async function buildPages(): Promise<void> {
  const { build } = (await import(new URL('../bin/build.mjs', import.meta.url).href)) as { build(): Promise<void> }
  await build()
}

/** Serves the town at ten o'clock of `day`. Builds the pages first when they are not those of the sources. */
export async function openWeb(town: Town, day = '2026-11-22'): Promise<Web> {
  built ??= buildPages()
  await built
  const now = Temporal.Instant.from(`${day}T10:00:00+09:00`)
  const { app, town: schema } = town.database
  const server = await startServer({
    app,
    town: schema,
    host: '127.0.0.1',
    port: 0,
    clock: () => now,
    say: console.error,
  })
  return {
    url: server.url,
    async windowOf(person, options) {
      const page = await newPage({ baseUrl: server.url, ...options })
      if (person) {
        const cookie = { name: SESSION_COOKIE, value: town.tokenOf(person), url: server.url }
        await page.context().addCookies([cookie])
      }
      return page
    },
    close: server.close,
  }
}
