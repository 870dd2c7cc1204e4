import { expect, test } from 'vitest'
import { axeViolations, pick, troublesOf } from '#testing/browser.ts'
import { settlesYear } from '#testing/closed.ts'
import { passes } from '#testing/floor.ts'
import { setStage } from '#testing/stage.ts'
import { pdca } from '../contract.ts'

const stage = setStage(async (town) => {
  await passes(town, town.ueda, '2026-02-10')
  return {}
})

/** A window that also waits where several test files share the machine. */
async function openAs(...who: Parameters<(typeof stage)['web']['windowOf']>) {
  const page = await stage.web.windowOf(...who)
  page.setDefaultTimeout(40_000)
  return page
}

test('加藤, an executive, opens the model, keeps one way, reads it as a table, and follows a KPI to sections', async () => {
  const page = await openAs('kato', { width: 1440, height: 900 })
  await page.goto('/model')
  await page.getByRole('button', { name: '全職員がICTの一定水準に達している' }).click()
  expect(await page.locator('[data-node].border-dashed').count()).toBe(16)
  // What steps back is still read by everybody (WCAG 1.4.3).
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('t')
  await page.getByRole('table').first().waitFor()
  await page.getByText('(仮説、1年後) — ICTを使いこなせると').waitFor()
  await page.getByRole('link', { name: '10%' }).click()
  await page.getByRole('heading', { name: 'ICTの一定水準に達した職員の割合', level: 1 }).waitFor()
  await page.getByText('10%(1 / 10)').first().waitFor()
  await page.getByRole('row', { name: /区民生活部/ }).waitFor()
  expect(await page.getByText('もとになった記録').count()).toBe(0)
}, 120_000)

test('林 of HR follows the same KPI to its records', async () => {
  const page = await openAs('hayashi')
  await page.goto('/kpi/kpi-ict-floor')
  for (const name of ['区民生活部', '戸籍住民課', '窓口係']) await page.getByRole('link', { name, exact: true }).click()
  await page.getByText('窓口係の記録だけを表示しています。').waitFor()
  await page.getByText('上田 陽介').waitFor()
  await page.getByRole('link', { name: 'すべての所属に戻す' }).click()
  await page.getByText('全10件').waitFor()
}, 120_000)

test('林 enters a survey’s value, closes the year, decides, and states a later correction', async () => {
  const page = await openAs('hayashi')
  await page.goto('/kpi/kpi-pride')
  await page.getByRole('button', { name: '値を入力する' }).click()
  await page.getByRole('link', { name: '数字で入力してください。' }).first().waitFor()
  await page.getByLabel('分子※必須').fill('６４')
  await page.getByLabel('分母※必須').fill('100')
  await page.getByLabel('基準日※必須').fill('R7.10.1')
  await page.getByRole('button', { name: '値を入力する' }).click()
  await page.getByText('値を記録しました。').waitFor()
  await settlesYear(stage.town, 2025, ['kpi-respect'])
  await page.goto('/review')
  await page.getByRole('link', { name: '令和7年度(2025年度)を確定する' }).click()
  // One thing is left: until it is settled there is nothing to press.
  await page.getByText('あと1件です。').waitFor()
  expect(await page.getByRole('button', { name: '令和7年度(2025年度)を確定する' }).count()).toBe(0)
  const left = page.getByRole('listitem').filter({ hasText: '互いに' }).filter({ hasText: 'まだ' })
  await left.getByRole('button', { name: /理由を書く/ }).click()
  await left.getByRole('button', { name: '理由を記録する' }).click()
  await left.getByRole('link', { name: '値がない理由を入力してください。' }).waitFor()
  await left.getByLabel('値がない理由').fill('調査は2年に1度で、この年度は行っていない。')
  await left.getByRole('button', { name: '理由を記録する' }).click()
  await page.getByText('すべて済んでいます。').waitFor()
  await page.getByLabel('総括').fill('研修の日程を増やした。')
  await page.getByRole('button', { name: '令和7年度(2025年度)を確定する' }).click()
  await page.getByRole('button', { name: '確定する', exact: true }).click()
  await page.getByText('64%(64 / 100)').waitFor()
  await pick(page.getByRole('combobox', { name: /^何について/ }), '活動: 全職員のデジタルリテラシー研修')
  await page.getByLabel('改善').check()
  await page.getByLabel('原因とその根拠※必須').fill('夕方の回がなかった。')
  await pick(page.getByRole('combobox', { name: '担当者' }), '森', '森 千夏')
  await page.getByLabel('期限※必須').fill('令和9年3月31日')
  await page.getByRole('button', { name: '決定を記録する' }).click()
  await page.getByText('担当 森 千夏').waitFor()
  await passes(stage.town, stage.town.mori, '2026-03-01')
  await page.reload()
  await page.getByLabel('訂正の理由※必須').fill('3月の登録もれ')
  await page.getByRole('button', { name: '訂正として記録する' }).click()
  await page.getByText('訂正を記録しました。').waitFor()
  await page.locator('del', { hasText: '8.3%(1 / 12)' }).waitFor()
  const { decisions } = await stage.town.as('kato').ask(pdca.showReview, { fiscalYear: 2025 })
  expect(decisions).toMatchObject([{ decision: 'improve', owner: stage.town.mori, dueOn: '2027-03-31' }])
}, 180_000)

test('森, who carries the decision out, says that it is done; 佐藤 reads the year without forms', async () => {
  const mori = await openAs('mori')
  await mori.goto('/review/2025')
  await mori.getByRole('button', { name: '済みにする' }).click()
  await mori.getByText('令和8年11月22日に済み').waitFor()
  const sato = await openAs('sato')
  await sato.goto('/review/2025')
  await sato.getByText('夕方の回がなかった。').waitFor()
  expect(await sato.getByRole('button', { name: '決定を記録する' }).count()).toBe(0)
}, 120_000)

test.each([
  ['kato', '/model', '決めたこと', 1440],
  ['kato', '/model', '決めたこと', 320],
  ['kato', '/kpi/kpi-ict-floor', '所属ごとの内訳', 1440],
  ['kato', '/kpi/kpi-ict-floor', '所属ごとの内訳', 320],
  ['hayashi', '/kpi/kpi-pride', '入力された値', 320],
  ['hayashi', '/kpi/staff-trained', '年度ごとの推移', 320],
  ['hayashi', '/review', '確定した年度', 320],
  ['hayashi', '/review/2025', '決めたことを記録する', 320],
  ['hayashi', '/review/2024', '総括', 320],
] as const)(
  '%s finds on %s no axe violation and nothing wider than the window',
  async (person, path, words, width) => {
    const page = await openAs(person, { width, height: 900 })
    await page.goto(path)
    await page.getByText(words).first().waitFor()
    expect(await axeViolations(page), `${path} ${width}`).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), path).toBe(0)
    // The year that is still open is told apart by the server's 404.
    const expected = path === '/review/2024' ? /404/ : /^$/
    expect(troublesOf(page).filter((trouble) => !expected.test(trouble))).toEqual([])
  },
  60_000,
)

test('with a card of the model chosen, every word of every card keeps 4.5 : 1 and the edge of the chosen one 3 : 1 (WCAG 1.4.3, 1.4.11)', async () => {
  const page = await openAs('kato', { width: 1440, height: 900 })
  await page.goto('/model')
  await page.locator('[data-node] > button').first().click()
  await page.locator('[data-node] > button[aria-pressed=true]').waitFor()
  const { words, edges, dim } = await page.evaluate(contrastOfCards)
  expect(words.filter(({ ratio }) => ratio < 4.5)).toEqual([])
  expect(edges.filter((ratio) => ratio < 3)).toEqual([])
  expect([words.length > 20, edges.length, dim > 0]).toEqual([true, 2, true])
}, 60_000)

/** As the browser has computed it: of each element with words of its own in a card; of what surrounds the chosen card. */
function contrastOfCards() {
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
  const light = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = channels(colour).map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const ratioOf = (one: string, other: string) => {
    const [low = 0, high = 0] = [light(one), light(other)].toSorted((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }
  const groundOf = (one: Element | null): string => {
    for (let at = one; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at)
      if (channels(backgroundColor)[3] !== 0) return backgroundColor
    }
    return 'rgb(255, 255, 255)'
  }
  /** What is see-through itself, or in what is, counts as not to be read. */
  const isSolid = (one: Element | null): boolean =>
    one === null || (getComputedStyle(one).opacity === '1' && isSolid(one.parentElement))
  const own = (one: Element) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim())
  const words = [...document.querySelectorAll('[data-node] *')]
    .filter((one) => own(one) && one.checkVisibility() && !one.closest('svg'))
    .map((one) => ({
      words: one.textContent?.trim().slice(0, 20),
      ratio: isSolid(one) ? ratioOf(getComputedStyle(one).color, groundOf(one)) : 0,
    }))
  const chosen = document.querySelector('[data-node]:has(> button[aria-pressed=true])')!
  const { borderTopColor, outlineColor } = getComputedStyle(chosen)
  const edges = [borderTopColor, outlineColor].map((edge) => ratioOf(edge, groundOf(chosen.parentElement)))
  return { words, edges, dim: document.querySelectorAll('[data-node].border-dashed').length }
}
