import { expect, test } from 'vitest'
import { announcing } from '#rooms/people/announcing/contract.ts'
import { afterLooking } from '#testing/seen.ts'
import { inTown, type Town } from '#testing/town.ts'
import { mvv } from './contract.ts'

const window = {
  purpose: '迷わせない窓口で、人生の節目の届出を支える',
  answers: 'どこへ行けばよいかわからない不安',
  offers: '来庁・郵送・オンラインから選べる届出',
  duties: ['転入と転出の届出を受ける', '証明書を交付する'],
  contributesTo: ['purpose-felt', 'ict-floor'],
}

test(
  'mission and vision stand in the words of the policy with their source; the heading that nobody knows is not made up (INV-D3)',
  inTown(async ({ as, sato }) => {
    const shown = await as(sato).ask(mvv.showMvv, {})
    expect(shown.statements?.[0]).toEqual({
      ...{ kind: 'mission', label: null },
      heading: '区民のウェルビーイング向上のために',
      text: '一人ひとりが多様な生き方を選び、自由に未来を描くことができる品川区を創造します。',
      source: '品川区人材育成・確保基本方針',
      isSample: false,
    })
    expect(shown.statements?.slice(1).map(({ kind, heading }) => [kind, heading])).toEqual([
      ['vision', '誰もが生きがいを感じ、自分らしく暮らしていけるしながわ'],
      ['value', null],
      ['commitment', null],
    ])
    expect(shown.desiredStaffProfile?.map(({ name }) => name)).toContain('攻めと守りのバランス')
    expect(shown.desiredStaffProfile?.[0]).toMatchObject({ isSample: false, skillsAreSample: true })
    await expect(as(sato).ask(mvv.showMvv, { asOf: '2020-01-01' })).rejects.toThrow('no_policy')
  }),
)

test(
  'a unit that has stated nothing stands under the nearest purpose above it, and is told whose it is',
  inTown(async ({ as, tanaka, sato, on }) => {
    const unit = { sectionCode: '101010' }
    expect((await as(sato).ask(mvv.showSectionPurpose, unit)).purpose).toBeNull()
    await afterLooking(as(tanaka), mvv.stateSectionPurpose, { sectionCode: '1010', ...window })
    const inherited = await as(sato).ask(mvv.showSectionPurpose, unit)
    expect(inherited.section).toEqual({ sectionCode: '101010', name: '窓口係' })
    expect(inherited.purpose).toEqual({
      ...window,
      statedFor: { sectionCode: '1010', name: '戸籍住民課' },
      version: expect.any(String),
      isSample: false,
      validFrom: '2026-11-22',
    })
    await afterLooking(as(tanaka), mvv.stateSectionPurpose, {
      ...unit,
      ...window,
      purpose: '待たせない',
      validFrom: '2026-12-01',
    })
    expect((await as(sato).ask(mvv.showSectionPurpose, unit)).purpose?.statedFor.name).toBe('戸籍住民課')
    on('2026-12-01')
    expect((await as(sato).ask(mvv.showSectionPurpose, unit)).purpose?.purpose).toBe('待たせない')
    const yesterday = await as(sato).ask(mvv.showSectionPurpose, { ...unit, asOf: '2026-11-30' })
    expect(yesterday.purpose?.purpose).toBe(window.purpose)
  }),
)

test(
  'the head of the day states the purpose, HR may too, and nobody else (INV-O4, S2)',
  inTown(async ({ as, sql, tanaka, kato, hayashi, sato, mori, inoue, ito }) => {
    const state = { sectionCode: '1010', ...window }
    for (const other of [sato, mori, inoue, ito, kato]) {
      await expect(afterLooking(as(other), mvv.stateSectionPurpose, state)).rejects.toThrow('forbidden')
    }
    await afterLooking(as(hayashi), mvv.stateSectionPurpose, state)
    await afterLooking(as(tanaka), mvv.stateSectionPurpose, state)
    expect((await as(tanaka).ask(mvv.showSectionPurpose, { sectionCode: '101010' })).mayState).toBe(true)
    expect((await as(sato).ask(mvv.showSectionPurpose, { sectionCode: '101010' })).mayState).toBe(false)
    await sql(
      `insert into leave_of_absence (staff_member_id, kind, valid_from) values ($1, '病気休暇', '2026-11-20')`,
      [tanaka],
    )
    await expect(afterLooking(as(tanaka), mvv.stateSectionPurpose, state)).rejects.toThrow('forbidden')
    await afterLooking(as(kato), mvv.stateSectionPurpose, state)
  }),
)

test(
  'a section, an outcome or a day that is not there is refused and nothing is stored',
  inTown(async ({ as, sql, hayashi }) => {
    const state = (change: object) =>
      afterLooking(as(hayashi), mvv.stateSectionPurpose, { sectionCode: '1010', ...window, ...change })
    const nowhere = { sectionCode: '9999', ...window }
    await expect(as(hayashi).ask(mvv.stateSectionPurpose, nowhere)).rejects.toThrow('no_such_section')
    await expect(state({ contributesTo: ['pride'] })).rejects.toThrow('unknown_outcome')
    await expect(state({ validFrom: '2026-11-21' })).rejects.toThrow('in_the_past')
    await expect(as(hayashi).ask(mvv.showSectionPurpose, { sectionCode: '9999' })).rejects.toThrow('no_such_section')
    expect(await sql('select 1 from section_purpose')).toEqual([])
  }),
)

test(
  'many purposes come in all or none, and coming again changes nothing (INV-D5)',
  inTown(async ({ as, asCommand, sql, hayashi, sato, gate }) => {
    const row = (sectionCode: string) => ({ sectionCode, validFrom: '2020-04-01', ...window })
    const rows = [row('10'), row('1010'), row('2010')]
    await expect(as(sato).ask(mvv.stateSectionPurposes, { rows })).rejects.toThrow('forbidden')
    const faulty = as(hayashi).ask(mvv.stateSectionPurposes, {
      rows: [...rows, row('7777'), { ...row('20'), contributesTo: ['nothing'] }],
    })
    await expect(faulty).rejects.toMatchObject({
      code: 'faulty_rows',
      fields: [{ path: 'rows[3].sectionCode' }, { path: 'rows[4].contributesTo' }],
    })
    expect(await sql('select 1 from section_purpose')).toEqual([])
    expect(await as(hayashi).ask(mvv.stateSectionPurposes, { rows })).toEqual({ stated: 3, unchanged: 0 })
    const otherwise = (change: object) =>
      asCommand.ask(mvv.stateSectionPurposes, { rows: [...rows, { ...row('2010'), purpose: '別の目的', ...change }] })
    // Whoever has not seen what stands is told both, and nothing is changed.
    await expect(otherwise({})).rejects.toMatchObject({
      code: 'faulty_rows',
      fields: [{ path: 'rows[3].seen', reason: expect.stringMatching(new RegExp(`${window.purpose}.*別の目的`)) }],
    })
    const { purpose } = await as(hayashi).ask(mvv.showSectionPurpose, { sectionCode: '2010' })
    expect(await otherwise({ seen: purpose!.version })).toEqual({ stated: 1, unchanged: 3 })
    await expect(as(hayashi).ask(mvv.stateSectionPurposes, { rows, isSample: true })).rejects.toThrow(
      'sample_not_allowed',
    )
    await expect(asCommand.ask(mvv.stateSectionPurposes, { rows, isSample: true })).rejects.toThrow(
      'sample_not_allowed',
    )
    const maker = { kind: 'command' as const, accountId: null, subjectId: null, roles: [], name: 'sample' }
    const invented = { rows: [row('2020')], isSample: true }
    expect(await gate.ask(mvv.stateSectionPurposes, invented, { actor: maker })).toEqual({ stated: 1, unchanged: 0 })
    const shown = await as(sato).ask(mvv.showSectionPurpose, { sectionCode: '2020' })
    expect(shown.purpose?.isSample).toBe(true)
  }),
)

test(
  'a duty in one’s own words is for oneself and one’s head, and ends with the posting in which it was said (INV-S1)',
  inTown(async (town) => {
    const { as, on, sql, sato, tanaka, kato, hayashi, ueda, ito, suzuki } = town
    await afterLooking(as(tanaka), mvv.stateSectionPurpose, { sectionCode: '1010', ...window })
    expect(await as(sato).ask(mvv.showDuty, { staffMemberId: sato })).toEqual({
      asOf: '2026-11-22',
      section: { sectionCode: '101010', name: '窓口係' },
      duty: null,
      statedFrom: null,
      version: null,
      agreedOn: null,
      earlier: [],
      agreedBefore: null,
      proposal: null,
      proposals: [],
      sectionDuties: window.duties,
    })
    await as(sato).ask(mvv.stateDuty, { duty: '転入した人が迷わず暮らし始められるようにする' })
    const seen = await as(tanaka).ask(mvv.showDuty, { staffMemberId: sato })
    expect(seen).toMatchObject({ duty: '転入した人が迷わず暮らし始められるようにする', statedFrom: '2026-11-22' })
    for (const other of [kato, hayashi, ueda, ito, suzuki]) {
      await expect(as(other).ask(mvv.showDuty, { staffMemberId: sato })).rejects.toThrow('forbidden')
    }
    await expect(town.asGuest.ask(mvv.stateDuty, { duty: 'x' })).rejects.toThrow('sign_in_needed')
    await move(town, sql, '2020', '2027-04-01')
    on('2027-04-01')
    const moved = await as(sato).ask(mvv.showDuty, { staffMemberId: sato })
    expect(moved).toMatchObject({ section: { name: '情報推進課' }, duty: null })
    const before = await as(sato).ask(mvv.showDuty, { staffMemberId: sato, asOf: '2027-03-31' })
    expect(before.duty).toBe('転入した人が迷わず暮らし始められるようにする')
  }),
)

async function move({ sato }: Town, sql: Town['sql'], sectionCode: string, day: string) {
  await sql(`update assignment set valid_to = $2 where staff_member_id = $1`, [sato, day])
  await sql(
    `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
     values ($1, '00000004', $2, '2級職', '主任', 'primary', false, $3)`,
    [sato, sectionCode, day],
  )
}

test(
  'whoever has no post of today has no section to state a duty in',
  inTown(async ({ as, sato, sql }) => {
    await sql(`update assignment set valid_to = '2026-11-22' where staff_member_id = $1`, [sato])
    await expect(as(sato).ask(mvv.stateDuty, { duty: '転入の案内' })).rejects.toThrow('no_section')
  }),
)

test(
  'whoever will be head by then states the purpose from that day on, once it is announced; of another day, or another section, they may not',
  inTown(async ({ as, sql, mori, hayashi }) => {
    await sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
        values ($1::bigint, lpad($1::text, 8, '0'), '2020', '3級職', '課長', 'acting', true, '2027-04-01')`,
      [mori],
    )
    await sql(
      `update assignment set valid_to = '2027-04-01' where section_code = '2020' and is_head and kind = 'primary'`,
    )
    const state = (validFrom: string, sectionCode = '2020') =>
      afterLooking(as(mori), mvv.stateSectionPurpose, { ...window, sectionCode, validFrom })
    const offered = async (asOf: string) =>
      (await as(mori).ask(mvv.showSectionPurpose, { sectionCode: '2020', asOf })).mayState
    // Not announced yet: to try tells nothing of what is to come (INV-O5).
    await expect(state('2027-04-01')).rejects.toThrow('forbidden')
    expect(await offered('2027-04-01')).toBe(false)
    const { version: seen } = (await as(hayashi).ask(announcing.showAnnouncements, {})).coming[0]!
    await as(hayashi).ask(announcing.announceOn, { takesEffectOn: '2027-04-01', announcedOn: '2026-11-22', seen })
    expect([await offered('2027-03-31'), await offered('2027-04-01')]).toEqual([false, true])
    await expect(state('2027-03-31')).rejects.toThrow('forbidden')
    await expect(state('2027-04-01', '2010')).rejects.toThrow('forbidden')
    expect((await state('2027-04-01')).purpose).toMatchObject({ validFrom: '2027-04-01', purpose: window.purpose })
    expect((await as(mori).ask(mvv.showSectionPurpose, { sectionCode: '2020' })).purpose).toBeNull()
  }),
)
