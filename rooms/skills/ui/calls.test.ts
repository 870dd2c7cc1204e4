import { expect, test } from 'vitest'
import { settled } from '#testing/browser.ts'
import { setStage } from '#testing/stage.ts'

const stage = setStage()

test('one’s own page asks twice, roles that its reader holds among it, and the policy travels once: later the server says that it still holds', async () => {
  const page = await stage.web.windowOf('sato')
  const wire = await page.context().newCDPSession(page)
  await wire.send('Network.enable')
  const paths = new Map<string, string>()
  // What was answered may be told before what was asked.
  const statuses = new Map<string, number>()
  wire.on('Network.requestWillBeSent', ({ requestId, request }) => {
    paths.set(requestId, new URL(request.url).pathname)
  })
  wire.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => void statuses.set(requestId, statusCode))
  // Who is signed in, and whether a survey waits, is asked by the frame around every page.
  const asked = () =>
    [...statuses]
      .map(([requestId, status]) => `${paths.get(requestId)} ${status}`)
      .filter((one) => one.startsWith('/api/') && !/^\/api\/(session|me\/survey-rounds) /.test(one))
  for (const policy of [200, 304]) {
    statuses.clear()
    await page.goto('/skills')
    await page.getByRole('heading', { name: 'マインド・スタンス' }).first().waitFor()
    await settled(page)
    // The browser tells of an answer after it has drawn it.
    const expected = ['/api/me/skills 200', `/api/policy ${policy}`]
    await expect.poll(() => asked().sort()).toEqual(expected)
  }
}, 60_000)
