import { expect, test } from 'vitest'
import type { Input, Output } from '#platform/contract/contract.ts'
import { notices } from '#platform/notices/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { keepFigures } from '#testing/kept.ts'
import { standing } from '#testing/notices.ts'
import { manyWithAccounts } from '#testing/section.ts'
import { inTown, type Name, staffNumberOf, type Town } from '#testing/town.ts'
import { approved, dataCourse } from '#testing/training.ts'
import { training } from '../contract.ts'

const FLOOR = { 'ict-tools': 2, 'information-security': 2, 'data-use': 1 }
type Begin = (typeof training.beginRound)['input']['_zod']['input']
type Shown = Output<typeof training.showRound>

/** A test passed in each skill of the floor. */
const reach = ({ asCommand }: Town, name: Name, asOf: string) =>
  asCommand.ask(skills.importEvidence, {
    rows: Object.entries(FLOOR).map(([skill, level]) => ({
      ...{ staffNumber: staffNumberOf(name), kind: 'test' as const, skill, level, asOf },
    })),
  })

/** A round of a town whose figures are kept, so that its people are kept with it. */
async function begun(town: Town, more: Partial<Begin> = {}) {
  await keepFigures(town)
  const { courseId, courseSessionId } = await dataCourse(town, 6)
  const round = { name: '水準づくりの回', who: {}, waves: [{ dueOn: '2027-02-28' }], courseIds: [courseId], ...more }
  const { roundId, people } = await town.as('hayashi').ask(training.beginRound, round)
  return { roundId, people, courseId, courseSessionId }
}
const show = (town: Town, roundId: number, more: object = {}, who: Name = 'hayashi') =>
  town.as(who).ask(training.showRound, { roundId, ...more })
const membersOf = async (town: Town, roundId: number, more: object = {}) =>
  (await town.as('hayashi').ask(training.listRoundMembers, { roundId, pageSize: 200, ...more })).people
const named = async (town: Town, roundId: number) =>
  Object.fromEntries((await membersOf(town, roundId)).map(({ name, state }) => [name, state]))
const count = (states: Shown['states']) =>
  Object.fromEntries(states.filter(({ people }) => people > 0).map(({ state, people }) => [state, people]))

test(
  'a round holds everybody of the population below the floor; whoever is on leave is in it and waits',
  inTown(async (town) => {
    await reach(town, 'sato', '2026-11-01')
    const { roundId, people } = await begun(town)
    // 11 in service; 佐藤 has the floor, 木村 is on leave, 山田 has left.
    expect(people).toBe(10)
    const round = await show(town, roundId)
    expect([round.people, count(round.states), round.overdue]).toEqual([10, { nothing: 9, paused: 1 }, 0])
    expect(round.asOf).toBe('2026-11-22')
    expect((await named(town, roundId))['木村 葵']).toBe('paused')
    expect(round.movements).toEqual([{ because: 'begun', isEntering: true, times: 10 }])
    expect(round.isSample).toBe(true)
    expect(round.may).toEqual(['changeRound', 'endRound', 'nominateRound', 'listRoundMembers'])
  }),
)

test(
  'whom it is for is chosen by section with all below, by grade, category and reason; waves by section and by parts',
  inTown(async (town) => {
    const draft = (who: object, waves: object[] = [{ dueOn: '2027-02-28' }]) => ({ who, waves, courseIds: [courseId] })
    const { courseId } = await dataCourse(town)
    const look = (who: object, waves?: object[]) =>
      town.as('hayashi').ask(training.previewRound, draft(who, waves) as Input<typeof training.previewRound>)
    expect(await look({ sections: ['1010'] })).toMatchObject({ people: 5, paused: 1 })
    expect(await look({ grades: ['6級職'] })).toMatchObject({ people: 2, paused: 0 })
    expect(await look({ employmentCategories: ['会計年度任用'] })).toMatchObject({ people: 0 })
    await town.asCommand.ask(skills.importEvidence, {
      rows: Object.keys(FLOOR).map((skill) => ({
        ...{ staffNumber: staffNumberOf('ueda'), kind: 'test' as const, skill, level: 0, asOf: '2026-11-01' },
      })),
    })
    expect(await look({ standings: ['below'] })).toMatchObject({ people: 1 })
    expect(await look({ standings: ['unassessed'] })).toMatchObject({ people: 10 })
    const waves = [
      { dueOn: '2026-12-25', sections: ['10'] },
      { dueOn: '2027-01-29', share: 1 },
      { dueOn: '2027-02-26', share: 1 },
    ]
    const seen = await look({}, waves)
    expect(seen.waves.map(({ people }) => people)).toEqual([6, 3, 2])
    expect(seen.courses).toMatchObject([{ courseId, forPeople: 11 }])
    const { roundId } = await begun(town, { waves: waves })
    expect(await town.sql('select wave::int, count(*)::int from round_spell group by 1 order by 1')).toEqual([
      { wave: 1, count: 6 },
      { wave: 2, count: 3 },
      { wave: 3, count: 2 },
    ])
    const round = await show(town, roundId)
    expect(round.waves.map(({ states }) => states!.reduce((sum, { people }) => sum + people, 0))).toEqual([6, 3, 2])
    expect(round.waves[0]!.sections).toEqual([{ sectionCode: '10', name: '区民生活部' }])
  }),
)

test(
  'members follow the day: the floor, the end of service and leave take them out, and people come in, each kept with day and reason (INV-P5, P7)',
  inTown(async (town) => {
    const { roundId } = await begun(town, { waves: [{ dueOn: '2027-02-28', sections: [], share: 1 }] })
    town.on('2026-12-01')
    await reach(town, 'sato', '2026-12-01')
    await town.sql(`update employment set left_on = '2026-12-05' where staff_member_id = $1`, [town.mori])
    await town.sql(
      `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to)
      values ($1, '病気休職', '2026-12-03', '2027-02-10')`,
      [town.ueda],
    )
    // 佐藤 is out of it at once, before the job has kept it.
    expect((await named(town, roundId))['佐藤 はるか']).toBe('reached')
    expect(await town.asJob.ask(training.keepRounds, {})).toEqual({ ended: 1, begun: 0 })
    expect(await town.asJob.ask(training.keepRounds, {})).toEqual({ ended: 0, begun: 0 })
    town.on('2026-12-06')
    expect(await named(town, roundId)).toMatchObject({
      '森 千夏': 'left',
      '上田 陽介': 'paused',
      '佐藤 はるか': 'reached',
    })
    await town.asJob.ask(training.keepRounds, {})
    // Back ten days before the deadline: days of their own; a newcomer of that day too.
    town.on('2027-02-10')
    await town.sql(`with one as (insert into staff_member (name, name_kana, search_text) values ('新田 葉', 'ニッタ ヨウ', '')
        returning staff_member_id as id),
      spell as (insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on)
        select id, '00000099', '常勤', '一般事務', '2027-02-10' from one)
      insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
        select id, '00000099', '101010', '1級職', '係員', 'primary', false, '2027-02-10' from one`)
    const due = Object.fromEntries((await membersOf(town, roundId)).map((one) => [one.name, [one.state, one.dueOn]]))
    expect(due).toMatchObject({ '上田 陽介': ['nothing', '2027-04-11'], '新田 葉': ['nothing', '2027-04-11'] })
    expect(due['小野 隆']).toEqual(['nothing', '2027-02-28'])
    await town.asJob.ask(training.keepRounds, {})
    const [ueda] = await membersOf(town, roundId, { q: '上田' })
    expect(ueda!.history).toEqual([
      { kind: 'owes', from: '2026-11-22', because: 'begun', to: '2026-12-06', endedBecause: 'on_leave' },
      { kind: 'paused', from: '2026-12-06', because: 'on_leave', to: '2027-02-10', endedBecause: 'returned' },
      { kind: 'owes', from: '2027-02-10', because: 'returned', to: null, endedBecause: null },
    ])
    // What was proved is withdrawn: below again, and in it again.
    const [evidence] = await town.sql<{ id: number }>(
      `update skill_evidence set withdrawn_at = now() where staff_member_id = $1 returning skill_evidence_id as id`,
      [town.sato],
    )
    expect(evidence).toBeDefined()
    await town.sql(`delete from skill_standing where staff_member_id = $1`, [town.sato])
    await town.asJob.ask(training.keepRounds, {})
    expect((await membersOf(town, roundId, { q: 'さとう' }))[0]!.history.map(({ because }) => because)).toEqual([
      'begun',
      'again',
    ])
    expect(
      await town.sql(
        `select round_id from round_spell where left_on is null group by round_id, staff_member_id having count(*) > 1`,
      ),
    ).toEqual([])
  }),
)

test(
  'states add up to all, by wave and by section, and are what the applications say',
  inTown(async (town) => {
    const { as, hayashi, sato, ueda, mori, tanaka } = town
    const waves = [{ dueOn: '2026-12-25', sections: ['1010'] }, { dueOn: '2027-02-26' }]
    const { roundId, courseSessionId } = await begun(town, { waves: waves })
    await as(mori).ask(training.apply, { courseSessionId })
    const applicationId = await approved(town, ueda, courseSessionId, tanaka)
    await as(hayashi).ask(training.select, { courseSessionId, applicationIds: [applicationId], alsoOrder: true })
    await as(hayashi).ask(training.nominate, { courseSessionId, staffMemberIds: [sato] })
    town.on('2027-01-20')
    await as(hayashi).ask(training.recordAttendance, {
      ...{ courseSessionId, attendance: [{ applicationId, attendance: 'attended' as const }] },
    })
    await reach(town, 'ito', '2027-01-15')
    expect((await named(town, roundId))['森 千夏']).toBe('applied')
    town.on('2027-01-21')
    const round = await show(town, roundId)
    expect(await named(town, roundId)).toMatchObject({
      ...{
        '森 千夏': 'nothing',
        '上田 陽介': 'attended',
        '佐藤 はるか': 'seated',
        '伊藤 健': 'reached',
        '木村 葵': 'paused',
      },
    })
    // Past without a decision, an application waits no more.
    expect(count(round.states)).toEqual({ nothing: 7, seated: 1, attended: 1, paused: 1, reached: 1 })
    expect(round.overdue).toBe(4)
    const people = (states: Shown['states'] | null) => states!.reduce((sum, one) => sum + one.people, 0)
    expect(people(round.states)).toBe(round.people)
    expect(round.waves.reduce((sum, { states }) => sum + people(states), 0)).toBe(round.people)
    expect(round.sections.reduce((sum, { states }) => sum + people(states), 0)).toBe(round.people)
    expect(round.sections.map(({ name, people, reached }) => [name, people, reached])).toEqual([
      ['区民生活部', 6, 0],
      ['総務部', 5, 1],
    ])
    const below = await show(town, roundId, { within: '10' })
    expect(below.within.map(({ sectionCode }) => sectionCode)).toEqual(['10'])
    expect(below.sections.map(({ people }) => people).reduce((sum, one) => sum + one, 0)).toBe(6)
    const [listed] = (await as(hayashi).ask(training.listRounds, {})).rounds
    expect([listed!.states, listed!.overdue, listed!.lastDueOn]).toEqual([round.states, round.overdue, '2027-02-26'])
  }),
)

test(
  'executives see counts and no small part; a head their own people who have something ahead; the others nothing (INV-S1)',
  inTown(async (town) => {
    const { roundId, courseSessionId } = await begun(town)
    await reach(town, 'sato', '2026-11-22')
    const seen = await show(town, roundId, {}, 'kato')
    expect(seen.may).toEqual([])
    expect([seen.people, count(seen.states)]).toEqual([11, { nothing: 9, paused: 1, reached: 1 }])
    expect(seen.sections.every(({ states, people }) => states === null && people >= 5)).toBe(true)
    await expect(show(town, roundId, { within: '2010' }, 'kato')).rejects.toThrow('section_too_small')
    await expect(show(town, roundId, { within: '9999' }, 'kato')).rejects.toThrow('no_such_section')
    const { rounds } = await town.as('tanaka').ask(training.showTeamRounds, {})
    expect(rounds.map(({ people }) => people.map(({ name, state }) => [name, state]).sort())).toEqual([
      [
        ['上田 陽介', 'nothing'],
        ['木村 葵', 'paused'],
        ['森 千夏', 'nothing'],
      ],
    ])
    expect((await town.as('sato').ask(training.showTeamRounds, {})).rounds).toEqual([])
    await town.as('hayashi').ask(training.endRound, { roundId, reason: '年度末' })
    // Of the round that has ended 田中 still hears of those who were in it, are at work and not at the floor, until another takes them in.
    const told = async () =>
      (await town.as('tanaka').ask(training.showTeamRounds, {})).rounds.map(({ endedOn, people }) => [
        endedOn,
        people.map(({ name }) => name).sort(),
      ])
    expect(await told()).toEqual([['2026-11-22', ['上田 陽介', '森 千夏']]])
    // Whoever has come to the counter since was never in it; the next round takes them in.
    await manyWithAccounts(town, 1)
    expect(await told()).toEqual([['2026-11-22', ['上田 陽介', '森 千夏']]])
    await reach(town, 'mori', '2026-11-22')
    expect(await told()).toEqual([['2026-11-22', ['上田 陽介']]])
    // A seat on a day after the round's last is time to be made too.
    await approved(town, town.ueda, courseSessionId, town.tanaka)
    const [after] = (await town.as('tanaka').ask(training.showTeamRounds, {})).rounds
    expect(after!.people).toMatchObject([{ state: 'applied', hours: 6, session: null }])
    // Of a wave with fewer than five, no wave is told of.
    const waves = [{ dueOn: '2027-02-20', sections: ['2010'] }, { dueOn: '2027-02-26' }]
    const few = await begun(town, { name: '小さい組', waves: waves })
    expect((await show(town, few.roundId, {}, 'kato')).waves.map(({ states }) => states)).toEqual([null, null])
    expect((await show(town, few.roundId)).waves.map(({ states }) => states !== null)).toEqual([true, true])
    expect(await told()).toEqual([[null, ['上田 陽介', '受験者1', '木村 葵']]])
  }),
)

test(
  'what no round can be is refused by name',
  inTown(async (town) => {
    const { as, hayashi } = town
    const { courseId } = await dataCourse(town)
    const begin = (more: object) =>
      as(hayashi).ask(training.beginRound, {
        ...{ name: '回', who: {}, waves: [{ dueOn: '2027-02-28' }], courseIds: [courseId], ...more },
      })
    await expect(begin({ waves: [{ dueOn: '2026-11-21' }] })).rejects.toThrow('round_deadline_past')
    await expect(begin({ who: { sections: ['9999'] } })).rejects.toThrow('no_such_section')
    await expect(begin({ waves: [{ dueOn: '2027-02-28', sections: ['9999'] }] })).rejects.toThrow('no_such_section')
    await expect(begin({ courseIds: [999] })).rejects.toThrow('no_such_course')
    await expect(begin({ asOf: '2026-11-23' })).rejects.toThrow('as_of_in_future')
    await expect(begin({ who: { employmentCategories: ['会計年度任用'] } })).rejects.toThrow('nobody_in_round')
    const other = await dataCourse(town, 2, { eligibility: { occupations: ['医師'] } })
    await expect(begin({ courseIds: [courseId, other.courseId] })).rejects.toThrow('course_for_nobody')
    const { roundId } = await begin({})
    await expect(begin({})).rejects.toThrow('round_name_taken')
    const { version } = await show(town, roundId)
    const change = (more: object, id = roundId) =>
      as(hayashi).ask(training.changeRound, {
        ...{
          roundId: id,
          name: '回',
          dueOn: ['2027-02-28'],
          courseIds: [courseId],
          testIds: [],
          seen: version,
          ...more,
        },
      })
    await expect(change({}, 999)).rejects.toThrow('no_such_round')
    await expect(change({ dueOn: ['2027-02-28', '2027-03-01'] })).rejects.toThrow('other_waves')
    await expect(change({ dueOn: ['2026-11-21'] })).rejects.toThrow('round_deadline_past')
    await expect(change({ courseIds: [999] })).rejects.toThrow('no_such_course')
    const second = await begin({ name: '二つ目' })
    await expect(change({ name: '二つ目' })).rejects.toThrow('round_name_taken')
    for (const operation of [training.showRound, training.copyRound, training.listRoundMembers, training.exportRound])
      await expect(as(hayashi).ask(operation, { roundId: 999 })).rejects.toThrow('no_such_round')
    await expect(as(hayashi).ask(training.listRoundMembers, { roundId, within: '9999' })).rejects.toThrow(
      'no_such_section',
    )
    await expect(as(hayashi).ask(training.exportRound, { roundId, within: '9999' })).rejects.toThrow('no_such_section')
    const end = (id: number) => as(hayashi).ask(training.endRound, { roundId: id, reason: '年度末' })
    await expect(end(999)).rejects.toThrow('no_such_round')
    await end(second.roundId)
    await expect(end(second.roundId)).rejects.toThrow('round_ended')
    await expect(change({}, second.roundId)).rejects.toThrow('round_ended')
    // A deadline that has passed stays where it is; the rest can be changed.
    town.on('2027-03-05')
    await change({ name: '延びた回' })
    await town.sql(`update policy_edition set valid_from = '2099-04-01'`)
    await expect(begin({ name: '別' })).rejects.toThrow('no_policy')
    await expect(
      as(hayashi).ask(training.previewRound, { who: {}, waves: [{ dueOn: '2027-04-28' }], courseIds: [courseId] }),
    ).rejects.toThrow('no_policy')
    await expect(as(hayashi).ask(training.listRounds, {})).rejects.toThrow('no_policy')
    await expect(show(town, roundId)).rejects.toThrow('no_policy')
    await expect(as(hayashi).ask(training.listRoundMembers, { roundId })).rejects.toThrow('no_policy')
    await expect(as(hayashi).ask(training.exportRound, { roundId })).rejects.toThrow('no_policy')
    await expect(as('tanaka').ask(training.showTeamRounds, {})).rejects.toThrow('no_policy')
    // Nobody is taken out of a round because nobody can say who is below the floor.
    expect(await town.asJob.ask(training.keepRounds, {})).toEqual({ ended: 0, begun: 0 })
  }),
)

test(
  'a preview refuses what beginning refuses',
  inTown(async (town) => {
    const { courseId } = await dataCourse(town)
    const look = (more: object) =>
      town.as('hayashi').ask(training.previewRound, {
        ...{ who: {}, waves: [{ dueOn: '2027-02-28' }], courseIds: [courseId], ...more },
      })
    await expect(look({ waves: [{ dueOn: '2026-11-21' }] })).rejects.toThrow('round_deadline_past')
    await expect(look({ who: { sections: ['9999'] } })).rejects.toThrow('no_such_section')
    await expect(look({ courseIds: [999] })).rejects.toThrow('no_such_course')
    expect(await town.sql('select count(*)::int as n from training_round')).toEqual([{ n: 0 }])
  }),
)

test(
  'a round as of a day that is past takes in who was below then, and shows who has reached the floor since',
  inTown(async (town) => {
    await reach(town, 'sato', '2026-09-01')
    await reach(town, 'ueda', '2026-11-01')
    await town.sql(`update employment set joined_on = '2026-10-15' where staff_member_id = $1`, [town.ono])
    const draft = { asOf: '2026-10-01' }
    const { roundId, people, courseId } = await begun(town, draft)
    const look = { ...draft, who: {}, waves: [{ dueOn: '2027-02-28' }], courseIds: [courseId] }
    expect((await town.as('hayashi').ask(training.previewRound, look)).people).toBe(people)
    const states = await named(town, roundId)
    expect([states['佐藤 はるか'], states['上田 陽介'], states['小野 隆']]).toEqual([undefined, 'reached', 'nothing'])
    const history = Object.fromEntries((await membersOf(town, roundId)).map((one) => [one.name, one.history]))
    expect(history['上田 陽介']).toMatchObject([{ from: '2026-10-01', because: 'begun', endedBecause: 'reached' }])
    expect(history['小野 隆']).toMatchObject([{ from: '2026-11-22', because: 'entered' }])
    // 10 are still in it: 11 in service, 佐藤 and 上田 at the floor, 小野 came.
    expect([people, (await show(town, roundId)).people]).toEqual([9, 10])
  }),
)

test(
  'deadlines and courses are changed, an ended round stays as it was, and another like it begins from its copy',
  inTown(async (town) => {
    const { as, hayashi } = town
    const { roundId, courseId } = await begun(town, { who: { sections: ['1010'] } })
    const other = await dataCourse(town)
    const { version } = await show(town, roundId)
    const changed = await as(hayashi).ask(training.changeRound, {
      ...{
        roundId,
        name: '延ばした回',
        dueOn: ['2027-03-31'],
        courseIds: [other.courseId, courseId],
        testIds: [],
        seen: version,
      },
    })
    const after = await show(town, roundId)
    expect([after.version, after.name, after.waves[0]!.dueOn]).toEqual([changed.version, '延ばした回', '2027-03-31'])
    expect(after.courses.map((one) => one.courseId)).toEqual([other.courseId, courseId])
    expect((await membersOf(town, roundId)).every(({ dueOn }) => dueOn === '2027-03-31')).toBe(true)
    town.on('2027-03-31')
    await reach(town, 'sato', '2027-03-30')
    await as(hayashi).ask(training.endRound, { roundId, reason: '年度末' })
    town.on('2027-04-10')
    await reach(town, 'ueda', '2027-04-05')
    const ended = await show(town, roundId)
    expect([ended.endedOn, ended.endReason, count(ended.states)]).toEqual([
      '2027-03-31',
      '年度末',
      { nothing: 3, paused: 1, reached: 1 },
    ])
    expect(ended.may).toEqual(['listRoundMembers'])
    const copy = await as(hayashi).ask(training.copyRound, { roundId })
    expect(copy).toMatchObject({
      name: '延ばした回',
      who: { sections: ['1010'] },
      courseIds: [other.courseId, courseId],
    })
    // 129 days from its first day, and so from today.
    expect(copy.waves).toEqual([{ dueOn: '2027-08-17', sections: [], share: 1 }])
    const next = await as(hayashi).ask(training.beginRound, copy)
    expect(next.people).toBe(3)
    expect((await as(hayashi).ask(training.listRounds, {})).rounds.map((one) => one.roundId)).toEqual([
      next.roundId,
      roundId,
    ])
  }),
)

test(
  'people are listed by name in pages, by wave, state, section and words, and leave as a file that is journalled',
  inTown(async (town) => {
    const { roundId } = await begun(town)
    await reach(town, 'sato', '2026-11-22')
    const seen: string[] = []
    for (let after: string | null | undefined; after !== null; ) {
      const page = await town.as('hayashi').ask(training.listRoundMembers, {
        ...{ roundId, pageSize: 4, ...(after === undefined ? {} : { after }) },
      })
      expect(page.total).toBe(11)
      seen.push(...page.people.map(({ name }) => name))
      after = page.next
    }
    expect(seen.length).toBe(11)
    expect(new Set(seen).size).toBe(11)
    const names = async (more: object) => (await membersOf(town, roundId, more)).map(({ name }) => name)
    expect(await names({ state: 'reached' })).toEqual(['佐藤 はるか'])
    expect(await names({ within: '2020' })).toEqual(['小野 隆', '伊藤 健'])
    expect(await names({ q: 'たなか' })).toEqual(['田中 聡'])
    expect(await names({ q: '00000002' })).toEqual(['田中 聡'])
    expect(await names({ q: '・' })).toEqual([])
    expect(await names({ wave: 2 })).toEqual([])
    await expect(town.as('hayashi').ask(training.listRoundMembers, { roundId, after: 'x' })).rejects.toThrow(
      'invalid_input',
    )
    const { fileName, base64 } = await town.as('hayashi').ask(training.exportRound, { roundId, within: '2020' })
    expect(fileName).toBe('水準づくりの回_2026-11-22_サンプル値.csv')
    const lines = Buffer.from(base64, 'base64').toString('utf8').trim().split('\r\n')
    expect(lines.length).toBe(3)
    expect(lines[1]).toContain('小野 隆')
    expect(lines[1]).toContain('まだ,1,2027-02-28')
    const [line] = await town.sql<{ n: number }>(
      `select count(*)::int as n from journal_line where operation = 'training.exportRound'`,
    )
    expect(line!.n).toBeGreaterThan(0)
  }),
)

test(
  'who owes something is told until when, reminded fourteen days before, and hears no more once it is done',
  inTown(async (town) => {
    const { roundId, courseId, courseSessionId } = await begun(town)
    const { sato, ueda, mori, tanaka, kimura, hayashi } = town
    const begins = 'roundBegun 2027-02-28'
    const soon = [begins, 'roundDueSoon 2027-02-28']
    expect(await standing(town, sato)).toEqual([begins])
    expect(await standing(town, kimura)).toEqual([])
    const { notices: told } = await town.as(sato).ask(notices.listMyNotices, {})
    expect(told[0]).toMatchObject({ kind: 'roundBegun', to: `/training/${courseId}` })
    expect(told[0]!.title).toContain('「水準づくりの回」')
    await reach(town, 'sato', '2026-11-22')
    await town.asJob.ask(training.keepRounds, {})
    expect(await standing(town, sato)).toEqual([])
    town.on('2027-01-20')
    const applicationId = await approved(town, ueda, courseSessionId, tanaka)
    await town.as(hayashi).ask(training.select, { courseSessionId, applicationIds: [applicationId], alsoOrder: true })
    await town.as(hayashi).ask(training.recordAttendance, {
      ...{ courseSessionId, attendance: [{ applicationId, attendance: 'attended' as const }] },
    })
    town.on('2027-02-13')
    expect(await standing(town, mori)).toEqual([begins])
    town.on('2027-02-14')
    expect((await standing(town, mori)).sort()).toEqual(soon)
    // Whoever was there waits for their result, and is not reminded.
    expect(await standing(town, ueda)).toEqual([begins])
    await town.as(hayashi).ask(training.endRound, { roundId, reason: '年度末' })
    expect(await standing(town, mori)).toEqual([])
  }),
)
