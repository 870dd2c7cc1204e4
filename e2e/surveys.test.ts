/** A survey as its receivers answer it: the ballot comes by itself, the sheet is filled in on a phone and by keys, and a lost ballot is issued once more. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { surveys } from '#rooms/surveys/contract.ts'
import { axeViolations, settled, troublesOf } from '#testing/browser.ts'
import { openedRound } from '#testing/surveys.ts'
import { open, setStage } from './stage.ts'

const stage = setStage()
const phone = { width: 390, height: 844 }

const drawn = async () => (await stage.town.sql('select 1 from survey_receiver where drawn is not null')).length
const sheets = () => stage.town.sql<{ answers: object }>('select answers from survey_ballot')

/** Chooses by keys alone. */
async function choose(page: Page, group: string, words: string): Promise<void> {
  await page.getByRole('group', { name: group }).getByRole('radio', { name: words, exact: true }).focus()
  await page.keyboard.press('Space')
}

test('佐藤 draws a ballot by opening any page, goes on with a draft after a reload, sends once, and reads that it arrived', async () => {
  const roundId = await openedRound(stage.town)
  const page = await stage.web.windowOf('sato', phone)
  await open(page, '/training', '研修')
  await expect.poll(drawn, { timeout: 15_000 }).toBe(1)
  await page.getByRole('link', { name: /「働きやすさの調査.*に回答できます/ }).click()
  await page.getByRole('heading', { level: 1, name: /働きやすさの調査/ }).waitFor()
  await page.getByText('回答とあなたを結びつけるもの').waitFor()
  await choose(page, 'いまの仕事に誇りを持っている', 'そう思う')
  await page.reload()
  expect(await page.getByRole('radio', { name: 'そう思う', exact: true }).isChecked()).toBe(true)
  await page.getByRole('group', { name: 'あるとよいもの' }).getByText('研修').click()
  await page.getByLabel('先週、集中できた時間').fill('12')
  await page.getByLabel('伝えたいこと').fill('ありがとう')
  await page.setViewportSize({ width: 320, height: 700 })
  await settled(page)
  expect(await axeViolations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  const sent = page.waitForRequest(/survey-rounds.*answers/)
  await page.getByRole('button', { name: '回答を送る' }).dblclick()
  const headers = await (await sent).allHeaders()
  expect(Object.keys(headers).filter((name) => ['cookie', 'x-made-for', 'referer'].includes(name))).toEqual([])
  await page.getByRole('heading', { name: '回答が届きました' }).waitFor()
  expect(await sheets()).toEqual([{ answers: { pride: 4, wishes: ['研修'], hours: 12, words: 'ありがとう' } }])
  // The receipt comes a while of chance later, or at the next visit.
  await open(page, '/', /佐藤|おはよう|こんにちは/)
  await expect
    .poll(async () => (await stage.town.as('sato').ask(surveys.listMySurveyRounds, {}))[0]?.receiptRedeemed, {
      timeout: 15_000,
    })
    .toBe(true)
  await open(page, `/surveys/${roundId}`)
  await page.getByRole('heading', { name: '回答が届きました' }).waitFor()
  expect(troublesOf(page)).toEqual([])
})

test('上田, whose ballot is on another machine, gets one more at a press', async () => {
  const [mine] = await stage.town.as('ueda').ask(surveys.listMySurveyRounds, {})
  const before = await stage.web.windowOf('ueda')
  await open(before, '/')
  await expect.poll(drawn, { timeout: 15_000 }).toBe(2)
  const page = await stage.web.windowOf('ueda')
  await open(page, `/surveys/${mine!.roundId}`)
  await page.getByText('この端末に投票券がありません').waitFor()
  await page.getByRole('button', { name: 'この端末で受け取り直す' }).click()
  await choose(page, 'いちばん相談しやすいのは', '同僚')
  await page.getByRole('button', { name: '回答を送る' }).click()
  await page.getByRole('heading', { name: '回答が届きました' }).waitFor()
  expect(await sheets()).toHaveLength(2)
})
