/** HR and those who decide talk about a policy at its places. */
import { expect, test } from 'vitest'
import { notices } from '#platform/notices/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { anchorAt } from '#rooms/policy/working-drafts/anchor.rules.ts'
import { workingDrafts } from '#rooms/policy/working-drafts/contract.ts'
import { dataIn } from '#rooms/policy/working-drafts/written.rules.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown, type Town } from '#testing/town.ts'
import { whoMay } from '#testing/who-may.ts'
import { editionsAccess } from './access.ts'
import { editions } from './contract.ts'

const { data } = dataIn(policyText)!
const anchor = anchorAt(data, ['model', 'arrows', 0, 'hypothesis']) as never
const began = (town: Town) =>
  town.as('hayashi').ask(workingDrafts.beginWorkingDraft, { title: '改定', text: policyText })

async function told(town: Town, who: 'hayashi' | 'inoue' | 'kato') {
  const { notices: list } = await town.as(who).ask(notices.listMyNotices, {})
  return list
    .filter(({ kind, isOver }) => kind.startsWith('policy') && !isOver)
    .map(({ kind, title, to }) => [kind, title, to])
}

test(
  'an executive comments on an arrow, HR is told and answers, the executive is told; it is closed, opened again, and what was said is taken back',
  inTown(async (town) => {
    const { as } = town
    const { workingDraftId } = await began(town)
    const of = { workingDraftId }
    const list = () => as('hayashi').ask(editions.listComments, of)
    const { commentId } = await as('kato').ask(editions.writeComment, { ...of, anchor, words: '根拠は何ですか' })
    expect(await told(town, 'hayashi')).toEqual([
      [
        'policyCommented',
        '加藤 明さんが、方針の下書きにコメントしました',
        `/policy/drafts/${workingDraftId}#comment-${commentId}`,
      ],
    ])
    const [open] = await list()
    expect(open).toMatchObject({ words: '根拠は何ですか', isMine: false, isClosed: false, answers: [], mayClose: true })
    expect(open!.anchor).toEqual(anchor)

    // What one of HR has answered waits for none of them.
    await town.sql(
      `insert into role_grant (account_id, role, valid_from) select account_id, 'hr', '2024-04-01' from account where subject_id = $1`,
      [town.inoue],
    )
    const answer = await as('hayashi').ask(editions.answerComment, { commentId, words: '来年度に調べます' })
    expect([
      ...[await told(town, 'hayashi'), await told(town, 'inoue')],
      (await told(town, 'kato')).map(([kind]) => kind),
    ]).toEqual([[], [], ['policyAnswered']])
    // What the executive says to that waits for HR again, until it is closed.
    const more = await as('kato').ask(editions.answerComment, { commentId, words: 'だれがですか' })
    for (const one of ['hayashi', 'inoue'] as const)
      expect((await told(town, one)).map(([kind]) => kind)).toEqual(['policyCommented'])
    await as('hayashi').ask(editions.closeComment, { commentId, isClosed: true })
    expect(await told(town, 'hayashi')).toEqual([])
    expect((await list())[0]).toMatchObject({ isClosed: true, answers: [{ isMine: true }, { words: 'だれがですか' }] })
    await as('kato').ask(editions.closeComment, { commentId, isClosed: false })
    expect((await list())[0]).toMatchObject({ isClosed: false, closedBy: null })

    // Nobody takes back what somebody else said; what answers stands when the question is gone.
    await expect(
      as('hayashi').ask(editions.takeBackComment, { commentId: more.commentId, isTakenBack: true }),
    ).rejects.toThrow('forbidden')
    for (const gone of [more.commentId, commentId])
      await as('kato').ask(editions.takeBackComment, { commentId: gone, isTakenBack: true })
    expect(await list()).toMatchObject([{ words: null, answers: [{ commentId: answer.commentId }] }])
    await as('hayashi').ask(editions.takeBackComment, { commentId: answer.commentId, isTakenBack: true })
    expect([await list(), await told(town, 'hayashi')]).toEqual([[], []])
    await as('kato').ask(editions.takeBackComment, { commentId, isTakenBack: false })
    expect(await list()).toMatchObject([{ words: '根拠は何ですか' }])
    expect((await told(town, 'hayashi')).map(([kind]) => kind)).toEqual(['policyCommented'])
  }),
)

test(
  'a draft is read with what it says otherwise; half-written parts are left out, and what was said stays with the edition that it becomes',
  inTown(async (town) => {
    const { as } = town
    const { workingDraftId } = await began(town)
    const read = () => as('kato').ask(editions.showDraftToRead, { workingDraftId })
    const change = (seen: number, ...changes: object[]) =>
      as('hayashi').ask(workingDrafts.changeWorkingDraft, { workingDraftId, seen, changes: changes as never })
    const { title, edition } = (data as { policy: { title: string; edition: string } }).policy
    await change(0, { path: ['policy', 'edition'], before: edition, after: '改定版' })
    const first = await read()
    // The order of fields, which is another in what is stored, is no difference.
    expect([first.halfWritten, first.draft?.differences]).toMatchObject([
      [],
      [{ after: '改定版', place: ['policy', 'edition'] }],
    ])
    expect(first.draft?.words.statements?.length).toBeGreaterThan(0)
    // Two parts are half-written, each by a fault of another kind; all else reads.
    const parts = data as Record<string, unknown>
    const kpi = { path: ['kpis', 0, 'name'], before: (parts.kpis as { name: string }[])[0]!.name }
    await change(1, kpi, { path: ['chapters'], after: [{ heading: 1, text: '' }] })
    const left = await read()
    expect(left).toMatchObject({ halfWritten: ['kpis', 'chapters'], draft: { document: { kpis: null } } })
    expect(left.draft!.differences.filter(({ part }) => part === 'kpis')).toEqual([])
    await change(3, { path: ['policy', 'title'], before: title })
    expect((await read()).draft).toBeNull()
    await change(
      4,
      { path: ['policy', 'title'], after: title },
      { path: ['chapters'], before: [{ heading: 1, text: '' }] },
    )
    await change(6, { ...kpi, before: undefined, after: kpi.before })

    // What reads and cannot be stays where it is, with what is wrong with it.
    const { outcome } = (parts.kpis as { outcome: string }[])[0]!
    const output = (parts.model as { outputs: { id: string }[] }).outputs[0]!.id
    await change(7, { path: ['kpis', 0, 'outcome'], before: outcome, after: output })
    const shown = await read()
    expect(shown).toMatchObject({ halfWritten: [], faults: [{ part: 'kpis', path: 'kpis[0].outcome' }] })
    expect(shown.draft?.document.kpis?.[0]).toMatchObject({ outcome: output })
    expect(shown.faults[0]!.message).toMatch(/[ぁ-ん]/u)
    await change(8, { path: ['kpis', 0, 'outcome'], before: output, after: outcome })

    expect((await as('kato').ask(editions.listDraftsToRead, {})).map((one) => one.title)).toEqual(['改定'])
    await as('kato').ask(editions.writeComment, { workingDraftId, anchor: ['kpis'], words: '目標が低い' })
    const { policyEditionId } = await as('hayashi').ask(workingDrafts.publishWorkingDraft, { workingDraftId, seen: 9 })
    await as('kato').ask(editions.writeComment, { policyEditionId, anchor: ['kpis'], words: 'よくなった' })
    const said = await as('hayashi').ask(editions.listComments, { policyEditionId })
    expect(said.map(({ words }) => words)).toEqual(['目標が低い', 'よくなった'])
    expect(await as('kato').ask(editions.listDraftsToRead, {})).toEqual([])
    expect((await read()).isPublished).toBe(true)

    const missing = [
      ...[{}, { workingDraftId: 99 }, { workingDraftId, policyEditionId }].map((of) => [of, 'no_such_draft'] as const),
      [{ policyEditionId: 99 }, 'no_such_edition'] as const,
    ]
    for (const [of, code] of missing) {
      await expect(as('kato').ask(editions.listComments, of)).rejects.toThrow(code)
      await expect(as('kato').ask(editions.writeComment, { ...of, anchor, words: 'x' })).rejects.toThrow(code)
    }
    await expect(as('kato').ask(editions.showDraftToRead, { workingDraftId: 99 })).rejects.toThrow('no_such_draft')
    const { commentId: root } = said[0]!
    const { commentId: answer } = await as('hayashi').ask(editions.answerComment, { commentId: root, words: 'はい' })
    for (const id of [answer, 99]) {
      const gone = as('hayashi').ask(editions.answerComment, { commentId: id, words: 'x' })
      await expect(gone).rejects.toThrow('no_such_comment')
      const closed = as('hayashi').ask(editions.closeComment, { commentId: id, isClosed: true })
      await expect(closed).rejects.toThrow('no_such_comment')
    }

    const may = whoMay(town, editionsAccess)
    const deciders = { hr: ['hayashi', 'hrAccount'], executive: ['kato', 'suzuki'], command: ['command'] }
    for (const name of ['listDraftsToRead', 'listComments'] as const) expect(await may(name, {})).toEqual(deciders)
    expect(await may('showDraftToRead', { workingDraftId })).toEqual(deciders)
    expect(await may('writeComment', { anchor, words: 'x' })).toEqual(deciders)
    expect(await may('answerComment', { commentId: root, words: 'x' })).toEqual(deciders)
    const closers = { hr: ['hayashi', 'hrAccount'], self: ['kato'] }
    expect(await may('closeComment', { commentId: root, isClosed: true })).toEqual(closers)
    expect(await may('takeBackComment', { commentId: root, isTakenBack: true })).toEqual({ self: ['kato'] })
    // Whoever works on a draft is named as a person.
    const { changes, begunBy } = await as('hayashi').ask(workingDrafts.showWorkingDraft, { workingDraftId })
    expect([begunBy, changes[0]!.changedBy]).toEqual(['林 由佳', '林 由佳'])
    expect((await as('hayashi').ask(policy.listPolicyEditions, {})).length).toBe(2)
  }),
)
