import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Operation } from '#platform/contract/contract.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import type { Gate } from '#platform/gate/gate.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { literacy } from '#rooms/literacy/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { importing } from '#rooms/people/import/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { roleHolders } from '#rooms/skills/roles/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { attendedStates, seatStates } from '#rooms/training/rules.ts'
import { openSampleTown, type SampleTown } from '#testing/sample-town.ts'
import { sample } from './contract.ts'
import { generateWard, personas } from './generate.ts'
import { wardFiles } from './generate-write.ts'
import { loadSample } from './load.ts'

const loader: Actor = { kind: 'command', accountId: null, subjectId: null, roles: [], name: 'sample' }
const ward = { staff: 200, seed: 3 }
type Persona = (typeof personas)[number]['persona']

describe('a small sample ward', () => {
  let town: SampleTown
  beforeAll(async () => {
    town = await openSampleTown()
    await loadSample(town.gate, ward)
  }, 120_000)
  afterAll(() => town.leave())

  test('marks every invented row as a sample (INV-D1)', async () => {
    const tables = await town.rows<{ name: string }>(`select table_name as name from information_schema.columns
      where table_schema = current_schema() and column_name = 'is_sample' order by 1`)
    expect(tables.length).toBeGreaterThan(6)
    for (const { name } of tables) {
      const [count] = await town.rows<{ all: number; unmarked: number }>(
        `select count(*) as all, count(*) filter (where not is_sample) as unmarked from ${name}`,
      )
      expect([name, count!.all > 0, count!.unmarked]).toEqual([name, true, 0])
    }
    expect(await town.rows('select 1 from kpi_frozen where not rests_on_sample')).toEqual([])
  })

  test('seats nobody beyond the capacity, as counted from the applications themselves (INV-T2)', async () => {
    const sessions = await town.rows<{ capacity: number; taken: number; held: number }>(
      `select s.capacity, s.seats_taken as taken, count(a.application_id) as held from course_session s
       left join application a on a.course_session_id = s.course_session_id and a.state = any($1)
       group by s.course_session_id`,
      [seatStates],
    )
    expect(sessions.length).toBeGreaterThan(30)
    for (const { capacity, taken, held } of sessions) {
      expect(taken).toBe(held)
      expect(held).toBeLessThanOrEqual(capacity)
    }
  })

  test('tells every application along its steps, the last of which is its state, approved by a head of that day', async () => {
    const broken = await town.rows(`select a.application_id from application a
      left join lateral (select to_state from application_step t where t.application_id = a.application_id
        order by application_step_id desc limit 1) last on true
      where last.to_state is distinct from a.state`)
    expect(broken).toEqual([])
    const approvals = await town.rows(`select t.application_id from application_step t
      where t.to_state = 'section_head_approved' and not exists (select 1 from assignment h
        where h.staff_member_id = t.actor and h.is_head and h.valid_from <= t.taken_on
          and (h.valid_to is null or h.valid_to > t.taken_on))`)
    expect(approvals).toEqual([])
    const future = await town.rows(
      `select taken_on from application_step where taken_on > (now() at time zone 'Asia/Tokyo')::date`,
    )
    expect(future).toEqual([])
  })

  test('never seats one person in two rooms at once (INV-T5)', async () => {
    const clashes = await town.rows(
      `with seat as (select a.staff_member_id, s.* from application a join course_session s using (course_session_id)
         where a.state = any($1))
       select 1 from seat a join seat b on a.staff_member_id = b.staff_member_id and a.course_session_id < b.course_session_id
         and a.starts_on <= b.ends_on and b.starts_on <= a.ends_on and a.starts_at < b.ends_at and b.starts_at < a.ends_at`,
      [seatStates],
    )
    expect(clashes).toEqual([])
  })

  test('has a value for every KPI and indicator, shares with numerator and denominator, and a floor that rises', async () => {
    const ask = await town.enter('executive')
    const { kpis, indicators, fiscalYear } = await ask(kpi.listKpis, {})
    for (const { id, value } of kpis!)
      expect([id, (value?.numerator ?? 0) > 0, (value?.denominator ?? 0) > 0]).toEqual([id, true, true])
    for (const { id, value } of indicators!) expect([id, (value?.numerator ?? 0) > 0]).toEqual([id, true])
    const floor = kpis!.find(({ measure }) => measure === 'literacy.shareAtFloor')!
    const share = ({ numerator, denominator }: { numerator: number; denominator: number | null }) =>
      numerator / (denominator ?? 1)
    const course = [...floor.trend.filter((point) => point.fiscalYear < fiscalYear).map(share), share(floor.value!)]
    expect(course).toEqual(course.toSorted((a, b) => a - b))
    expect(course.at(-1)).toBeGreaterThan(0.48)
    expect(course.at(-1)).toBeLessThan(0.72)
    expect(kpis!.every(({ value }) => value?.restsOnSample)).toBe(true)
  })

  test('has the shares of its surveys as the sheets of the latest closed round say (recounted)', async () => {
    const ask = await town.enter('executive')
    const { kpis } = await ask(kpi.listKpis, {})
    const bySurvey = kpis!.flatMap(({ measure, value, movement }) => {
      const [, survey, item] = /^surveys\.favourableShare\((.+)\/(.+)\)$/u.exec(measure ?? '') ?? []
      return survey && item ? [{ survey, item, value, movement }] : []
    })
    expect(bySurvey).toHaveLength(4)
    for (const { survey, item, value, movement } of bySurvey) {
      const [counted] = await town.rows<{ agree: number; people: number }>(
        `select count(*) filter (where (a.answers ->> $2)::int >= 4) as agree, count(*) as people from survey_answer a
         where a.answers ? $2 and a.survey_round_id = (select r.survey_round_id from survey_round r
           join survey_version v using (survey_version_id) where v.survey = $1 order by r.closes_on desc limit 1)`,
        [survey, item],
      )
      expect([item, value?.numerator, value?.denominator]).toEqual([item, counted!.agree, counted!.people])
      expect(value?.told).toContain('サンプル値')
      expect(movement).not.toBe('unknown')
    }
  })

  test('has people whom nobody has looked at yet: they are counted as 未診断, not as zero (INV-P7)', async () => {
    const ask = await town.enter('hr')
    const board = await ask(literacy.showLiteracyBoard, {})
    expect(board.unassessed).toBeGreaterThan(0)
    expect(board.outside.length).toBeGreaterThan(0)
    expect(await town.rows(`select 1 from skill_standing where kind = 'self' and level = 0`)).toEqual([])
    const { whole } = await ask(roleHolders.showRolesBySection, {})
    expect(whole.cells[0]).toMatchObject({ held: expect.any(Number), missing: expect.any(Number) })
    expect(Math.min(whole.cells[0]!.held, whole.cells[0]!.missing!)).toBeGreaterThan(0)
  })

  test('gives each of its people something to see and to do', async () => {
    const kindsFor = async (persona: Persona) => {
      const ask = await town.enter(persona)
      return (await ask(training.showMyTasks, {})).tasks.map(({ kind }) => kind)
    }
    expect(await kindsFor('staff')).toEqual(
      expect.arrayContaining([
        'recommendationToAnswer',
        'coverToAgreeTo',
        'applicationReturned',
        'reportDue',
        'attendSoon',
      ]),
    )
    expect(await kindsFor('sectionHead')).toEqual(expect.arrayContaining(['approvalsWaiting', 'coverMissing']))
    expect(await kindsFor('hr')).toEqual(expect.arrayContaining(['selectionWaiting', 'attendanceToRecord']))

    const asStaff = await town.enter('staff')
    const { staffMemberId } = await asStaff(people.showMe, {})
    const pyramid = await asStaff(skills.showPyramid, { staffMemberId })
    const [before] = await town.rows<{ day: string }>(
      `select ((now() at time zone 'Asia/Tokyo')::date - 365)::text as day`,
    )
    const lastYear = await asStaff(skills.showPyramid, { staffMemberId, asOf: before!.day })
    expect(lastYear.score).toBeGreaterThan(0)
    expect(pyramid.score).toBeGreaterThan(lastYear.score)

    const asHead = await town.enter('sectionHead')
    const { members: team } = await asHead(training.showTeamTraining, {})
    expect(team.some(({ recommendations }) => recommendations === 0)).toBe(true)
    expect(team.some(({ recommendations }) => recommendations > 0)).toBe(true)

    const asIt = await town.enter('it')
    expect((await asIt(people.listRoleGrants, {})).grants.length).toBeGreaterThan(1)
    const { reviews } = await asIt(pdca.listReviews, {})
    expect(reviews).toHaveLength(1)
  })

  test('counts as trained exactly those whom the records say (recounted)', async () => {
    const ask = await town.enter('executive')
    const { indicators, asOf, fiscalYear } = await ask(kpi.listKpis, {})
    const shown = indicators!.find(({ measure }) => measure === 'training.staffTrained')!.value!.numerator
    const [counted] = await town.rows<{ people: number }>(
      `select count(distinct staff_member_id) as people from application join course_session using (course_session_id)
       where state = any($1) and starts_on between $2::date and $3::date`,
      [attendedStates, `${fiscalYear}-04-01`, asOf],
    )
    expect(shown).toBe(counted!.people)
  })

  test('refuses real staff, from HR and from the command line (INV-D2)', async () => {
    const ask = await town.enter('hr')
    const { staff } = wardFiles(generateWard({ staff: 40, seed: 9 }))
    const upload = { staff: { name: 'staff.csv', base64: Buffer.from(staff).toString('base64') } }
    await expect(ask(importing.importWard, upload)).rejects.toThrow('real_staff_in_sample')
    const asCommand = town.gate.ask(importing.importWard, upload, { actor: { ...loader, name: 'import' } })
    await expect(asCommand).rejects.toThrow('real_staff_in_sample')
    await expect(town.gate.ask(importing.importWard, upload, { actor: loader })).rejects.toThrow('real_staff_in_sample')
  })

  test('is loaded once: another start finds it whole, and loading again changes nothing', async () => {
    const { isSettled } = await town.gate.ask(sample.settleTown, { isSample: true }, { actor: loader })
    expect(isSettled.now).toBe(false)
    const before = await contentsOf(town)
    await loadSample(town.gate, ward)
    expect(await contentsOf(town)).toEqual(before)
  })
})

test('a start that dies on the way is gone on with by the next, to the same ward, and until then offers nobody to try', async () => {
  const [straight, broken] = await Promise.all([openSampleTown(), openSampleTown()])
  try {
    await loadSample(straight.gate, ward)
    for (const dying of [
      { operation: importing.importWard, at: 1 },
      { operation: training.importTrainingHistory, at: 2 },
      { operation: skills.importEvidence, at: 1 },
      { operation: sample.refreshStatistics, at: 1 },
      { operation: pdca.decide, at: 2 },
    ]) {
      await expect(loadSample(dyingAt(broken.gate, dying), ward)).rejects.toThrow('the machine was switched off')
      expect(await broken.rows('select 1 from account where persona is not null')).toEqual([])
      const { isSettled } = await broken.gate.ask(sample.settleTown, { isSample: true }, { actor: loader })
      expect(isSettled.now).toBe(true)
    }
    await loadSample(broken.gate, ward)
    expect(await contentsOf(broken)).toEqual(await contentsOf(straight))
    expect(await broken.rows('select persona from account where persona is not null')).toHaveLength(personas.length)
  } finally {
    await Promise.all([straight.leave(), broken.leave()])
  }
}, 240_000)

/** A gate that ends before the `at`-th call of an operation. */
function dyingAt(gate: Gate, { operation, at }: { operation: Operation; at: number }): Gate {
  let calls = 0
  const ask: Gate['ask'] = (asked, input, visitor) => {
    if (asked === (operation as Operation) && ++calls === at) throw new Error('the machine was switched off')
    return gate.ask(asked, input, visitor)
  }
  return { ...gate, ask }
}

/** What the tables hold but for numbers, times and the journal: a digest of each. */
async function contentsOf({ rows }: SampleTown) {
  const digests: Record<string, unknown> = {}
  for (const [table, columns] of Object.entries(contents)) {
    const [row] = await rows(`select count(*), md5(string_agg(r::text, ' ' order by r::text)) as digest
      from (select ${columns} from ${table}) r`)
    digests[table] = row
  }
  return digests
}

const contents = {
  'staff_member m join employment e using (staff_member_id)': 'm.name, e.staff_number, e.joined_on, e.left_on',
  assignment: 'staff_number, section_code, grade, kind, valid_from, valid_to',
  role_grant: 'role, valid_from',
  'role_holder h join employment e using (staff_member_id)': 'e.staff_number, h.role, h.valid_from',
  section_purpose: 'section_code, purpose, valid_from',
  'course_session s join course c using (course_id)': 'c.course_code, s.starts_on, s.capacity, s.seats_taken',
  'application a join employment e using (staff_member_id)': 'e.staff_number, a.state, a.applied_on, a.motive',
  application_step: 'from_state, to_state, acted_as, taken_on',
  cover_arrangement: 'kind, duty, agreed_on',
  recommendation_answer: 'answer, answered_on',
  'recommendation r join employment e using (staff_member_id)': 'e.staff_number, r.reason, r.recommended_on',
  'skill_evidence s join employment e using (staff_member_id)': 'e.staff_number, s.skill, s.kind, s.level, s.as_of',
  'skill_standing s join employment e using (staff_member_id)': 'e.staff_number, s.skill, s.kind, s.level',
  'survey_group g join survey_round r using (survey_round_id)': 'r.opens_on, g.steps, g.receivers, g.answers',
  'survey_tally t join survey_round r using (survey_round_id)': 'r.opens_on, t.group_number, t.item, t.value, t.people',
  kpi_actual: 'kpi, as_of, numerator, denominator',
  kpi_frozen: 'fiscal_year, kpi, numerator, denominator',
  review_decision: 'subject, decision, due_on',
} as const
