import { expect, test } from 'vitest'
import { axeViolations, pick, settled, troublesOf } from '#testing/browser.ts'
import { setStage } from '#testing/stage.ts'
import { training } from '../contract.ts'

const stage = setStage(async ({ as, hayashi }) => {
  const course = { courseCode: 'D', title: 'データ活用入門', summary: '表の見方から。', hours: 6, provider: '人事課' }
  const { courseId } = await as(hayashi).ask(training.saveCourse, { ...course, skills: ['data-use'] })
  const session = {
    courseId,
    startsOn: '2027-01-20',
    endsOn: '2027-01-20',
    startsAt: '09:00',
    endsAt: '16:00',
    place: '研修室1',
    capacity: 2,
    applyBy: '2027-01-13',
  }
  return { courseId, ...(await as(hayashi).ask(training.saveSession, session)) }
})

test('a recommendation is accepted and leads to the form; cover asks the colleague; a double press applies once', async () => {
  const { as, sql, tanaka, sato, ueda } = stage.town
  await as(tanaka).ask(training.recommendCourse, {
    staffMemberId: sato,
    courseId: stage.courseId,
    reason: '窓口の改善に',
  })
  const page = await stage.web.windowOf('sato', { width: 390, height: 844 })
  await page.goto('/training')
  await page.getByText('窓口の改善に').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('button', { name: '受ける', exact: true }).click()
  await page.getByRole('link', { name: '申し込みに進む' }).click()
  await page.getByLabel('学びたいこと').fill('窓口の声を数えたい')
  await page.getByLabel('代わりの職員').check()
  await page.getByRole('button', { name: '申し込む' }).click()
  await page.getByRole('alert').getByText('代わりの人を選んでください。').waitFor()
  const substitute = page.getByRole('combobox', { name: '代わりの人' })
  await pick(substitute, 'ウエダ', /上田 陽介/)
  await page.reload()
  await page.getByText('選んだ人: 上田 陽介').waitFor()
  expect(await page.getByLabel('学びたいこと').inputValue()).toBe('窓口の声を数えたい')
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('button', { name: '申し込む' }).dblclick()
  await page.getByText('申し込みました。所属長の承認をお待ちください。').waitFor()
  await page.getByRole('heading', { name: '申込みの進みぐあい' }).or(page.getByText('つぎにすること')).first().waitFor()
  expect(await axeViolations(page)).toEqual([])
  expect(await sql(`select count(*)::int as n from application where recommendation_id is not null`)).toEqual([
    { n: 1 },
  ])
  expect(troublesOf(page)).toEqual([])

  const colleague = await stage.web.windowOf('ueda')
  await colleague.goto('/training')
  await colleague.getByRole('button', { name: '引き受ける' }).click()
  await colleague.getByText('引き受けました。ありがとうございます。').waitFor()
  expect((await as(ueda).ask(training.listMyTraining, {})).coverRequests[0]?.agreedOn).toBe('2026-11-22')
})

test('the section head sees the application with its cover and returns or approves it; the reason is asked for', async () => {
  const { as, tanaka, mori } = stage.town
  const { applicationId } = await as(mori).ask(training.apply, { courseSessionId: stage.courseSessionId })
  const page = await stage.web.windowOf('tanaka', { width: 1280, height: 900 })
  await page.goto(`/training/applications/${applicationId}`)
  await page.getByRole('button', { name: '差し戻す' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '差し戻す' }).click()
  await dialog.getByText('理由の種類を選んでください。').waitFor()
  await dialog.getByText('理由を書いてください。').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByLabel(/理由の種類/).selectOption('counter')
  await dialog.getByLabel(/直してほしいこと/).fill('代わりの人を相談しましょう')
  await dialog.getByRole('button', { name: '差し戻す' }).click()
  await page.getByText('差し戻しました。').waitFor()
  await page.getByText('理由: 代わりの人を相談しましょう').waitFor()
  await as(mori).ask(training.resubmit, { applicationId, motive: '', cover: { kind: 'notNeeded' } })
  for (const waiting of (await as(tanaka).ask(training.listApprovals, {})).toDecide) {
    await page.goto(`/training/applications/${waiting.applicationId}`)
    await page.getByRole('button', { name: '承認する' }).click()
    await page.getByText('承認しました。人材育成担当に送りました。').first().waitFor()
  }
  expect((await as(tanaka).ask(training.listApprovals, {})).toDecide).toEqual([])
  expect(troublesOf(page)).toEqual([])
})

test('a head who returns what has been decided in another window learns that it was refused', async () => {
  const { as, tanaka, mori } = stage.town
  const { courseId } = stage
  const day = { startsOn: '2027-02-03', endsOn: '2027-02-03', startsAt: '09:00', endsAt: '12:00' }
  const session = { ...day, courseId, place: '研修室2', capacity: 5, applyBy: '2027-01-20' }
  const { courseSessionId } = await as(stage.town.hayashi).ask(training.saveSession, session)
  const { applicationId } = await as(mori).ask(training.apply, { courseSessionId })
  const page = await stage.web.windowOf('tanaka', { width: 1280, height: 900 })
  await page.goto('/team')
  await page.getByRole('button', { name: '差し戻す' }).click()
  await as(tanaka).ask(training.approve, { applicationId })
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/理由の種類/).selectOption('counter')
  await dialog.getByLabel(/直してほしいこと/).fill('代わりの人を相談しましょう')
  await dialog.getByRole('button', { name: '差し戻す' }).click()
  await page.getByRole('status').getByText('すでに').waitFor()
  expect(await page.getByRole('button', { name: '差し戻す' }).count()).toBe(0)
})

test('HR chooses everyone with two presses; attendance waits for the first day', async () => {
  const page = await stage.web.windowOf('hayashi', { width: 1280, height: 900 })
  await page.goto('/admin/training')
  await page.getByRole('link', { name: 'データ活用入門' }).first().waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.goto(`/admin/training/${stage.courseSessionId}`)
  await page.getByRole('button', { name: 'すべて選ぶ(2件)' }).click()
  await page.getByRole('button', { name: '受講を決め、命令する' }).click()
  await page.getByText('2人の受講が決まりました。キャンセル待ち0人。').waitFor()
  await page.getByText('令和9年1月20日から出欠を記録できます。').waitFor()
  expect(await page.getByRole('radio', { name: '欠席' }).count()).toBe(0)
  expect(await axeViolations(page)).toEqual([])
  expect(troublesOf(page)).toEqual([])
})

test('the pages fit a narrow window', async () => {
  const page = await stage.web.windowOf('hayashi', { width: 320, height: 640 })
  for (const path of [
    '/training',
    `/training/${stage.courseId}`,
    '/admin/training',
    `/admin/training/${stage.courseSessionId}`,
  ]) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await settled(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320)
    expect(await axeViolations(page), path).toEqual([])
  }
})
