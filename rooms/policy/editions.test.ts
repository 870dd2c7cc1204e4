import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { within } from '#testing/within.ts'
import { policy } from './contract.ts'
import { editionState } from './rules.ts'
import { editionOn, hasEditions, policyOn } from './service.ts'

const inForceNow = readFileSync(new URL('../../policy/shinagawa.yaml', import.meta.url), 'utf8')
const edition = (name: string) => inForceNow.replace(/^( *edition: ).*$/m, `$1${name}`)

test('an edition is planned until its first day and past from the first day of the next', () => {
  const held = { validFrom: '2026-04-01', validTo: '2027-04-01' }
  const days = ['2026-03-31', '2026-04-01', '2027-03-31', '2027-04-01']
  expect(days.map((day) => editionState(held, day))).toEqual(['planned', 'inForce', 'inForce', 'past'])
  expect(editionState({ ...held, validTo: null }, '2099-01-01')).toBe('inForce')
  expect(editionState({ validFrom: null, validTo: null }, '2099-01-01')).toBe('draft')
})

test(
  'each edition ends the one before and no other, from its first day; drafts stand first, then the latest (INV-P1)',
  inTown(async (town) => {
    const { as, asCommand, hayashi, sql } = town
    const load = async (name: string, publishFrom?: string) =>
      (await as(hayashi).ask(policy.loadPolicy, { text: edition(name), publishFrom })).policyEditionId
    const second = await load('二', '2027-04-01')
    const third = await load('三')
    await expect(load('四', '2027-04-01')).rejects.toThrow('later_edition_exists')
    await expect(load('四', '2027-03-31')).rejects.toThrow('later_edition_exists')
    await as(hayashi).ask(policy.publishPolicy, { policyEditionId: third, publishFrom: '2027-04-02' })
    await load('五')
    await load('六')
    const listed = async () =>
      (await asCommand.ask(policy.listPolicyEditions, {})).map((one) => [one.edition, one.validFrom, one.validTo])
    const [first] = (await listed()).at(-1)!
    const drafts = [
      ['六', null, null],
      ['五', null, null],
    ]
    expect(await listed()).toEqual([
      ...drafts,
      ['三', '2027-04-02', null],
      ['二', '2027-04-01', '2027-04-02'],
      [first, '2024-04-01', '2027-04-01'],
    ])
    await load('七', '2028-04-01')
    expect((await listed()).slice(-4)).toEqual([
      ['七', '2028-04-01', null],
      ['三', '2027-04-02', '2028-04-01'],
      ['二', '2027-04-01', '2027-04-02'],
      [first, '2024-04-01', '2027-04-01'],
    ])
    const heldOn = async (day: string) => (await within(town, (ctx) => editionOn(ctx, day)))?.policyEditionId
    expect([await heldOn('2024-03-31'), await heldOn('2027-04-01'), await heldOn('2027-04-02')]).toEqual([
      ...[undefined, second, third],
    ])
    const namedOn = (day: string) => within(town, async (ctx) => (await policyOn(ctx, day))?.policy.edition)
    expect([await namedOn('2024-03-31'), await namedOn('2027-04-01'), await namedOn('2027-04-02')]).toEqual([
      ...[undefined, '二', '三'],
    ])
    const told = await sql(
      `select operation, acted_as, detail from journal_line where operation like 'policy.%' and acted_as = 'hr' order by line_id limit 3`,
    )
    const line = (operation: string, detail: object) => ({ operation: `policy.${operation}`, acted_as: 'hr', detail })
    expect(told).toEqual([
      line('loadPolicy', { policyEditionId: second, edition: '二', publishFrom: '2027-04-01' }),
      line('loadPolicy', { policyEditionId: third, edition: '三' }),
      line('publishPolicy', { policyEditionId: third, publishFrom: '2027-04-02' }),
    ])
    expect(await within(town, hasEditions)).toBe(true)
  }),
)

test(
  'the same text is no second edition, and a faulty one is refused with the places, in the reader’s language',
  inTown(async ({ gate, as, asCommand, hayashi }) => {
    const text = edition('二')
    await as(hayashi).ask(policy.loadPolicy, { text })
    await expect(asCommand.ask(policy.loadPolicy, { text })).rejects.toThrow('same_edition')
    const faulty = text.replace('title:', 'titel:').replace('statements:', 'statments:')
    await expect(as(hayashi).ask(policy.loadPolicy, { text: faulty })).rejects.toMatchObject({
      code: 'faulty_policy',
      values: { count: 3 },
    })
    const one = text.replace(/formatVersion: \d/, 'formatVersion: 3')
    await expect(as(hayashi).ask(policy.loadPolicy, { text: one })).rejects.toMatchObject({
      values: { count: 1 },
      fields: [{ path: expect.stringMatching(/^\d+:\d+ formatVersion$/), reason: expect.stringContaining('1') }],
    })
    const command = { kind: 'command' as const, accountId: null, subjectId: null, roles: [], name: 'test' }
    const reasons = async (language: 'ja' | 'en') => {
      const { problems } = await gate.ask(policy.checkPolicyFile, { text: one }, { actor: command, language })
      return problems.map(({ message }) => /[ぁ-ん]/.test(message))
    }
    expect([await reasons('ja'), await reasons('en')]).toEqual([[true], [false]])
    const sound = await asCommand.ask(policy.checkPolicyFile, { text: inForceNow })
    expect([sound.problems, sound.warnings.map(({ path }) => path)]).toEqual([[], ['kpis[4].targets']])
  }),
)

test(
  'a policy is corrected on its own day: the new edition takes the place of the one that begins then, which stays and held on no day (INV-P1, D3)',
  inTown(async ({ asCommand, as, on }) => {
    const load = (word: string, publishFrom: string, replace = false) =>
      asCommand.ask(policy.loadPolicy, { text: edition(`第${word}版`), publishFrom, ...(replace ? { replace } : {}) })
    await load('二', '2026-11-22')
    await expect(load('三', '2026-11-22')).rejects.toThrow('later_edition_exists')
    const { policyEditionId } = await load('三', '2026-11-22', true)
    expect((await as('sato').ask(policy.showPolicy, {})).policyEditionId).toBe(policyEditionId)
    const draft = await asCommand.ask(policy.loadPolicy, { text: edition('第四版') })
    await load('五', '2026-12-01')
    await asCommand.ask(policy.publishPolicy, {
      policyEditionId: draft.policyEditionId,
      publishFrom: '2026-12-01',
      replace: true,
    })
    const states = async () =>
      (await as('hayashi').ask(policy.listPolicyEditions, {}))
        .map((one) => `${one.edition.slice(0, 3)} ${one.state}`)
        .sort()
    expect(await states()).toEqual([
      '第1版 past',
      '第三版 inForce',
      '第二版 replaced',
      '第五版 replaced',
      '第四版 planned',
    ])
    on('2026-11-23')
    // What has been in force for a day is history.
    await expect(load('六', '2026-11-22', true)).rejects.toThrow('later_edition_exists')
    on('2026-12-01')
    expect(await states()).toContain('第四版 inForce')
  }),
)
