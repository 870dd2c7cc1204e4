import { expect, test } from 'vitest'
import { notices } from '#platform/notices/contract.ts'
import { standing } from '#testing/notices.ts'
import { listed, pleased, thanked } from '#testing/thanks.ts'
import { inTown } from '#testing/town.ts'
import { thanks } from './contract.ts'

test(
  'a thank-you is read by its receiver and its writer; a public one by colleagues, and by a head only what its writer chose to show',
  inTown(async (town) => {
    const { as, sql } = town
    const mine = await thanked(town, 'sato', 'ueda')
    const shown = await thanked(town, 'mori', 'ueda', { isShownToHead: true })
    const open = await thanked(town, 'ito', 'ueda', { isPublic: true, valueId: 'mvv.value' })
    expect(await listed(town, 'ueda', 'received')).toEqual([open, shown, mine])
    expect(await listed(town, 'sato', 'written')).toEqual([mine])
    for (const who of ['kato', 'suzuki', 'hayashi', 'tanaka'] as const) {
      expect([who, await listed(town, who, 'town')]).toEqual([who, [open]])
    }
    // Near are one's own section and those below it, for writer and receiver alike.
    expect(await listed(town, 'mori', 'section')).toEqual([open])
    expect(await listed(town, 'kato', 'section')).toEqual([open])
    expect(await listed(town, 'ono', 'section')).toEqual([open])
    expect(await listed(town, 'inoue', 'section')).toEqual([])
    expect([await listed(town, 'tanaka', 'team'), await listed(town, 'kato', 'team')]).toEqual([[shown], []])
    const { thanks: told } = await as('ueda').ask(thanks.listThanks, { list: 'received' })
    expect(told[0]).toMatchObject({
      from: { name: '伊藤 健', nameKana: 'イトウ ケン' },
      value: { valueId: 'mvv.value', name: expect.stringContaining('能力を最大限に発揮') },
      ...{ writtenOn: '2026-11-22', isPublic: true, may: ['hideThanks', 'reportThanks'] },
    })
    // What was said stands nowhere in the journal, and no answer counts for a person.
    await expect(as('kato').ask(thanks.reportThanks, { thankYouId: 99, reason: '?' })).rejects.toThrow('forbidden')
    const lines = await sql(`select 1 from journal_line where operation like 'thanks.%' and detail::text like '%案内%'`)
    expect(lines).toEqual([])
    const [page] = [await as('kato').ask(thanks.listThanks, { list: 'town' })]
    expect(Object.keys(page)).toEqual(['next', 'thanks'])
  }),
)

test(
  'pages go by place: what is written meanwhile moves nothing to another page',
  inTown(async (town) => {
    const written: number[] = []
    for (let n = 0; n < 5; n++) written.push(await thanked(town, 'sato', 'ueda', { isPublic: true }))
    const page = (after?: number) =>
      town.as('kato').ask(thanks.listThanks, { list: 'town', pageSize: 2, ...(after ? { after } : {}) })
    const first = await page()
    await thanked(town, 'ueda', 'sato', { isPublic: true })
    const second = await page(first.next!)
    const last = await page(second.next!)
    const seen = [first, second, last].flatMap((one) => one.thanks.map(({ thankYouId }) => thankYouId))
    expect([seen, last.next]).toEqual([written.toReversed(), null])
  }),
)

test(
  'nobody thanks themselves or whoever has left; a value of the policy is named, unless there is no policy',
  inTown(async (town) => {
    const { as, sql, sato, ueda, yamada } = town
    const write = (more: object) => as('sato').ask(thanks.writeThanks, { ...pleased, staffMemberId: ueda, ...more })
    await expect(write({ staffMemberId: sato })).rejects.toThrow('not_oneself')
    await expect(write({ staffMemberId: yamada })).rejects.toThrow('not_in_service')
    await expect(write({ valueId: undefined })).rejects.toThrow('value_needed')
    await expect(write({ valueId: 'kindness' })).rejects.toThrow('unknown_value')
    for (const words of ['', ' \n ', 'あ'.repeat(301)]) await expect(write({ words })).rejects.toThrow('invalid_input')
    expect((await as('sato').ask(thanks.showThanksForm, {})).values.map(({ valueId }) => valueId)).toEqual([
      ...['mvv.value', 'initiative', 'drive', 'aspiration', 'imagination', 'agility', 'balance'],
    ])
    await sql('delete from policy_edition')
    expect((await as('sato').ask(thanks.showThanksForm, {})).values).toEqual([])
    const id = await thanked(town, 'sato', 'ueda', { valueId: undefined })
    const { thanks: written } = await as('sato').ask(thanks.listThanks, { list: 'written' })
    expect(written).toMatchObject([{ thankYouId: id, value: null }])
  }),
)

test(
  'whoever floods is stopped for the day, two windows and taking back included',
  inTown(async (town) => {
    const { as, on, ueda } = town
    const write = () => as('sato').ask(thanks.writeThanks, { ...pleased, staffMemberId: ueda })
    const first = await write()
    await as('sato').ask(thanks.takeBackThanks, first)
    for (let n = 0; n < 8; n++) await write()
    expect((await as('sato').ask(thanks.showThanksForm, {})).leftToday).toBe(1)
    const both = await Promise.allSettled([write(), write()])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(write()).rejects.toThrow('enough_today')
    on('2026-11-23')
    expect((await as('sato').ask(thanks.showThanksForm, {})).leftToday).toBe(10)
    await write()
  }),
)

test(
  'the writer puts words right within the day and takes back at any time; the receiver hides it from everybody and shows it again',
  inTown(async (town) => {
    const { as, on, sql } = town
    const thankYouId = await thanked(town, 'sato', 'ueda', { isPublic: true })
    const [shown] = (await as('sato').ask(thanks.listThanks, { list: 'written' })).thanks
    expect(shown?.may).toEqual(['correctThanks', 'takeBackThanks'])
    const correct = (words: string) => as('sato').ask(thanks.correctThanks, { thankYouId, words, seen: shown!.version })
    await correct('窓口の案内を代わってくれて、ありがとうございました。')
    await expect(correct('別の窓から')).rejects.toThrow('changed_meanwhile')
    const [read] = (await as('ueda').ask(thanks.listThanks, { list: 'received' })).thanks
    expect(read).toMatchObject({ words: expect.stringContaining('ございました'), isCorrected: true })
    await as('ueda').ask(thanks.hideThanks, { thankYouId, isHidden: true })
    const aboutWhom = await sql(`select subjects::int[] from journal_line where operation = 'thanks.hideThanks'`)
    expect(aboutWhom).toEqual([{ subjects: [town.ueda] }])
    expect(await listed(town, 'kato', 'town')).toEqual([])
    expect((await as('ueda').ask(thanks.listThanks, { list: 'received' })).thanks).toMatchObject([{ isHidden: true }])
    // Whoever wrote it is not told.
    expect((await as('sato').ask(thanks.listThanks, { list: 'written' })).thanks).toMatchObject([{ isHidden: false }])
    await as('ueda').ask(thanks.hideThanks, { thankYouId, isHidden: false })
    expect(await listed(town, 'kato', 'town')).toEqual([thankYouId])
    on('2026-11-23')
    await expect(correct('翌日に')).rejects.toThrow('day_over')
    await as('sato').ask(thanks.takeBackThanks, { thankYouId })
    for (const [who, list] of [
      ['kato', 'town'],
      ['ueda', 'received'],
      ['sato', 'written'],
    ] as const) {
      expect([who, await listed(town, who, list)]).toEqual([who, []])
    }
    await expect(as('sato').ask(thanks.takeBackThanks, { thankYouId })).rejects.toThrow('thanks_gone')
    await expect(as('ueda').ask(thanks.hideThanks, { thankYouId, isHidden: true })).rejects.toThrow('thanks_gone')
    await expect(as('ueda').ask(thanks.reportThanks, { thankYouId, reason: '?' })).rejects.toThrow('thanks_gone')
    await expect(correct('消えたあと')).rejects.toThrow('thanks_gone')
  }),
)

test(
  'HR reads what was reported and nothing else, journalled; it removes with a reason that the writer is told, or lets it stand',
  inTown(async (town) => {
    const { as, on, sql, sato, ueda } = town
    const hurts = await thanked(town, 'sato', 'ueda', { words: '遅刻ばかりなのに、いつもありがとう。', isPublic: true })
    const fine = await thanked(town, 'mori', 'ueda')
    const reported = () => as('hayashi').ask(thanks.listReportedThanks, {})
    expect(await reported()).toEqual({ total: 0, thanks: [] })
    await as('ueda').ask(thanks.reportThanks, { thankYouId: hurts, reason: 'からかわれています' })
    // That somebody else has reported it already keeps nobody from it.
    const [publicOne] = (await as('kato').ask(thanks.listThanks, { list: 'town' })).thanks
    expect(publicOne?.may).toEqual(['reportThanks'])
    await as('kato').ask(thanks.reportThanks, { thankYouId: hurts, reason: 'お礼になっていません' })
    const [reportedByMe] = (await as('kato').ask(thanks.listThanks, { list: 'town' })).thanks
    expect(reportedByMe?.may).toEqual([])
    await as('ueda').ask(thanks.reportThanks, { thankYouId: fine, reason: 'まちがえました' })
    const twice = as('kato').ask(thanks.reportThanks, { thankYouId: hurts, reason: 'もう一度' })
    await expect(twice).rejects.toThrow('already_reported')
    // The writer changes the words: HR reads what was read.
    const [written] = (await as('sato').ask(thanks.listThanks, { list: 'written' })).thanks
    await as('sato').ask(thanks.correctThanks, { thankYouId: hurts, words: 'ありがとう。', seen: written!.version })
    const { total, thanks: first } = await reported()
    expect([total, first.map(({ thankYouId, mayDecide }) => [thankYouId, mayDecide])]).toEqual([
      ...[
        2,
        [
          [hurts, true],
          [fine, true],
        ],
      ],
    ])
    expect(first[0]?.reports.map(({ by, words }) => [by, words])).toEqual([
      ['上田 陽介', '遅刻ばかりなのに、いつもありがとう。'],
      ['加藤 明', '遅刻ばかりなのに、いつもありがとう。'],
    ])
    const seen = await sql<{ subjects: number[] }>(
      `select subjects::int[] from journal_line where operation = 'thanks.listReportedThanks' and kind = 'read'`,
    )
    expect(seen.at(-1)?.subjects.toSorted()).toEqual([town.mori, sato, ueda].toSorted())
    const toDo = async () => (await standing(town, town.hayashi)).filter((kind) => kind.startsWith('thank'))
    expect(await toDo()).toEqual(['thankYouReported', 'thankYouReported', 'thankYouReported'])
    await as('hayashi').ask(thanks.removeThanks, { thankYouId: hurts, reason: '相手を傷つけることばです' })
    await as('hayashi').ask(thanks.keepThanks, { thankYouId: fine, reason: '通常のお礼です' })
    const aboutWhom = await sql(`select operation, subjects::int[] from journal_line
      where operation in ('thanks.removeThanks', 'thanks.keepThanks') and kind = 'change' order by line_id`)
    expect(aboutWhom).toEqual([
      { operation: 'thanks.removeThanks', subjects: [sato] },
      { operation: 'thanks.keepThanks', subjects: [town.mori] },
    ])
    await expect(as('hayashi').ask(thanks.removeThanks, { thankYouId: hurts, reason: '二度目' })).rejects.toThrow(
      'no_open_report',
    )
    await expect(as('hayashi').ask(thanks.keepThanks, { thankYouId: fine, reason: '二度目' })).rejects.toThrow(
      'no_open_report',
    )
    expect([await listed(town, 'kato', 'town'), await listed(town, 'ueda', 'received')]).toEqual([[], [fine]])
    expect((await as('sato').ask(thanks.listThanks, { list: 'written' })).thanks).toMatchObject([
      { removedBecause: '相手を傷つけることばです', may: [] },
    ])
    expect([await standing(town, sato), await toDo()]).toEqual([['thankYouRemoved'], []])
    const { notices: told } = await as('ueda').ask(notices.listMyNotices, {})
    const open = told.filter(({ isOver }) => !isOver)
    // A report that came at the moment of the removal is answered too, and the first reason stays.
    await sql(
      `insert into thank_you_report (thank_you_id, reported_by, words, reason, reported_at)
       select $1, $2, 'ありがとう。', '同時に', '2026-11-22T01:00:00Z'`,
      [hurts, town.mori],
    )
    await as('hayashi').ask(thanks.removeThanks, { thankYouId: hurts, reason: '同じものです' })
    expect((await as('sato').ask(thanks.listThanks, { list: 'written' })).thanks[0]?.removedBecause).toContain('相手を')
    expect(open.map(({ kind, title }) => [kind, title])).toEqual(
      expect.arrayContaining([
        ['reportAnswered', '報告してくださったありがとうは、外しました。理由: 相手を傷つけることばです'],
        ['reportAnswered', '報告してくださったありがとうは、そのまま残しました。理由: 通常のお礼です'],
        ['thankYouReceived', '森 千夏さんから、ありがとうが届きました'],
      ]),
    )
    // Two weeks later it is no news any more.
    on('2026-12-07')
    expect([await standing(town, sato), await standing(town, ueda)]).toEqual([[], []])
    const after = await as('sato').ask(notices.listMyNotices, {})
    expect(after.notices.filter(({ kind }) => kind.startsWith('thank')).every(({ isOver }) => isOver)).toBe(true)
  }),
)

test(
  'the receiver is told, and their head where the writer chose so, until it is hidden or taken back',
  inTown(async (town) => {
    const { as, on, ueda, tanaka } = town
    const thankYouId = await thanked(town, 'sato', 'ueda', { isShownToHead: true })
    expect([await standing(town, ueda), await standing(town, tanaka)]).toEqual([
      ['thankYouReceived'],
      ['thankYouShown'],
    ])
    const { notices: told } = await as(tanaka).ask(notices.listMyNotices, {})
    expect(told[0]).toMatchObject({
      title: '佐藤 はるかさんが上田 陽介さんに伝えたありがとうを、所属長にも見せています',
      to: '/thanks?list=team',
    })
    await as('ueda').ask(thanks.hideThanks, { thankYouId, isHidden: true })
    expect([await standing(town, ueda), await standing(town, tanaka)]).toEqual([[], []])
    await as('ueda').ask(thanks.hideThanks, { thankYouId, isHidden: false })
    expect(await standing(town, ueda)).toEqual(['thankYouReceived'])
    // A head who thanks hears nothing of what they wrote.
    await thanked(town, 'tanaka', 'mori', { isShownToHead: true })
    expect(await standing(town, tanaka)).toEqual(['thankYouShown'])
    on('2026-12-06')
    expect([await standing(town, ueda), await standing(town, tanaka)]).toEqual([[], []])
  }),
)

test(
  'thank-yous from elsewhere come in all or none, and nobody is told of them',
  inTown(async (town) => {
    const { asCommand, ueda } = town
    const row = { from: '00000004', to: '00000005', words: '助かりました。', isPublic: true, writtenOn: '2026-11-21' }
    const bring = (...rows: object[]) => asCommand.ask(thanks.importThanks, { rows: rows as (typeof row)[] })
    await expect(
      bring(
        row,
        { ...row, to: '77' },
        { ...row, to: row.from },
        { ...row, valueId: 'x' },
        { ...row, writtenOn: '2026-11-22' },
      ),
    ).rejects.toMatchObject({
      code: 'faulty_rows',
      fields: [
        { path: 'rows[1].to' },
        { path: 'rows[2].to' },
        { path: 'rows[3].valueId' },
        { path: 'rows[4].writtenOn' },
      ],
    })
    await expect(asCommand.ask(thanks.importThanks, { rows: [row], isSample: true })).rejects.toThrow(
      'sample_not_allowed',
    )
    expect(await bring(row)).toEqual({ added: 1 })
    expect(await standing(town, ueda)).toEqual([])
    expect(await listed(town, 'kato', 'town')).toHaveLength(1)
  }),
)
