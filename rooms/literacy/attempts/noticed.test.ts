import { expect, test } from 'vitest'
import { notices } from '#platform/notices/contract.ts'
import { openTest, take, writeBank } from '#testing/bank.ts'
import { standing } from '#testing/notices.ts'
import { manyWithAccounts } from '#testing/section.ts'
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

test(
  'whoever publishes a test for more than a thousand does not wait until each is told: the clock tells them within a minute, once, as it stands then',
  inTown(async (town) => {
    const { sql, asJob, hayashi, as } = town
    await writeBank(town)
    await manyWithAccounts(town, 1_000)
    const told = async () =>
      (
        await sql<{ n: number }>(
          `select count(*)::int as n from notice where kind = 'testOpened' and resolved_at is null`,
        )
      )[0]!.n
    const tell = () => asJob.ask(notices.keepAwaited, {})
    const testId = await openTest(town)
    expect([await told(), await sql('select topic, thing::int from notice_awaited')]).toEqual([
      0,
      [{ topic: 'test', thing: testId }],
    ])
    // Said again meanwhile, it is noted once.
    await as(hayashi).ask(attempts.retireTest, { testId, isRetired: true })
    await as(hayashi).ask(attempts.retireTest, { testId, isRetired: false })
    expect(await tell()).toEqual({ settled: 1, hasMore: true })
    expect(await tell()).toEqual({ settled: 0, hasMore: false })
    const everybody = await told()
    expect(everybody).toBeGreaterThan(1_000)
    await asJob.ask(notices.keepNotices, {})
    expect(await told()).toBe(everybody)
  }),
)
