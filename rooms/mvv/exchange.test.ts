import { expect, test } from 'vitest'
import { standing } from '#testing/notices.ts'
import { inTown, type Town } from '#testing/town.ts'
import { mvv } from './contract.ts'

const between = ({ as, on, sql, sato, tanaka }: Town) => {
  const shown = () => as(sato).ask(mvv.showDuty, { staffMemberId: sato })
  const seen = async () => {
    const { version } = await shown()
    return version === null ? {} : { seen: version }
  }
  return {
    shown,
    says: async (duty: string) => await as(sato).ask(mvv.stateDuty, { duty, ...(await seen()) }),
    proposes: async (duty: string, head = tanaka) =>
      await as(head).ask(mvv.proposeDuty, { staffMemberId: sato, duty, ...(await seen()) }),
    withdraws: async (head = tanaka) =>
      await as(head).ask(mvv.withdrawProposal, { staffMemberId: sato, seen: (await shown()).version ?? '' }),
    /** 佐藤 works in another section from 1 December on, which is today then. */
    moves: async () => {
      await sql(`update assignment set valid_to = '2026-12-01' where staff_member_id = $1`, [sato])
      await sql(
        `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
       values ($1, '00000004', '2020', '2級職', '主任', 'primary', false, '2026-12-01')`,
        [sato],
      )
      on('2026-12-01')
    },
  }
}

test(
  'a head proposes words and the member says the very same: both have agreed on that day; until then what was said before holds, and counts',
  inTown(async (town) => {
    const { as, on, sato, tanaka } = town
    const { shown, says, proposes } = between(town)
    expect(await proposes('転入を待たせない')).toMatchObject({ by: '田中 聡', proposedOn: '2026-11-22' })
    expect(await shown()).toMatchObject({ duty: null, agreedOn: null, proposal: { duty: '転入を待たせない' } })
    const onSheet = async () =>
      (await as(tanaka).ask(mvv.showWorkshop, {})).people.find(({ staffMemberId }) => staffMemberId === sato)
    expect(await onSheet()).toMatchObject({ duty: null, proposal: { by: '田中 聡' }, mayAgree: true })
    on('2026-11-24')
    expect(await says('転入を待たせない')).toMatchObject({ statedFrom: '2026-11-24', agreedOn: '2026-11-24' })
    expect(await onSheet()).toMatchObject({ duty: { agreedOn: '2026-11-24' }, proposal: null })
    // Other words of the head take nothing away from those to which both agreed.
    await proposes('転入と転出を待たせない')
    expect(await shown()).toMatchObject({ duty: '転入を待たせない', agreedOn: '2026-11-24' })
    on('2026-11-25')
    expect((await says('窓口で待たせない')).agreedOn).toBeNull()
    expect(await shown()).toMatchObject({
      ...{ duty: '窓口で待たせない', proposal: null },
      earlier: [{ duty: '転入を待たせない', agreedOn: '2026-11-24' }],
      proposals: [
        { duty: '転入と転出を待たせない', by: '田中 聡', outcome: 'answered', endedOn: '2026-11-25' },
        { duty: '転入を待たせない', proposedOn: '2026-11-22', outcome: 'agreed', endedOn: '2026-11-24' },
      ],
    })
    // As it was on a day between.
    const then = await as(tanaka).ask(mvv.showDuty, { staffMemberId: sato, asOf: '2026-11-24' })
    expect(then).toMatchObject({ proposal: { duty: '転入と転出を待たせない' }, proposals: [{ outcome: 'agreed' }] })
  }),
)

test(
  'whoever is asked is told, and again after two weeks: the member of proposed words, the head of words that wait; an answer puts it to the other',
  inTown(async (town) => {
    const { on, sato, tanaka } = town
    const { says, proposes, withdraws } = between(town)
    const waits = async () => ({ member: await standing(town, sato), head: await standing(town, tanaka) })
    await says('窓口')
    expect(await waits()).toEqual({ member: [], head: ['dutyToAgree'] })
    await proposes('窓口で待たせない')
    expect(await waits()).toEqual({ member: ['dutyProposed'], head: [] })
    on('2026-12-06')
    expect((await waits()).member).toEqual(['proposalStillWaits'])
    await says('窓口で迷わせない')
    expect(await waits()).toEqual({ member: [], head: ['dutyToAgree'] })
    on('2026-12-19')
    expect((await waits()).head).toEqual(['dutyToAgree'])
    on('2026-12-20')
    expect((await waits()).head).toEqual(['dutyStillWaits'])
    await proposes('窓口')
    await withdraws()
    expect(await waits()).toEqual({ member: [], head: ['dutyStillWaits'] })
  }),
)

test(
  'whoever goes back to the words to which both agreed withdraws those that wait: the agreement stands, and nobody is asked (INV-O2)',
  inTown(async (town) => {
    const { as, on, sato, tanaka } = town
    const { shown, says, moves } = between(town)
    await says('窓口')
    const { version } = await says('窓口')
    expect(await shown()).toMatchObject({ agreedOn: null, agreedBefore: null })
    await as(tanaka).ask(mvv.agreeToDuty, { staffMemberId: sato, seen: version })
    on('2026-11-24')
    await says('電話')
    expect(await shown()).toMatchObject({ duty: '電話', agreedOn: null, agreedBefore: '窓口' })
    expect(await standing(town, tanaka)).toEqual(['dutyToAgree'])
    expect(await says('窓口')).toMatchObject({ statedFrom: '2026-11-24', agreedOn: '2026-11-22' })
    expect(await shown()).toMatchObject({ agreedBefore: null, earlier: [{ duty: '電話' }, {}, {}] })
    expect(await standing(town, tanaka)).toEqual([])
    // In another section the same words are nobody's agreement.
    await moves()
    expect((await as(sato).ask(mvv.stateDuty, { duty: '窓口' })).agreedOn).toBeNull()
  }),
)

test(
  'nobody answers what they have not seen: words said meanwhile by either side refuse the other’s, and the same words are no proposal',
  inTown(async (town) => {
    const { as, sato, tanaka } = town
    const { shown, says, proposes, withdraws } = between(town)
    const first = await says('窓口')
    await expect(proposes('窓口')).rejects.toThrow('same_words')
    await expect(withdraws()).rejects.toThrow('changed_meanwhile')
    const proposed = await proposes('窓口で待たせない')
    const stale = { seen: first.version }
    await expect(as(sato).ask(mvv.stateDuty, { duty: '別の言葉', ...stale })).rejects.toThrow('changed_meanwhile')
    await expect(as(tanaka).ask(mvv.agreeToDuty, { staffMemberId: sato, ...stale })).rejects.toThrow(
      'changed_meanwhile',
    )
    expect((await shown()).duty).toBe('窓口')
    // The head may agree after all to what the person said: the own proposal goes.
    await as(tanaka).ask(mvv.agreeToDuty, { staffMemberId: sato, seen: proposed.version })
    expect(await shown()).toMatchObject({
      ...{ duty: '窓口', agreedOn: '2026-11-22', proposal: null },
      proposals: [{ outcome: 'withdrawn' }],
    })
    await proposes('一つ目')
    await proposes('二つ目')
    expect((await shown()).proposals.map(({ outcome }) => outcome)).toEqual(['replaced', 'withdrawn'])
    await expect(as(tanaka).ask(mvv.withdrawProposal, { staffMemberId: sato, seen: proposed.version })).rejects.toThrow(
      'changed_meanwhile',
    )
  }),
)

test(
  'words of a head who has gone are the member’s own once taken, and wait for the head of that day; whoever moved is asked no more (INV-O2)',
  inTown(async (town) => {
    const { as, on, sql, sato, tanaka, kato } = town
    const { shown, says, proposes, withdraws, moves } = between(town)
    await proposes('窓口で待たせない')
    const away = `insert into leave_of_absence (staff_member_id, kind, valid_from) values ($1, '病気休暇', '2026-11-23')`
    await sql(away, [tanaka])
    on('2026-11-23')
    expect(await standing(town, sato)).toEqual(['dutyProposed'])
    await expect(withdraws()).rejects.toThrow('forbidden')
    expect((await says('窓口で待たせない')).agreedOn).toBeNull()
    expect(await standing(town, kato)).toContain('dutyToAgree')
    expect((await shown()).proposals).toMatchObject([{ outcome: 'agreed', by: '田中 聡' }])
    await proposes('次の言葉', kato)
    await moves()
    expect(await shown()).toMatchObject({ duty: null, version: null, proposal: null })
    expect(await standing(town, sato)).toEqual([])
    expect((await as(sato).ask(mvv.showDuty, { staffMemberId: sato, asOf: '2026-11-30' })).proposal).toMatchObject({
      duty: '次の言葉',
    })
  }),
)
