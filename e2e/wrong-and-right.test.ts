/** Nothing wrong stays wrong, nothing right is lost: a wrong click, two windows on one session, a wrong completion of a closed year. */
import { expect, onTestFinished, test } from 'vitest'
import { pdca } from '#rooms/pdca/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { axeViolations, settled, troublesOf } from '#testing/browser.ts'
import { closesYear } from '#testing/closed.ts'
import { ordered } from '#testing/training.ts'
import { openWeb } from '#testing/web.ts'
import { open, setStage } from './stage.ts'

const stage = setStage('2026-12-01')
const shots = process.env.SHOTS

test('上田 says by a wrong click that she cannot stand in, and takes it back, from the toast and later from the request', async () => {
  const { as, sato, ueda } = stage.town
  const { courseSessionId } = stage
  await as(sato).ask(training.apply, { courseSessionId, cover: { kind: 'substitute', substitute: ueda, duty: '窓口' } })
  const page = await stage.web.windowOf('ueda', { width: 390, height: 844 })
  await open(page, '/training')
  const asked = async () => (await as(ueda).ask(training.listMyTraining, {})).coverRequests[0]
  await page.getByRole('button', { name: '引き受けられない' }).dblclick()
  const toast = page.getByRole('status').getByRole('button', { name: '元に戻す' })
  await toast.focus()
  await page.keyboard.press('Enter')
  await page.getByText('元に戻しました。').first().waitFor()
  expect(await asked()).toMatchObject({ declinedOn: null, may: ['agreeToCover', 'declineCover'] })
  await page.getByRole('button', { name: '引き受けられない' }).click()
  await page.getByText('お断りしました', { exact: true }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: /^元に戻す/ }).waitFor()
  await settled(page)
  expect(await axeViolations(page)).toEqual([])
  if (shots) await page.screenshot({ path: `${shots}/cover-declined.png`, fullPage: true })
  await page.getByRole('button', { name: /^元に戻す/ }).click()
  await page.getByRole('button', { name: '引き受ける', exact: true }).waitFor()
  expect((await asked())?.declinedOn).toBeNull()
  expect(troublesOf(page)).toEqual([])
})

test('two windows of HR on one session: the second is shown both, keeps what was typed, and goes on with it', async () => {
  const { as, hayashi } = stage.town
  const { courseSessionId } = stage
  const path = `/admin/training/${courseSessionId}`
  const [first, second] = [
    await stage.web.windowOf('hayashi', { width: 1440, height: 900 }),
    await stage.web.windowOf('hayashi', { width: 320, height: 640 }),
  ]
  for (const page of [first, second]) {
    await open(page, path)
    await page.getByRole('button', { name: '開催回を直す' }).click()
  }
  await first.getByLabel('定員').fill('40')
  await second.getByLabel('場所').fill('第2研修室')
  await first.getByRole('button', { name: '保存する' }).click()
  await first.getByText('保存しました。').waitFor()
  await second.getByRole('button', { name: '保存する' }).click()
  const both = second.getByRole('alert').filter({ hasText: 'この内容を変えました' })
  await both.waitFor()
  const stored = async () => (await as(hayashi).ask(training.listSessionApplications, { courseSessionId })).session
  expect(await stored()).toMatchObject({ capacity: 40, place: '研修室1' })
  expect(await both.getByRole('listitem').allTextContents()).toEqual([
    expect.stringMatching(/場所.*第2研修室.*研修室1/),
    expect.stringMatching(/定員.*20.*40/),
  ])
  expect(await second.getByLabel('場所').inputValue()).toBe('第2研修室')
  await settled(second)
  expect(await axeViolations(second)).toEqual([])
  expect(await second.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  if (shots) {
    await second.screenshot({ path: `${shots}/both-320.png` })
    await second.setViewportSize({ width: 768, height: 1000 })
    await second.screenshot({ path: `${shots}/both-768.png` })
  }
  await both.getByRole('button', { name: '自分の入力で続ける' }).click()
  await second.getByLabel('定員').fill('40')
  await second.getByRole('button', { name: '保存する' }).click()
  await second.getByText('保存しました。').waitFor()
  expect(await stored()).toMatchObject({ capacity: 40, place: '第2研修室' })
})

test('林 corrects a wrong completion of a year that is closed: the sheet keeps the frozen value and shows the next word', async () => {
  const { as, asJob, on, mori, tanaka, hayashi } = stage.town
  const { courseSessionId } = stage
  const applicationId = await ordered(stage.town, mori, courseSessionId, tanaka)
  on('2027-01-20')
  const attendance = [{ applicationId, attendance: 'attended' as const }]
  await as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance })
  await as(hayashi).ask(training.recordCompletion, {
    courseSessionId,
    completion: [{ applicationId, completed: true }],
  })
  on('2027-04-01')
  await closesYear({ as }, 2026)
  const web = await openWeb(stage.town, '2027-04-01')
  onTestFinished(() => web.close())
  const page = await web.windowOf('hayashi', { width: 1440, height: 900 })
  await open(page, `/training/applications/${applicationId}`)
  await page.getByRole('button', { name: '出席・修了の記録を訂正する' }).click()
  await page.getByRole('group', { name: '修了' }).getByLabel('未修了').check()
  await page.getByRole('button', { name: '訂正する', exact: true }).click()
  await page.getByRole('alert').getByText('理由を書いてください。').first().waitFor()
  await page.getByLabel(/訂正の理由/).fill('同姓の別の人の結果でした')
  expect(await axeViolations(page)).toEqual([])
  if (shots) await page.screenshot({ path: `${shots}/correct-1440.png` })
  await page.getByRole('button', { name: '訂正する', exact: true }).click()
  await page.getByText('訂正しました。').waitFor()
  await page.getByRole('heading', { name: '訂正の記録' }).waitFor()
  await settled(page)
  expect(await axeViolations(page)).toEqual([])
  if (shots) await page.screenshot({ path: `${shots}/corrected-1440.png`, fullPage: true })
  const mine = await web.windowOf('mori', { width: 390, height: 844 })
  await open(mine, `/training/applications/${applicationId}`)
  await mine
    .getByText(/同姓の別の人の結果でした/)
    .first()
    .waitFor()
  expect(await mine.getByRole('button', { name: /訂正する/ }).count()).toBe(0)
  await asJob.ask(pdca.restateCorrected, {})
  await open(page, '/review/2026')
  await page
    .getByText(/同姓の別の人の結果でした/)
    .first()
    .waitFor({ state: 'attached' })
  expect(troublesOf(page)).toEqual([])
})

test('a window that stood open while the product was renewed says so in place of a page that it cannot draw, and is right once it is loaded again', async () => {
  const page = await stage.web.windowOf('kato')
  await open(page, '/', /加藤|おはよう|こんにちは/)
  // As another version would answer.
  await page.route('**/api/minute*', (route) => route.fulfill({ json: {} }))
  await page.goto('/minute')
  await page.getByRole('heading', { level: 1, name: 'この画面を表示できませんでした' }).waitFor()
  expect(await page.getByText('サーバーにつながりませんでした').count()).toBe(0)
  await page.unroute('**/api/minute*')
  await page.getByRole('button', { name: '読み込み直す' }).click()
  await page.getByRole('heading', { level: 1, name: '一分で読む現在地' }).waitFor()
})

test('林 reads what is wrong with a file of skills, each at its place', async () => {
  const page = await stage.web.windowOf('hayashi')
  await open(page, '/admin/policy', '方針ファイル')
  const file = { name: 'skills.json', mimeType: 'application/json', buffer: Buffer.from('{"CFItems":[]}') }
  await page.locator('input[type=file]').last().setInputFiles(file)
  await page.getByRole('button', { name: '草案にする' }).click()
  await page.getByRole('alert').getByText('CASE のパッケージとして読めません').waitFor()
})
