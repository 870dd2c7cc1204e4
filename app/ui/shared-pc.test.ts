import { expect, test } from 'vitest'
import { mvv } from '#rooms/mvv/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { axeViolations } from '#testing/browser.ts'
import { setStage } from '#testing/stage.ts'

const stage = setStage()

test('what a window of 佐藤 sends after 田中 has signed in beside it is refused and said, and never becomes a record of 田中', async () => {
  const { town, web } = stage
  const page = await web.windowOf('sato')
  await page.goto('/line-of-sight')
  await page.getByRole('button', { name: '自分のことばで書く' }).click()
  await page.getByRole('textbox', { name: /わたしの職務/ }).fill('転入した人が迷わず暮らし始められるようにする')
  const [before] = await page.context().cookies()
  await page.context().addCookies([{ ...before!, value: town.tokenOf('tanaka') }])
  await page.getByRole('button', { name: '登録する' }).click()
  await page.getByRole('heading', { level: 1, name: '別の人がサインインしています' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  expect(await town.sql('select * from duty')).toEqual([])
  await page.getByRole('button', { name: '田中 聡さんとして続ける' }).click()
  await page.getByRole('heading', { level: 1, name: /田中さん/ }).waitFor()
}, 60_000)

test('whoever signs in where a session ended sees nothing of what the one before was shown, not even while waiting', async () => {
  const { town, web } = stage
  const [password, duty] = ['walnut basket river lamp', '届出を待たせない']
  await town.as(town.sato).ask(mvv.stateDuty, { duty })
  await town.asCommand.ask(people.setFirstPassword, { staffMemberId: town.tanaka, password })
  await town.sql('update account set must_change_password = false')
  const page = await web.windowOf('sato')
  await page.goto('/line-of-sight')
  await page.getByText(duty).waitFor()
  await town.sql(
    `delete from session where account_id = (select account_id from account where subject_id = ${town.sato})`,
  )
  // A mouse over the link already asks ahead and turns the page to signing in: pressed without one.
  await page.getByRole('link', { name: 'ホーム' }).first().dispatchEvent('click')
  await page.getByLabel('ログイン名').fill('00000002')
  await page.getByLabel('パスワード').fill(password)
  await page.route('**/api/me/line-of-sight*', () => undefined)
  await page.getByRole('button', { name: 'サインインする' }).click()
  await page.getByRole('heading', { level: 1, name: /田中さん/ }).waitFor()
  await page.getByRole('link', { name: 'つながり' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'つながり' }).waitFor()
  expect(await page.getByText(duty).count()).toBe(0)
}, 60_000)

test('accounts that are nobody’s of the staff see nothing that another such account typed in the same window', async () => {
  const { town, web } = stage
  const password = 'walnut basket river lamp'
  for (const loginName of ['jinji', 'jinji-2'])
    await town.asCommand.ask(people.createAdministrator, { loginName, password, role: 'hr' })
  await town.sql('update account set must_change_password = false')
  const page = await web.windowOf(undefined)
  const typed = () => page.getByLabel('表計算ソフトから写した行')
  const signsIn = async (loginName: string) => {
    await page.goto('/admin/sessions')
    await page.getByLabel('ログイン名').fill(loginName)
    await page.getByLabel('パスワード').fill(password)
    await page.getByRole('button', { name: 'サインインする' }).click()
    await page.getByRole('tab', { name: '表を貼り付け' }).click()
  }
  await signsIn('jinji')
  await typed().fill('令和9年1月20日 9:00')
  await page.reload()
  await page.getByRole('tab', { name: '表を貼り付け' }).click()
  expect(await typed().inputValue()).toBe('令和9年1月20日 9:00')
  await page.context().clearCookies()
  await signsIn('jinji-2')
  expect(await typed().inputValue()).toBe('')
}, 60_000)
