import { expect, test } from 'vitest'
import { inTown, staffNumberOf } from '#testing/town.ts'
import { training } from '../contract.ts'

const week = (people: number) => [...Array(10).fill(people), 0, 0, 0, 0]
const usual = { sectionCode: '101010', kind: 'usual' as const, validFrom: '2026-12-01', week: week(2) }

test(
  'the head keeps what a counter needs: usually, in a season, on one day; it is dropped, taken back, and corrected with a reason',
  inTown(async (town) => {
    const { as, on, sql, tanaka, hayashi } = town
    const show = (asOf?: string) =>
      as(tanaka).ask(training.showMinimumStaffing, { sectionCode: '101010', ...(asOf ? { asOf } : {}) })
    expect(await show()).toMatchObject({
      headcount: 4,
      rows: [],
      may: ['stateMinimum', 'addAbsence', 'importAbsences'],
    })
    const { version } = await as(tanaka).ask(training.stateMinimum, usual)
    const season = await as(tanaka).ask(training.stateMinimum, {
      ...{
        ...usual,
        kind: 'season',
        validFrom: '2027-03-15',
        lastDay: '2027-04-10',
        week: week(9),
        note: '転入の時期',
      },
    })
    expect(season).toMatchObject({ headcount: 4, aboveHeadcount: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] })
    const closed = { ...usual, kind: 'day' as const, validFrom: '2027-03-17', week: week(0) }
    const { minimumStaffingId } = await as(tanaka).ask(training.stateMinimum, closed)
    expect((await show()).rows.map(({ kind, validFrom, validTo }) => [kind, validFrom, validTo])).toEqual([
      ...[
        ['usual', '2026-12-01', null],
        ['season', '2027-03-15', '2027-04-11'],
        ['day', '2027-03-17', '2027-03-18'],
      ],
    ])
    // HR changes it from what was seen, and only from that.
    const change = { ...usual, week: week(3) }
    await expect(as(hayashi).ask(training.stateMinimum, change)).rejects.toThrow('changed_meanwhile')
    const changed = await as(hayashi).ask(training.stateMinimum, { ...change, seen: version })
    expect((await show()).rows[0]?.week[0]).toBe(3)
    await as(hayashi).ask(training.takeBackMinimum, { minimumStaffingId: changed.minimumStaffingId })
    expect((await show()).rows[0]?.week[0]).toBe(2)
    await as(tanaka).ask(training.endMinimum, { minimumStaffingId })
    await expect(as(tanaka).ask(training.endMinimum, { minimumStaffingId })).rejects.toThrow('minimum_past')
    await as(tanaka).ask(training.takeBackMinimum, { minimumStaffingId })
    expect((await show()).rows).toHaveLength(3)
    await expect(as(hayashi).ask(training.takeBackMinimum, { minimumStaffingId })).rejects.toThrow('acted_on_meanwhile')
    on('2028-03-01')
    expect((await show()).pastSeasons).toMatchObject([{ validFrom: '2027-03-15', note: '転入の時期' }])
    const wrong = { ...usual, validFrom: '2027-06-01', week: week(1) }
    await expect(as(tanaka).ask(training.stateMinimum, wrong)).rejects.toThrow('reason_needed')
    await as(tanaka).ask(training.stateMinimum, { ...wrong, reason: '窓口を一つ減らしていた' })
    const corrections = await sql(`select thing, concerns_from, reason from correction`)
    expect(corrections).toEqual([
      { thing: 'training.minimum', concerns_from: '2027-06-01', reason: '窓口を一つ減らしていた' },
    ])
    expect((await show()).rows.find(({ kind }) => kind === 'usual')?.week[0]).toBe(1)
  }),
)

test(
  'what cannot be is refused by name',
  inTown(async ({ as, tanaka, hayashi }) => {
    const state = (more: object) => as(tanaka).ask(training.stateMinimum, { ...usual, ...more })
    await expect(as(hayashi).ask(training.stateMinimum, { ...usual, sectionCode: '9' })).rejects.toThrow(
      'no_such_section',
    )
    await expect(as(hayashi).ask(training.showMinimumStaffing, { sectionCode: '9' })).rejects.toThrow('no_such_section')
    await expect(state({ kind: 'season' })).rejects.toThrow('season_needs_end')
    await expect(state({ kind: 'season', lastDay: '2026-11-30' })).rejects.toThrow('ends_before_start')
    await expect(state({ needs: [{ skill: 'magic', level: 1, people: 1 }] })).rejects.toThrow('no_such_skill')
    await expect(state({ week: [1, 2] })).rejects.toThrow('invalid_input')
    const correction = { validFrom: '2026-06-01', reason: '入れ忘れ' }
    await state(correction)
    const { rows } = await as(tanaka).ask(training.showMinimumStaffing, { sectionCode: '101010' })
    await expect(state({ ...correction, seen: rows[0]!.version })).rejects.toThrow('nothing_to_correct')
  }),
)

test(
  'each head sees the sections that they lead, HR every one, a page at a time',
  inTown(async ({ as, tanaka, sato, hayashi }) => {
    await as(tanaka).ask(training.stateMinimum, usual)
    const of = (who: number, more: object = {}) => as(who).ask(training.listStaffedSections, more)
    expect((await of(tanaka)).sections).toEqual([
      { sectionCode: '1010', name: '戸籍住民課', headcount: 1, hasMinimum: false, isMine: true },
      { sectionCode: '101010', name: '窓口係', headcount: 4, hasMinimum: true, isMine: true },
    ])
    expect(await of(sato)).toEqual({ total: 0, next: null, sections: [] })
    const first = await of(hayashi, { pageSize: 4 })
    expect([first.total, first.next, first.sections.length]).toEqual([6, '20', 4])
    const rest = (await of(hayashi, { after: first.next! })).sections
    expect(rest.map(({ sectionCode }) => sectionCode)).toEqual(['2010', '2020'])
  }),
)

test(
  'annual leave, part-time and turns are entered by the head, one by one or by a file, all or none; sent again nothing is added (INV-D5)',
  inTown(async ({ as, tanaka, hayashi, sato, ueda, sql }) => {
    const monday = `11${'0'.repeat(12)}`
    const leave = {
      staffMemberId: sato,
      kind: 'annualLeave' as const,
      from: '2027-01-18',
      lastDay: '2027-01-18',
      week: monday,
    }
    const { shortAbsenceId } = await as(tanaka).ask(training.addAbsence, leave)
    await expect(as(tanaka).ask(training.addAbsence, leave)).rejects.toThrow('absence_known')
    await expect(as(tanaka).ask(training.addAbsence, { ...leave, lastDay: '2027-01-17' })).rejects.toThrow(
      'ends_before_start',
    )
    await as(tanaka).ask(training.endAbsence, { shortAbsenceId })
    await expect(as(tanaka).ask(training.endAbsence, { shortAbsenceId })).rejects.toThrow('absence_ended')
    await as(tanaka).ask(training.takeBackAbsence, { shortAbsenceId })
    await expect(as(hayashi).ask(training.takeBackAbsence, { shortAbsenceId })).rejects.toThrow('acted_on_meanwhile')
    const load = (text: string, who = tanaka, dryRun = false) => {
      const file = { name: '休暇.csv', base64: Buffer.from(text).toString('base64') }
      return as(who).ask(training.importAbsences, { file, dryRun })
    }
    const head = '職員番号,種別,開始日,終了日,曜日,時間帯'
    const good = `${head}\n${staffNumberOf('sato')},年休,R9.1.18,令和9年1月18日,月,終日\n${staffNumberOf('ueda')},短時間勤務,2027/1/4,,火・木,午後\n`
    expect(await load(good, tanaka, true)).toMatchObject({ applied: false, added: 1, unchanged: 1, problemCount: 0 })
    expect(await load(good)).toMatchObject({ applied: true, added: 1, unchanged: 1 })
    expect(await load(good)).toMatchObject({ applied: true, added: 0, unchanged: 2 })
    const bad = `${head}\n${staffNumberOf('ito')},年休,2027/1/18,,,\n${staffNumberOf('sato')},旅行,2027/1/18,,,\n${staffNumberOf('sato')},年休,2027/1/18,2027/1/17,,\n${staffNumberOf('sato')},年休,2027/1/18,,平日,\n`
    const report = await load(bad)
    expect(report).toMatchObject({ applied: false, added: 0, problemCount: 4 })
    expect(report.problems.map(({ line, column }) => [line, column])).toEqual([
      ...[
        [3, '種別'],
        [2, '職員番号'],
        [4, '終了日'],
        [5, '曜日'],
      ],
    ])
    const { total, absences } = await as(tanaka).ask(training.listAbsences, { sectionCode: '101010' })
    expect(total).toBe(2)
    expect(absences).toMatchObject([
      { person: { staffMemberId: ueda }, kind: 'partTime', validTo: null, week: '00010001000000' },
      { person: { staffMemberId: sato }, validTo: '2027-01-19', mayTakeBack: true },
    ])
    // HR enters those of everybody; whoever they are of has them in what is held about them.
    expect(await load(`${head}\n${staffNumberOf('ito')},年休,2027/1/18,,,\n`, hayashi)).toMatchObject({ added: 1 })
    expect(await sql(`select 1 from short_absence where ended_at is null`)).toHaveLength(3)
  }),
)
