import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { axeViolations, settled, troublesOf } from '#testing/browser.ts'
import { setStage } from '#testing/stage.ts'

const stage = setStage()

const narrow = { width: 320, height: 700 }

test('on the first day the start page teaches what to do, and one’s duty is said in one’s own words', async () => {
  const page = await stage.web.windowOf('sato', narrow)
  await page.goto('/')
  await page.getByRole('heading', { level: 1, name: /佐藤さん/ }).waitFor()
  await page.getByText('まだ何も記録がありません').waitFor()
  await page.getByText('所属の目的がまだ書かれていません。').waitFor()
  expect(await axeViolations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
  const duty = page.getByRole('listitem').filter({ hasText: 'あなたの職務がまだ書かれていません' })
  await duty.getByRole('link', { name: '書く' }).click()
  await page.getByRole('button', { name: '自分のことばで書く' }).click()
  await page.getByRole('button', { name: '登録する' }).click()
  await page.getByRole('link', { name: '職務を入力してください' }).waitFor()
  await page.getByRole('textbox', { name: /わたしの職務/ }).fill('転入した人が迷わず暮らし始められるようにする')
  await page.getByRole('button', { name: '登録する' }).click()
  await page.getByText('職務を登録しました。').waitFor()
  await page.getByText('転入した人が迷わず暮らし始められるようにする').waitFor()
  expect(await axeViolations(page)).toEqual([])
  expect(troublesOf(page)).toEqual([])
}, 60_000)

test('the head says what the section is for, and its people see where their work leads', async () => {
  const head = await stage.web.windowOf('tanaka')
  await head.goto('/line-of-sight')
  await head.getByRole('button', { name: '目的を書く' }).click()
  await head.getByRole('textbox', { name: '戸籍住民課の目的' }).fill('迷わせない窓口で、人生の節目の届出を支える')
  await head.getByRole('checkbox', { name: '全職員がICTの一定水準に達している' }).check()
  await head.getByRole('button', { name: '目的を登録する' }).click()
  await head.getByText('戸籍住民課の目的を登録しました。').waitFor()
  const page = await stage.web.windowOf('ueda')
  await page.goto('/line-of-sight')
  await page.getByRole('heading', { level: 2, name: '戸籍住民課の目的' }).waitFor()
  await page.getByText('窓口係の目的はまだ書かれていないため').waitFor()
  const levels = await page.getByRole('heading', { level: 2 }).allTextContents()
  expect(levels.slice(0, 5)).toEqual([
    '最終アウトカム',
    '中間アウトカム',
    '直接アウトカム',
    '戸籍住民課の目的',
    'わたしの職務',
  ])
  await page.getByText('最終アウトカムには指標を置きません。').waitFor()
  expect(await axeViolations(page)).toEqual([])
  expect(troublesOf(page)).toEqual([])
}, 60_000)

test('HR sees line and reason of what is wrong in a policy file, then what it says, and publishes it from a day on', async () => {
  const text = readFileSync(join(import.meta.dirname, '../../policy/shinagawa.yaml'), 'utf8').replace(
    'edition: 第1版(サンプル値を含む)',
    'edition: 第2版',
  )
  const page = await stage.web.windowOf('hayashi', narrow)
  await page.goto('/admin/policy')
  await page.getByLabel('ファイルの中身').fill(text.replace('weight: 0.3', 'wieght: 0.3'))
  await page.getByRole('button', { name: '確かめる' }).click()
  await page.getByText(/直すところが\d+件あります/).waitFor()
  await page.getByText('「weight」の書き間違いではありませんか').waitFor()
  expect(await page.getByRole('button', { name: '公開する' }).count()).toBe(0)
  expect(await axeViolations(page)).toEqual([])
  await page.getByLabel('ファイルの中身').fill(text)
  await page.getByRole('button', { name: '確かめる' }).click()
  await page.getByText('このファイルは読み込めます。').waitFor()
  await page.getByRole('button', { name: '公開する' }).click()
  await page.getByLabel('公開する日').fill('R9.4.1')
  await page.getByText('公開した版は取り消せません').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '公開する' }).click()
  await page.getByText('令和9年4月1日から公開します。').waitFor()
  await page.getByText('公開予定').waitFor()
  const editions = await stage.town.sql('select valid_from, valid_to from policy_edition order by valid_from')
  expect(editions).toEqual([
    { valid_from: '2024-04-01', valid_to: '2027-04-01' },
    { valid_from: '2027-04-01', valid_to: null },
  ])
  expect(troublesOf(page)).toEqual([])
}, 60_000)

test('HR of a village begins a policy with what is decided: what is half said is told, nothing is lost on the way, a draft is kept', async () => {
  const page = await stage.web.windowOf('hayashi', narrow)
  await page.goto('/admin/policy')
  await page.getByRole('link', { name: '質問に答えて始める' }).click()
  await page.getByText('六つの問いのうち0つに答えました').waitFor()
  await page.getByRole('button', { name: '確かめる' }).click()
  await page.getByRole('link', { name: '「団体の名前」を書いてください' }).click()
  await page.keyboard.type('もり村')
  await page.getByLabel('職員像(1行に一つ)').fill('村民の声を、足を運んで聴く職員\n互いに支え合う職員')
  await page.getByLabel('何年ごとに見直しますか').fill('3')
  await page.reload()
  await page.getByText('六つの問いのうち2つに答えました').waitFor()
  await page.getByRole('button', { name: '確かめる' }).click()
  await page.getByText('「だれが見直しますか」を書いてください').first().waitFor()
  expect(await axeViolations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
  await page.getByLabel('だれが見直しますか').fill('総務課')
  await page.getByLabel('次の見直しの期日').fill('R11.3.31')
  await page.getByRole('button', { name: '確かめる' }).click()
  await page.getByText('このファイルは読み込めます。').waitFor()
  await page.getByRole('button', { name: '草案として置く' }).click()
  await page.getByText('草案', { exact: true }).waitFor()
  const drafts = await stage.town.sql(`select document -> 'desiredStaffProfile' as staff, document -> 'review' as review
    from policy_edition where valid_from is null`)
  expect(drafts).toMatchObject([
    {
      staff: [{ name: '村民の声を、足を運んで聴く職員' }, { name: '互いに支え合う職員' }],
      review: { everyYears: 3, by: '総務課', next: '2029-03-31' },
    },
  ])
  expect(troublesOf(page)).toEqual([])
}, 60_000)

test('an address of 管理 that is for others says so before there is a form, and one that cannot be read says that', async () => {
  for (const [person, path] of [
    ['sato', '/admin/import'],
    ['tanaka', '/admin/training/'],
    ['kato', '/admin/roles'],
    ['ito', '/admin/policy'],
  ] as const) {
    const page = await stage.web.windowOf(person, narrow)
    await page.goto(path)
    await page.getByText('この画面は、いまの役割では使えません').waitFor()
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
    expect(troublesOf(page)).toEqual([])
  }
  const page = await stage.web.windowOf('kato', narrow)
  // Executives compare editions, and read what surveys came to, on pages that HR has too.
  for (const path of ['/admin/policy/compare', '/admin/surveys']) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await settled(page)
    expect(await page.getByText('この画面は、いまの役割では使えません').count(), path).toBe(0)
  }
  await page.goto('/review/abc')
  await page.getByText('このアドレスでは表示できません').waitFor()
  expect(await page.getByText('もう一度お試しください').count()).toBe(0)
}, 60_000)
