import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { policy } from './contract.ts'

test(
  'a file made to be slow is slow for its sender only: others are answered meanwhile',
  inTown(async ({ as, hayashi, sato }) => {
    const text = Array.from({ length: 25_000 }, (_, i) => `k${i}: v`).join('\n')
    const order: string[] = []
    const check = as(hayashi)
      .ask(policy.checkPolicyFile, { text })
      .then(({ problems }) => {
        order.push('checked')
        return problems
      })
    for (let i = 0; i < 5; i++) {
      await as(sato).ask(policy.showPolicy, {})
      order.push('answered')
    }
    expect((await check).length).toBe(101)
    expect(order).toEqual([...Array.from({ length: 5 }, () => 'answered'), 'checked'])
  }),
)

test(
  'what the house can count is known where files are checked apart: a misspelt measure is neither checked through nor published',
  inTown(async ({ as, hayashi, asCommand, sql }) => {
    const good = readFileSync('policy/shinagawa.yaml', 'utf8')
    const misspelt = good.replace('measure: literacy.shareAtFloor', 'measure: literacy.shareAtFlor')
    const counting = good.replace('measure: literacy.shareAtFloor', 'measure: skills.shareAssessed')
    for (const [text, reason] of [
      [misspelt, 'literacy.shareAtFloor '],
      [counting, '「skills.shareAssessed」は、行った量(産出)を数えるものです'],
    ] as const) {
      const { problems } = await as(hayashi).ask(policy.checkPolicyFile, { text })
      expect(problems).toMatchObject([{ path: 'kpis[0].measure', message: expect.stringContaining(reason) }])
      const load = asCommand.ask(policy.loadPolicy, { text, publishFrom: '2026-12-01' })
      await expect(load).rejects.toMatchObject({ code: 'faulty_policy' })
    }
    expect(await sql('select count(*)::int as n from policy_edition')).toEqual([{ n: 1 }])
  }),
)
