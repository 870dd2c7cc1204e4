import { expect, test } from 'vitest'
import { importing } from '#rooms/people/import/contract.ts'
import { axeViolations, troublesOf } from '#testing/browser.ts'
import { setStage } from '#testing/stage.ts'

const stage = setStage()

test.each([1440, 320])(
  'HR sees what is to come and says from when everybody does, in a window of %i',
  async (width) => {
    const rows = ['所属コード,所属名,種別,上位所属コード,適用開始日', '101010,総合窓口係,係,1010,2099/4/1', '']
    const base64 = Buffer.from(rows.join('\n')).toString('base64')
    await stage.town.as('hayashi').ask(importing.importWard, { sections: { name: 's.csv', base64 } })
    const page = await stage.web.windowOf('hayashi', { width, height: 900 })
    await page.goto('/admin/announcements')
    await page.getByRole('heading', { level: 3, name: '令和81年(2099年)4月1日' }).waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.getByLabel('公表の日').fill('令和81年3月20日')
    await page.getByRole('button', { name: '公表の日を決める' }).press('Enter')
    await page.getByText('公表の日を変えました。').first().waitFor()
    await page.getByText('この日に公表').waitFor()
    if (process.env.SCREENSHOTS)
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/announce-${width}.png`, fullPage: true })
    await page.getByRole('button', { name: 'ふだんどおりに戻す' }).press('Enter')
    await page.getByText('ふだんどおり(令和81年4月1日に公表)').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(await axeViolations(page)).toEqual([])
    expect(troublesOf(page)).toEqual([])
  },
)
