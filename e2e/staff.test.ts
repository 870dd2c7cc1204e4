import { expect, test } from 'vitest'
import { skills } from '#rooms/skills/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { pick, troublesOf } from '#testing/browser.ts'
import { open, setStage } from './stage.ts'

const stage = setStage()

test('佐藤 finds the way from the own duty to the final outcome, which carries no value (INV-L3)', async () => {
  const page = await stage.web.windowOf('sato')
  await open(page, '/', /佐藤さん/)
  await page.getByRole('link', { name: 'つながりの全体を見る' }).click()
  await page.getByRole('heading', { level: 1, name: 'つながり' }).waitFor()
  await page.getByRole('button', { name: '自分のことばで書く' }).click()
  await page.getByRole('textbox', { name: /わたしの職務/ }).fill('転入する人の最初の窓口になる')
  await page.getByRole('button', { name: '登録する' }).click()
  await page.getByText('職務を登録しました。').waitFor()
  await page.getByText('転入する人の最初の窓口になる').first().waitFor()
  await page.getByText('迷わせない窓口').first().waitFor()
  await page.getByText('全職員がICTの一定水準に達している', { exact: true }).first().waitFor()
  await page
    .getByText('「誰もが生きがいを感じ、自分らしく暮らしていけるしながわ」を職員が支えている状態')
    .first()
    .waitFor()
  await page
    .getByText(/最終アウトカムには指標を置きません/)
    .first()
    .waitFor()
  expect(troublesOf(page)).toEqual([])
})

test('佐藤 reflects on every skill of a tier and sees the pyramid grow by what was said', async () => {
  const page = await stage.web.windowOf('sato')
  await open(page, '/skills')
  await page.getByText('14のスキルのうち14は未診断です').waitFor()
  await page.getByRole('link', { name: '自己診断する' }).click()
  for (const name of ['区民の視点', '挑戦と向上心']) {
    await page.getByRole('group', { name }).getByLabel('2 自立').check()
  }
  await page.getByRole('button', { name: '自己診断を保存する' }).click()
  await page.getByText('自己診断を保存しました(新しい記録 2件)。').waitFor()
  await page.getByText('14のスキルのうち12は未診断です').waitFor()
  const { score } = await stage.town.as('sato').ask(skills.showPyramid, { staffMemberId: stage.town.sato })
  // Two of four skills of the tier of weight 0.3 at level 2 of 4, by hand: 100 × 0.3 × (2 × 2/4) / 4.
  expect(score).toBeCloseTo(7.5, 6)
})

test('佐藤 applies with 上田 standing in; 上田 agrees', async () => {
  const page = await stage.web.windowOf('sato', { width: 390, height: 844 })
  await open(page, '/training', '研修')
  await page.getByRole('link', { name: 'データ活用入門' }).first().click()
  await page.getByLabel('学びたいこと').fill('窓口の声を数えたい')
  await page.getByLabel('代わりの職員').check()
  await pick(page.getByRole('combobox', { name: '代わりの人' }), 'ウエダ', /上田 陽介/)
  await page.getByRole('button', { name: '申し込む' }).dblclick()
  await page.getByText('申し込みました。所属長の承認をお待ちください。').waitFor()
  const colleague = await stage.web.windowOf('ueda')
  await open(colleague, '/', /上田さん/)
  await colleague.getByRole('button', { name: '引き受ける' }).click()
  await colleague.getByText('代わりを引き受けました。').waitFor()
  // A slip is taken back where it was made, and whoever goes by keys stays on the page.
  await colleague.getByRole('status').getByRole('button', { name: '元に戻す' }).click()
  await colleague.getByText('元に戻しました。').waitFor()
  await expect.poll(() => colleague.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
  await colleague.getByRole('button', { name: '引き受ける', exact: true }).click()
  await expect
    .poll(async () => (await stage.town.as('ueda').ask(training.listMyTraining, {})).coverRequests[0]?.agreedOn)
    .toBe('2026-11-22')
  const { applications } = await stage.town.as('sato').ask(training.listMyTraining, {})
  expect(applications).toHaveLength(1)
  expect(applications[0]).toMatchObject({ state: 'submitted' })
})
