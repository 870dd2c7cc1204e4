import { expect, test } from 'vitest'
import { people } from '#rooms/people/contract.ts'
import { journal } from '#rooms/people/journal/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { axeViolations } from '#testing/browser.ts'
import { staffNumberOf } from '#testing/town.ts'
import { open, setStage } from './stage.ts'

const stage = setStage()

test('伊藤 verifies the journal and sees no personal content (INV-S1)', async () => {
  await stage.town.asJob.ask(journal.sealJournal, {})
  const page = await stage.web.windowOf('ito')
  await open(page, '/admin')
  await open(page, '/admin/journal')
  await page.getByRole('button', { name: '記録を確かめる' }).click()
  await page.getByText(/行を確かめました。/).waitFor()
  expect(await page.getByText('佐藤 はるか').count()).toBe(0)
  await expect(stage.town.as('ito').ask(skills.showSkills, { staffMemberId: stage.town.sato })).rejects.toThrow(
    'forbidden',
  )
})

test('林 signs in with the password that 伊藤 gave, and is told who gave it before anything else (INV-S4)', async () => {
  const password = 'walnut basket river lamp'
  await stage.town.as('ito').ask(people.setFirstPassword, { staffMemberId: stage.town.hayashi, password })
  const page = await stage.web.windowOf(undefined, { width: 320, height: 800 })
  await page.goto('/')
  await page.getByLabel('ログイン名').fill(staffNumberOf('hayashi'))
  await page.getByLabel('パスワード').fill(password)
  await page.getByRole('button', { name: 'サインインする' }).click()
  await page.getByText('伊藤 健さんがシステム担当として設定').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByLabel('いまのパスワード').fill(password)
  await page.getByLabel('新しいパスワード').fill('a password of my own')
  await page.getByRole('button', { name: '変える' }).click()
  await page.getByText('パスワードを変えました。').waitFor()
  await page.goto('/password')
  await page.getByText('あなたのアカウントで変更').waitFor()
})

test('in the journal nothing is called by a code, and who was not signed in has no account', async () => {
  const page = await stage.web.windowOf('ito')
  await open(page, '/admin/journal')
  await page.getByRole('rowheader', { name: 'サインイン' }).first().waitFor()
  expect(await page.getByText('auth.signIn').count()).toBe(0)
  expect(await page.getByText('guest').count()).toBe(0)
})

test('a role that was ended before it began has no last day before its first', async () => {
  const { as } = stage.town
  const [staffNumber, day] = [staffNumberOf('ueda'), '2026-12-01']
  await as('ito').ask(people.grantRole, { staffNumber, role: 'hr', validFrom: day, reason: '応援' })
  await as('ito').ask(people.revokeRole, { staffNumber, role: 'hr', validTo: day, reason: '取りやめ' })
  const page = await stage.web.windowOf('ito')
  await open(page, '/admin/roles')
  await page.getByText('令和8年12月1日(初日までに終了)').waitFor()
  expect(await page.getByText('11月30日').count()).toBe(0)
})
