import { expect, test } from 'vitest'
import { axeViolations, troublesOf } from '#testing/browser.ts'
import { setStage } from '#testing/stage.ts'
import { staffNumberOf } from '#testing/town.ts'
import { skills } from '../contract.ts'

const stage = setStage()

test('佐藤 reflects, what was begun survives a reload, the pyramid grows, and it can be taken back', async () => {
  const page = await stage.web.windowOf('sato')
  await page.goto('/skills')
  await page.getByText('14のスキルのうち14は未診断です').waitFor()
  await page.getByRole('link', { name: '自己診断する' }).click()
  const skill = page.getByRole('group', { name: '区民の視点' })
  await skill.getByLabel('2 自立').check()
  await page.reload()
  expect(await skill.getByLabel('2 自立').isChecked()).toBe(true)
  await page.getByRole('button', { name: 'すべて所属長と共有する' }).click()
  await page.getByRole('button', { name: '自己診断を保存する' }).click()
  await page.getByText('自己診断を保存しました(新しい記録 1件)。').waitFor()
  await page.getByText('14のスキルのうち13は未診断です').waitFor()
  const { skills: list } = await stage.town.as('tanaka').ask(skills.showSkills, { staffMemberId: stage.town.sato })
  expect(list[0]?.kinds).toEqual([{ kind: 'self', level: 2, asOf: '2026-11-22', validTo: null, shared: true }])
  await page.getByRole('status').getByRole('button', { name: '元に戻す' }).click()
  await page.getByText('14のスキルのうち14は未診断です').waitFor()
}, 60_000)

test('only what is answered is recorded, tier by tier; the same as last time is one press; what nobody knows yet opens alone', async () => {
  const { as, ueda } = stage.town
  const last = ['resident-view', 'challenge', 'dialogue'].map((skill) => ({ skill, level: 3, shared: true }))
  await as(ueda).ask(skills.reflect, { reflections: last })
  const rows = async () => (await as(ueda).ask(skills.showMySkills, {})).history.total
  expect(await rows()).toBe(3)
  const page = await stage.web.windowOf('ueda')
  await page.goto('/skills/reflection')
  await page.getByRole('button', { name: '前回と同じ 区民の視点' }).click()
  expect(await page.getByRole('group', { name: '区民の視点' }).getByLabel('3 応用').isChecked()).toBe(true)
  expect(await page.getByRole('group', { name: '挑戦と向上心' }).getByRole('radio', { checked: true }).count()).toBe(0)
  await page.getByRole('button', { name: '次の階層へ' }).click()
  const dialogue = page.getByRole('group', { name: '傾聴と対話' })
  await page.getByText('前回(令和8年11月22日): 3 応用').waitFor()
  await dialogue.getByLabel('2 自立').check()
  // Left and come back to, by the way that the page of skills shows.
  await page.getByRole('navigation', { name: '現在の位置' }).getByRole('link', { name: 'スキル' }).click()
  await page.getByText('書きかけの自己診断があります(2件に回答)').waitFor()
  await page.getByRole('link', { name: '続きを書く' }).click()
  await page.getByRole('button', { name: '自己診断を保存する' }).click()
  await page.getByText('自己診断を保存しました(新しい記録 1件)。').waitFor()
  expect(await rows(), 'the other of the two says today what it said today').toBe(4)
  await page.goto('/')
  await page.getByText('自己診断していないスキルが11件あります。').waitFor()
  await page.locator('li', { hasText: '自己診断していないスキルが' }).getByRole('link').click()
  await page.getByText('まだ診断していない11件です。').waitFor()
  expect(await page.getByRole('radio', { name: /^0 / }).count()).toBe(11)
}, 60_000)

test('zoomed to 400 % nothing lies over what has the focus (WCAG 2.4.11)', async () => {
  const page = await stage.web.windowOf('mori', { width: 320, height: 256 })
  await page.goto('/skills/reflection')
  await page.getByRole('radio').first().waitFor()
  for (let press = 0; press < 24; press++) {
    await page.keyboard.press('Tab')
    const covered = await page.evaluate(() => {
      // Behind the last one the browser's own bar has its turn.
      if (document.activeElement === document.body) return null
      const { left, top, width, height } = document.activeElement!.getBoundingClientRect()
      const over = document.elementFromPoint(left + width / 2, Math.min(top + height / 2, innerHeight - 1))
      const isSeen = document.activeElement!.contains(over) || over?.contains(document.activeElement)
      return isSeen ? null : `${document.activeElement!.outerHTML.slice(0, 100)} under ${over?.outerHTML.slice(0, 100)}`
    })
    expect(covered).toBeNull()
  }
}, 60_000)

test('田中 opens a page of the team, notes what was seen, and 佐藤 reads it', async () => {
  const page = await stage.web.windowOf('tanaka')
  await page.goto(`/skills/staff/${stage.town.sato}`)
  await page.getByRole('button', { name: '所見を記録する' }).click()
  await page.getByRole('link', { name: 'スキルを選んでください' }).waitFor()
  await page.getByLabel('スキル※必須').selectOption({ label: 'マインド・スタンス: 区民の視点' })
  await page.getByLabel('3 応用').check()
  await page.getByRole('textbox', { name: '所見' }).fill('声をもとに案内を変えていました')
  await page.getByRole('button', { name: '所見を記録する' }).click()
  await page.getByText('所見を記録しました。').waitFor()
  const sato = await stage.web.windowOf('sato')
  await sato.goto('/skills')
  await sato.getByText('声をもとに案内を変えていました').waitFor()
}, 60_000)

test('whoever may not look gets a sentence, not a picture', async () => {
  const page = await stage.web.windowOf('ueda')
  await page.goto(`/skills/staff/${stage.town.sato}`)
  await page.getByText('コード: forbidden').first().waitFor()
  expect(await page.getByText('自己診断 ').count()).toBe(0)
}, 60_000)

test('no axe violation and nothing wider than the window, narrow and wide', async () => {
  for (const width of [320, 1440]) {
    for (const [person, path, heading] of [
      ['sato', '/skills', 'これまでの記録'],
      ['sato', '/skills/reflection', 'マインド・スタンス'],
      ['tanaka', `/skills/staff/${stage.town.sato}`, 'これまでの記録'],
    ] as const) {
      const page = await stage.web.windowOf(person, { width, height: 900 })
      await page.goto(path)
      await page.getByRole('heading', { name: heading }).waitFor()
      await page.getByRole('list').first().waitFor()
      expect(await axeViolations(page), `${path} ${width}`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), path).toBe(0)
      expect(troublesOf(page), path).toEqual([])
    }
  }
}, 180_000)

test('everything that was ever recorded can be read on to, forty at a time', async () => {
  const rows = Array.from({ length: 110 }, (_, place) => ({
    ...{ staffNumber: staffNumberOf('mori'), skill: 'dialogue', kind: 'test' as const, level: 1 + (place % 3) },
    ...{ asOf: `2025-${String(1 + (place % 12)).padStart(2, '0')}-10`, source: `記録${place}` },
  }))
  await stage.town.asCommand.ask(skills.importEvidence, { rows })
  const page = await stage.web.windowOf('mori')
  await page.goto('/skills')
  for (const more of [40, 40, 10]) await page.getByRole('button', { name: `あと${more}件を見る` }).click()
  await page.getByText('記録0', { exact: true }).waitFor()
  expect(await page.getByText(/^記録\d+$/).count()).toBe(110)
  expect(await page.getByRole('button', { name: /件を見る/ }).count()).toBe(0)
}, 60_000)
