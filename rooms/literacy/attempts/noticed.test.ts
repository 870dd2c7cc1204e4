import { expect, test } from 'vitest'
import { notices } from '#platform/notices/contract.ts'
import { openTest, take, writeBank } from '#testing/bank.ts'
import { standing } from '#testing/notices.ts'
import { inTown } from '#testing/town.ts'
import { attempts } from './contract.ts'

test(
  'whoever may take a test hears of it until they took it, it is over or it is for them no more; nobody else does (INV-S1)',
  inTown(async (town) => {
    const { as, sato, kimura, ito, hayashi } = town
    await writeBank(town)
    const testId = await openTest(town, { sections: ['10'], lastDay: '2026-12-20' })
    // 佐藤 is of a section below 10; 木村 too, and on leave; 伊藤 is elsewhere.
    expect(await standing(town, sato)).toContain('testOpenedUntil 2026-12-20')
    for (const other of [kimura, ito]) expect((await standing(town, other)).join()).not.toContain('testOpened')
    const told = async () =>
      (await as(sato).ask(notices.listMyNotices, {})).notices.find(({ kind }) => kind === 'testOpenedUntil')
    expect(await told()).toMatchObject({
      title: 'テスト「ICTの到達テスト」を令和8年12月20日(日)まで受けられます',
      to: '/tests',
    })
    await take(town, sato, testId, 0)
    expect((await standing(town, sato)).join()).not.toContain('testOpened')
    const everybody = await openTest(town, { title: '全員のテスト' })
    expect(await standing(town, ito)).toContain('testOpened')
    await as(hayashi).ask(attempts.retireTest, { testId: everybody, isRetired: true })
    expect((await standing(town, ito)).join()).not.toContain('testOpened')
    town.on('2026-12-21')
    expect((await standing(town, town.ueda)).join()).not.toContain('testOpened')
  }),
)
