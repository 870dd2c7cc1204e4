import { expect, test } from 'vitest'
import { training } from '#rooms/training/contract.ts'
import { troublesOf } from '#testing/browser.ts'
import { open, setStage } from './stage.ts'

const stage = setStage()

test('田中 recommends; 佐藤 accepts as an offer and applies; 田中 approves in one press with the staffing in view', async () => {
  const head = await stage.web.windowOf('tanaka', { width: 1440, height: 900 })
  await open(head, '/team', 'チーム')
  await head.getByRole('tab', { name: /^人/ }).click()
  await head
    .getByRole('list', { name: '職員' })
    .getByRole('listitem')
    .filter({ hasText: '佐藤 はるか' })
    .getByRole('button', { name: 'すすめる' })
    .click()
  const dialog = head.getByRole('dialog')
  await dialog.getByLabel('データ活用入門').check()
  await dialog.getByLabel(/すすめる理由/).fill('窓口の改善をいっしょに進めたい')
  await dialog.getByRole('button', { name: 'おすすめを届ける' }).click()
  await head.getByText(/佐藤 はるかさんにおすすめを届けました。/).waitFor()

  const staff = await stage.web.windowOf('sato')
  await open(staff, '/training')
  await staff.getByText('窓口の改善をいっしょに進めたい').waitFor()
  await staff.getByRole('button', { name: '受ける', exact: true }).click()
  await staff.getByRole('link', { name: '申し込みに進む' }).click()
  await staff.getByRole('button', { name: '申し込む' }).click()
  await staff.getByText('申し込みました。所属長の承認をお待ちください。').waitFor()

  await open(head, '/team', 'チーム')
  await head.getByRole('heading', { name: '承認待ち' }).waitFor()
  await head
    .getByText(/受講中も\d+人が出勤/)
    .first()
    .waitFor()
  await head.getByRole('button', { name: '承認する' }).click()
  await head.getByText('承認しました。人材育成担当に送りました。').first().waitFor()
  const { applications } = await stage.town.as('sato').ask(training.listMyTraining, {})
  expect(applications[0]).toMatchObject({ state: 'section_head_approved' })
  expect(troublesOf(head)).toEqual([])
})

test('田中 returns an application with a reason, which the applicant reads', async () => {
  const { as, ueda } = stage.town
  const { applicationId } = await as(ueda).ask(training.apply, { courseSessionId: stage.courseSessionId })
  const head = await stage.web.windowOf('tanaka')
  await open(head, `/training/applications/${applicationId}`)
  await head.getByRole('button', { name: '差し戻す' }).click()
  const dialog = head.getByRole('dialog')
  await dialog.getByLabel(/理由の種類/).selectOption('counter')
  await dialog.getByLabel(/直してほしいこと/).fill('月曜の当番を相談しましょう')
  await dialog.getByRole('button', { name: '差し戻す' }).click()
  await head.getByText('差し戻しました。').waitFor()
  const applicant = await stage.web.windowOf('ueda')
  await open(applicant, `/training/applications/${applicationId}`)
  await applicant.getByText('理由: 月曜の当番を相談しましょう').waitFor()
})
