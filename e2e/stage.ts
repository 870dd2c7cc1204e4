/** What the journeys share: the test town behind its real server, a course with a session, and windows of its people. */
import type { Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { notices } from '#platform/notices/contract.ts'
import type { ItemBody } from '#rooms/literacy/items/rules.ts'
import { mvv } from '#rooms/mvv/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { bank } from '#testing/bank.ts'
import { type PageOptions, settled } from '#testing/browser.ts'
import { setStage as setTestStage } from '#testing/stage.ts'
import type { Name, Town } from '#testing/town.ts'
import { openWeb, type Web } from '#testing/web.ts'

/** The test town with its course, on a day. */
export const setStage = (day?: string) => setTestStage(teach, day)

/** One course on data, with twenty seats in January. */
async function teach({ as, tanaka, hayashi }: Town) {
  await as(tanaka).ask(mvv.stateSectionPurpose, {
    sectionCode: '1010',
    purpose: '迷わせない窓口',
    answers: 'どこへ行けばよいか分からない不安',
    offers: '来庁・郵送・オンライン',
    duties: ['窓口での転入手続'],
    contributesTo: ['ict-floor', 'free-to-learn'],
  })
  const { courseId } = await as(hayashi).ask(training.saveCourse, {
    courseCode: 'D-1',
    title: 'データ活用入門',
    summary: '表の見方から、窓口の改善まで。',
    hours: 6,
    provider: '人事課',
    skills: ['data-use'],
  })
  const { courseSessionId } = await as(hayashi).ask(training.saveSession, {
    courseId,
    startsOn: '2027-01-20',
    endsOn: '2027-01-20',
    startsAt: '09:00',
    endsAt: '16:00',
    place: '研修室1',
    capacity: 20,
    applyBy: '2027-01-13',
  })
  return { courseId, courseSessionId }
}

/** The town on later days, each behind a server of its own, and the windows in which its people look at it. */
export function setDays(stage: { readonly town: Town }) {
  const opened: Web[] = []
  const windows: Page[] = []
  afterAll(() => Promise.all(opened.map(({ close }) => close())))
  return {
    opened,
    windows,
    /** Once the clock of that day has come by. */
    async on(day: string): Promise<Web> {
      stage.town.on(day)
      await stage.town.asJob.ask(notices.keepNotices, {})
      const web = await openWeb(stage.town, day)
      opened.push(web)
      return web
    },
    async shown(web: Web, person: Name, path: string, size: Pick<PageOptions, 'width' | 'height'> = {}): Promise<Page> {
      const page = await web.windowOf(person, size)
      windows.push(page)
      await open(page, path)
      await settled(page)
      return page
    },
  }
}

/** Opens a page and waits until its heading stands. */
export async function open(page: Page, path: string, heading?: string | RegExp): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1, ...(heading ? { name: heading } : {}) }).waitFor()
}

/** Chooses an answer to the item that is shown, by its words. */
export async function choose(page: Page, isRight: boolean): Promise<void> {
  await mark(page, isRight)
  await page.getByText('保存しました', { exact: true }).waitFor()
}

/** The same, without waiting until it is kept. */
export async function mark(page: Page, isRight: boolean): Promise<void> {
  const group = page.getByRole('group', { name: /離席するときは|伝わる文は/ })
  await group.waitFor()
  const stem = (await group.locator('legend').innerText()).split('\n')[0]!.trim()
  const { body }: { body: ItemBody } = bank.find((item) => item.stem === stem)!
  const words = 'choices' in body ? body.choices[isRight ? 1 : 0] : ''
  await group.getByRole('radio', { name: words, exact: true }).check()
}
