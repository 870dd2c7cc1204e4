/** The roster that is open is kept in this browser, so that it opens anew without a connection; only where the browser allows it (TLS, or this machine). */
import { useEffect } from 'react'
import { useLanguage } from '#platform/i18n/react.tsx'
import type { Roster } from './words.ts'

/** What the page tells the worker to keep. */
export interface KeepRoster {
  /** Address of the page. */
  readonly page: string
  /** Addresses of what it is made of. */
  readonly files: readonly string[]
  /** Its answer, under the address by which it was asked for, and when it came, ms. */
  readonly roster: { readonly path: string; readonly body: string; readonly answeredAt: number }
  readonly language: string
}

const SCOPE = '/admin/training/'

/** `answeredAt`: with each answer of the server it is said anew, also where nothing changed, because something may not have been got before. */
export function useKeptOffline(data: Roster, answeredAt: number): void {
  const { language } = useLanguage()
  useEffect(() => {
    void keepRoster(data, answeredAt, language)
  }, [data, answeredAt, language])
}

async function keepRoster(data: Roster, answeredAt: number, language: string): Promise<void> {
  if (!('serviceWorker' in navigator) || !navigator.onLine) return
  try {
    const { active, installing, waiting } = await navigator.serviceWorker.register('/roster-worker.js', {
      scope: SCOPE,
    })
    const { courseSessionId } = data.session
    const said: KeepRoster = {
      page: `/admin/training/${courseSessionId}/roster`,
      files: filesOfPage(),
      roster: { path: `/api/course-sessions/${courseSessionId}/roster`, body: JSON.stringify(data), answeredAt },
      language,
    }
    const worker = active ?? waiting ?? installing
    worker?.postMessage(said)
  } catch {
    // A browser that keeps nothing shows the roster as long as the page stays open.
  }
}

/** Scripts, styles and fonts that the page has loaded so far. */
function filesOfPage(): string[] {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
  return [...new Set(loaded.filter((path) => path.startsWith('/assets/')))]
}

/** Nothing of it stays for whoever comes next to this browser. */
export async function forgetRoster(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  for (const name of await caches.keys()) await caches.delete(name)
  const registration = await navigator.serviceWorker.getRegistration(SCOPE)
  await registration?.unregister()
}
