import { expect, test } from 'vitest'
import { home } from '#app/home/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { standing } from '#testing/notices.ts'
import { policyText } from '#testing/policy-text.ts'
import { inTown } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { pdca } from './contract.ts'

const year = { fiscalYear: 2026 }
const said = { ...year, name: '窓口へ出向くICT研修', activity: 'ict-training' }

test(
  'a year’s plan is fixed as it stands: what is otherwise later shows what was planned beside it; owners say how it goes and are told before and after a milestone is due',
  inTown(async (town) => {
    const { as, on, sql, hayashi, mori, sato, yamada } = town
    const hr = as(hayashi)
    const plan = async (reader = hayashi) => await as(reader).ask(pdca.showYearPlan, year)
    const save = (more: object) => hr.ask(pdca.saveInitiative, { ...said, owner: mori, ...more })
    await expect(hr.ask(pdca.fixPlan, year)).rejects.toThrow('empty_plan')
    await expect(save({ activity: 'nothing' })).rejects.toThrow('no_such_activity')
    for (const more of [{ plan: 'ない計画' }, { pillar: '柱だけ' }, { plan: 'ない計画', pillar: 'ない柱' }])
      await expect(save(more)).rejects.toThrow('no_such_pillar')
    await expect(save({ owner: yamada })).rejects.toThrow('no_such_staff_member')
    await expect(save({ initiativeId: 4711 })).rejects.toThrow('no_such_initiative')
    for (const dueOn of ['2026-03-31', '2027-04-01'])
      await expect(save({ milestones: [{ name: '—', dueOn }] })).rejects.toThrow('outside_the_year')
    const milestones = [
      { name: '日程を決める', dueOn: '2026-12-10' },
      { name: '全ての窓口で行う', dueOn: '2027-03-31' },
    ]
    const { initiativeId } = await save({ budget: 1_000_000, milestones })
    const other = await save({ name: '動画の教材', owner: sato })
    expect(await hr.ask(pdca.fixPlan, year)).toEqual({ initiatives: 2 })
    await expect(hr.ask(pdca.fixPlan, year)).rejects.toThrow('plan_fixed')
    await expect(sql(`update year_plan set planned = '[]'`)).rejects.toThrow('read-only')
    expect((await plan()).initiatives.map(({ isOtherwise }) => isOtherwise)).toEqual([false, false])

    const [now] = (await plan()).initiatives
    const [first, second] = now!.milestones
    const later = [
      { milestoneId: first!.milestoneId, name: '日程を決める', dueOn: '2026-12-15' },
      { milestoneId: second!.milestoneId, name: '全ての窓口で行う', dueOn: '2027-03-31' },
    ]
    await save({ initiativeId, budget: 1_000_000, milestones: later, seen: now!.version })
    await hr.ask(pdca.dropInitiative, { ...other, reason: '予算がつかなかった' })
    await expect(hr.ask(pdca.dropInitiative, { ...other, reason: '—' })).rejects.toThrow('already_dropped')
    await expect(hr.ask(pdca.noteProgress, { ...other, note: '—' })).rejects.toThrow('already_dropped')
    await expect(hr.ask(pdca.noteProgress, { initiativeId: 4711, note: '—' })).rejects.toThrow('no_such_initiative')
    await expect(hr.ask(pdca.dropInitiative, { initiativeId: 4711, reason: '—' })).rejects.toThrow('no_such_initiative')
    await expect(hr.ask(pdca.markMilestone, { milestoneId: 4711, isDone: true })).rejects.toThrow('no_such_milestone')
    await save({ name: 'あとから加えた取組' })
    expect((await plan(sato)).initiatives).toMatchObject([
      {
        ...{ name: said.name, ownerName: '森 千夏', budget: 1_000_000, isOtherwise: true, may: [] },
        milestones: [{ dueOn: '2026-12-15', state: 'ahead' }, { state: 'ahead' }],
        planned: { milestones: [{ dueOn: '2026-12-10' }, { dueOn: '2027-03-31' }], budget: 1_000_000 },
      },
      { name: 'あとから加えた取組', isOtherwise: true, planned: null },
      {
        name: '動画の教材',
        isOtherwise: true,
        dropped: { reason: '予算がつかなかった' },
        planned: { ownerName: '佐藤 はるか' },
      },
    ])

    const told = async () => (await standing(town, mori)).filter((kind) => kind.startsWith('milestone'))
    const tasks = async () =>
      (await as(mori).ask(home.showHome, {})).tasks.flatMap(({ kind, dueOn }) => (kind === 'milestoneDue' ? dueOn : []))
    on('2026-11-30')
    expect([await told(), await tasks()]).toEqual([[], []])
    on('2026-12-01')
    expect([await told(), await tasks()]).toEqual([['milestoneDue 2026-12-15'], ['2026-12-15']])
    on('2026-12-15')
    expect((await plan()).initiatives[0]!.milestones[0]!.state).toBe('soon')
    on('2026-12-16')
    expect(await told()).toEqual(['milestoneOverdue 2026-12-15'])
    expect((await plan()).initiatives[0]!.milestones[0]!.state).toBe('overdue')
    const { milestoneId } = first!
    await expect(as(sato).ask(pdca.markMilestone, { milestoneId, isDone: true })).rejects.toThrow('forbidden')
    await as(mori).ask(pdca.noteProgress, { initiativeId, note: '三つの窓口と日程を合わせた。' })
    await as(mori).ask(pdca.markMilestone, { milestoneId, isDone: true })
    expect([await told(), await tasks()]).toEqual([[], []])
    const [reached] = (await plan()).initiatives
    expect(reached).toMatchObject({
      notes: [{ by: '森 千夏', on: '2026-12-16' }],
      milestones: [{ doneOn: '2026-12-16' }, {}],
    })
    await as(mori).ask(pdca.markMilestone, { milestoneId, isDone: false })
    expect(await told()).toEqual(['milestoneOverdue 2026-12-15'])
    // A year that is closed is planned no more: what stood then stays, what comes after is said with its day.
    await as(mori).ask(pdca.markMilestone, { milestoneId, isDone: true })
    on('2027-04-01')
    await expect(hr.ask(pdca.fixPlan, { fiscalYear: 2025 })).rejects.toThrow('empty_plan')
    await closesYear(town, 2025)
    await closesYear(town, 2026)
    await expect(save({ name: '遅い' })).rejects.toThrow('already_closed')
    await expect(hr.ask(pdca.dropInitiative, { initiativeId, reason: '遅い' })).rejects.toThrow('already_closed')
    await expect(hr.ask(pdca.fixPlan, { fiscalYear: 2025 })).rejects.toThrow('already_closed')
    for (const person of [mori, hayashi])
      await expect(as(person).ask(pdca.markMilestone, { milestoneId, isDone: false })).rejects.toThrow('already_closed')
    const late = second!.milestoneId
    await as(mori).ask(pdca.markMilestone, { milestoneId: late, isDone: true })
    await as(mori).ask(pdca.noteProgress, { initiativeId, note: '年度が明けてから、残りの窓口でも行った。' })
    const [closed] = (await plan()).initiatives
    expect([closed!.may, closed!.milestones.map(({ isKept, doneOn }) => [isKept, doneOn])]).toEqual([
      ['noteProgress', 'markMilestone'],
      [
        [true, '2026-12-16'],
        [false, '2027-04-01'],
      ],
    ])
    expect((await plan()).may).toEqual([])
    await as(mori).ask(pdca.markMilestone, { milestoneId: late, isDone: false })
  }),
)

test(
  'a decision names what of the next policy it changes; its owner hears of it until it is done, and the next review opens with what became of it (INV-L9)',
  inTown(async (town) => {
    const { as, on, hayashi, mori } = town
    const hr = as(hayashi)
    const { courseCode } = await dataCourse(town, 5)
    const followUp = async (fiscalYear: number) => await hr.ask(pdca.showFollowUp, { fiscalYear })
    expect(await followUp(2025)).toEqual({ of: null, decisions: [] })
    await closesYear(town, 2024)
    const wanted = { fiscalYear: 2024, subject: 'ict-training', decision: 'improve' as const, cause: '日程が合わない' }
    const decide = (more: object) =>
      hr.ask(pdca.decide, { ...wanted, owner: mori, dueOn: '2026-12-20', changes: '夕方の回を設ける', ...more })
    for (const kind of ['node', 'target', 'course'] as const)
      await expect(decide({ aim: { kind, id: 'nothing' } })).rejects.toThrow('no_such_aim')
    await expect(decide({ aim: { kind: 'node', id: 'kpi-pride' } })).rejects.toThrow('no_such_aim')
    const { reviewDecisionId } = await decide({ aim: { kind: 'target', id: 'kpi-ict-floor' } })
    await decide({ aim: { kind: 'node', id: 'ict-training' }, dueOn: '2026-12-31' })
    await decide({ aim: { kind: 'course', id: courseCode }, dueOn: '2027-01-31' })
    on('2026-12-20')
    const told = async () => (await standing(town, mori)).filter((kind) => kind.startsWith('decision'))
    expect(await told()).toEqual(expect.arrayContaining(['decisionDue 2026-12-20']))
    on('2026-12-21')
    expect(await told()).toEqual(expect.arrayContaining(['decisionOverdue 2026-12-20', 'decisionDue 2026-12-31']))
    const states = async () => (await followUp(2025)).decisions.map(({ state }) => state)
    expect(await states()).toEqual(['overdue', 'open', 'open'])
    await as(mori).ask(pdca.completeDecision, { reviewDecisionId, note: '夕方に3回' })
    expect((await told()).filter((kind) => kind.endsWith('2026-12-20'))).toEqual([])
    expect(await states()).toEqual(['done', 'open', 'open'])
    const { of, decisions } = await followUp(2025)
    expect([
      of,
      decisions.map(({ aim, changes }) => [aim?.kind, aim?.name, aim?.opens.replace(/\d+$/, ''), changes]),
    ]).toEqual([
      2024,
      [
        [
          'target',
          'ICTの一定水準に達した職員の割合',
          '/admin/policy/drafts?part=kpis&at=kpi-ict-floor',
          '夕方の回を設ける',
        ],
        [
          'node',
          '全職員のデジタルリテラシー研修',
          '/admin/policy/drafts?part=model&at=ict-training',
          '夕方の回を設ける',
        ],
        ['course', expect.any(String), '/training/', '夕方の回を設ける'],
      ],
    ])
    // A year that is closed with nothing decided takes no word from them; others that are decided do.
    await closesYear(town, 2025)
    expect([(await followUp(2026)).of, (await states()).length]).toEqual([2024, 3])
    const { decided } = await hr.ask(pdca.showMinute, {})
    expect([decided!.fiscalYear, decided!.lastClosed, decided!.decisions.length]).toEqual([2024, 2025, 3])
    await decide({ fiscalYear: 2025, aim: null, dueOn: '2027-03-01' })
    expect(await followUp(2026)).toMatchObject({ of: 2025, decisions: [{ dueOn: '2027-03-01' }] })
    expect((await hr.ask(pdca.showMinute, {})).decided).toMatchObject({ fiscalYear: 2025, lastClosed: 2025 })
  }),
)

test(
  'the plan of a year says what is aimed at in it, of what is done as of what comes of it (INV-L3)',
  inTown(async ({ as, asCommand }) => {
    const text = policyText.replace(
      /(id: sessions-held,[^}]*)(, isSample)/,
      '$1, targets: [{ fiscalYear: 2026, value: 6 }]$2',
    )
    await asCommand.ask(policy.loadPolicy, { text, publishFrom: '2026-04-01', replace: true })
    const { targets } = await as('sato').ask(pdca.showYearPlan, year)
    expect(targets.find(({ id }) => id === 'kpi-retention')).toMatchObject({ target: 89, targetYear: 2026 })
    expect(targets.at(-1)).toEqual({
      ...{ id: 'sessions-held', name: '研修を開いた回数', unit: '回' },
      ...{ target: 6, targetYear: 2026, isCumulative: false },
    })
  }),
)
