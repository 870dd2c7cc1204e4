/**
 * A town that has just begun: nothing is known yet, and every page says so, what it is for and what comes first. What it names to press is
 * there to be pressed, by whoever reads it; nobody is told to ask themselves, and nothing is 0 or has moved where nothing is known.
 */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { pages } from '#app/ui/routes.tsx'
import { hashToken } from '#platform/auth/identify.ts'
import { SESSION_COOKIE } from '#platform/auth/service.ts'
import { people } from '#rooms/people/contract.ts'
import { axeViolations, closeWindows, newPage, settled, troublesOf, turn } from '#testing/browser.ts'
import { setStage } from '#testing/stage.ts'
import type { Town } from '#testing/town.ts'

const stage = setStage()

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

/** What stands on each page; faults of it as sentences. */
async function walk(page: Page, paths: readonly string[], isHr: boolean): Promise<string[]> {
  const faults: string[] = []
  for (const path of paths) {
    const hasHeading = await (path === paths[0] ? open(page, path) : turn(page, path)).then(
      () => true,
      () => false,
    )
    if (!hasHeading) {
      faults.push(`${path} has no heading`)
      continue
    }
    await settled(page)
    // That nobody has reflected yet is known.
    const reflected = /0%\s*\(自己診断を行った職員の割合\)|自己診断を行った職員の割合[^\n]*(\n[^\n]*){0,6}/g
    const text = (await page.locator('main').innerText()).replace(reflected, '')
    const said = (what: RegExp) => what.exec(text)?.[0]
    const figure = said(/面積 0(\.0)?|(?<![\d.])0(\.0)?%|逆に動いた\s*↘\s*[1-9]/)
    if (figure) faults.push(`${path} shows ${figure}`)
    const sentHome = isHr && said(/人材育成担当(に|が)[^。]*(お知らせ|ご相談|依頼|公開する必要|取り込むと)[^。]*/)
    if (sentHome) faults.push(`${path} tells HR: ${sentHome}`)
    if (said(/表示できませんでした/)) faults.push(`${path} cannot be shown: ${text.slice(0, 200)}`)
    if (text.replace(/\s/g, '').length < 40) faults.push(`${path} says no more than ${text}`)
    faults.push(...(await namedInVain(page)).map((name) => `${path} names ${name}, which is not there`))
  }
  // A browser notes each refusal; that it was told in words is seen above.
  const logged = troublesOf(page).filter((line) => !/status of (403|404|409)/.test(line))
  return [...faults, ...logged]
}

/** Every address that needs nothing to be there, and those of years and of things that are to be made. */
const everywhere = [
  ...Object.keys(pages).filter((path) => !path.includes('$')),
  // Two years beside each other would share a heading.
  ...['/review/2025', '/review/2026/plan', '/review/2026', '/review/2025/documents'],
  ...['/admin/items/new', '/admin/surveys/new'],
]

/** Words in 「」 of empty places that name nothing that can be pressed or read as a heading on the page. */
function namedInVain(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const there = [...document.querySelectorAll('a, button, h1, h2, h3, dt')].map(
      (one) => one.textContent?.trim() ?? '',
    )
    const empty = [...document.querySelectorAll('.border-dashed')].map((one) => one.textContent ?? '')
    return empty
      .flatMap((text) => [...text.matchAll(/「([^」]+)」(?=で|から|か|の)/g)].map(([, name]) => name as string))
      .filter((name) => !there.some((one) => one.includes(name)))
  })
}

async function windowOfAccount(town: Town, loginName: string, role: 'it' | 'hr'): Promise<Page> {
  await town.asCommand.ask(people.createAdministrator, { loginName, password: 'walnut basket river lamp', role })
  await town.sql(`update account set must_change_password = false where login_name = $1`, [loginName])
  const token = `test-token-${loginName}`
  await town.sql(
    `insert into session (token_hash, account_id, expires_at) select $1, account_id, '2100-01-01' from account where login_name = $2`,
    [hashToken(token), loginName],
  )
  const page = await newPage({ baseUrl: stage.web.url })
  await page.context().addCookies([{ name: SESSION_COOKIE, value: token, url: stage.web.url }])
  return page
}

const ofStaff = ['/', '/line-of-sight', '/skills', '/training', '/literacy', '/people']
const ofHr = [
  '/admin',
  '/model',
  '/kpi/kpi-ict-floor',
  '/skills/sections',
  '/training/completion',
  '/admin/training',
  '/review',
  '/review/2025',
  '/literacy',
]

const ofIt = ['/admin', '/people', '/admin/roles', '/admin/accounts', '/admin/journal', '/admin/mail', '/admin/system']

test('under a policy, before anybody has recorded anything, what is not known is 未診断 or 値なし, and the minute opens what it counts', async () => {
  const page = await stage.web.windowOf('sato')
  expect(await walk(page, ofStaff, false)).toEqual([])
  await page.goto('/skills')
  await page.getByText('未診断').first().waitFor()
  const hr = await stage.web.windowOf('hayashi')
  expect(await walk(hr, ofHr, true)).toEqual([])
  await hr.goto('/model')
  await hr.getByRole('button', { name: /比べる値なし指標を見る/ }).click()
  await hr.getByRole('dialog').getByRole('link', { name: 'ICTの一定水準に達した職員の割合' }).waitFor()
  expect(await axeViolations(hr)).toEqual([])
  await hr.goto('/')
  await hr.getByRole('link', { name: '入力する' }).first().click()
  await hr.getByRole('button', { name: '値を入力する' }).waitFor()
})

test('before a policy HR is told to publish one, and where; others who does', async () => {
  await stage.town.sql('truncate policy_edition cascade')
  const hr = await stage.web.windowOf('hayashi')
  expect(await walk(hr, ofHr, true)).toEqual([])
  await hr.goto('/model')
  await hr.getByRole('main').getByRole('link', { name: '方針ファイル' }).click()
  await hr.getByRole('heading', { level: 1, name: '方針ファイル' }).waitFor()
  await hr.goto('/review/2025')
  await hr.getByText('公開された方針がまだなかった').waitFor()
  expect(await walk(await stage.web.windowOf('sato'), ofStaff, false)).toEqual([])
})

test('HR writes a village’s policy from nothing: questions first, then the workshop, which stores itself, and publishes it', async () => {
  await stage.town.sql('truncate policy_edition cascade')
  const hr = await stage.web.windowOf('hayashi')
  await hr.goto('/admin/policy/drafts')
  await hr.getByRole('main').getByRole('link', { name: '質問に答えて始める' }).click()
  await hr.getByLabel(/^団体の名前/).fill('もり村')
  await hr.getByLabel(/^職員像/).fill('村民の声を、足を運んで聴く職員')
  await hr.getByRole('button', { name: '方針づくりで続ける' }).click()
  const outline = hr.getByRole('navigation', { name: '方針の目次' })
  await outline.getByRole('button', { name: /方針のことば/ }).click()
  await hr.getByRole('button', { name: 'この部分を書き始める' }).click()
  await hr.getByRole('button', { name: 'ことばを加える' }).click()
  await hr.getByRole('button', { name: '公開する' }).click()
  await hr.getByText('直すと公開できます').waitFor()
  await hr.getByRole('button', { name: '直しに戻る' }).click()
  await hr.getByLabel('種類').selectOption('ミッション(使命)')
  await hr.getByLabel('本文').fill('一人ひとりの暮らしから始めます。')
  await hr.getByText('保存しました', { exact: true }).waitFor()
  await outline.getByRole('button', { name: /だれが何を変えたか/ }).click()
  await hr.getByText('一人ひとりの暮らしから始めます。').first().waitFor()
  // It is there again after a reload, and what everybody reads once it is published.
  await hr.reload()
  await hr.getByRole('button', { name: '公開する' }).click()
  await hr
    .getByRole('dialog')
    .getByLabel(/公開する日/)
    .fill('令和8年4月1日')
  await hr.getByRole('dialog').getByRole('button', { name: '公開する' }).click()
  await hr.getByText('この下書きは公開されました').waitFor()
  expect(await axeViolations(hr)).toEqual([])
  await hr.goto('/line-of-sight')
  await hr.getByText('一人ひとりの暮らしから始めます。').first().waitFor()
})

test('the file of another town becomes the start of the own: its name and words are put in, and it is published as one’s own', async () => {
  const hr = await stage.web.windowOf('hayashi')
  await hr.goto('/admin/policy/drafts')
  await hr.getByLabel(/^下書きの名前/).fill('となりの市から')
  await hr.getByRole('radio', { name: /^ファイル/ }).check()
  await hr
    .getByLabel(/ファイル/, { exact: false })
    .last()
    .setInputFiles('policy/examples/hoshino.yaml')
  await hr.getByRole('button', { name: '始める', exact: true }).click()
  const outline = hr.getByRole('navigation', { name: '方針の目次' })
  await outline.getByRole('button', { name: /この方針について/ }).click()
  await hr.getByLabel(/^団体の名前\s*※/).fill('もり村')
  await hr.locator('[name="policy.town.words.kind"]').fill('村')
  await hr.locator('[name="policy.town.words.people"]').fill('村民')
  await hr.getByText('保存しました', { exact: true }).waitFor()
  await hr.getByRole('button', { name: '公開する' }).click()
  await hr
    .getByRole('dialog')
    .getByLabel(/公開する日/)
    .fill('令和8年12月1日')
  await hr.getByRole('dialog').getByRole('button', { name: '公開する' }).click()
  await hr.getByText('この下書きは公開されました').waitFor()
  const read = await hr.request.get('/api/policy?asOf=2026-12-01')
  const { document } = (await read.json()) as { document: { policy: { town: object }; statements: { text: string }[] } }
  expect(document.policy.town).toMatchObject({ name: 'もり村', words: { kind: '村', people: '村民' } })
  expect(document.statements.map(({ text }) => text)).toContain('先に聴く。早く試す。正直に直す。')
})

test('with nothing but the first two accounts, every page says what it is for, 管理 what comes first and who does it, and IT sees how the system stands', async () => {
  // What windows of before still ask for would hold these tables.
  await closeWindows()
  await stage.town.sql('truncate staff_member, section_period, account cascade')
  const hr = await windowOfAccount(stage.town, 'jinji', 'hr')
  expect(await walk(hr, everywhere, true)).toEqual([])
  await hr.goto('/admin')
  await hr.getByRole('link', { name: '職員と組織を取り込む' }).click()
  await hr.getByRole('heading', { level: 1, name: '職員と組織の取り込み' }).waitFor()
  const it = await windowOfAccount(stage.town, 'kanri', 'it')
  expect(await walk(it, ofIt, false)).toEqual([])
  await it.goto('/admin/system')
  await it.getByText('メールは設定されていません').waitFor()
  expect(await axeViolations(it)).toEqual([])
}, 300_000)
