import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contracts } from '#app/contracts.ts'
import { hashToken } from '#platform/auth/identify.ts'
import type { Operation } from '#platform/contract/contract.ts'
import { readingOf } from '#platform/gate/gate.ts'
import { Refusal } from '#platform/refusal/refusal.ts'
import { evidence } from '#rooms/evidence/contract.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { attempts } from '#rooms/literacy/attempts/contract.ts'
import { literacy } from '#rooms/literacy/contract.ts'
import { items } from '#rooms/literacy/items/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { workingDrafts } from '#rooms/policy/working-drafts/contract.ts'
import { qualifications } from '#rooms/skills/qualifications/contract.ts'
import { surveys } from '#rooms/surveys/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { closesYear } from '#testing/closed.ts'
import { type Asked, type Explainer, openExplainer } from '#testing/plans.ts'
import { overhear } from '#testing/statements/observed.ts'
import { openedRound, opening, surveyText } from '#testing/surveys.ts'
import { openTestTown, type Town } from '#testing/town.ts'
import { sessionOf } from '#testing/training.ts'
import { growToWard } from '#testing/ward.ts'

/** Statements that one read may take, apart from what opens and closes it; of HR more only where it is said. */
const MOST_STATEMENTS = 12
const MORE_FOR_HR: Readonly<Record<string, readonly [most: number, why: string]>> = {
  'home.showHome': [14, 'also roles to agree to, and who decides for those above whom nobody stands'],
}

/** Reads that go through records of the whole ward because of what they are. */
const WHOLE_WARD: Readonly<Record<string, string>> = {
  'kpi.showKpiChange': 'what everybody adds to a value on two days',
  'kpi.exportKpiRecords': 'a file of every record that a value counts',
  'literacy.exportFloorWorklist': 'a file of everybody who has the floor ahead',
  'literacy.showFloorWorklist': 'counts all people by how they stand, of a grade or category too',
  'literacy.showFloorByGroup': 'of a day that is over counts all people by what they are; of today it is kept',
  'skills.showSkillsMap': 'every section of the town in every skill',
  'roleHolders.showDemandForPeople': 'everybody in service by occupation and grade, on a day of each year of the plans',
  'attempts.listTests': 'counts what came of every test',
  'attempts.showItemFigures': 'the first attempt of everybody who took the test',
  'announcing.showAnnouncements': 'what begins or ends on days to come, of everybody',
  'editions.showPublicationEffects': 'everybody by grade, and who is meant by the floor before and after',
  'editions.showDraftFigures': 'who is meant by the floor of a draft, exclusion by exclusion',
  'home.showFirstSteps': 'ends at the first row that it finds, and is asked in a town that has just begun',
  'persons.previewJoin': 'every row of every table that names somebody, before two numbers are joined',
  'training.listRounds': 'sums of what is kept of every round: a row a section, wave and state',
  'training.showRound': 'sums of what is kept of a round: a row a section, wave and state',
  'training.listRoundMembers': 'how many of everybody in a round are of one state or section',
  'training.exportRound': 'a file of everybody in a round',
  'thanks.showThanksTotals': 'counts everybody in service who received or wrote one in a year, by section and value',
  'evidence.exportStudyRows': 'a file of everybody in a study',
  'documents.showDocumentFile': 'a file of all that a year froze, with the sections of its last day',
  'training.showBarriers': 'what stopped applications in a year, by the course and the section of each person',
  'training.showScheduleDraft': 'every seat of a draft, and all who are at those counters',
  'training.compareSchedules': 'everybody in scope who is below the floor, and all who are at their counters',
  'training.showScheduleChanges': 'every seat of published schedules ahead, and all who are at those counters',
  'training.exportSchedule': 'everybody in scope who is below the floor, and all who are at their counters',
  'training.showSeatsNeeded': 'everybody in scope who is below the floor, and who of them has a seat',
  'surveys.showSurveyReport': 'every count of a round: a row an item, group and answer',
  'surveys.showSurveyTogether': 'every count of a few rounds: a row an item, group and answer',
  'surveys.showSectionSurveyResults': 'every count of a round: a row an item, group and answer',
  'surveys.showSurveyResponse': 'how many of everybody who is asked have answered, by section',
  'system.showSystem': 'asked by IT alone: counts of accounts, and whose hashed counts of failures are',
}

/** The sample is asked about while it is being loaded, and its town holds little else then. */
const { sample: _, ...asked } = contracts

const reads = Object.entries(asked).flatMap(([room, contract]) =>
  Object.entries(contract as Readonly<Record<string, Operation>>)
    .filter(([, { method }]) => method === 'GET')
    .map(([name, operation]): [string, Operation] => [`${room}.${name}`, operation]),
)

interface Asking {
  readonly askers: Readonly<Record<string, Pick<Town['asCommand'], 'ask'>>>
  /** Values of inputs, by the names that operations give them. */
  readonly samples: Readonly<Record<string, readonly unknown[]>>
}

let town: Town
let leave: () => Promise<void>
let explainer: Explainer
let asking: Asking
const explained = new Map<string, string[]>()

beforeAll(async () => {
  ;({ town, leave } = await openTestTown())
  await growToWard(town)
  asking = await whoAndWhat(town)
  explainer = await openExplainer(town.database.owner, readingOf(town.database.town))
}, 400_000)
afterAll(async () => {
  await explainer?.close()
  await leave?.()
})

describe('with 28,000 staff', () => {
  test.each(reads)(
    '%s reads no table that grows from end to end, and asks a bounded number of times',
    async (name, operation) => {
      const faults = new Set<string>()
      let answers = 0
      const isWhole = name in WHOLE_WARD
      for (const input of isWhole ? inputsOf(operation).slice(0, 1) : inputsOf(operation)) {
        for (const [who, asker] of Object.entries(asking.askers)) {
          const look = async () => {
            const { asked, isAnswered } = await ask(operation, input, asker)
            return {
              isAnswered,
              found: isWhole ? [] : await faultsOf(asked, (who === 'hr' && MORE_FOR_HR[name]?.[0]) || MOST_STATEMENTS),
            }
          }
          const first = await look()
          // What is kept up catches up with the ward that was put in past it, once.
          const { isAnswered, found } = first.found.length > 0 ? await look() : first
          if (isAnswered) answers++
          for (const fault of found) faults.add(`${fault} for ${who}`)
        }
      }
      expect([...faults]).toEqual([])
      expect(answers, 'somebody is answered').toBeGreaterThan(0)
    },
    60_000,
  )
})

test('few letters fit more people than are counted: pages go along the readings, whoever the word begins first, and none is left out', async () => {
  const { staff: asker } = asking.askers
  for (const [q, reading] of [
    ['し 2', 'シ'],
    ['200', '200'],
  ] as const) {
    const first = await asker!.ask(people.listStaff, { q, pageSize: 200 })
    expect([q, first.total, first.isLeast, first.hasMore]).toEqual([q, 1_000, true, true])
    const seen: { nameKana: string; staffMemberId: number }[] = [...first.staff]
    for (let turn = 0, more = true; more && turn < 20; turn++) {
      const next = await asker!.ask(people.listStaff, { q, pageSize: 200, after: seen.at(-1)!.staffMemberId })
      seen.push(...next.staff)
      more = next.hasMore
    }
    const wanted = await town.sql<{ id: number; all: number }>(
      `select staff_member_id as id, count(*) over () as all from staff_member m join employment e using (staff_member_id)
       where e.joined_on <= current_date and e.left_on is null and ${q
         .split(' ')
         .map((word) => `search_text like '%${word}%'`)
         .join(' and ')}
       order by not (name_kana >= $1 and name_kana < $1 || chr(65535)), name_kana, staff_member_id limit $2`,
      [reading, seen.length],
    )
    expect(wanted[0]?.all).toBeGreaterThan(9_000)
    expect(seen.map(({ staffMemberId }) => staffMemberId)).toEqual(wanted.map(({ id }) => id))
  }
  const seen: { name: string; staffMemberId: number }[] = []
  for (let turn = 0, more = true; more && turn < 40; turn++) {
    const after = seen.at(-1)?.staffMemberId
    const page = await asker!.ask(people.listStaff, {
      q: '子',
      pageSize: 200,
      ...(after === undefined ? {} : { after }),
    })
    seen.push(...page.staff)
    more = page.hasMore
  }
  expect(seen.every(({ name }) => name.includes('子'))).toBe(true)
  expect([new Set(seen.map(({ staffMemberId }) => staffMemberId)).size, seen.length > 1_500]).toEqual([
    seen.length,
    true,
  ])
  const some = await asker!.ask(people.listStaff, { q: 'のりこ' })
  expect([some.isLeast, some.staff[0]?.nameKana.includes('ノリコ')]).toEqual([some.total === 1_000, true])
})

test('figures by section are answered a level at a time, however many sections there are', async () => {
  const { executive, hr } = asking.askers
  const [{ n }] = (await town.sql<{ n: number }>('select count(*) as n from section_period')) as [{ n: number }]
  expect(n).toBeGreaterThan(800)
  for (const within of [undefined, 'D1', 'D1V1']) {
    const asked = within === undefined ? {} : { within }
    for (const asker of [executive!, hr!]) {
      const { sections } = await asker.ask(kpi.showKpi, { kpiId: 'kpi-ict-floor', ...asked })
      const board = await asker.ask(literacy.showLiteracyBoard, asked)
      for (const rows of [sections!.rows, board.sections]) {
        expect([rows.length > 1, rows.length <= 25]).toEqual([true, true])
      }
    }
  }
})

test('the share at the floor by grade and category is of today read from sums that are kept', async () => {
  for (const by of ['grade', 'employmentCategory'] as const) {
    await asking.askers.hr!.ask(literacy.showFloorByGroup, { by })
    const { asked, isAnswered } = await ask(literacy.showFloorByGroup, { by }, asking.askers.hr!)
    expect([isAnswered, await faultsOf(asked, MOST_STATEMENTS)]).toEqual([true, []])
  }
})

test('a plan that reads a table that grows from end to end is found out, before and after PostgreSQL plans for any values', async () => {
  const faults = (text: string, ...values: unknown[]) => explainer.faults({ text, values })
  expect(await faults('select name from staff_member where name like $1', '%青木%')).toEqual([
    'staff_member is read from end to end (custom plan)',
    'staff_member is read from end to end (generic plan)',
  ])
  // For this one value the index is best; for any value the planner cannot know.
  expect(
    await faults('select count(*) from application where $1::bigint is null or staff_member_id = $1::bigint', 13),
  ).toEqual(['application is read along application_staff from end to end (generic plan)'])
  expect(
    await faults('select max(name) from (select name from staff_member order by reading, staff_member_id) m'),
  ).not.toEqual([])
  expect(await faults('select name from staff_member where staff_member_id = any($1)', [13, 14])).toEqual([])
  expect(await faults('select name from staff_member order by reading, staff_member_id limit 50')).toEqual([])
})

/** Asks, and hears what is asked of the database meanwhile. A refusal is an answer too, but shows little of how an operation reads. */
async function ask(operation: Operation, input: unknown, asker: Asking['askers'][string]) {
  const asked: Asked[] = []
  const stop = overhear((text, values, user) => {
    const isOurs = user === town.database.app.user && !/^\s*(begin|commit|rollback|select set_config)\b/.test(text)
    if (isOurs) asked.push({ text, values })
  })
  try {
    await asker.ask(operation, input as never)
    return { asked, isAnswered: true }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { asked, isAnswered: false }
  } finally {
    stop()
  }
}

async function faultsOf(asked: readonly Asked[], most: number): Promise<string[]> {
  const faults = asked.length > most ? [`${asked.length} statements`] : []
  for (const one of asked) {
    for (const fault of await planFaultsOf(one)) {
      faults.push(`${fault}: ${one.text.replace(/\s+/g, ' ').slice(0, 300)}`)
    }
  }
  return faults
}

/** The same statement with the same values has the same plan. */
async function planFaultsOf(asked: Asked): Promise<string[]> {
  const key = JSON.stringify([asked.text, asked.values])
  const known = explained.get(key) ?? (await explainer.faults(asked))
  explained.set(key, known)
  return known
}

/** The least that an operation asks for; and that with each optional value for which there is a sample. */
function inputsOf(operation: Operation): Record<string, unknown>[] {
  const fields = Object.entries((operation.input as unknown as { shape: Record<string, Field> }).shape)
  const isOptional = ([, field]: [string, Field]) => field.safeParse(undefined).success
  const needed = fields.filter((field) => !isOptional(field)).map(([name]) => [name, asking.samples[name]?.[0]])
  const least = Object.fromEntries(needed) as Record<string, unknown>
  const more = fields.flatMap(([name]) =>
    (asking.samples[name] ?? []).filter((value) => value !== least[name]).map((value) => [name, value]),
  )
  return [least, ...more.map(([name, value]) => ({ ...least, [String(name)]: value }))]
}
interface Field {
  safeParse(value: unknown): { success: boolean }
}

/** People of every kind, and things that they have to do with. */
async function whoAndWhat({ sql, as, asCommand, asJob, hayashi, ito, kato }: Town): Promise<Asking> {
  const [head] = await sql<{ id: number }>(`select staff_member_id as id from assignment
    where is_head and post_title = '課長' and valid_to is null and staff_member_id > 12 order by 1 limit 1`)
  const [member] = await sql<{ id: number; section: string; application: number; session: number; course: number }>(
    `select m.staff_member_id as id, m.section_code as section, a.application_id as application,
       a.course_session_id as session, c.course_id as course
     from assignment h join section_period s on s.parent_code = h.section_code join assignment m on m.section_code = s.section_code
       join application a on a.staff_member_id = m.staff_member_id join course_session c on c.course_session_id = a.course_session_id
     where h.staff_member_id = $1 and h.valid_to is null and m.valid_to is null order by 1, 3 limit 1`,
    [head!.id],
  )
  for (const { id } of [head!, member!]) {
    const token = hashToken(`test-token-${id}`)
    await sql(
      `update session set token_hash = $1 where account_id = (select account_id from account where subject_id = $2)`,
      [token, id],
    )
  }
  await sql(`update session set expires_at = '2100-01-01'`)
  await sql(`insert into attendance_mark (application_id, day, half, mark, way, marked_at)
    select application_id, '2026-11-22', half, 'present', 'list', now() from application, unnest(array['am', 'pm']) as half`)
  for (let left = 1; left > 0; ) ({ left } = await asJob.ask(kpi.keepFigures, {}))
  await closesYear({ as }, 2025)
  const { itemId } = await as(hayashi).ask(items.saveItem, {
    item: {
      ...{ code: 'sec-01', kind: 'single', field: 'security', skill: null, level: 1, isSample: true },
      ...{ stem: '離席するときは?', explanation: '人に見せないため。' },
      body: { choices: ['そのままにする', '画面をロックする'], right: [2] },
    },
  })
  const { testId } = await as(hayashi).ask(attempts.saveTest, {
    test: {
      ...{ title: 'ICTの到達テスト', note: '', skill: 'ict-tools', minutes: 20, attempts: null, waitingDays: 0 },
      ...{ parts: [{ field: null, level: null, items: 1 }], marks: [{ level: 1, percent: 100 }] },
      ...{ openFrom: '2026-11-01', lastDay: null, sections: [], employmentCategories: [] },
    },
  })
  await as(hayashi).ask(attempts.publishTest, { testId })
  const { code } = await as(hayashi).ask(attempts.drawPaper, { testId })
  const [attempt] = await sql<{ id: number }>(
    `with taken as (insert into test_attempt (test_id, staff_member_id, source, seed, skill, marks, began_at, due_at, ended_at,
          ended_how, sat_on, items, items_right)
        select $1, e.staff_member_id, 'screen', 1, 'ict-tools', '[]', now(), now(), now(), 'submitted', current_date, 1, 0
        from employment e order by e.staff_member_id <> $2 returning test_attempt_id as id),
      answered as (insert into test_answer (test_attempt_id, place, item_version_id, shown_order, is_right)
        select id, 1, (select min(item_version_id) from item_version), '{2,1}', false from taken)
    select min(id) as id from taken`,
    [testId, member!.id],
  )
  // Some sit at a test at this moment.
  await sql(
    `insert into test_attempt (test_id, staff_member_id, source, seed, skill, marks, began_at, due_at, items)
      select $1, staff_member_id, 'screen', 1, 'ict-tools', '[]', now(), now() + interval '1 hour', 1 from employment
      where staff_member_id % 20 = 3`,
    [testId],
  )
  const { qualificationId } = await as(hayashi).ask(qualifications.saveQualification, {
    ...{ name: '表計算検定', issuer: '見本検定協会', validMonths: 24, levels: [{ skill: 'ict-tools', level: 2 }] },
  })
  const paper = Buffer.from('%PDF-1.4 << /Type /Catalog >> %%EOF').toString('base64')
  const { qualificationClaimId } = await as(member!.id).ask(qualifications.declareQualification, {
    ...{ qualificationId, acquiredOn: '2026-10-01', proof: { name: '合格証.pdf', base64: paper } },
  })
  const { courseId } = await as(hayashi).ask(training.saveCourse, {
    ...{ courseCode: 'ICT', title: 'ICT基礎', summary: '', skills: ['ict-tools'], hours: 3, provider: '人事課' },
  })
  const { courseSessionId } = await as(hayashi).ask(training.saveSession, { courseId, ...sessionOf(30) })
  const drafts = await sql<{ id: number }>(
    `with draft as (insert into schedule_draft (made_at) values (now()), (now()) returning schedule_draft_id as id),
      seat as (insert into schedule_seat select id, $1::bigint, $2::bigint from draft) select id from draft`,
    [member!.id, courseSessionId],
  )
  await sql(`insert into calendar_feed (staff_member_id, secret_hash, made_at)
    select distinct staff_member_id, sha256(staff_member_id::text::bytea), now() from employment`)
  const { address } = await as(member!.id).ask(training.renewCalendar, {})
  const secret = address.split('/').at(-1)!.replace('.ics', '')
  // Everybody who completed one of the courses in a year beside all who did not.
  const asksOf = {
    question: '問い',
    treatment: { kind: 'completion', courseCode: 'C1' },
    outcome: { kind: 'level', skill: 'ict' },
  }
  const asksHow = {
    from: '2024-06-01',
    to: '2026-06-01',
    months: 3,
    design: 'difference',
    covariates: [],
    comparison: 'never',
  }
  const [{ id: studyId } = { id: 0 }] = await sql<{ id: number }>(
    `insert into study (statement, digest, stated_on, salt) values ($1, 'd', '2026-10-01', 's') returning study_id as id`,
    [
      JSON.stringify({
        ...{ ...asksOf, ...asksHow, arrow: null, sections: [], employmentCategories: [], every: 6 },
        ...{ expected: '+', leastDifference: 0.5 },
      }),
    ],
  )
  await asCommand.ask(evidence.runStudy, { studyId })
  // One department's round is little, and would rightly be read whole: the planner is told nothing of it, whenever autovacuum comes by.
  await sql('alter table round_spell set (autovacuum_enabled = false)')
  const { roundId } = await as(hayashi).ask(training.beginRound, {
    ...{ name: '回', who: { sections: ['D1'] }, waves: [{ dueOn: '2027-03-01' }], courseIds: [courseId] },
  })
  // One round is closed, with the number of the other kind of round; another one is open.
  await openedRound({ asCommand }, { attributes: ['section'], level: '部', team: [hayashi] })
  await asCommand.ask(surveys.closeSurveyRound, { roundId, reason: '見本' })
  await sql(
    `insert into survey_tally select $1, cell, 'item-' || item, value::text, 5 from generate_series(1, 100) cell,
      generate_series(1, 40) item, generate_series(1, 5) value`,
    [roundId],
  )
  await sql(
    `insert into survey_text select $1, item, 'ことば' || n from unnest(array['words'] || array(select 'item-' || i from generate_series(1, 20) i)) item,
      generate_series(1, 1000) n`,
    [roundId],
  )
  await sql('analyze survey_tally, survey_text')
  await asCommand.ask(surveys.loadSurvey, { text: surveyText.replace('id: ease', 'id: pulse') })
  await asCommand.ask(surveys.openSurveyRound, { ...opening, survey: 'pulse' })
  const named = await openedRound({ asCommand }, { survey: 'names', kind: 'named', team: [hayashi] })
  await sql(
    `insert into survey_named_answer select survey_round_id, staff_member_id, '{"pride": 4}', now() from survey_receiver
      where survey_round_id = $1`,
    [named],
  )
  await sql('analyze survey_named_answer')
  await asCommand.ask(surveys.closeSurveyRound, { roundId: named, reason: '見本' })
  const { workingDraftId } = await asCommand.ask(workingDrafts.beginWorkingDraft, { title: '改定' })
  return {
    askers: {
      staff: as(member!.id),
      sectionHead: as(head!.id),
      hr: as(hayashi),
      it: as(ito),
      executive: as(kato),
      command: asCommand,
    },
    samples: {
      policyEditionId: [1],
      workingDraftId: [workingDraftId],
      staffMemberId: [member!.id],
      otherId: [head!.id],
      sectionCode: [member!.section],
      validFrom: ['2005-04-01'],
      applicationId: [member!.application],
      courseSessionId: [member!.session],
      courseId: [member!.course],
      courseCode: ['ICT'],
      searchKey: ['0'.repeat(32)],
      kpiId: ['kpi-ict-floor'],
      studyId: [studyId],
      fromNode: ['ict-training-held'],
      toNode: ['ict-floor'],
      fiscalYear: [2025],
      staffNumbers: [['20000013']],
      asOf: ['2026-03-31'],
      within: ['D1', 'D1V1'],
      q: ['青木', 'あき', '20000', '研修1'],
      skill: ['ict'],
      page: [2],
      after: [member!.id],
      from: ['2026-04-01'],
      to: ['2027-04-01'],
      operation: ['people.grantRole'],
      scheduleDraftId: [drafts[0]!.id],
      scheduleDraftIds: [drafts.map(({ id }) => id)],
      roundId: [roundId, named],
      wave: [1],
      itemId: [itemId],
      testId: [testId],
      testAttemptId: [attempt!.id],
      code: [code],
      window: ['window-1'],
      day: ['2026-11-22'],
      half: ['am'],
      secret: [secret],
      seed: [7],
      qualificationClaimId: [qualificationClaimId],
      state: ['nothing', 'decided', 'retired'],
      format: ['csv', 'qti'],
      kind: ['sheet'],
      by: ['grade', 'employmentCategory', 'section'],
      item: ['pride'],
      standing: ['below', 'on_leave', 'ending'],
      list: ['received', 'written', 'section', 'town', 'team'],
      grade: ['5級職'],
      employmentCategory: ['会計年度任用'],
    },
  }
}
