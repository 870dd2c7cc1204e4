/** Over HTTP: what is sent from nobody in particular says so, or is refused; the shapes are those that others rely on. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHttp } from '#platform/gate/http.ts'
import { drawnBy, openedRound } from '#testing/surveys.ts'
import { openTestTown, type Town } from '#testing/town.ts'
import { blind, finalize } from './blind.rules.ts'

let town: Town
let leave: () => Promise<void>
let close: () => Promise<void>
let url: string
const said: string[] = []

beforeAll(async () => {
  ;({ town, leave } = await openTestTown())
  const http = openHttp({ gate: town.gate, say: (line) => void said.push(line) })
  url = await http.listen({ host: '127.0.0.1', port: 0 })
  close = () => http.close()
})
afterAll(async () => {
  await close()
  await leave()
})

async function post(path: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  return {
    status: response.status,
    body: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown> | undefined,
  }
}

test('answers are taken without a cookie and without the mark of a page, and never with one; a receipt is 204 each time', async () => {
  const roundId = await openedRound(town)
  const { cell, ...ballot } = await drawnBy(town, 'sato', roundId)
  const list = (await (await fetch(`${url}/api/survey-rounds/${roundId}`)).json()) as {
    receiptKey: Parameters<typeof blind>[0]
  }
  const blinded = await blind(list.receiptKey)
  const path = `/survey-rounds/${roundId}/answers`
  const answers = [{ item: 'words', value: '字'.repeat(2_000) }]
  const sent = { ballot, cell, answers, blindedReceipt: blinded.blindedMessage }
  const cookie = { cookie: `hagukumi_session=${town.tokenOf('sato')}` }
  for (const named of [cookie, { cookie: 'theme=dark' }, { 'x-made-for': '4' }, { authorization: 'Basic eDp5' }]) {
    expect(await post(path, sent, named as Record<string, string>)).toMatchObject({
      status: 400,
      body: { code: 'not_anonymous' },
    })
  }
  expect(await town.sql('select 1 from survey_ballot')).toEqual([])
  // Ten megabytes of a free text are given up before they are read.
  const flood = await post(path, { ...sent, answers: [{ item: 'words', value: 'x'.repeat(10_000_000) }] }).catch(
    () => ({ status: 413 }),
  )
  expect(flood.status).toBe(413)
  const first = await post(path, sent, { 'sec-fetch-site': 'same-origin', origin: url })
  expect(first).toMatchObject({ status: 200, body: { blindReceipt: expect.stringMatching(/^[\w-]{342}$/) } })
  // The answer was lost on its way: the browser's retry is the same answer, once.
  expect(await post(path, sent)).toEqual(first)
  expect(await town.sql('select count(*)::int as n from survey_ballot')).toEqual([{ n: 1 }])
  const receipt = await finalize(list.receiptKey, blinded, String(first.body!.blindReceipt))
  const redeem = () => post(`/survey-rounds/${roundId}/receipt`, receipt, cookie)
  expect([await redeem(), await redeem()]).toEqual([
    { status: 204, body: undefined },
    { status: 204, body: undefined },
  ])
  expect(await post(`/survey-rounds/${roundId}/receipt`, receipt)).toMatchObject({ status: 401 })
  const lines = await town.sql<{ operation: string }>(`select operation from journal_line where operation ~ '^surveys'`)
  expect(lines.map(({ operation }) => operation)).toEqual(['surveys.loadSurvey', 'surveys.openSurveyRound'])
  expect(said).toEqual([])
})
