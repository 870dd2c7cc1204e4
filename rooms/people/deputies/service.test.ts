import { expect, test } from 'vitest'
import { home } from '#app/home/contract.ts'
import { standing } from '#testing/notices.ts'
import { inTown } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { deputiesAccess } from './access.ts'
import { deputies } from './contract.ts'

const span = { validFrom: '2026-12-01', validTo: '2026-12-11', reason: '出張' }
const ofMori = { sectionCode: '1010', deputy: 3, ...span }

test(
  'a head names who decides in their place from a day to a day, HR for any section; both read it, whoever is named is told, and it ends by itself or when one of them says so',
  inTown(async (town) => {
    const { as, on, sql, tanaka, mori, hayashi, inoue, kato } = town
    const listed = async (person: number) =>
      (await as(person).ask(deputies.listDeputies, {})).deputies.map(
        ({ section, head, deputy, validFrom, validTo, state }) =>
          [section.name, head.name, deputy.name, validFrom, validTo, state].join(' '),
      )
    const row = (state: string) => `戸籍住民課 田中 聡 森 千夏 2026-12-01 2026-12-11 ${state}`
    expect((await as(tanaka).ask(deputies.listDeputies, {})).sections).toEqual([
      { sectionCode: '1010', name: '戸籍住民課' },
    ])
    await as(tanaka).ask(deputies.nameDeputy, ofMori)
    for (const person of [tanaka, mori, hayashi]) expect(await listed(person)).toEqual([row('coming')])
    expect(await listed(kato)).toEqual([])
    expect(await standing(town, mori)).toContain('deputyNamed')
    expect(await standing(town, tanaka)).not.toContain('deputyForYou')
    const ways = async (person: number) => (await as(person).ask(home.showSession, {})).signedIn?.ways ?? []
    expect(await ways(mori)).not.toContain('team')

    // Its last day is the one before `validTo`.
    on('2026-12-01')
    expect([await listed(tanaka), (await ways(mori)).includes('team')]).toEqual([[row('held')], true])
    on('2026-12-10')
    expect(await listed(tanaka)).toEqual([row('held')])
    on('2026-12-11')
    expect([await listed(tanaka), (await ways(mori)).includes('team')]).toEqual([[row('over')], false])

    // By leave of the deputy it rests, by a move of either it has ended.
    on('2026-12-05')
    await sql(
      `insert into leave_of_absence (staff_member_id, kind, valid_from, valid_to) values ($1, '病気休暇', '2026-12-05', '2026-12-06')`,
      [mori],
    )
    expect(await listed(tanaka)).toEqual([row('resting')])
    on('2026-12-06')
    expect(await listed(tanaka)).toEqual([row('held')])
    for (const person of [mori, tanaka]) {
      const [post] = await sql<{ id: number }>(
        `update assignment set valid_to = '2026-12-06' where staff_member_id = $1 returning assignment_id as id`,
        [person],
      )
      expect(await listed(tanaka)).toEqual([row('lapsed')])
      await sql('update assignment set valid_to = null where assignment_id = $1', [post?.id])
      await sql(`update employment set left_on = '2026-12-06' where staff_member_id = $1`, [person])
      expect(await listed(hayashi)).toEqual([row('lapsed')])
      await sql('update employment set left_on = null where staff_member_id = $1', [person])
    }
    expect(await listed(tanaka)).toEqual([row('held')])

    // HR for a section: its head is told; the deputy may end it too.
    await as(hayashi).ask(deputies.nameDeputy, {
      ...{ sectionCode: '2010', deputy: hayashi },
      ...{ validFrom: '2026-12-06', validTo: '2026-12-08', reason: '研修' },
    })
    expect(await standing(town, inoue)).toContain('deputyForYou')
    expect((await as(inoue).ask(deputies.listDeputies, {})).deputies.map(({ state }) => state)).toEqual(['held'])
    const headDeputyId = (await as(mori).ask(deputies.listDeputies, {})).deputies[0]!.headDeputyId
    await as(mori).ask(deputies.endDeputy, { headDeputyId })
    expect(await listed(tanaka)).toEqual(['戸籍住民課 田中 聡 森 千夏 2026-12-01 2026-12-06 over'])
    await expect(as(tanaka).ask(deputies.endDeputy, { headDeputyId })).rejects.toThrow('no_such_deputy')

    // Whoever pressed takes it back on that day, while nobody else was named for one of its days.
    const takeBack = (person: number) => as(person).ask(deputies.takeBackDeputyEnd, { headDeputyId })
    await expect(takeBack(tanaka)).rejects.toThrow('acted_on_meanwhile')
    await takeBack(mori)
    expect(await listed(tanaka)).toEqual([row('held')])
    await expect(takeBack(mori)).rejects.toThrow('acted_on_meanwhile')
    await as(mori).ask(deputies.endDeputy, { headDeputyId })
    on('2026-12-07')
    await expect(takeBack(mori)).rejects.toThrow('acted_on_meanwhile')
    on('2026-12-06')
    const other = { ...ofMori, validFrom: '2026-12-10', validTo: '2026-12-12' }
    const named = await as(tanaka).ask(deputies.nameDeputy, other)
    await expect(takeBack(mori)).rejects.toThrow('acted_on_meanwhile')
    await as(tanaka).ask(deputies.endDeputy, named)
    await takeBack(mori)
    expect(await listed(mori)).toContain(row('held'))
  }),
)

test(
  'not the head, nobody from elsewhere but another head, nobody who is not there, not twice on a day, not below the posts that HR names (edges of days)',
  inTown(async (town) => {
    const { as, tanaka, sato, kimura, ueda, hayashi, inoue } = town
    const name = (change: object, by = tanaka) => as(by).ask(deputies.nameDeputy, { ...ofMori, ...change })
    await expect(name({ validFrom: '2026-11-21' })).rejects.toThrow('day_has_passed')
    await expect(name({ validTo: '2026-12-01' })).rejects.toThrow('ends_before')
    await expect(name({ deputy: tanaka })).rejects.toThrow('deputy_is_the_head')
    await expect(name({ deputy: kimura })).rejects.toThrow('deputy_not_there')
    await expect(name({ deputy: hayashi })).rejects.toThrow('deputy_from_elsewhere')
    await expect(name({ sectionCode: '101010' }, hayashi)).rejects.toThrow('no_head_then')
    const rule = async () => {
      const { version, postTitles } = await as(hayashi).ask(deputies.listDeputies, {})
      return { version, postTitles }
    }
    const seen = (await rule()).version
    await as(hayashi).ask(deputies.setDeputyRule, { seen, postTitles: ['窓口係長', '主任'] })
    expect((await rule()).postTitles).toEqual(['窓口係長', '主任'])
    await expect(as(hayashi).ask(deputies.setDeputyRule, { seen, postTitles: null })).rejects.toThrow(
      'changed_meanwhile',
    )
    await expect(name({ deputy: sato })).rejects.toThrow('no_right_to_decide')
    await name({})
    await expect(name({ deputy: ueda, validFrom: '2026-12-10', validTo: '2026-12-12' })).rejects.toThrow(
      'named_already',
    )
    await expect(name({ deputy: ueda, validFrom: '2026-11-22', validTo: '2026-12-02' })).rejects.toThrow(
      'named_already',
    )
    await name({ deputy: ueda, validFrom: '2026-12-11', validTo: '2026-12-12' })
    // Another head decides by right, whatever the posts.
    const { headDeputyId } = await name({ deputy: inoue, validFrom: '2026-11-22', validTo: '2026-12-01' })
    await as(hayashi).ask(deputies.setDeputyRule, { seen: (await rule()).version, postTitles: null })
    await name({ deputy: sato, validFrom: '2026-12-12', validTo: '2026-12-13' })

    const may = whoMay(town, deputiesAccess)
    const hr = ['hayashi', 'hrAccount']
    expect(await may('listDeputies', {})).toEqual({ staff: staffOfToday, hr: ['hrAccount'] })
    expect(await may('nameDeputy', ofMori)).toEqual({ sectionHead: ['tanaka'], hr })
    expect(await may('endDeputy', { headDeputyId })).toEqual({ sectionHead: ['tanaka'], deputy: ['inoue'], hr })
    const takeBack = await may('takeBackDeputyEnd', { headDeputyId })
    expect(takeBack).toEqual({ sectionHead: ['tanaka'], deputy: ['inoue'], hr })
    expect(await may('setDeputyRule', { postTitles: null })).toEqual({ hr })
  }),
)
