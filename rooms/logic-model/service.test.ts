import { expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { inTown } from '#testing/town.ts'
import { logicModel } from './contract.ts'
import { pathOf } from './service.ts'

test(
  'the model of the day is the policy’s: three intermediate outcomes and one final in its words, arrows as hypotheses (INV-L2, L6)',
  inTown(async ({ as, sato }) => {
    const { nodes, arrows } = await as(sato).ask(logicModel.showModel, {})
    expect(nodes.filter(({ level }) => level === 'finalOutcome')).toMatchObject([
      { name: '「誰もが生きがいを感じ、自分らしく暮らしていけるしながわ」を職員が支えている状態', isSample: false },
    ])
    expect(nodes.filter(({ level }) => level === 'intermediateOutcome').map(({ name }) => name)).toEqual([
      '全ての職員が安心して働くことができる',
      '全ての職員が誇りとやりがいを感じ、能力を活かして働くことができる',
      '職員同士がお互いを尊重し、高めあうことができる',
    ])
    expect(new Set(arrows.map(({ evidence }) => evidence))).toEqual(new Set(['hypothesis']))
    await expect(as(sato).ask(logicModel.showModel, { asOf: '2020-01-01' })).rejects.toThrow('no_policy')
  }),
)

test(
  'a direct outcome’s path ends at the final outcome and holds nothing beside the way',
  inTown(async ({ gate }) => {
    const connection = await gate.database.connect()
    const ctx = { db: connection.db, today: '2026-11-22' } as Ctx
    const { ways, nodes, arrows } = await pathOf(ctx, ['purpose-felt', 'unknown'])
    expect(ways).toEqual([['purpose-felt', 'pride', 'supported-vision']])
    expect(nodes.map(({ id }) => id)).toEqual(['purpose-felt', 'pride', 'supported-vision'])
    expect(arrows.map(({ from, to }) => [from, to])).toEqual([
      ['purpose-felt', 'pride'],
      ['pride', 'supported-vision'],
    ])
    expect(await pathOf(ctx, ['purpose-felt'], '2020-01-01')).toEqual({ nodes: [], arrows: [], ways: [] })
    gate.database.release(connection)
  }),
)

test(
  'the model is taken along as a picture that stands by itself: every node, every arrow, no script and nothing fetched',
  inTown(async ({ as }) => {
    const { nodes, arrows } = await as('sato').ask(logicModel.showModel, {})
    const { svg } = await as('sato').ask(logicModel.showModelPicture, {})
    expect(svg.match(/<rect x=/g)).toHaveLength(nodes.length)
    // Each arrow has a line and a head; the legend draws four.
    expect(svg.match(/<path d="M[^"]*z"/g)).toHaveLength(arrows.length + 4)
    const words = svg.replaceAll(/<[^>]+>/g, '')
    expect(nodes.filter(({ name }) => !words.includes(name.slice(0, 10)))).toEqual([])
    expect(svg).not.toMatch(/<script|href|url\(/)
  }),
)
