/**
 * Pictures of the five main pages for docs/screenshots, of a running sample ward: `node e2e/screenshots.ts http://127.0.0.1:3000`
 * (with the bundled Node). Not a test.
 */
import { join } from 'node:path'
import { root } from '#app/server.ts'
import { closeBrowser, newPage } from '#testing/browser.ts'

const baseUrl = process.argv[2] ?? 'http://127.0.0.1:3000'
const shots = [
  ['home', 'staff', '/'],
  ['line-of-sight', 'staff', '/line-of-sight'],
  ['skills', 'staff', '/skills'],
  ['team', 'sectionHead', '/team'],
  ['model', 'executive', '/model'],
] as const

for (const [width, height] of [
  [1440, 900],
  [320, 720],
] as const) {
  for (const [name, persona, path] of shots) {
    const page = await newPage({ width, height, baseUrl })
    await page.goto('/')
    await page.evaluate(
      (body) =>
        fetch('/api/session/persona', { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
      JSON.stringify({ persona }),
    )
    await page.goto(path, { waitUntil: 'networkidle' })
    await page.waitForTimeout(500)
    await page.screenshot({ path: join(root, 'docs', 'screenshots', `${name}-${width}.png`) })
    await page.context().close()
  }
}
await closeBrowser()
