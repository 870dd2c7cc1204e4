import { expect, test } from 'vitest'
import { axeViolations, troublesOf } from '#testing/browser.ts'
import { setStage } from '#testing/stage.ts'
import { skills } from '../../contract.ts'
import { qualifications } from '../contract.ts'

const stage = setStage()
const pdf = (text: string) => ({ name: '合格証.pdf', mimeType: 'application/pdf', buffer: Buffer.from(text, 'latin1') })

test('佐藤 hands in with a proof, a PDF that acts is refused with its sentence; 林 returns it with a reason, then confirms what comes anew', async () => {
  const { as, sato } = stage.town
  await as('hayashi').ask(qualifications.saveQualification, {
    ...{ name: '情報の守り手検定', issuer: '見本検定協会', validMonths: 24 },
    levels: [{ skill: 'information-security', level: 2 }],
  })
  const page = await stage.web.windowOf('sato')
  await page.goto('/skills')
  await page.getByRole('link', { name: '資格・検定を登録する' }).click()
  const send = async (text: string) => {
    await page.getByLabel('資格・検定').selectOption({ label: '情報の守り手検定(見本検定協会)' })
    await page.getByLabel('取得日・合格日').fill('R8.10.1')
    await page.locator('input[type=file]').setInputFiles(pdf(text))
    await page.getByRole('button', { name: '登録する', exact: true }).click()
  }
  await page.getByRole('button', { name: '登録する', exact: true }).click()
  await page.getByRole('link', { name: '証明のファイルを選んでください' }).waitFor()
  await send('%PDF-1.4 << /OpenAction << /S /JavaScript >> >> %%EOF')
  await page.getByText('開いたときに動くもの').waitFor()
  await send('%PDF-1.4 << /Type /Catalog >> %%EOF')
  await page.getByText('確認待ち').waitFor()
  expect(await axeViolations(page)).toEqual([])

  const hr = await stage.web.windowOf('hayashi')
  await hr.goto('/admin/qualifications')
  const saved = hr.waitForEvent('download')
  await hr.getByRole('button', { name: '証明を保存する' }).click()
  expect((await saved).suggestedFilename()).toBe('合格証.pdf')
  await hr.getByRole('button', { name: '差し戻す' }).click()
  await hr.getByLabel('理由').fill('氏名が読めません')
  await hr.getByRole('dialog').getByRole('button', { name: '差し戻す' }).click()
  await hr.getByText('確認を待っている登録はありません。').waitFor()
  await page.reload()
  await page.getByText('氏名が読めません').waitFor()
  await send('%PDF-1.4 << /Type /Catalog >> %%EOF')
  await page.getByText('確認待ち').waitFor()
  await hr.reload()
  await hr.getByRole('button', { name: '確認する' }).click()
  await hr.getByText('確認し、スキルの記録にしました。').waitFor()
  await page.goto('/skills')
  await page.getByText('令和10年9月30日まで有効').first().waitFor()
  const { skills: known } = await as(sato).ask(skills.showSkills, { staffMemberId: sato })
  expect(known.find(({ skill }) => skill === 'information-security')).toMatchObject({ level: 2, from: 'qualification' })
  expect([...troublesOf(page), ...troublesOf(hr)].filter((one) => !one.includes('422'))).toEqual([])
}, 90_000)

test('林 adds a qualification, enters it for two at once, and brings results by a file whose fault is named at its line', async () => {
  const { as, ueda, mori } = stage.town
  const hr = await stage.web.windowOf('hayashi')
  await hr.goto('/admin/qualifications?tab=list')
  await hr.getByRole('button', { name: '資格を加える' }).click()
  const panel = hr.getByRole('dialog')
  await panel.getByLabel('名称').fill('表計算検定')
  await panel.getByLabel('スキル 1').selectOption({ label: 'データの活用' })
  await panel.getByRole('button', { name: '保存する' }).click()
  await hr.getByRole('cell', { name: 'データの活用 水準1' }).or(hr.getByText('データの活用 水準1')).first().waitFor()
  await hr.getByRole('tab', { name: '結果を入れる' }).click()
  await hr.locator('select[name=qualification]').selectOption({ label: '表計算検定' })
  await hr.getByLabel('取得日・合格日').fill('2026-10-01')
  for (const name of ['上田', '森']) {
    const picker = hr.getByRole('combobox', { name: /^職員※/ })
    await picker.click()
    await picker.pressSequentially(name, { delay: 50 })
    await hr
      .getByRole('option', { name: new RegExp(name) })
      .first()
      .click()
  }
  await hr.getByRole('button', { name: '結果を記録する' }).click()
  await hr.getByText('2人の結果を記録しました').waitFor()
  for (const staffMemberId of [ueda, mori]) {
    const { evidence } = await as('hayashi').ask(skills.listEvidence, { staffMemberId })
    expect(evidence.map(({ source, level }) => [source, level])).toContainEqual(['表計算検定', 1])
  }
  const bring = (...rows: string[]) =>
    hr.locator('input[type=file]').setInputFiles({
      ...{ name: 'results.csv', mimeType: 'text/csv' },
      buffer: Buffer.from(['職員番号,資格・テスト,取得日', ...rows, ''].join('\n')),
    })
  await bring('99999999,表計算検定,2026-10-01')
  await hr.getByRole('button', { name: '内容を確かめる' }).click()
  await hr.getByText('職員番号「99999999」の職員はいません。').waitFor()
  await bring('00000004,表計算検定,2026-10-01')
  await hr.getByRole('button', { name: '内容を確かめる' }).click()
  await hr.getByText('新しく1件を記録します').waitFor()
  await hr.getByRole('button', { name: '取り込む' }).click()
  await hr.getByText('1件を記録しました。').waitFor()
  expect(troublesOf(hr)).toEqual([])
}, 90_000)
