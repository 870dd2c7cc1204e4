/** HR writes the policy: several people, one draft. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { within } from '#testing/within.ts'
import { policy } from '../contract.ts'
import { policyOn } from '../service.ts'
import { workingDraftsAccess } from './access.ts'
import { workingDrafts } from './contract.ts'

const hoshino = readFileSync(new URL('../../../policy/examples/hoshino.yaml', import.meta.url), 'utf8')
const shinagawa = readFileSync(new URL('../../../policy/shinagawa.yaml', import.meta.url), 'utf8')

test(
  'two people write in one draft: both stand at different places, at one place the second is told both, and the file comes back byte for byte',
  inTown(async ({ as, asCommand, hayashi, sql }) => {
    const ask = as(hayashi).ask
    const hr = asCommand.ask
    const { workingDraftId } = await ask(workingDrafts.beginWorkingDraft, { title: '村の方針', text: hoshino })
    const show = () => ask(workingDrafts.showWorkingDraft, { workingDraftId })
    const { version: seen, text } = await show()
    expect([seen, text]).toEqual([0, hoshino])
    const heading = (after: string, before = '聴く') => ({ path: ['statements', 0, 'heading'], before, after })
    const first = (await ask(workingDrafts.checkWorkingDraft, { workingDraftId })).document!.statements![0]!
    const was = first.heading ?? ''
    await ask(workingDrafts.changeWorkingDraft, { workingDraftId, seen, changes: [heading('走る', was)] })
    // A sentence before it moves its place for whoever still sees the old one.
    const put = { path: ['statements', 0], after: { kind: 'credo', text: '先に' } }
    await hr(workingDrafts.changeWorkingDraft, { workingDraftId, seen: 1, changes: [put] })
    const source = { path: ['statements', 0, 'source'], after: '村の方針' }
    const before = first.source === undefined ? {} : { before: first.source }
    await hr(workingDrafts.changeWorkingDraft, { workingDraftId, seen, changes: [{ ...source, ...before }] })
    await expect(
      hr(workingDrafts.changeWorkingDraft, { workingDraftId, seen, changes: [heading('歩く', was)] }),
    ).rejects.toMatchObject({ code: 'changed_meanwhile', values: { now: '走る', typed: '歩く' } })
    const { statements } = (await ask(workingDrafts.checkWorkingDraft, { workingDraftId })).document!
    expect(statements!.slice(0, 2).map(({ heading, source }) => [heading, source])).toEqual([
      [undefined, undefined],
      ['走る', '村の方針'],
    ])
    const now = await show()
    expect(now.changes.map(({ version, changedBy }) => [version, changedBy])).toEqual([
      [3, now.changes[0]!.changedBy],
      [2, now.changes[0]!.changedBy],
      [1, now.changes[2]!.changedBy],
    ])
    expect(now.changes[0]!.changedBy).not.toBe(now.changes[2]!.changedBy)
    const back = [
      { path: ['statements', 1, 'source'], before: '村の方針', ...(first.source ? { after: first.source } : {}) },
      { path: ['statements', 0], before: put.after },
      heading(was, '走る'),
    ].map((change) =>
      'after' in change && change.after === '' ? { path: change.path, before: change.before } : change,
    )
    await ask(workingDrafts.changeWorkingDraft, { workingDraftId, seen: 3, changes: back, takesBack: 1 })
    expect((await show()).text).toBe(hoshino)
    const told = await sql(
      `select operation, detail from journal_line where operation like 'workingDrafts.%' order by line_id limit 1`,
    )
    expect(told).toEqual([
      { operation: 'workingDrafts.beginWorkingDraft', detail: { workingDraftId, title: '村の方針' } },
    ])
  }),
)

test(
  'what was stored and whose answer was lost is sent again and not put in twice; of somebody else it is an entry of its own',
  inTown(async ({ as, asCommand, hayashi }) => {
    const { workingDraftId } = await as(hayashi).ask(workingDrafts.beginWorkingDraft, {
      ...{ title: '村', text: 'formatVersion: 2\nstatements:\n  - { kind: credo, text: 一 }\n' },
    })
    const put = { path: ['statements', 1], after: { kind: 'statement', text: '' } }
    const say = { path: ['statements', 1, 'text'], before: '', after: '二' }
    const send = (who: ReturnType<typeof as>, changes: (typeof put | typeof say)[]) =>
      who.ask(workingDrafts.changeWorkingDraft, { workingDraftId, seen: 0, changes })
    expect(await send(as(hayashi), [put, say])).toEqual({ version: 2 })
    expect(await send(as(hayashi), [put, say])).toEqual({ version: 2 })
    const texts = async () =>
      (await as(hayashi).ask(workingDrafts.showWorkingDraft, { workingDraftId })).text.match(/text: .*/gu)?.length
    expect(await texts()).toBe(2)
    expect(await send(asCommand, [put])).toEqual({ version: 3 })
    expect(await texts()).toBe(3)
  }),
)

test(
  'what goes on at one place within minutes is one change; another place, another person or a later hour begins a new one',
  inTown(async ({ as, asCommand, hayashi }) => {
    const { workingDraftId } = await as(hayashi).ask(workingDrafts.beginWorkingDraft, { title: '白紙' })
    const say = (who: ReturnType<typeof as>, seen: number, path: string[], before: string | undefined, after: string) =>
      who.ask(workingDrafts.changeWorkingDraft, {
        ...{ workingDraftId, seen },
        changes: [{ path, ...(before === undefined ? {} : { before }), after }],
      })
    await say(as(hayashi), 0, ['note'], undefined, 'あ')
    await say(as(hayashi), 1, ['note'], 'あ', 'あい')
    await say(asCommand, 2, ['note'], 'あい', 'あいう')
    await say(as(hayashi), 3, ['other'], undefined, 'え')
    const { changes, version } = await as(hayashi).ask(workingDrafts.showWorkingDraft, { workingDraftId })
    expect(version).toBe(4)
    expect(changes.map(({ version, change }) => [version, 'after' in change && change.after])).toEqual([
      [4, 'え'],
      [3, 'あいう'],
      [2, 'あい'],
    ])
  }),
)

test(
  'a faulty draft is kept and only cannot be published; a published one is an edition in force and changed no more (INV-D3)',
  inTown(async (town) => {
    const { as, hayashi } = town
    const ask = as(hayashi).ask
    const listed = async () => (await ask(workingDrafts.listWorkingDrafts, {})).map(({ title }) => title)
    const edition = (await ask(policy.listPolicyEditions, {}))[0]!
    const from = { title: '改定', policyEditionId: edition.policyEditionId }
    const { workingDraftId } = await ask(workingDrafts.beginWorkingDraft, from)
    await expect(ask(workingDrafts.beginWorkingDraft, { ...from, policyEditionId: 999 })).rejects.toThrow(
      'no_such_edition',
    )
    const publish = (seen: number, publishFrom: string) =>
      ask(workingDrafts.publishWorkingDraft, { workingDraftId, seen, publishFrom })
    await expect(publish(0, '2027-04-01')).rejects.toThrow('same_edition')
    const change = (seen: number, ...changes: object[]) =>
      ask(workingDrafts.changeWorkingDraft, { workingDraftId, seen, changes: changes as never })
    const { policy: said } = (await ask(workingDrafts.checkWorkingDraft, { workingDraftId })).document!
    await change(0, { path: ['policy', 'title'], before: said.title })
    const { problems, document } = await ask(workingDrafts.checkWorkingDraft, { workingDraftId })
    expect([problems.map(({ path }) => path), document]).toEqual([['policy.title'], null])
    await expect(publish(1, '2027-04-01')).rejects.toThrow('faulty_policy')
    await change(
      1,
      { path: ['policy', 'title'], after: said.title },
      { path: ['policy', 'edition'], before: said.edition, after: '改定版' },
    )
    await expect(publish(1, '2027-04-01')).rejects.toThrow('changed_meanwhile')
    await expect(publish(3, '2020-04-01')).rejects.toThrow('later_edition_exists')
    const broken = {
      part: 'model',
      text: { before: (await ask(workingDrafts.showWorkingDraft, { workingDraftId })).text, after: 'a: [' },
    }
    await expect(change(3, broken)).rejects.toThrow('changed_meanwhile')
    await change(3, { ...broken, part: null })
    await expect(change(4, { path: ['x'], after: 1 })).rejects.toThrow('draft_unreadable')
    await change(4, { part: null, text: { before: 'a: [', after: broken.text.before } })
    const long = { path: ['chapters', 0], after: { heading: '長い', text: 'あ'.repeat(400_000) } }
    await expect(change(5, { path: ['long'], after: long.after.text })).rejects.toThrow('draft_too_large')
    await publish(5, '2027-04-01')
    // What a publication takes from people is answered for on an edition, which is made of the draft first.
    const other = await ask(workingDrafts.beginWorkingDraft, { title: 'ほしの市から', text: hoshino })
    await expect(
      ask(workingDrafts.publishWorkingDraft, { ...other, seen: 0, publishFrom: '2027-05-01' }),
    ).rejects.toThrow('effects_unanswered')
    const made = await ask(workingDrafts.publishWorkingDraft, { ...other, seen: 0 })
    const editions = await ask(policy.listPolicyEditions, {})
    expect(editions.find(({ policyEditionId }) => policyEditionId === made.policyEditionId)?.state).toBe('draft')
    const inForce = await within(town, (ctx) => policyOn(ctx, '2027-04-01'))
    expect(inForce?.policy.edition).toBe('改定版')
    await expect(publish(5, '2027-05-01')).rejects.toThrow('draft_published')
    await expect(change(5, { path: ['x'], after: 1 })).rejects.toThrow('draft_published')
    await ask(workingDrafts.renameWorkingDraft, { workingDraftId, title: '二〇二七年の改定' })
    await ask(workingDrafts.beginWorkingDraft, { title: '品川から', text: shinagawa })
    await ask(workingDrafts.removeWorkingDraft, { workingDraftId, isRemoved: true })
    expect(await listed()).toEqual(['品川から', 'ほしの市から', '二〇二七年の改定'])
    await ask(workingDrafts.removeWorkingDraft, { workingDraftId, isRemoved: false })
    expect((await ask(workingDrafts.listWorkingDrafts, {})).map(({ isRemoved }) => isRemoved)).toEqual([
      false,
      false,
      false,
    ])
  }),
)

test(
  'a draft that lay for a year is told what came into force meanwhile, and what was made of it is no such thing',
  inTown(async (town) => {
    const { as, on, hayashi } = town
    const ask = as(hayashi).ask
    const first = (await ask(policy.listPolicyEditions, {}))[0]!
    const begin = (title: string, policyEditionId?: number) =>
      ask(workingDrafts.beginWorkingDraft, { title, ...(policyEditionId ? { policyEditionId } : {}) })
    const since = async ({ workingDraftId }: { workingDraftId: number }) =>
      (await ask(workingDrafts.showWorkingDraft, { workingDraftId })).since.map(({ edition, validFrom }) => [
        edition,
        validFrom,
      ])
    const [left, blank, used] = [
      await begin('置いた', first.policyEditionId),
      await begin('白紙'),
      await begin('改定', first.policyEditionId),
    ]
    expect([await since(left), await since(blank)]).toEqual([[], []])
    const change = { path: ['policy', 'edition'], before: first.edition, after: '改定版' }
    await ask(workingDrafts.changeWorkingDraft, { ...used, seen: 0, changes: [change] })
    const made = await ask(workingDrafts.publishWorkingDraft, { ...used, seen: 1, publishFrom: '2027-04-01' })
    on('2027-11-22')
    const told = [['改定版', '2027-04-01']]
    expect([await since(left), await since(blank), await since(used)]).toEqual([told, told, []])
    expect([await since(await begin('次', made.policyEditionId)), await since(await begin('今'))]).toEqual([[], []])
  }),
)

test(
  'HR and the command line work on drafts, and nobody else; a draft that is not there is told as such',
  inTown(async (town) => {
    const may = whoMay(town, workingDraftsAccess)
    const keepers = { hr: ['hayashi', 'hrAccount'], command: ['command'] }
    const draft = { workingDraftId: 999 }
    const inputs = {
      listWorkingDrafts: {},
      beginWorkingDraft: { title: 'x' },
      showWorkingDraft: draft,
      checkWorkingDraft: draft,
      changeWorkingDraft: { ...draft, seen: 0, changes: [{ path: ['x'], after: 1 }] },
      renameWorkingDraft: { ...draft, title: 'x' },
      removeWorkingDraft: { ...draft, isRemoved: true },
      publishWorkingDraft: { ...draft, seen: 0, publishFrom: '2027-04-01' },
    } as const
    for (const [name, input] of Object.entries(inputs) as [keyof typeof inputs, never][]) {
      expect(await may(name, input), name).toEqual(keepers)
      if ('workingDraftId' in (input as object))
        await expect(town.as('hayashi').ask(workingDrafts[name] as never, input)).rejects.toThrow('no_such_draft')
    }
    expect(staffOfToday.length).toBeGreaterThan(2)
  }),
)
