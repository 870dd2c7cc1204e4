import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { search } from '#app/search/contract.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { mvv } from '#rooms/mvv/contract.ts'
import { announcing } from '#rooms/people/announcing/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { deciders } from '#rooms/people/deciders/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { surveys } from '#rooms/surveys/contract.ts'
import { answeredBy, openedRound, pride } from '#testing/surveys.ts'
import { inTown, type Name, type Town } from '#testing/town.ts'
import { home } from './contract.ts'

const purpose = {
  purpose: '迷わせない窓口で、人生の節目の届出を支える',
  answers: 'どこへ行けばよいかわからない不安',
  offers: '来庁・郵送・オンラインから選べる届出',
  duties: ['転入と転出の届出を受ける', '証明書を交付する'],
  contributesTo: ['ict-floor', 'purpose-felt'],
}
const statePurpose = ({ as, tanaka }: Town) =>
  as(tanaka).ask(mvv.stateSectionPurpose, { sectionCode: '1010', ...purpose })
const kindsOf = (tasks: readonly { kind: string }[]) => tasks.map(({ kind }) => kind)

test(
  'one’s line of sight leads from one’s duty over the section’s purpose to the final outcome, which carries no value (INV-L3)',
  inTown(async (town) => {
    await statePurpose(town)
    const sight = await town.as('sato').ask(home.showLineOfSight, {})
    expect(sight.section).toEqual({ sectionCode: '101010', name: '窓口係' })
    expect(sight.purpose).toMatchObject({ ...purpose, statedFor: { name: '戸籍住民課' } })
    expect(sight.isConnected).toBe(true)
    expect(sight.directOutcomes.map(({ id }) => id)).toEqual(['ict-floor', 'purpose-felt'])
    expect(sight.intermediateOutcomes.map(({ name }) => name)).toEqual([
      '全ての職員が安心して働くことができる',
      '全ての職員が誇りとやりがいを感じ、能力を活かして働くことができる',
    ])
    expect(sight.finalOutcomes).toHaveLength(1)
    expect(sight.finalOutcomes[0]).not.toHaveProperty('kpis')
    expect(sight.finalOutcomes[0]?.isSample).toBe(false)
    expect(new Set(sight.arrows.map(({ evidence }) => evidence))).toEqual(new Set(['hypothesis']))
    expect(sight.arrows.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'ict-floor at-ease',
      'ict-floor pride',
      'purpose-felt pride',
      'at-ease supported-vision',
      'pride supported-vision',
    ])
  }),
)

test(
  'the value on the way is the one that a count of the raw records gives, with its target and the mark of the sample (INV-D2)',
  inTown(async (town) => {
    const { as, sql, sato, hayashi } = town
    const today = '2026-11-22'
    await statePurpose(town)
    const document = (
      await sql<{ document: { literacy: { floor: { skill: string; level: number }[] } } }>(
        'select document from policy_edition',
      )
    )[0]!.document
    for (const { skill, level } of document.literacy.floor) {
      await as(hayashi).ask(skills.recordResult, {
        staffMemberId: sato,
        kind: 'test',
        skill,
        level,
        asOf: today,
        source: '到達テスト',
      })
    }
    const sight = await as(sato).ask(home.showLineOfSight, {})
    const [literacy] = sight.directOutcomes[0]!.kpis
    const [{ people } = { people: 0 }] = await sql<{ people: number }>(
      `select count(*) as people from employment e where joined_on <= $1 and (left_on is null or left_on > $1)
        and not exists (select 1 from leave_of_absence l where l.staff_member_id = e.staff_member_id
          and l.valid_from <= $1 and (l.valid_to is null or l.valid_to > $1))`,
      [today],
    )
    expect(literacy).toMatchObject({
      id: 'kpi-ict-floor',
      value: { numerator: 1, denominator: people, asOf: today, restsOnSample: true },
      target: 60,
      status: 'notYet',
      isSample: true,
    })
    expect(sight.contributions).toEqual([
      { kind: 'evidence', count: document.literacy.floor.length, outcomes: [] },
      { kind: 'floorEvidence', count: document.literacy.floor.length, outcomes: ['ict-floor'] },
    ])
    const short = await as(sato).ask(home.showHome, {})
    expect(short.sight.way.map(({ id }) => id)).toEqual(['ict-floor', 'at-ease', 'supported-vision'])
    expect(short.sight.way[0]?.kpi?.value).toEqual(literacy?.value)
    expect(short.sight.way.at(-1)?.kpi).toBeNull()
    expect(short.sight.otherWays).toBe(2)
  }),
)

test(
  'before a section has said what it is for, the line shows the model above it, and its head is asked to say it',
  inTown(async (town) => {
    const sight = await town.as('sato').ask(home.showLineOfSight, {})
    expect(sight).toMatchObject({ purpose: null, isConnected: false, directOutcomes: [], mayStatePurpose: false })
    expect(sight.intermediateOutcomes).toHaveLength(3)
    expect(sight.choices).toEqual([])
    const head = await town.as('tanaka').ask(home.showLineOfSight, {})
    expect(head.mayStatePurpose).toBe(true)
    expect(head.choices.map(({ id }) => id)).toContain('ict-floor')
    expect(kindsOf((await town.as('tanaka').ask(home.showHome, {})).tasks)).toContain('statePurpose')
    await statePurpose(town)
    expect(kindsOf((await town.as('tanaka').ask(home.showHome, {})).tasks)).not.toContain('statePurpose')
    expect(kindsOf((await town.as('sato').ask(home.showHome, {})).tasks)).not.toContain('statePurpose')
  }),
)

test(
  'whoever is announced as the head of another section says beforehand what it is for, from that day on; before it is announced nothing is offered',
  inTown(async (town) => {
    const { as, sql, tanaka, hayashi, ono } = town
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
        values ($1, '00000002', '2020', '5級職', '情報推進課長', 'concurrent', true, '2026-12-01')`,
      [tanaka],
    )
    const coming = async () => (await as(tanaka).ask(home.showLineOfSight, {})).coming
    const early = { ...purpose, sectionCode: '2020', validFrom: '2026-12-01' }
    expect(await coming()).toEqual([])
    await expect(as(tanaka).ask(mvv.stateSectionPurpose, early)).rejects.toThrow('forbidden')
    const [day] = (await as(hayashi).ask(announcing.showAnnouncements, {})).coming
    const announced = { takesEffectOn: '2026-12-01', announcedOn: '2026-11-22', seen: day!.version }
    await as(hayashi).ask(announcing.announceOn, announced)
    expect(await coming()).toEqual([
      { section: { sectionCode: '2020', name: '情報推進課' }, from: '2026-12-01', purpose: null },
    ])
    await as(tanaka).ask(mvv.stateSectionPurpose, early)
    expect(await coming()).toMatchObject([{ purpose: { purpose: purpose.purpose, validFrom: '2026-12-01' } }])
    // Until then nothing is said in the section itself.
    expect((await as(ono).ask(home.showLineOfSight, {})).purpose).toBeNull()
    town.on('2026-12-01')
    expect((await as(ono).ask(home.showLineOfSight, {})).purpose).toMatchObject({ purpose: purpose.purpose })
  }),
)

test(
  'on the first day the start page says what to do first, and each thing goes once it is done',
  inTown(async ({ as, sato }) => {
    const first = await as(sato).ask(home.showHome, {})
    expect(kindsOf(first.tasks)).toEqual(['stateDuty', 'reflect'])
    expect(first.tasks.map(({ to }) => to)).toEqual(['/line-of-sight', '/skills/reflection'])
    expect(first.pyramid).toMatchObject({ score: 0, lastYear: null, assessed: 0, reasons: 0, isSample: true })
    expect(first.pyramid!.expectedScore).toBeGreaterThan(0)
    await as(sato).ask(mvv.stateDuty, { duty: '転入した人が迷わず暮らし始められるようにする' })
    const level = { level: 2, shared: false }
    await as(sato).ask(skills.reflect, { reflections: [{ skill: 'resident-view', ...level }] })
    const then = await as(sato).ask(home.showHome, {})
    expect(then.tasks).toMatchObject([{ kind: 'reflectMore', to: '/skills/reflection?only=unknown' }])
    expect(then.sight).toMatchObject({ duty: '転入した人が迷わず暮らし始められるようにする', dutyIsOwn: true })
    const whole = await as(sato).ask(skills.showPyramid, { staffMemberId: sato })
    expect(then.pyramid?.score).toBe(whole.score)
    expect(then.pyramid).toMatchObject({ reasons: 1, assessed: 1 })
  }),
)

test(
  'HR is told of values to enter and of the year to close; others are not',
  inTown(async ({ as, sato, hayashi }) => {
    const hr = kindsOf((await as(hayashi).ask(home.showHome, {})).tasks)
    expect(hr).toEqual(expect.arrayContaining(['enterKpiValues', 'closeYear']))
    const others = kindsOf((await as(sato).ask(home.showHome, {})).tasks)
    expect(others).not.toEqual(expect.arrayContaining(['enterKpiValues']))
    expect(others).not.toEqual(expect.arrayContaining(['closeYear']))
  }),
)

test(
  'the ways that a page offers are those that the asking allows: the search to staff, somebody’s skills to their head and to HR (INV-S1)',
  inTown(async ({ as, asCommand, gate, sql, sato, tanaka, hayashi, ito, kato, ueda }) => {
    const offered = async (person: number) => (await as(person).ask(home.showSession, {})).signedIn
    expect(await offered(tanaka)).toMatchObject({ may: ['people.showStaffMember'], adminWays: [] })
    expect((await offered(tanaka))?.ways).toContain('team')
    expect(await offered(ito)).toMatchObject({ adminWays: ['roles', 'accounts', 'mail', 'journal', 'system'] })
    await asCommand.ask(people.createAdministrator, { loginName: 'kanri', password: 'a-long-first-password' })
    const [account] = await sql<{ id: number }>(`select account_id as id from account where login_name = 'kanri'`)
    const kanri: Actor = { kind: 'account', accountId: account!.id, subjectId: null, roles: ['it'], name: 'kanri' }
    expect((await gate.ask(home.showSession, {}, { actor: kanri })).signedIn).toMatchObject({
      ...{
        name: 'kanri',
        nameKana: '',
        section: null,
        // Directory facts, as the list of people that roles are granted from has them (INV-S1).
        may: ['people.showStaffMember'],
        ways: ['admin'],
        adminWays: ['roles', 'accounts', 'mail', 'journal', 'system'],
      },
    })
    const waysTo = async (person: number, staffMemberId: number) =>
      (await as(person).ask(home.showColleagueWays, { staffMemberId })).ways
    expect(await waysTo(sato, sato)).toEqual(['ownSkills'])
    expect(await waysTo(tanaka, sato)).toEqual(['skills', 'thanks', 'recommend'])
    expect(await waysTo(hayashi, sato)).toEqual(['skills', 'thanks', 'record'])
    // Above the head of a department nobody stands: HR recommends to them.
    expect(await waysTo(hayashi, kato)).toEqual(['skills', 'thanks', 'recommend', 'record'])
    for (const reader of [ueda, ito, kato]) expect(await waysTo(reader, sato)).toEqual(['thanks'])
  }),
)

test(
  'whoever holds a post that HR named to decide finds the way to チーム as a head does, while they hold it',
  inTown(async ({ as, on, sql, hayashi, ito }) => {
    const named = { sectionCode: '2020', postTitle: '主任', validFrom: '2026-12-01' }
    await as(hayashi).ask(deciders.nameDeciderPost, named)
    const ways = async () => (await as(ito).ask(home.showSession, {})).signedIn?.ways
    const found = async () => (await as(ito).ask(search.search, { q: 'チーム' })).flatMap(({ findings }) => findings)
    expect(await ways()).not.toContain('team')
    expect((await found()).map(({ to }) => to)).not.toContain('/team')
    on('2026-12-01')
    expect(await ways()).toContain('team')
    expect((await found()).map(({ to }) => to)).toContain('/team')
    await sql(`update assignment set valid_to = '2026-12-05' where staff_member_id = $1`, [ito])
    on('2026-12-05')
    expect(await ways()).not.toContain('team')
  }),
)

test(
  'one’s own page is for oneself; nobody else, and no account without a person, gets one',
  inTown(async ({ asGuest, asCommand, asJob, sql, gate }) => {
    for (const operation of [home.showHome, home.showLineOfSight]) {
      await expect(asGuest.ask(operation, {})).rejects.toThrow('sign_in_needed')
      await expect(asCommand.ask(operation, {})).rejects.toThrow('forbidden')
      await expect(asJob.ask(operation, {})).rejects.toThrow('forbidden')
      const administrator = { kind: 'account' as const, accountId: 99, subjectId: null, roles: ['it'], name: 'admin' }
      await expect(gate.ask(operation, {}, { actor: administrator })).rejects.toThrow('forbidden')
    }
    expect(await sql('select 1 from journal_line where operation like $1', ['home.%'])).toEqual([])
  }),
)

test(
  'values of the ward are those of this moment for everybody: nothing older is shown',
  inTown(async (town) => {
    await statePurpose(town)
    const show = async () => {
      const sight = await town.as('sato').ask(home.showLineOfSight, {})
      return { value: sight.directOutcomes[1]?.kpis[0]?.value?.numerator, at: sight.countedAt }
    }
    expect(await show()).toEqual({ value: undefined, at: '2026-11-22T01:00:00Z' })
    const entry = { kpiId: 'kpi-purpose-felt', numerator: 60, denominator: 100, asOf: '2026-11-20' }
    await town.as('hayashi').ask(kpi.recordKpiActual, entry)
    expect(await show()).toEqual({ value: 60, at: '2026-11-22T01:00:00Z' })
    town.on('2026-11-23')
    expect((await show()).at).toBe('2026-11-23T01:00:00Z')
  }),
)

test(
  'HR sees what a policy file holds beside the one in force before publishing it; others may not',
  inTown(async ({ as, sql, hayashi, sato, ito, kato }) => {
    const text = readFileSync(join(import.meta.dirname, '../../policy/examples/misaki.yaml'), 'utf8')
    for (const other of [sato, ito, kato]) {
      await expect(as(other).ask(home.previewPolicy, { text })).rejects.toThrow('forbidden')
    }
    const preview = await as(hayashi).ask(home.previewPolicy, { text })
    expect(preview.problems).toEqual([])
    expect(preview.inForce).toMatchObject({
      ...{ town: '品川区', statements: 10 },
      ...{ model: { finalOutcomes: 1, intermediateOutcomes: 3 }, values: { kpis: 9 } },
    })
    expect(preview.summary?.town).not.toBe('品川区')
    const [row] = await sql<{ samples: number }>(
      `select count(*) as samples from policy_edition, jsonb_path_query(document, 'strict $.** ? (@.isSample == true)')`,
    )
    expect(preview.inForce?.samples).toBe(row?.samples)
    const broken = await as(hayashi).ask(home.previewPolicy, { text: text.replace('rank: 1', 'rank: one') })
    expect(broken.summary).toBeNull()
    expect(broken.problems[0]).toMatchObject({ line: expect.any(Number), path: expect.stringContaining('rank') })
    expect(await sql('select 1 from policy_edition')).toHaveLength(1)
  }),
)

test(
  'an open survey is among today’s tasks until its answer has come, by receipt, on paper or under one’s name, or its last day is over',
  inTown(async (town) => {
    const { as } = town
    const asked = async (name: Name) =>
      (await as(name).ask(home.showHome, {})).tasks.filter(({ kind }) => kind === 'surveyAsked')
    const roundId = await openedRound(town)
    const named = await openedRound(town, { survey: 'by-name', kind: 'named', team: [town.hayashi] })
    const title = '調査「働きやすさの調査(サンプル値)」が回答を待っています。'
    expect(await asked('sato')).toMatchObject([
      { title, dueOn: '2026-11-30', to: `/surveys/${roundId}`, surveyRoundId: roundId },
      { title: title.replace('」', '」(記名)'), to: `/surveys/${named}`, surveyRoundId: named },
    ])
    await answeredBy(town, 'sato', roundId, pride(4))
    expect(await asked('sato')).toMatchObject([{ surveyRoundId: named }])
    await as('sato').ask(surveys.sendNamedAnswers, { roundId: named, answers: [{ item: 'pride', value: 4 }] })
    expect(await asked('sato')).toEqual([])
    expect(await asked('ueda')).toHaveLength(2)
    await town.asCommand.ask(surveys.closeSurveyRound, { roundId, reason: '十分に集まった' })
    expect(await asked('ueda')).toHaveLength(1)
    town.on('2026-12-01')
    expect(await asked('ueda')).toEqual([])
  }),
)
