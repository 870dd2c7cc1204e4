import { expect, test } from 'vitest'
import { mail } from '#platform/mail/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { axeViolations, troublesOf } from '#testing/browser.ts'
import { setStage } from '#testing/stage.ts'
import { dataCourse } from '#testing/training.ts'

const stage = setStage()

test('the bell counts what was not seen, its page leads to the place or answers in one press, and the count follows', async () => {
  const { town } = stage
  const { courseSessionId } = await dataCourse(town)
  const cover = { kind: 'substitute' as const, substitute: town.ueda }
  await town.as('sato').ask(training.apply, { courseSessionId, cover })
  const page = await stage.web.windowOf('ueda', { width: 320, height: 700 })
  await page.goto('/')
  await page.getByRole('link', { name: 'お知らせ(まだ見ていないもの1件)' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'お知らせ' }).waitFor()
  await page.getByRole('link', { name: /佐藤 はるかさんが「データ活用入門」の間の代わりを/ }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
  await page.getByRole('button', { name: '引き受ける', exact: true }).click()
  await page.getByText('済みました').waitFor()
  await page.getByRole('link', { name: 'お知らせ', exact: true }).waitFor()
  const head = await stage.web.windowOf('tanaka')
  await head.goto('/notices')
  await head.getByRole('link', { name: /承認を待っています/ }).click()
  await head.waitForURL(/\/training\/applications\/\d+$/)
  await head.getByRole('link', { name: 'お知らせ', exact: true }).waitFor()
  for (const window of [page, head]) expect(troublesOf(window)).toEqual([])
})

test('whoever was told nothing yet reads what comes here, and IT reads that no mail goes out and what failed', async () => {
  const page = await stage.web.windowOf('mori')
  await page.goto('/notices')
  await page.getByText('お知らせはまだありません').waitFor()
  await page.getByRole('link', { name: '受け取り方を選ぶ' }).click()
  await page.getByLabel('代わりのお願い').selectOption('appOnly')
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByText('受け取り方を保存しました。').waitFor()
  await stage.town.sql(
    `insert into mail (message_id, receiver, way, state, written_at, next_at, attempts, ended_at, trouble)
     values ('a@town.example', $1, 'atOnce', 'failed', now(), now(), 8, now(), '550 no such mailbox')`,
    [stage.town.mori],
  )
  const it = await stage.web.windowOf('ito')
  await it.goto('/admin/mail')
  await it.getByText('メールを送っていません').waitFor()
  await it.getByText('550 no such mailbox').waitFor()
  expect(await axeViolations(it)).toEqual([])
  await it.getByRole('button', { name: /もう一度送る/ }).click()
  await it.getByText('送れなかったメールはありません。').waitFor()
  expect((await stage.town.as('ito').ask(mail.listMail, { state: 'waiting' })).mail).toHaveLength(1)
})
