import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pdca } from '#rooms/pdca/contract.ts'
import { records } from '#rooms/people/records/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { axeViolations, pick } from '#testing/browser.ts'
import { settlesYear } from '#testing/closed.ts'
import { importTwin } from '#testing/twin.ts'
import { open, setStage } from './stage.ts'

/** The day after the session of the stage. */
const stage = setStage('2027-01-21')

test('林 selects, records attendance, with an absence asked for twice, and, apart from it, completion (INV-T8)', async () => {
  const { as, on, sato, ueda, tanaka } = stage.town
  on('2026-12-01')
  for (const person of [sato, ueda]) {
    const { applicationId } = await as(person).ask(training.apply, {
      courseSessionId: stage.courseSessionId,
      cover: { kind: 'notNeeded' },
    })
    await as(tanaka).ask(training.approve, { applicationId })
  }
  on('2027-01-21')
  const page = await stage.web.windowOf('hayashi', { width: 1440, height: 900 })
  await open(page, `/admin/training/${stage.courseSessionId}`)
  await page.getByRole('button', { name: 'すべて選ぶ(2件)' }).click()
  await page.getByRole('button', { name: '受講を決め、命令する' }).click()
  await page.getByText('2人の受講が決まりました。').waitFor()
  await page.getByRole('button', { name: '全員を出席にする' }).click()
  await page.getByRole('group', { name: '上田 陽介' }).getByLabel('欠席').check()
  await page.getByRole('button', { name: '出席を保存する(2人)' }).click()
  await page
    .getByRole('alert')
    .getByText(/上田 陽介さんの欠席の理由の種類/)
    .waitFor()
  await page.getByRole('combobox', { name: /上田 陽介さんの欠席の理由の種類/ }).selectOption('duty')
  await page.getByRole('textbox', { name: /上田 陽介さんの欠席の理由/ }).fill('窓口の応援')
  await page.getByRole('button', { name: '出席を保存する(2人)' }).click()
  const dialog = page.getByRole('dialog', { name: '欠席を記録しますか' })
  await dialog.getByText('上田 陽介: 窓口の応援').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'やめる' }).click()
  expect((await as(ueda).ask(training.listMyTraining, {})).applications[0]).toMatchObject({ state: 'ordered' })
  await page.getByRole('button', { name: '出席を保存する(2人)' }).click()
  await dialog.getByRole('button', { name: '出席を保存する(2人)' }).click()
  await page.getByText('2人の出席を記録しました。').waitFor()
  await page.getByRole('button', { name: '全員を修了にする' }).click()
  await page.getByRole('button', { name: '修了を保存する(1人)' }).click()
  await page.getByText('1人の修了を記録しました。').waitFor()
  const { applications } = await as(sato).ask(training.listMyTraining, {})
  expect(applications[0]).toMatchObject({ state: 'completed' })
})

test('林 sees what came of each course in a year and takes it away as a file; the year chosen stands in the address', async () => {
  const page = await stage.web.windowOf('hayashi', { width: 1280, height: 900 })
  await open(page, '/admin')
  await page.getByRole('link', { name: '研修ごとの修了' }).click()
  await page.getByRole('heading', { level: 1, name: '研修ごとの修了' }).waitFor()
  const row = page.getByRole('row', { name: /データ活用入門/ })
  await row.waitFor()
  expect(await row.getByRole('gridcell').allTextContents()).toEqual(['D-1', '1', '2', '2', '1', '1', '0'])
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const lines = readFileSync(await (await saved).path(), 'utf8').split('\r\n')
  expect(lines[1]).toBe('データ活用入門,D-1,1,2,2,1,1,0')
  expect(await axeViolations(page)).toEqual([])
  await page.reload()
  await row.waitFor()
})

test('林 follows a KPI to the records behind it', async () => {
  const page = await stage.web.windowOf('hayashi')
  await open(page, '/kpi/kpi-ict-floor')
  for (const name of ['区民生活部', '戸籍住民課', '窓口係']) await page.getByRole('link', { name, exact: true }).click()
  await page.getByText('窓口係の記録だけを表示しています。').waitFor()
  await page.getByText('佐藤 はるか').first().waitFor()
})

test('林 closes the year, and the decision names its owner and day (INV-L9)', async () => {
  const page = await stage.web.windowOf('hayashi')
  await settlesYear(stage.town, 2025)
  await open(page, '/review')
  await page.getByRole('link', { name: '令和7年度(2025年度)を確定する' }).click()
  await page.getByLabel('総括').fill('受けやすい日程にした。')
  await page.getByRole('button', { name: '令和7年度(2025年度)を確定する' }).click()
  await page.getByRole('button', { name: '確定する', exact: true }).click()
  await pick(page.getByRole('combobox', { name: /^何について/ }), '活動: 全職員のデジタルリテラシー研修')
  await page.getByLabel('継続').check()
  await page.getByLabel('原因とその根拠※必須').fill('夕方の回に人が集まった。')
  await pick(page.getByRole('combobox', { name: '担当者' }), '井上', '井上 誠')
  await page.getByLabel('期限※必須').fill('令和9年3月31日')
  await page.getByRole('button', { name: '決定を記録する' }).click()
  await page.getByText('担当 井上 誠').waitFor()
  const review = await stage.town.as('hayashi').ask(pdca.showReview, { fiscalYear: 2025 })
  expect(review.decisions).toMatchObject([{ decision: 'continue', owner: stage.town.inoue }])
  const saved = page.waitForEvent('download')
  await page
    .getByRole('group', { name: /をファイルに保存/ })
    .first()
    .getByRole('button', { name: 'CSV' })
    .click()
  const lines = readFileSync(await (await saved).path(), 'utf8').split('\r\n')
  const [told] = await stage.town.sql("select kind from journal_line where operation = 'journal.noteExport'")
  expect(told).toEqual({ kind: 'export' })
  const sheet = page.getByRole('table').first()
  expect(lines[0]).toBe(`\ufeff${(await sheet.getByRole('columnheader').allTextContents()).join(',')}`)
  expect(lines).toHaveLength((await sheet.getByRole('row').count()) + 1)
})

test('林 says that two numbers are one person, 井上 is told, looks at it and joins them: one person is left, found by both numbers, with the posts of both (INV-O6)', async () => {
  const { town, web } = stage
  await importTwin(town)
  const asking = await web.windowOf('hayashi', { width: 1440, height: 900 })
  await open(asking, `/admin/records/${town.sato}`, /佐藤 はるか/)
  await pick(asking.getByRole('combobox', { name: 'まとめる相手' }), '春香', /佐藤 春香/)
  await asking.getByRole('heading', { name: '佐藤 はるかさんに、4の記録をまとめる' }).waitFor()
  await asking.getByText('移る記録').waitFor()
  // A press half under the head of the page would be told as too small.
  await asking.evaluate(() => scrollTo(0, 0))
  expect(await axeViolations(asking)).toEqual([])
  await asking.getByRole('button', { name: 'まとめることを申し出る' }).click()
  await asking.getByRole('alert').getByText('理由を入れてください。').waitFor()
  await asking.getByRole('textbox', { name: /理由/ }).fill('番号の書き方だけが違いました')
  await asking.getByRole('button', { name: 'まとめることを申し出る' }).click()
  await asking.getByText('申し出ました。もう一人の確認を待ちます。').waitFor()
  expect(await asking.getByRole('button', { name: '確かめて、まとめる' }).count(), 'not by whoever asked').toBe(0)

  const agreeing = await web.windowOf('inoue', { width: 1280, height: 900 })
  await open(agreeing, '/notices')
  await agreeing.getByRole('link', { name: /同じ人としてまとめる申出/ }).click()
  await agreeing.getByText(/林 由佳さんが.*に申し出。理由: 番号の書き方だけが違いました/).waitFor()
  await agreeing.getByRole('button', { name: '確かめて、まとめる' }).click()
  const dialog = agreeing.getByRole('dialog', { name: '同じ人と確かめましたか' })
  expect(await axeViolations(agreeing)).toEqual([])
  await dialog.getByRole('button', { name: 'まとめる' }).click()
  await agreeing.getByText('一つにまとめました。').waitFor()

  await open(agreeing, `/admin/records/${town.sato}`, /佐藤 はるか/)
  await agreeing.getByText(/井上 誠さんが.*に同意し、まとめました/).waitFor()
  const text = await agreeing.getByRole('main').innerText()
  for (const one of ['00000004・4', '窓口係', '戸籍住民課']) expect(text).toContain(one)
  for (const q of ['春香', '00000004']) {
    const { people } = await town.as(town.inoue).ask(records.listRecords, { q })
    expect([q, people.map(({ staffMemberId }) => staffMemberId)]).toEqual([q, [town.sato]])
  }
})
