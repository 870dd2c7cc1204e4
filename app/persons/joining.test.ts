/** Two numbers that are one person become one, with all that was recorded of them (INV-O6, T2, F4, S4; decisions/0046). */
import { expect, test } from 'vitest'
import { disclosure } from '#app/disclosure/contract.ts'
import { search } from '#app/search/contract.ts'
import { auth } from '#platform/auth/contract.ts'
import { notices } from '#platform/notices/contract.ts'
import { declaredData, isNobodys } from '#platform/privacy/data.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { importing } from '#rooms/people/import/contract.ts'
import { journal } from '#rooms/people/journal/contract.ts'
import { records } from '#rooms/people/records/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { inTown, type Town } from '#testing/town.ts'
import { approved, dataCourse, ordered, recountSeats } from '#testing/training.ts'
import { fillEveryTable, importTwin, TWIN, twinsFiles } from '#testing/twin.ts'
import { csv } from '#testing/upload.ts'
import { persons } from './contract.ts'

const said = (work: Promise<unknown>) => work.then(() => 'done').catch(({ code }: { code: string }) => code)
const because = '番号の書き方だけが違いました'

/** Asked by 林, agreed to by 井上. */
async function join({ as, sato, hayashi, inoue }: Town): Promise<void> {
  await as(hayashi).ask(persons.askToJoin, { staffMemberId: sato, otherId: TWIN, reason: because })
  const { joins } = await as(inoue).ask(persons.listJoins, {})
  await as(inoue).ask(persons.agreeToJoin, { personJoinId: joins[0]!.personJoinId })
}

/** Every column of people that the tables declare, with how many rows name this person by it. */
async function naming({ sql }: Town, id: number): Promise<Record<string, number>> {
  const columns = [...declaredData()].flatMap(([table, data]) =>
    isNobodys(data) || data.withoutReference
      ? []
      : Object.values(data.persons).flatMap((path) => ('column' in path ? [[table, path.column] as const] : [])),
  )
  const counts = await Promise.all(
    columns.map(async ([table, column]) => {
      const [row] = await sql<{ n: number }>(`select count(*)::int as n from ${table} where ${column} = $1`, [id])
      return [`${table}.${column}`, row!.n] as const
    }),
  )
  return Object.fromEntries(counts)
}

/** Rows in whose words the number stands, whatever the column. */
async function speakingOf({ sql }: Town, id: number): Promise<string[]> {
  const tables = await sql<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'`,
  )
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await sql<{ n: number }>(`select count(*)::int as n from ${name} t where to_jsonb(t)::text ~ $1`, [
        `\\m${id}\\M`,
      ])
      return row!.n > 0 ? [name] : []
    }),
  )
  return found.flat().sort()
}

test(
  'after two are joined no row of any table names the second but the journal and the join; of what a person has once the right one stays',
  inTown(async (town) => {
    const { sql, sato } = town
    await importTwin(town)
    await fillEveryTable(town)
    // A table that names people and has no row of the twin here would be forgotten by this test: give it one in testing/twin.ts.
    expect(Object.entries(await naming(town, TWIN)).filter(([, n]) => n === 0)).toEqual([])
    await join(town)
    expect(Object.entries(await naming(town, TWIN)).filter(([, n]) => n > 0)).toEqual([])
    // Beside them: that figures have to be counted anew, until they are.
    expect(await speakingOf(town, TWIN)).toEqual(['figure_change', 'journal_line', 'person_join'])
    const one = async (text: string) => (await sql(text, [sato]))[0]
    expect([
      await one(`select name from coming_name where staff_member_id = $1`),
      await one(`select held_until::text as until from former_name where staff_member_id = $1 and name = '原 春香'`),
      await one(`select name from former_name where staff_member_id = $1 and name = '佐藤 春香'`),
      await one(`select is_same from import_answer where staff_member_id = $1 and staff_number = '99'`),
      await one(`select count(*)::int as n from notice where receiver = $1 and kind = 'k'`),
      await one(`select array_agg(way order by message_id) as ways from mail where receiver = $1`),
      await one(`select way from notice_choice where staff_member_id = $1`),
      await one(`select quiet_from::text as "from" from notice_hours where staff_member_id = $1`),
      await one(
        `select array_agg(state order by declared_at) as states from qualification_claim where staff_member_id = $1`,
      ),
      await one(`select array_agg(test_attempt_id order by 1) as ids from test_attempt where staff_member_id = $1`),
      await one(`select count(*)::int as n from round_spell where staff_member_id = $1`),
      await one(`select count(*)::int as n from schedule_seat where staff_member_id = $1`),
      await one(
        `select array_agg(reason order by reason) filter (where ended_at is null) as open from schedule_objection where made_by = $1`,
      ),
      await one(
        `select jsonb_object_agg(skill, level) as levels from skill_standing where staff_member_id = $1 and kind in ('test', 'self')`,
      ),
      await one(
        `select array_agg(stands_for order by staff_number) as numbers from former_number where staff_member_id = $1`,
      ),
      await one(`select owner, recorded_by as by from review_decision where owner = $1`),
      await one(`select count(*)::int as n from cover_arrangement where substitute = $1 and replaced_at is null`),
    ]).toEqual([
      { name: '田辺 春香' },
      { until: '2021-04-01' },
      { name: '佐藤 春香' },
      { is_same: true },
      { n: 1 },
      { ways: ['digest', 'atOnce'] },
      { way: 'digest' },
      { from: '20:00:00' },
      { states: ['withdrawn', 'waiting'] },
      { ids: [901, 902] },
      { n: 1 },
      { n: 1 },
      { open: ['b'] },
      // Each the later one; what was withdrawn is not looked at.
      { levels: { 'data-use': 4, dialogue: 3 } },
      { numbers: ['00000004', '00000004'] },
      { owner: sato, by: sato },
      { n: 0 },
    ])
    // Nothing is lost: what went because it stood there twice is kept with the join, with what hung on it.
    const [kept] = await sql<{ tables: string[]; answers: number }>(
      `select array_agg(key order by key) as tables, max(jsonb_array_length(set_aside -> 'test_answer')) as answers
        from person_join, jsonb_object_keys(set_aside) key where answer = 'joined' and second_id = $1`,
      [TWIN],
    )
    expect(kept).toEqual({
      answers: 2,
      tables: [
        ...['assignment', 'calendar_feed', 'coming_name', 'employment', 'former_name', 'import_answer'],
        ...['leave_of_absence', 'notice', 'notice_choice', 'notice_hours', 'numbers', 'round_spell', 'schedule_seat'],
        'schedule_session_seat',
        ...[
          'staff_member',
          'survey_named_answer',
          'survey_receiver',
          'survey_sheet_hand',
          'survey_team',
          'test_answer',
          'test_attempt',
          'thank_you_report',
          'wish_said',
          'wish_unmet',
        ],
      ],
    })
    const [year] = await sql<{ id: number }>('select closed_by as id from review where fiscal_year = 2019')
    expect(year!.id).toBe(sato)
    await expect(sql(`update review set closed_by = 1 where fiscal_year = 2019`)).rejects.toThrow('INV-F4')
  }),
)

test(
  'HR sees what would move and what has to be corrected first, gives the reason, and somebody else agrees; nobody joins themselves',
  inTown(async (town) => {
    const { as, sql, sato, ueda, hayashi, inoue, tanaka } = town
    await importTwin(town)
    const ask = (staffMemberId: number, otherId: number, who = hayashi) =>
      said(as(who).ask(persons.askToJoin, { staffMemberId, otherId, reason: because }))
    const preview = (staffMemberId = sato, otherId = TWIN, who = hayashi) =>
      as(who).ask(persons.previewJoin, { staffMemberId, otherId })
    for (const who of [tanaka, town.kato, town.ito, sato]) {
      expect([await said(preview(sato, TWIN, who)), await ask(sato, TWIN, who)]).toEqual(['forbidden', 'forbidden'])
    }
    const fallIll = () =>
      sql(
        `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to)
          values ($1, '病気休暇', '2024-04-01', '2024-06-01'), ($2, '病気休暇', '2024-05-01', '2024-06-01')`,
        [sato, TWIN],
      )
    const recover = () => sql('delete from leave_of_absence where staff_member_id = $1', [TWIN])
    await fallIll()
    expect(await preview()).toMatchObject({
      ...{ first: { staffNumbers: ['00000004'] }, second: { staffMemberId: TWIN, staffNumbers: ['4'] } },
      ...{ same: { spells: 1, posts: 1, leave: 0 }, since: '2015-04-01', hindrance: null, needsSecond: true },
      clashes: [{ kind: 'leave', second: { words: '病気休暇', validFrom: '2024-05-01', lastDay: '2024-05-31' } }],
      moves: [
        { what: 'employment', rows: 1 },
        { what: 'assignment', rows: 2 },
        { what: 'leave_of_absence', rows: 1 },
      ],
    })
    expect(await ask(sato, TWIN)).toBe('clashes_first')
    await recover()
    expect([await ask(sato, sato), await said(preview(sato, sato)), await ask(sato, 4242)]).toEqual([
      ...['same_person', 'same_person', 'no_such_staff_member'],
    ])
    expect(await said(preview(4242, sato))).toBe('no_such_staff_member')
    expect([await ask(hayashi, TWIN), (await preview(hayashi)).hindrance]).toEqual(['own_person', 'own_person'])
    expect([await ask(sato, TWIN), await ask(sato, TWIN), await ask(TWIN, ueda), (await preview()).hindrance]).toEqual([
      ...['done', 'already_waiting', 'already_waiting', 'already_waiting'],
    ])
    const listed = async (who: number) => (await as(who).ask(persons.listJoins, { staffMemberId: sato })).joins
    const [waiting] = await listed(hayashi)
    expect(waiting).toMatchObject({ state: 'waiting', reason: because, askedBy: '林 由佳', may: ['declineJoin'] })
    const { personJoinId } = waiting!
    const toldOfJoins = async (who: number) =>
      (await as(who).ask(notices.listMyNotices, {})).notices.filter((one) => one.kind === 'joinToAgree' && !one.isOver)
    const told = async () => Promise.all([hayashi, inoue, sato].map(async (who) => (await toldOfJoins(who)).length))
    // Whoever did not ask is told, and nobody of the two.
    expect([await told(), (await toldOfJoins(inoue))[0]]).toMatchObject([
      [0, 1, 0],
      {
        title:
          '佐藤 はるかさんと佐藤 春香さんの番号を同じ人としてまとめる申出が、もう一人の人事担当の確認を待っています',
        to: '/admin/records',
      },
    ])
    const answer = (who: number) => said(as(who).ask(persons.agreeToJoin, { personJoinId }))
    expect([await answer(hayashi), (await listed(inoue))[0]!.may]).toEqual([
      ...['second_person', ['agreeToJoin', 'declineJoin']],
    ])
    // What clashes since it was asked is in the way too; and whoever is one of the two agrees to nothing.
    await sql('delete from leave_of_absence where staff_member_id = $1', [sato])
    await fallIll()
    expect(await answer(inoue)).toBe('clashes_first')
    await recover()
    await sql(
      `insert into role_grant (account_id, role, valid_from) select account_id, 'hr', '2024-04-01' from account where subject_id = $1`,
      [sato],
    )
    expect(await answer(sato)).toBe('own_person')
    expect(await told()).toEqual([0, 1, 0])
    const decline = () => said(as(inoue).ask(persons.declineJoin, { personJoinId, reason: '別の人でした' }))
    expect([await decline(), await decline(), await answer(inoue)]).toEqual(['done', 'not_waiting', 'not_waiting'])
    expect(await listed(hayashi)).toMatchObject([{ state: 'declined', answerReason: '別の人でした', may: [] }])
    expect(await told()).toEqual([0, 0, 0])
    // Asked once more; of two who agree at one moment one joins them, the other finds it done.
    expect(await ask(sato, TWIN)).toBe('done')
    expect(await told()).toEqual([0, 1, 0])
    const [again] = await listed(inoue)
    const agree = () => said(as(inoue).ask(persons.agreeToJoin, { personJoinId: again!.personJoinId }))
    expect((await Promise.all([agree(), agree()])).toSorted()).toEqual(['done', 'not_waiting'])
    expect((await listed(inoue))[0]).toMatchObject({
      ...{ state: 'joined', answeredBy: '井上 誠', second: { name: '佐藤 春香', staffNumbers: ['4'] } },
    })
    expect(await told()).toEqual([0, 0, 0])
    expect(await said(preview())).toBe('no_such_staff_member')
    expect((await as(hayashi).ask(records.showRecord, { staffMemberId: sato })).corrections).toMatchObject([
      { thing: 'people.join', reason: because, by: '井上 誠', before: { staffNumbers: '4' }, mayRestore: false },
    ])
  }),
)

test(
  'where one person is enough for roles, one is enough here; the number is found and imported afterwards, without anybody being asked',
  inTown(async (town) => {
    const { as, asCommand, sql, sato, hayashi } = town
    await importTwin(town)
    // Who stands there twice is shown by the next import that speaks of either.
    expect((await as(hayashi).ask(importing.importWard, { ...twinsFiles, dryRun: true })).twins).toEqual([
      {
        first: { staffMemberId: sato, staffNumber: '00000004', name: '佐藤 はるか' },
        second: { staffMemberId: TWIN, staffNumber: '4', name: '佐藤 春香' },
      },
    ])
    await asCommand.ask(people.setRolePersons, { persons: 1, validFrom: '2026-11-22', reason: '三人の町' })
    expect(await as(hayashi).ask(persons.askToJoin, { staffMemberId: sato, otherId: TWIN, reason: because })).toEqual({
      joined: true,
    })
    const [found] = (await as(hayashi).ask(records.listRecords, { q: '佐藤 春香' })).people
    expect((await as(hayashi).ask(importing.importWard, { ...twinsFiles, dryRun: true })).twins).toEqual([])
    expect(found).toMatchObject({ staffMemberId: sato, name: '佐藤 はるか', staffNumbers: ['00000004', '4'] })
    const listed = await as(hayashi).ask(people.listStaff, { q: '春香' })
    expect(listed.staff.map(({ staffMemberId }) => staffMemberId)).toEqual([sato])
    // The second's file once more, and both numbers in one file: nobody is asked, nobody is added, nothing changes.
    const again = await as(hayashi).ask(importing.importWard, twinsFiles)
    expect(again).toMatchObject({ applied: true, alike: [], unanswered: 0, warningCount: 0 })
    const both = csv(
      '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日',
      '00000004,佐藤 はるか,サトウ ハルカ,常勤,事務,2015/4/1',
      '4,佐藤 はるか,サトウ ハルカ,常勤,事務,2015/4/1',
    )
    const sent = await as(hayashi).ask(importing.importWard, { staff: both })
    expect(sent).toMatchObject({ applied: true, warningCount: 1, warnings: [{ value: '4', line: 3 }] })
    expect([...again.files, ...sent.files].every(({ added }) => added === 0)).toBe(true)
    const [count] = await sql<{ n: number }>('select count(*)::int as n from staff_member')
    expect(count!.n).toBe(12)
    // A leaving that comes under the number that ended is theirs.
    const left = csv(
      '職員番号,氏名,氏名カナ,任用区分,職種,採用年月日,退職年月日',
      '4,佐藤 はるか,サトウ ハルカ,常勤,事務,2015/4/1,2027/3/31',
    )
    expect(await as(hayashi).ask(importing.importWard, { staff: left })).toMatchObject({ applied: true })
    expect(await sql(`select staff_number, left_on::text from employment where staff_member_id = $1`, [sato])).toEqual([
      { staff_number: '00000004', left_on: '2027-04-01' },
    ])
  }),
)

test(
  'the first’s account and roles stay, the second’s are closed; whoever looked at either, and what is held of both, is told to the one',
  inTown(async (town) => {
    const { as, sql, sato, hayashi, tanaka, ueda } = town
    await importTwin(town)
    await sql(
      `insert into role_grant (account_id, role, valid_from) select account_id, 'hr', '2026-04-01' from account where subject_id = $1`,
      [TWIN],
    )
    await as(tanaka).ask(skills.showSkills, { staffMemberId: TWIN })
    await as(TWIN).ask(skills.showSkills, { staffMemberId: ueda })
    await join(town)
    expect(await said(as(TWIN).ask(people.showMe, {}))).toBe('session_expired')
    expect((await as(sato).ask(people.showMe, {})).roles).toEqual(['staff'])
    const grants = (await as(hayashi).ask(people.listRoleGrants, {})).grants
    expect(grants.filter(({ staffMemberId }) => staffMemberId === sato)).toMatchObject([{ role: 'hr', state: 'over' }])
    expect(await sql(`select login_name from account_opening where login_name = '4'`)).toEqual([])
    const looked = (await as(sato).ask(journal.listLooksAtMe, {})).lines
    expect(looked.map(({ operation, byName }) => [operation, byName])).toContainEqual(['skills.showSkills', '田中 聡'])
    // Whoever looked as the second is told by the name of today.
    expect((await as(ueda).ask(journal.listLooksAtMe, {})).lines).toMatchObject([{ byName: '佐藤 はるか' }])
    const { tables } = await as(hayashi).ask(disclosure.exportPerson, { staffNumber: '4' })
    expect(tables.journal_line!.some(({ row }) => row.operation === 'skills.showSkills' && row.kind === 'read')).toBe(
      true,
    )
    expect(tables.person_join).toMatchObject([{ row: { second_id: TWIN, answer: 'joined' } }])
    expect(
      await as(hayashi)
        .ask(search.search, { q: '4' })
        .catch(() => null),
    ).toBeTruthy()
    expect(auth).toBeTruthy()
  }),
)

test(
  'of two applications for one session the further one stays and counts once; seats, figures and standings are what the records say',
  inTown(async (town) => {
    const { as, asJob, on, sql, sato, tanaka, hayashi, inoue } = town
    await importTwin(town)
    const keep = async () => {
      for (;;) if ((await asJob.ask(kpi.keepFigures, {})).left === 0) return
    }
    const { courseSessionId } = await dataCourse(town, 5)
    const both = [
      await ordered(town, sato, courseSessionId, tanaka),
      await ordered(town, TWIN, courseSessionId, tanaka),
    ]
    const later = await dataCourse(town, 1, { startsOn: '2027-03-01' })
    await approved(town, sato, later.courseSessionId, tanaka)
    const seat = await ordered(town, TWIN, later.courseSessionId, tanaka)
    const clash = await dataCourse(town, 5, { startsOn: '2027-03-01' })
    const other = await ordered(town, sato, clash.courseSessionId, tanaka)
    on('2027-01-20')
    const attendance = both.map((applicationId) => ({ applicationId, attendance: 'attended' as const }))
    await as(hayashi).ask(training.recordAttendance, { courseSessionId, attendance })
    const completion = both.map((applicationId) => ({ applicationId, completed: true }))
    await as(hayashi).ask(training.recordCompletion, { courseSessionId, completion })
    await keep()
    // Two seats at the same hours: one is given up first (INV-T5).
    expect((await as(hayashi).ask(persons.previewJoin, { staffMemberId: sato, otherId: TWIN })).clashes).toMatchObject([
      { kind: 'seat', second: { validFrom: '2027-03-01' } },
    ])
    await as(hayashi).ask(training.cancelApplication, { applicationId: other, reason: '重なりました' })
    await join(town)
    const states = await sql<{ id: number; state: string }>(
      `select application_id as id, state from application where staff_member_id = $1 and state not in ('cancelled') order by 1`,
      [sato],
    )
    expect(states).toEqual([
      { id: both[0], state: 'completed' },
      { id: seat, state: 'ordered' },
    ])
    expect(await recountSeats(town)).toEqual([{ wrong: 0 }])
    expect(
      await sql(`select sum(completed)::int as completed, sum(attended)::int as attended from course_year`),
    ).toEqual([{ completed: 1, attended: 1 }])
    await keep()
    for (let left = 1; left > 0; ) {
      const checked = await asJob.ask(kpi.checkFigures, {})
      expect(checked.wrong).toBeNull()
      left = checked.left
    }
    const standings = await sql(
      `select count(*)::int as wrong from skill_standing s where not exists (select from skill_evidence e
        where e.skill_evidence_id = s.skill_evidence_id and e.staff_member_id = s.staff_member_id and e.withdrawn_at is null)`,
    )
    expect(standings).toEqual([{ wrong: 0 }])
    expect((await as(inoue).ask(persons.listJoins, {})).joins).toHaveLength(1)
  }),
)
