/** A survey as its receivers answer it: the ballot comes by itself, the sheet is filled in on a phone and by keys, and a lost ballot is issued once more. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { policy } from '#rooms/policy/contract.ts'
import { surveys } from '#rooms/surveys/contract.ts'
import { axeViolations, settled, troublesOf } from '#testing/browser.ts'
import { policyText } from '#testing/policy-text.ts'
import { answeredBy, asked, openedRound, pride, surveyText } from '#testing/surveys.ts'
import { open, setStage } from './stage.ts'

const stage = setStage()
const phone = { width: 390, height: 844 }

const drawn = async (roundId: number) =>
  (await stage.town.sql('select 1 from survey_receiver where survey_round_id = $1 and drawn is not null', [roundId]))
    .length
const sheets = () => stage.town.sql<{ answers: object }>('select answers from survey_ballot')

/** Chooses by keys alone. */
async function choose(page: Page, group: string, words: string): Promise<void> {
  await page.getByRole('group', { name: group }).getByRole('radio', { name: words, exact: true }).focus()
  await page.keyboard.press('Space')
}

/** Kilobytes of each script that a page asks for, as they travel. */
async function scriptsOf(page: Page, path: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>()
  page.on('response', async (response) => {
    if (response.request().resourceType() !== 'script') return
    sizes.set(response.url(), (await response.request().sizes()).responseBodySize / 1000)
  })
  await page.goto(path, { waitUntil: 'networkidle', timeout: 60_000 })
  return sizes
}

test('to answer takes at most 60 kB of script beyond what every page takes, the drawing of the ballot with it', async () => {
  const other = await stage.web.windowOf('mori', phone)
  const shell = await scriptsOf(other, '/')
  // An open window draws as well.
  await other.context().close()
  const roundId = await openedRound(stage.town, { survey: 'weight' })
  const page = await stage.web.windowOf('tanaka', phone)
  const all = await scriptsOf(page, `/surveys/${roundId}`)
  await page.getByRole('heading', { level: 1, name: /働きやすさの調査/ }).waitFor()
  await expect.poll(() => drawn(roundId), { timeout: 15_000 }).toBe(1)
  const beyond = [...all].filter(([url]) => !shell.has(url)).map(([, kilobytes]) => kilobytes)
  const sum = beyond.reduce((one, other) => one + other, 0)
  expect(sum).toBeGreaterThan(0)
  expect(sum).toBeLessThanOrEqual(60)
  await stage.town.asCommand.ask(surveys.closeSurveyRound, { roundId, reason: '計測' })
})

test('佐藤 draws a ballot by opening any page, goes on with a draft after a reload, sends once, and reads that it arrived', async () => {
  const roundId = await openedRound(stage.town)
  const page = await stage.web.windowOf('sato', phone)
  await open(page, '/training', '研修')
  await expect.poll(() => drawn(roundId), { timeout: 15_000 }).toBe(1)
  await page.getByRole('link', { name: /「働きやすさの調査.*に回答できます/ }).waitFor()
  // On the start page it is among what waits today, and nowhere else.
  await open(page, '/', /佐藤|おはよう|こんにちは/)
  const waiting = page
    .getByRole('listitem')
    .filter({ hasText: '調査「働きやすさの調査(サンプル値)」が回答を待っています。' })
  await waiting.waitFor()
  expect(await page.getByRole('link', { name: /に回答できます/ }).count()).toBe(0)
  await waiting.getByRole('link', { name: '回答する' }).click()
  await page.getByRole('heading', { level: 1, name: /働きやすさの調査/ }).waitFor()
  await page.getByText('回答とあなたを結びつけるもの').waitFor()
  await choose(page, 'いまの仕事に誇りを持っている', 'そう思う')
  // Nor does the survey's own page lead to itself.
  expect(await page.getByRole('link', { name: /に回答できます/ }).count()).toBe(0)
  await page.reload()
  expect(await page.getByRole('radio', { name: 'そう思う', exact: true }).isChecked()).toBe(true)
  await page.getByRole('group', { name: 'あるとよいもの' }).getByText('研修').click()
  // What is typed stays, however Japanese keyboards write it; what is beyond the scale is told.
  await page.getByLabel('先週、集中できた時間').fill('１２００')
  await page.getByText(/答えていないことになります/).waitFor()
  await page.getByLabel('先週、集中できた時間').fill('１２')
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
  expect(await page.getByText('が回答を待っています').count()).toBe(0)
  await expect
    .poll(async () => stage.town.as('sato').ask(surveys.listMySurveyRounds, {}), { timeout: 15_000 })
    .toMatchObject([{ receiptRedeemed: true }])
  await open(page, `/surveys/${roundId}`)
  await page.getByRole('heading', { name: '回答が届きました' }).waitFor()
  expect(troublesOf(page)).toEqual([])
})

test('上田, whose ballot is on another machine, gets one more at a press', async () => {
  const [mine] = await stage.town.as('ueda').ask(surveys.listMySurveyRounds, {})
  const before = await stage.web.windowOf('ueda')
  await open(before, '/')
  await expect.poll(() => drawn(mine!.roundId), { timeout: 15_000 }).toBe(2)
  const page = await stage.web.windowOf('ueda')
  await open(page, `/surveys/${mine!.roundId}`)
  await page.getByText('この端末に投票券がありません').waitFor()
  await page.getByRole('button', { name: 'この端末で受け取り直す' }).click()
  await choose(page, 'いちばん相談しやすいのは', '同僚')
  await page.getByRole('button', { name: '回答を送る' }).click()
  await page.getByRole('heading', { name: '回答が届きました' }).waitFor()
  expect(await sheets()).toHaveLength(2)
})

test('森 answers the question of the line where the line is seen, at 320 px: with the survey’s own ballot, and the receipt comes back', async () => {
  const { town } = stage
  const text = policyText
    .replace('第1版', '第2版')
    .replace(/(id: kpi-pride[\s\S]*?measure: )null/, '$1surveys.favourableShare(ease/pride)')
  await town.asCommand.ask(policy.loadPolicy, { text, publishFrom: '2026-11-22' })
  const before = (await sheets()).length
  const page = await stage.web.windowOf('mori', { width: 320, height: 700 })
  await open(page, '/line-of-sight')
  await page.getByRole('button', { name: 'ここで答える(匿名)' }).click()
  await choose(page, 'いまの仕事に誇りを持っている', 'とてもそう思う')
  await settled(page)
  expect(await axeViolations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await page.getByRole('button', { name: '回答を送る' }).click()
  await page.getByRole('heading', { name: '回答が届きました' }).waitFor()
  expect(await sheets()).toHaveLength(before + 1)
  await open(page, '/', /森|おはよう|こんにちは/)
  await expect
    .poll(async () => town.as('mori').ask(surveys.listMySurveyRounds, {}), { timeout: 15_000 })
    .toMatchObject([{ receiptRedeemed: true }])
  await open(page, '/line-of-sight')
  await page
    .getByText(/「働きやすさの調査.*」/)
    .first()
    .waitFor()
  expect(await page.getByRole('button', { name: 'ここで答える(匿名)' }).count()).toBe(0)
  expect(troublesOf(page)).toEqual([])
})

test('林 brings a survey, sees it as a receiver does, opens a round, follows who has answered, closes it and reads the results', async () => {
  const page = await stage.web.windowOf('hayashi')
  await open(page, '/admin/surveys', '調査')
  const text = surveyText.replace('id: ease', 'id: team').replace('働きやすさ', '職場')
  const bring = (file: string) =>
    page
      .getByLabel('調査のファイル')
      .setInputFiles({ name: 'survey.yaml', mimeType: 'application/yaml', buffer: Buffer.from(file) })
  await bring(text.replace('agreement5', 'agreement'))
  await page.getByText(/7行目 items\[0\]\.type/).waitFor()
  await bring(text)
  await page.getByText(/新しい調査として登録します/).waitFor()
  const preview = page.getByRole('status').getByRole('button', { name: '回答する人の見え方' })
  await preview.click()
  await page.getByRole('dialog').getByText('下見です').waitFor()
  await page.getByRole('dialog').getByRole('radio', { name: 'とてもそう思う' }).check()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '登録する', exact: true }).click()
  const own = page.getByRole('region', { name: /職場の調査/ })
  await own.getByRole('link', { name: '回を開く' }).click()
  await page.getByRole('button', { name: '対象とまとまりを確かめる' }).click()
  await page
    .getByText(/日付を書いてください/)
    .first()
    .waitFor()
  await page.getByLabel('最初の日').fill('2026-11-22')
  await page.getByLabel('最後の日').fill('令和8年11月30日')
  await page.getByLabel('どの段の所属まで分けるか').selectOption('部')
  await page.getByLabel('まとまりの最も少ない人数').fill('4')
  await page.getByRole('button', { name: '対象とまとまりを確かめる' }).click()
  await page.getByText('対象 10人・まとまり 2').waitFor()
  await page.getByRole('button', { name: '10人に聞く回を開く' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '10人に聞く回を開く' }).click()
  await page.getByRole('heading', { level: 1, name: /「職場の調査.*第\d+回/ }).waitFor({ timeout: 30_000 })
  await page.getByText('0人(0.0%)').first().waitFor()
  const roundId = Number(page.url().split('/').at(-1))
  await page.reload()
  await expect.poll(() => drawn(roundId), { timeout: 15_000 }).toBeGreaterThan(0)
  // 林's own window has drawn a ballot, and others' may have: another machine gets one more.
  for (const [at, name] of asked.entries()) {
    await answeredBy(stage.town, name, roundId, pride(at % 5 < 3 ? 4 : 2), { reissue: true })
  }
  await page.reload()
  await page.getByText('10人(100.0%)').waitFor()
  await page.getByText('結果は締め切った後に見られます').waitFor()
  await page.getByRole('button', { name: '締め切る', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('締め切る理由').fill('全員が回答した')
  await dialog.getByRole('button', { name: '締め切る', exact: true }).click()
  await dialog.getByText('元に戻せないことを確かめて').waitFor()
  await dialog.getByLabel('元に戻せないことが分かりました').check()
  await dialog.getByRole('button', { name: '締め切る', exact: true }).click()
  await page.getByText('対象 10人・回答 10(100.0%)').waitFor()
  await page.getByText(/回答のうち最大\d+は/).waitFor()
  const items = page.getByRole('grid', { name: '設問ごとの結果' })
  await items.getByRole('row', { name: /いまの仕事に誇りを持っている.*60\.0%/ }).waitFor()
  await items.getByRole('row', { name: /いちばん相談しやすいのは.*秘匿/ }).waitFor()
  await page.getByText('「全ての職員」に照らして、最も低いところ').waitFor()
  expect(await axeViolations(page)).toEqual([])
  expect(troublesOf(page)).toEqual([])
})

test('once it is closed 田中 reads on a phone the whole beside the own section, 加藤 the results from the model, and nobody a text', async () => {
  const head = await stage.web.windowOf('tanaka', phone)
  await open(head, '/team', 'チーム')
  await head.getByRole('link', { name: '調査の結果' }).click()
  await head.getByRole('heading', { level: 1, name: '調査の結果(自分の所属)' }).waitFor()
  await head.getByText('60.0%(n=10)').first().waitFor()
  expect(await head.getByText('ありがとう').count()).toBe(0)
  expect(await head.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
  expect(await axeViolations(head)).toEqual([])
  const executive = await stage.web.windowOf('kato')
  await open(executive, '/model', '区の現在地')
  await executive.getByRole('link', { name: '調査の結果' }).click()
  const own = executive.getByRole('region', { name: /職場の調査/ })
  await own
    .getByRole('link', { name: /第\d+回/ })
    .first()
    .click()
  await executive
    .getByRole('grid', { name: '設問ごとの結果' })
    .getByRole('row', { name: /60\.0%/ })
    .waitFor()
  expect(await executive.getByRole('link', { name: /自由記述/ }).count()).toBe(0)
  expect([...troublesOf(head), ...troublesOf(executive)]).toEqual([])
})

test('a named survey says so before its first question; 佐藤 sends, changes and sees what arrived, and 林, who was named, reads it by name', async () => {
  const { town } = stage
  const roundId = await openedRound(town, { survey: 'names', kind: 'named', team: [town.hayashi] })
  const page = await stage.web.windowOf('sato', phone)
  await open(page, '/', /佐藤|おはよう|こんにちは/)
  await page
    .getByRole('listitem')
    .filter({ hasText: /「働きやすさの調査.*」\(記名\)が回答を待っています/ })
    .getByRole('link', { name: '回答する' })
    .click()
  await page.getByText('この調査は記名です').waitFor()
  await page.getByText(/名前と回答を読むのは林 由佳だけです/).waitFor()
  await choose(page, 'いまの仕事に誇りを持っている', 'そう思う')
  await page.reload()
  expect(await page.getByRole('radio', { name: 'そう思う', exact: true }).isChecked()).toBe(true)
  await page.getByRole('button', { name: '名前を付けて送る' }).dblclick()
  await page.getByText('回答が届きました').waitFor()
  await choose(page, 'いまの仕事に誇りを持っている', 'とてもそう思う')
  await page.getByRole('button', { name: '直した回答を送る' }).click()
  await expect
    .poll(() => town.sql('select answers from survey_named_answer'), { timeout: 15_000 })
    .toEqual([{ answers: { pride: 5 } }])
  await page.setViewportSize({ width: 320, height: 700 })
  await settled(page)
  expect(await axeViolations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await town.as('hayashi').ask(surveys.closeSurveyRound, { roundId, reason: '集まった' })
  const readers = await stage.web.windowOf('hayashi')
  await open(readers, `/admin/survey-rounds/${roundId}`)
  await readers.getByRole('heading', { name: '名前ごとの回答' }).waitFor()
  await readers.getByRole('row', { name: /佐藤.*5/ }).waitFor()
  expect(await axeViolations(readers)).toEqual([])
  expect([...troublesOf(page), ...troublesOf(readers)]).toEqual([])
})
