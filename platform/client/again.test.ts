import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { comingAgain } from './again.ts'

/** Answers the problems in turn, then that it is done. */
const turns: { code: string; seconds: string | null }[] = []
let asked = 0
const server = createServer((_request, response) => {
  asked++
  const turn = turns.shift()
  response.writeHead(turn ? 429 : 200, {
    'content-type': 'application/problem+json',
    ...(turn?.seconds == null ? {} : { 'retry-after': turn.seconds }),
  })
  response.end(JSON.stringify(turn ?? { code: 'done' }))
})
let url: string
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
afterAll(() => server.close())

const codeAfter = async (answers: typeof turns, signal?: AbortSignal) => {
  turns.splice(0, turns.length, ...answers)
  asked = 0
  const response = await comingAgain(() => fetch(url), signal)
  return [((await response.json()) as { code: string }).code, asked]
}
const full = { code: 'too_many_guests', seconds: '0' }

test('whoever a full line turned away comes again as often as may be, and is told then', async () => {
  expect(await codeAfter([full, { ...full, code: 'too_many_of_one' }])).toEqual(['done', 3])
  expect(await codeAfter(Array(9).fill(full))).toEqual(['too_many_guests', 5])
})

test('what somebody has to wait for before the next try is told at once: it is theirs to try', async () => {
  expect(await codeAfter([{ code: 'sign_in_slowed', seconds: '0' }])).toEqual(['sign_in_slowed', 1])
})

test('whoever has gone does not wait for their turn', async () => {
  const leaving = new AbortController()
  const gone = codeAfter([{ ...full, seconds: '3600' }], leaving.signal)
  setTimeout(() => leaving.abort(), 50)
  expect(await gone).toEqual(['done', 2])
})
