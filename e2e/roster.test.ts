/** A session of two half-days: marked on a tablet, without a connection, by the code of the room and by number; two who mark the same; fixed. */
import { expect, test } from 'vitest'
import { training } from '#rooms/training/contract.ts'
import { axeViolations, settled, troublesOf, withoutCache } from '#testing/browser.ts'
import { ordered } from '#testing/training.ts'
import { open, setStage } from './stage.ts'

const stage = setStage('2027-01-20')
const shots = process.env.SHOTS

test('the roster is kept without a connection and sent later, a clash shows both, and people come in by code and number', async () => {
  const { town, courseSessionId } = stage
  const { as, on, sato, ueda, mori, hayashi, tanaka } = town
  on('2026-12-01')
  const ids = new Map<number, number>()
  for (const person of [sato, ueda, mori]) ids.set(person, await ordered(town, person, courseSessionId, tanaka))
  on('2027-01-20')
  const roster = async () => (await as(hayashi).ask(training.showRoster, { courseSessionId })).people
  const marksOf = async (person: number) =>
    (await roster())
      .find((one) => one.person.staffMemberId === person)!
      .marks.map(({ half, mark, way }) => `${half} ${mark} ${way}`)
  const page = await stage.web.windowOf('hayashi', { width: 768, height: 1024 })
  // What opens without a connection comes from what the page has kept itself.
  await withoutCache(page)
  await open(page, `/admin/training/${courseSessionId}/roster`, '出席簿')
  const row = (name: string) => page.getByRole('group', { name, exact: true })
  await row('佐藤 はるか').getByLabel('出席').check()
  await page.getByText('3人のうち1人に印が付いています。').waitFor()
  await page.getByText('印はすべて送られています。').waitFor()
  expect(await marksOf(sato)).toEqual(['am present list'])

  // What the page is made of lies in this browser by now, so that it opens anew without a connection.
  const kept = () =>
    page.evaluate(async () => (await (await caches.open('roster')).keys()).map(({ url }) => new URL(url).pathname))
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .flatMap(({ name }) => new URL(name).pathname.match(/^\/assets\/.+\.js$/) ?? []),
  )
  const needed = [
    `/admin/training/${courseSessionId}/roster`,
    `/api/course-sessions/${courseSessionId}/roster`,
    '/api/session',
    ...scripts,
  ]
  await expect.poll(kept).toEqual(expect.arrayContaining(needed))
  await page.context().setOffline(true)
  await row('上田 陽介').getByLabel('遅刻').check()
  await row('森 千夏').getByLabel('欠席').check()
  await page.getByLabel('森 千夏さんの欠席の理由の種類').selectOption({ label: '窓口・当番の人手が足りない' })
  await page.getByRole('textbox', { name: /森 千夏さんの欠席の理由/ }).fill('窓口の応援')
  await page.getByRole('button', { name: '欠席の印を付ける' }).click()
  await page.getByText('2件の印が送信を待っています。').waitFor()
  await page.getByText('通信が切れています。').waitFor()
  expect(await marksOf(ueda)).toEqual([])
  await page.reload()
  await page.getByText('2件の印が送信を待っています。').waitFor()
  expect(await row('上田 陽介').getByLabel('遅刻').isChecked()).toBe(true)
  // No other answer about people is kept.
  const answers = (await kept()).filter((path) => path.startsWith('/api/'))
  expect(answers.sort()).toEqual([`/api/course-sessions/${courseSessionId}/roster`, '/api/session'])
  await settled(page)
  if (shots) await page.screenshot({ path: `${shots}/roster-offline.png`, fullPage: true })
  // Meanwhile somebody else marks 上田.
  const other = { applicationId: ids.get(ueda)!, day: '2027-01-20', half: 'am' as const, mark: 'present' as const }
  await as(hayashi).ask(training.markAttendance, { courseSessionId, marks: [{ ...other, seen: null }] })
  // The line is there again for what is sent, but what is asked for afterwards hangs: the clash is shown all the same.
  await page.evaluate((path) => {
    const real = window.fetch
    window.fetch = (input, init) => {
      const { url, method } = input instanceof Request ? input : new Request(input, init)
      if (method !== 'GET' || new URL(url).pathname !== path) return real(input, init)
      window.fetch = real
      return new Promise(() => {})
    }
  }, `/api/course-sessions/${courseSessionId}/roster`)
  await page.context().setOffline(false)
  const clash = page.getByRole('alert').filter({ hasText: 'ほかの人が先に印を付けました' })
  // It is sent again within two seconds; a busy machine takes its time to draw it.
  await clash.waitFor({ timeout: 60_000 })
  expect(await marksOf(mori)).toEqual(['am absent list'])
  expect(await clash.getByRole('listitem').allTextContents()).toEqual([
    'この端末の印: 遅刻',
    '記録されている印: 出席(林 由佳)',
  ])
  expect(await axeViolations(page)).toEqual([])
  if (shots) await page.screenshot({ path: `${shots}/roster-clash.png`, fullPage: true })
  await clash.getByRole('button', { name: 'この端末の印にする' }).click()
  await page.getByText('印はすべて送られています。').waitFor()
  expect(await marksOf(ueda)).toEqual(['am late list'])
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('marks:')))).toEqual([])

  await page.getByLabel('記録する時間帯').selectOption({ label: '令和9年1月20日(水) 午後' })
  await page.getByRole('button', { name: '二次元コードを映す' }).click()
  const address = await page.getByRole('img', { name: /出席の二次元コード/ }).getAttribute('data-address')
  if (shots) await page.screenshot({ path: `${shots}/roster-code.png` })
  const phone = await stage.web.windowOf('sato', { width: 320, height: 640 })
  await open(phone, new URL(address!).pathname + new URL(address!).search, '研修に出席')
  await phone.getByRole('button', { name: '出席を記録する' }).click()
  await phone.getByText(/「データ活用入門」の令和9年1月20日\(水\) 午後に「出席」と記録されています。/).waitFor()
  expect(await marksOf(sato)).toEqual(['am present list', 'pm present code'])
  expect(await axeViolations(phone)).toEqual([])
  if (shots) await phone.screenshot({ path: `${shots}/attend-320.png` })
  const own = await stage.web.windowOf('ueda', { width: 320, height: 640 })
  await open(own, `/training/applications/${ids.get(ueda)}`)
  const number = (await own.getByText(/^\d{4} \d{4}$/).textContent())!
  if (shots) await own.screenshot({ path: `${shots}/own-number-320.png`, fullPage: true })
  await page.getByLabel('本人の画面の8けたの番号').fill(number)
  await page.getByRole('button', { name: '受け付ける' }).click()
  await page.getByText('上田 陽介さんを「出席」として受け付けました。').waitFor()
  expect(await marksOf(ueda)).toEqual(['am late list', 'pm present number'])
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'ほかの全員を出席にする(1人)' }).click()
  await page.getByRole('button', { name: '出席を確定する' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('出席1人、一部出席2人、欠席0人').waitFor()
  await dialog.getByRole('button', { name: '出席を確定する' }).click()
  await page.getByText('出席を確定しました。').waitFor()
  expect(Object.fromEntries((await roster()).map(({ person, state }) => [person.staffMemberId, state]))).toEqual({
    [sato]: 'attended',
    [ueda]: 'partially_attended',
    [mori]: 'partially_attended',
  })
  await settled(page)
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  if (shots) await page.screenshot({ path: `${shots}/roster-320.png`, fullPage: true })
  expect(troublesOf(phone)).toEqual([])

  // Somebody else who is signed in there finds nothing of it, and nothing stays once they sign out.
  const [cookie] = await page.context().cookies()
  await page.context().addCookies([{ ...cookie!, value: town.tokenOf('tanaka') }])
  await page.reload()
  await expect.poll(kept).toEqual([])
  await page.setViewportSize({ width: 768, height: 1024 })
  await page.getByRole('button', { name: /アカウント/ }).click()
  await page.getByRole('button', { name: 'サインアウト' }).click()
  await page.getByLabel('ログイン名').waitFor()
  expect(await page.evaluate(() => caches.keys())).toEqual([])
})
