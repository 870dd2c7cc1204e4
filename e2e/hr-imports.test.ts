import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type RunningServer, root, startServer } from '#app/server.ts'
import { people } from '#rooms/people/contract.ts'
import { generateWard } from '#sample/generate.ts'
import { wardFiles } from '#sample/generate-write.ts'
import { closeWindows, newPage, settled } from '#testing/browser.ts'
import { freshDatabase, type TestDatabase } from '#testing/database.ts'
import { open } from './stage.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const first = 'はじめての合言葉はこれです'
const own = '自分で決めた長い合言葉です'
let database: TestDatabase
let server: RunningServer

beforeAll(async () => {
  const { build } = (await import(new URL('../bin/build.mjs', import.meta.url).href)) as { build(): Promise<void> }
  await build()
  database = await freshDatabase()
  const now = Temporal.Instant.from('2026-11-22T10:00:00+09:00')
  server = await startServer({
    app: database.app,
    town: database.town,
    host: '127.0.0.1',
    port: 0,
    clock: () => now,
    say: console.error,
  })
  const actor = { kind: 'command', accountId: null, subjectId: null, roles: [], name: 'admin create' } as const
  await server.gate.ask(people.createAdministrator, { loginName: 'jinji', password: first, role: 'hr' }, { actor })
})

afterAll(async () => {
  await server?.close()
  await database?.drop()
  await closeWindows()
})

test('HR signs in to an empty town, publishes the policy and brings the ward in, all or nothing', async () => {
  const page = await newPage({ width: 1440, height: 900, baseUrl: server.url })
  await page.goto('/')
  await page.getByLabel('ログイン名').fill('jinji')
  await page.getByLabel('パスワード').fill(first)
  await page.getByRole('button', { name: 'サインインする' }).click()
  await page.getByRole('heading', { level: 1, name: 'パスワードを変える' }).waitFor()
  await page.getByLabel('いまのパスワード').fill('not what stands in the letter')
  await page.getByLabel('新しいパスワード').fill(own)
  await page.getByRole('button', { name: '変える', exact: true }).click()
  await page.getByRole('link', { name: /いまのパスワードが違います/ }).waitFor()
  await page.getByLabel('パスワードを表示する').check()
  await page.getByLabel('いまのパスワード').fill(first)
  await page.getByRole('button', { name: '変える', exact: true }).click()
  await page.getByText('パスワードを変えました。').waitFor()

  await open(page, '/admin/policy', '方針ファイル')
  const text = readFileSync(join(root, 'policy/shinagawa.yaml'), 'utf8')
  await page.locator('input[name=file]').setInputFiles({
    name: 'half.yaml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(text.slice(0, text.length / 2)),
  })
  await page.getByRole('button', { name: '確かめる' }).click()
  await page.getByText(/直すところが\d+件あります。何も読み込んでいません。/).waitFor()
  await page
    .locator('input[name=file]')
    .setInputFiles({ name: 'shinagawa.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: '確かめる' }).click()
  await page.getByText('このファイルは読み込めます。').waitFor()
  await page.getByRole('button', { name: '公開する' }).click()
  await page
    .getByRole('dialog')
    .getByLabel(/公開する日/)
    .fill('令和6年4月1日')
  await page.getByRole('dialog').getByRole('button', { name: '公開する' }).click()
  await page.getByText('公開中', { exact: true }).waitFor()

  await open(page, '/admin/import', '職員と組織の取り込み')
  const files = wardFiles(generateWard({ staff: 60, seed: 7, asOf: '2026-11-22' }))
  for (const [name, bytes] of Object.entries(files)) {
    await page
      .locator(`input[name=${name}]`)
      .setInputFiles({ name: `${name}.csv`, mimeType: 'text/csv', buffer: Buffer.from(bytes) })
  }
  await page.getByRole('button', { name: '中身を確かめる' }).click()
  await page.getByText('取り込めます。').waitFor()
  await page.getByRole('button', { name: '取り込む', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '取り込む' }).click()
  await page.getByRole('heading', { name: '取り込みました' }).waitFor({ timeout: 60_000 })
  const sections = await server.gate.ask(
    people.listSections,
    {},
    {
      actor: { kind: 'command', accountId: null, subjectId: null, roles: [], name: 'test' },
    },
  )
  expect(sections.reduce((sum, { headcount }) => sum + headcount, 0)).toBe(60)

  // The first account has no member of staff behind it, and yet no page of its work is refused to it.
  for (const path of ['/admin/training', '/literacy', '/model', '/review', '/admin/roles']) {
    await open(page, path)
    await settled(page)
    expect(await page.getByRole('alert').allTextContents(), path).toEqual([])
  }
})
