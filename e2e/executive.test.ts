import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { kpi } from '#rooms/kpi/contract.ts'
import { axeViolations } from '#testing/browser.ts'
import { open, setStage } from './stage.ts'

const stage = setStage()

test('加藤 goes from the model to what came of each course (INV-S1)', async () => {
  const page = await stage.web.windowOf('kato', { width: 1440, height: 900 })
  await open(page, '/model', '区の現在地')
  await page.getByRole('link', { name: '研修ごとの修了' }).click()
  await page.getByRole('heading', { level: 1, name: '研修ごとの修了' }).waitFor()
  await page.getByRole('row', { name: /データ活用入門/ }).waitFor()
  expect(await page.getByLabel('年度', { exact: true }).inputValue()).toBe('2026')
})

test('加藤 opens the model, follows a KPI down to the sections, and ends there (INV-S1)', async () => {
  const page = await stage.web.windowOf('kato', { width: 1440, height: 900 })
  await open(page, '/', /加藤さん/)
  // Executives see first whether the outcomes move, and go from there to the model.
  await page.getByRole('region', { name: '一分で分かる現在地' }).getByRole('link', { name: '区の現在地' }).click()
  await page.getByRole('heading', { level: 1, name: '区の現在地' }).waitFor()
  // The outcome's words are the ward's own, its figure is not (INV-D1).
  await page
    .locator('[data-node="at-ease"]')
    .getByTitle(/^見本として入れた値です/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: '全職員がICTの一定水準に達している' }).click()
  await page.keyboard.press('t')
  await page.getByRole('table').first().waitFor()
  await page.locator('a[href^="/kpi/kpi-ict-floor"]').first().click()
  await page.getByRole('heading', { level: 1, name: 'ICTの一定水準に達した職員の割合' }).waitFor()
  await page.getByRole('heading', { name: '所属ごとの内訳' }).waitFor()
  expect(await page.getByText('もとになった記録').count()).toBe(0)
  expect(await page.getByText('佐藤 はるか').count()).toBe(0)
  await expect(stage.town.as('kato').ask(kpi.listKpiRecords, { kpiId: 'kpi-ict-floor' })).rejects.toThrow('forbidden')
})

test('林 changes a level and an arrow of the policy, 加藤 reads what changes and comments, 林 answers, compares and publishes from 1 April', async () => {
  const hr = await stage.web.windowOf('hayashi', { width: 1440, height: 900 })
  await open(hr, '/admin/policy/drafts')
  await hr.getByLabel('下書きの名前').fill('令和9年度の改定')
  await hr.getByRole('button', { name: '始める', exact: true }).click()
  const outline = hr.getByRole('navigation', { name: '方針の目次' })
  await outline.getByRole('button', { name: /この方針について/ }).click()
  await hr.getByLabel('版の名前').fill('令和9年度版')
  await outline.getByRole('button', { name: /級ごとの期待水準/ }).click()
  const cell = hr.getByRole('gridcell').first()
  await cell.click()
  await hr.keyboard.press('1')
  await outline.getByRole('button', { name: /ロジックモデル/ }).click()
  // On the drawing, by keyboard: from the first activity to what follows from it, and the arrow between them.
  const drawing = hr.getByRole('region', { name: 'ロジックモデルの図' })
  const training = drawing.locator('[data-node="ict-training"] button')
  await training.focus()
  await hr.keyboard.press('ArrowRight')
  await hr.keyboard.press('ArrowLeft')
  await hr.keyboard.press('Enter')
  const arrow = hr.getByRole('button', { name: /^全職員のデジタルリテラシー研修 → / }).first()
  const arrowName = await arrow.innerText()
  await arrow.click()
  const panel = hr.getByRole('region', { name: arrowName, exact: true })
  await panel.getByLabel(/^なぜつながると/).fill('学ぶ場が近ければ、研修は開かれる。')
  // A node after another one comes with its arrow, and goes with it again.
  await training.click()
  await hr.getByRole('button', { name: 'この後に加える' }).click()
  const fresh = drawing.getByRole('button', { name: '(まだ書かれていません)' })
  await fresh.waitFor()
  await hr.getByRole('button', { name: '除く', exact: true }).click()
  await fresh.waitFor({ state: 'detached' })
  await hr.getByText('保存しました', { exact: true }).waitFor()

  const executive = await stage.web.windowOf('kato', { width: 1440, height: 900 })
  await open(executive, '/policy', '方針を読む')
  const saved = executive.waitForEvent('download')
  await executive.getByRole('button', { name: '図(PNG)を保存' }).click()
  const picture = readFileSync((await (await saved).path())!)
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  // Wide enough for a sheet of A3: the width stands in the first part of the file.
  expect(picture.readUInt32BE(16)).toBeGreaterThan(2000)
  // The words over its columns are there on a machine without any Japanese font, too.
  expect(await executive.evaluate(inked, `data:image/png;base64,${picture.toString('base64')}`)).toBeGreaterThan(1000)
  await executive.getByRole('link', { name: '令和9年度の改定' }).click()
  await executive.getByText('いまの版から変わるところ(3)').waitFor()
  const changed = executive.getByRole('listitem').filter({ hasText: '学ぶ場が近ければ' })
  await changed.getByRole('button', { name: /コメントする/ }).click()
  await changed.getByRole('button', { name: 'コメントを送る' }).click()
  await changed.getByRole('link', { name: 'コメントを書いてください' }).waitFor()
  await changed.getByLabel(/にコメントする/).fill('近さだけでよいのですか')
  await changed.getByRole('button', { name: 'コメントを送る' }).click()
  await changed.getByText('近さだけでよいのですか').first().waitFor()
  expect(await axeViolations(executive)).toEqual([])

  // The comment stands at the arrow in the workshop, and is counted in its outline.
  await hr.reload()
  await outline.getByRole('button', { name: /ロジックモデル.*コメント1/ }).click()
  await hr.getByRole('tab', { name: '表で編む' }).click()
  const row = hr.locator('details').filter({ has: hr.getByText('矢印1', { exact: true }) })
  await row.locator('summary').first().click()
  await row.getByRole('button', { name: /コメント\(1\)/ }).click()
  const thread = hr.getByRole('listitem').filter({ hasText: '近さだけでよいのですか' }).first()
  await thread.getByRole('button', { name: '返事を書く' }).click()
  await thread.getByLabel('返事').fill('日程も選べるようにします')
  await thread.getByRole('button', { name: '返事を送る' }).click()
  await thread.getByText('日程も選べるようにします').first().waitFor()
  await thread.getByRole('button', { name: '済みにする' }).click()
  await hr.getByText('コメントを済みにしました').waitFor()
  expect(await axeViolations(hr)).toEqual([])
  await hr.getByRole('button', { name: '公開する' }).click()
  const dialog = hr.getByRole('dialog')
  await dialog.getByLabel(/公開する日/).fill('令和9年4月1日')
  await dialog.getByRole('button', { name: '公開する' }).click()
  await hr.getByText('この下書きは公開されました').waitFor()
  await open(executive, '/notices')
  await executive.getByRole('link', { name: /コメントに、林 由佳さんが返事をしました/ }).waitFor()
})

/** Dark points in the uppermost part of a picture, where nothing but words stands. */
async function inked(address: string): Promise<number> {
  const image = Object.assign(new Image(), { src: address })
  await image.decode()
  const [width, height] = [image.width, Math.floor(image.height * 0.06)]
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const drawn = canvas.getContext('2d')!
  drawn.drawImage(image, 0, 0)
  const { data } = drawn.getImageData(0, 0, width, height)
  return data.filter((value, at) => at % 4 === 0 && value < 100).length
}
