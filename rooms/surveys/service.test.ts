import { expect, test } from 'vitest'
import { answeredBy, drawnBy, openedRound, opening, pride, roundOf, sentWith, surveyText } from '#testing/surveys.ts'
import { inTown, type Name, type Town } from '#testing/town.ts'
import { blind, keysHashOf } from './blind.rules.ts'
import { surveys } from './contract.ts'

const refusalOf = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'answered',
    ({ code }) => code as string,
  )

test(
  'a survey is loaded as it stands, a changed wording makes a new version, and the two kinds never mix',
  inTown(async ({ as, asCommand }) => {
    const load = (text: string) => asCommand.ask(surveys.loadSurvey, { text })
    const told = { survey: 'ease', title: '働きやすさの調査(サンプル値)', items: 5 }
    expect(await load(surveyText)).toEqual({ ...told, version: 1, isNew: true, changed: [] })
    expect(await load(surveyText)).toEqual({ ...told, version: 1, isNew: false, changed: [] })
    const reworded = surveyText.replace('持っている', '持てる')
    expect(await load(reworded)).toEqual({ ...told, version: 2, isNew: true, changed: ['pride'] })
    const late = { text: surveyText.replace('誇り', '自信'), madeFrom: 1 }
    expect(await refusalOf(as('hayashi').ask(surveys.loadSurvey, late))).toBe('survey_moved_on')
    expect(await refusalOf(load(surveyText.replace('anonymous', 'named')))).toBe('other_kind')
    await expect(load(surveyText.replace('agreement5', 'agreement'))).rejects.toMatchObject({
      code: 'faulty_survey',
      fields: [{ path: '7:11 items[0].type' }],
    })
    const [listed] = (await as('hayashi').ask(surveys.listSurveys, {})).surveys
    expect(listed).toMatchObject({ survey: 'ease', version: 2, rounds: [] })
  }),
)

test(
  'a round fixes whom it asks, in which cells, with which keys; the list of them is public and its hash is in the journal (INV-A2, A6)',
  inTown(async (town) => {
    const { as, asCommand, asGuest, sql } = town
    await asCommand.ask(surveys.loadSurvey, { text: surveyText })
    const wanted = { ...opening, attributes: ['section' as const], level: '部' }
    const preview = await as('hayashi').ask(surveys.previewSurveyRound, wanted)
    expect(preview).toEqual({
      receivers: 10,
      cells: [
        { attributes: { section: '10' }, receivers: 5 },
        { attributes: { section: '20' }, receivers: 5 },
      ],
      merged: [],
      outside: { onLeave: 1, noPost: 0, otherCategory: 0, notDrawn: 0 },
      seed: null,
    })
    const { roundId, ...opened } = await as('hayashi').ask(surveys.openSurveyRound, wanted)
    expect({ ...opened, outside: preview.outside, seed: null }).toEqual(preview)
    const list = await asGuest.ask(surveys.showSurveyRound, { roundId })
    expect(list.cells.map(({ cell, attributes, receivers }) => [cell, attributes, receivers])).toEqual([
      [1, { section: '10' }, 5],
      [2, { section: '20' }, 5],
    ])
    expect(list.items.map(({ id }) => id)).toEqual(['pride', 'place', 'wishes', 'hours', 'words'])
    expect(new Set([list.receiptKey, ...list.cells.map(({ ballotKey }) => ballotKey)].map(({ n }) => n)).size).toBe(3)
    expect(await keysHashOf({ ...list, roundId })).toBe(list.keysHash)
    const [line] = await sql<{ detail: { keysHash: string } }>(
      `select detail from journal_line where operation = 'surveys.openSurveyRound'`,
    )
    expect(line?.detail).toMatchObject({ keysHash: list.keysHash, receivers: 10, cells: 2, k: 4 })
    const mine = await roundOf(town, 'sato', roundId)
    expect(mine).toEqual({
      ...{ roundId, title: '働きやすさの調査(サンプル値)', closesOn: '2026-11-30', cell: 1 },
      ...{ ballotKey: list.cells[0]!.ballotKey, receiptKey: list.receiptKey },
      ...{ ballotDrawn: false, receiptRedeemed: false },
    })
    // Neither the server's own role nor its owner makes it another round.
    const asServer = (statement: string) => town.gate.database.pool.query(`begin read write; ${statement}; commit`)
    for (const change of [
      'k = 5',
      "receipt_key = '{}'",
      "keys_hash = 'x'",
      "attributes = '{}'",
      "closes_on = '2026-11-25'",
    ]) {
      await expect(sql(`update survey_round set ${change}`)).rejects.toThrow('INV-A6')
    }
    for (const change of [
      'delete from survey_ballot',
      "update survey_cell set ballot_key = '{}'",
      'truncate survey_answer',
    ]) {
      await expect(asServer(change)).rejects.toThrow('permission denied')
      await town.gate.database.pool.query('rollback')
    }
  }),
)

test(
  'a round is opened for somebody, for what is there, alone, and never for fewer than four a cell',
  inTown(async (town) => {
    const { as, asCommand, sql } = town
    const attempt = (more: object) =>
      refusalOf(as('hayashi').ask(surveys.openSurveyRound, { ...opening, ...more } as never))
    const looked = (more: object) =>
      refusalOf(as('hayashi').ask(surveys.previewSurveyRound, { ...opening, ...more } as never))
    const both = async (more: object) => {
      const [one, two] = [await attempt(more), await looked(more)]
      expect(one).toBe(two)
      return one
    }
    expect(await both({})).toBe('no_such_survey')
    await asCommand.ask(surveys.loadSurvey, { text: surveyText })
    expect(await both({ to: '2026-11-21' })).toBe('ends_before_it_begins')
    expect(await both({ from: '2026-11-21' })).toBe('begins_before_today')
    expect(await both({ k: 3 })).toBe('k_too_low')
    expect(await both({ attributes: ['section', 'section'] })).toBe('attribute_twice')
    expect(await both({ sections: ['99'] })).toBe('unknown_section')
    expect(await both({ attributes: ['section'], level: '局' })).toBe('unknown_level')
    await sql(
      `insert into section_period (section_code, name, kind, parent_code, valid_from) values ('30', '会計課', '課', null, '2010-04-01')`,
    )
    expect(await both({ sections: ['30'] })).toBe('nobody_to_ask')
    const opened = await as('hayashi').ask(surveys.openSurveyRound, { ...opening, sections: ['1010'] })
    expect(opened.receivers).toBe(4)
    expect(await both({})).toBe('round_open')
    await as('hayashi').ask(surveys.closeSurveyRound, { roundId: opened.roundId, reason: '対象を間違えた' })
    expect(await attempt({})).toBe('answered')
    await sql(
      `insert into staff_member (name, name_kana, search_text) select 'x', 'x', 'x' from generate_series(1, 2004)`,
    )
    await sql(`insert into section_period (section_code, name, kind, parent_code, valid_from)
      select 'S' || n, 'S', '係', null, '2010-04-01' from generate_series(1, 501) n`)
    await sql(`insert into employment (staff_member_id, staff_number, employment_category, occupation, joined_on)
      select staff_member_id, 'N' || staff_member_id, '常勤', '事務', '2020-04-01' from staff_member where name = 'x'`)
    await sql(`insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
      select staff_member_id, 'N' || staff_member_id, 'S' || (1 + n % 501), '1級職', '係員', 'primary', false, '2020-04-01'
      from (select staff_member_id, row_number() over () as n from staff_member where name = 'x') m`)
    const large = surveyText.replace('id: ease', 'id: large')
    await asCommand.ask(surveys.loadSurvey, { text: large })
    expect(await both({ survey: 'large', attributes: ['section'], level: '係' })).toBe('too_many_cells')
  }),
)

const everything = [
  { item: 'words', value: 'ありがとう' },
  { item: 'pride', value: 4 },
  { item: 'wishes', value: ['研修', '静かな部屋'] },
]

test(
  'one ballot a person, one answer a ballot: a retry is the same answer once, and everything else is refused (INV-A1)',
  inTown(async (town) => {
    const { as, asGuest, sql } = town
    const roundId = await openedRound(town, { attributes: ['section'], level: '部' })
    const { ballotKey } = await roundOf(town, 'sato', roundId)
    const blinded = await blind(ballotKey)
    const ballot = await drawnBy(town, 'sato', roundId, { blinded })
    expect(await drawnBy(town, 'sato', roundId, { blinded })).toEqual(ballot)
    const other = await blind(ballotKey)
    expect(await refusalOf(drawnBy(town, 'sato', roundId, { blinded: other }))).toBe('ballot_drawn')
    expect(
      await refusalOf(as('kimura').ask(surveys.drawBallot, { roundId, blindedMessage: other.blindedMessage })),
    ).toBe('not_a_receiver')
    const draw = { roundId, blindedMessage: Buffer.alloc(256, 255).toString('base64url') }
    expect(await refusalOf(as('ueda').ask(surveys.drawBallot, draw))).toBe('faulty_message')

    const { receiptKey } = await asGuest.ask(surveys.showSurveyRound, { roundId })
    const receipt = await blind(receiptKey)
    const { cell, ...shown } = ballot
    const sent = { roundId, ballot: shown, cell, answers: everything, blindedReceipt: receipt.blindedMessage }
    const send = (more: object = {}) => asGuest.ask(surveys.sendAnswers, { ...sent, ...more } as never)
    // Two impatient fingers, and a retry in another order: one answer, all told the same.
    const told = await Promise.all([send(), send(), send({ answers: everything.toReversed() })])
    expect(new Set(told.map(({ blindReceipt }) => blindReceipt)).size).toBe(1)
    expect(await send()).toEqual(told[0])
    expect(await refusalOf(send({ answers: pride(3) }))).toBe('ballot_used')
    expect(await refusalOf(send({ blindedReceipt: (await blind(receiptKey)).blindedMessage }))).toBe('ballot_used')
    expect(await refusalOf(send({ cell: 2 }))).toBe('faulty_ballot')
    expect(await refusalOf(send({ cell: 3 }))).toBe('no_such_cell')
    const forged = { ...shown, signature: Buffer.from(shown.signature, 'base64url').reverse().toString('base64url') }
    expect(await refusalOf(send({ ballot: forged }))).toBe('faulty_ballot')
    expect(await refusalOf(send({ blindedReceipt: draw.blindedMessage }))).toBe('faulty_message')
    expect(await refusalOf(send({ roundId: 99 }))).toBe('no_such_round')
    await expect(
      send({
        answers: [
          { item: 'pride', value: 6 },
          { item: 'hours', value: 5 },
          { item: 'hours', value: 5 },
          { item: 'x', value: 1 },
        ],
      }),
    ).rejects.toMatchObject({
      code: 'faulty_answers',
      fields: [{ path: 'answers[0]' }, { path: 'answers[2]' }, { path: 'answers[3]' }],
    })
    const stored = await sql(`select cell, answers from survey_ballot`)
    expect(stored).toEqual([{ cell: 1, answers: { pride: 4, wishes: ['静かな部屋', '研修'], words: 'ありがとう' } }])
    // No line says that somebody drew, sent or redeemed.
    expect(await sql(`select operation from journal_line where operation ~ 'Ballot|Answers|Receipt'`)).toEqual([])
  }),
)

test(
  'a receipt is taken once, from whoever drew a ballot, and a lost ballot is issued a second time only until then',
  inTown(async (town) => {
    const { as } = town
    const roundId = await openedRound(town)
    const redeem = (person: Name, receipt: object) =>
      refusalOf(as(person).ask(surveys.redeemReceipt, { roundId, ...receipt } as never))
    const receipt = await sentWith(town, roundId, await drawnBy(town, 'sato', roundId), pride(4))
    expect(await redeem('ueda', receipt)).toBe('no_ballot')
    await drawnBy(town, 'ueda', roundId)
    expect(await redeem('kimura', receipt)).toBe('not_a_receiver')
    const forged = {
      ...receipt,
      signature: Buffer.from(receipt.signature, 'base64url').reverse().toString('base64url'),
    }
    expect(await redeem('sato', forged)).toBe('faulty_receipt')
    expect(await redeem('sato', receipt)).toBe('answered')
    expect(await redeem('sato', receipt)).toBe('answered')
    expect(await redeem('ueda', receipt)).toBe('receipt_taken')
    expect(await roundOf(town, 'sato', roundId)).toMatchObject({ ballotDrawn: true, receiptRedeemed: true })
    expect(await refusalOf(drawnBy(town, 'sato', roundId, { reissue: true }))).toBe('receipt_redeemed')
    // 上田's machine forgot the ballot.
    const second = await sentWith(town, roundId, await drawnBy(town, 'ueda', roundId, { reissue: true }), pride(2))
    expect(await refusalOf(drawnBy(town, 'ueda', roundId, { reissue: true }))).toBe('ballot_reissued')
    expect(await redeem('ueda', second)).toBe('answered')
    expect(await redeem('sato', second)).toBe('receipt_taken')
    const third = await sentWith(town, roundId, await drawnBy(town, 'mori', roundId), pride(1))
    expect(await redeem('sato', third)).toBe('receipt_redeemed')
  }),
)

test(
  'before its first day and after its last a round takes nothing; it is closed once, and nothing is read before (INV-A2)',
  inTown(async (town) => {
    const { as, asCommand, asGuest, asJob, on, sql } = town
    await asCommand.ask(surveys.loadSurvey, { text: surveyText })
    const { roundId } = await asCommand.ask(surveys.openSurveyRound, { ...opening, from: '2026-11-24' })
    const { cells, receiptKey } = await asGuest.ask(surveys.showSurveyRound, { roundId })
    const { blindedMessage } = await blind(cells[0]!.ballotKey)
    const signed = { preparedMessage: 'aaaa', signature: blindedMessage }
    const { blindedMessage: blindedReceipt } = await blind(receiptKey)
    const allThree = async (id = roundId) => [
      await refusalOf(as('sato').ask(surveys.drawBallot, { roundId: id, blindedMessage })),
      await refusalOf(
        asGuest.ask(surveys.sendAnswers, { roundId: id, ballot: signed, cell: 1, answers: [], blindedReceipt }),
      ),
      await refusalOf(as('sato').ask(surveys.redeemReceipt, { roundId: id, ...signed })),
    ]
    expect(await allThree()).toEqual(['round_ahead', 'round_ahead', 'round_ahead'])
    expect(await as('sato').ask(surveys.listMySurveyRounds, {})).toEqual([])
    expect(await allThree(99)).toEqual(['no_such_round', 'no_such_round', 'no_such_round'])
    on('2026-11-24')
    await answeredBy(town, 'sato', roundId, pride(4))
    const look = { roundId, item: 'pride' }
    expect(await refusalOf(as('hayashi').ask(surveys.showSurveyResults, look))).toBe('round_not_closed')
    on('2026-12-01')
    expect(await allThree()).toEqual(['round_closed', 'round_closed', 'round_closed'])
    expect(await refusalOf(as('hayashi').ask(surveys.showSurveyResults, look))).toBe('round_not_closed')
    expect(await asJob.ask(surveys.closeDueSurveyRounds, {})).toEqual({ closed: 1 })
    expect(await asJob.ask(surveys.closeDueSurveyRounds, {})).toEqual({ closed: 0 })
    const again = { roundId, reason: 'もう一度' }
    expect(await refusalOf(as('hayashi').ask(surveys.closeSurveyRound, again))).toBe('round_closed')
    expect(await refusalOf(as('hayashi').ask(surveys.closeSurveyRound, { ...again, roundId: 99 }))).toBe(
      'no_such_round',
    )
    expect(await refusalOf(as('hayashi').ask(surveys.showSurveyResults, { ...look, roundId: 99 }))).toBe(
      'no_such_round',
    )
    expect(await refusalOf(as('hayashi').ask(surveys.showSurveyResults, { ...look, item: 'x' }))).toBe('no_such_item')
    expect(await refusalOf(as('hayashi').ask(surveys.showSurveyResults, { ...look, by: 'section' }))).toBe(
      'unknown_attribute',
    )
    expect(await refusalOf(asGuest.ask(surveys.showSurveyRound, { roundId: 99 }))).toBe('no_such_round')
    const [listed] = (await as('kato').ask(surveys.listSurveys, {})).surveys
    expect(listed?.rounds).toMatchObject([
      { state: 'closed', closeReason: '最後の日が過ぎたため', answers: 1, receivers: 10 },
    ])
    await expect(sql(`update survey_round set answers = 2`)).rejects.toThrow('INV-A6')
    await expect(sql(`select cut_answers($1, '{}')`, [roundId])).rejects.toThrow('closed')
  }),
)

async function answeredByAll(town: Town, roundId: number, values: Partial<Record<Name, number>>) {
  for (const [person, value] of Object.entries(values)) await answeredBy(town, person as Name, roundId, pride(value))
}

test(
  'closing merges cells that too few answered, cuts answers from ballots, destroys the keys of that round alone; what is shown tells of nobody (INV-A1, A2, A3, A7)',
  inTown(async (town) => {
    const { as, asCommand, sql } = town
    const roundId = await openedRound(town, { attributes: ['section'], level: '部' })
    await asCommand.ask(surveys.loadSurvey, { text: surveyText.replace('id: ease', 'id: pulse') })
    const pulse = await asCommand.ask(surveys.openSurveyRound, { ...opening, survey: 'pulse' })
    await answeredBy(town, 'sato', pulse.roundId, pride(1))
    await answeredByAll(town, roundId, { kato: 5, tanaka: 4, mori: 3, sato: 2, ueda: 4 })
    await answeredByAll(town, roundId, { suzuki: 5, inoue: 5, hayashi: 2 })
    expect(await as('hayashi').ask(surveys.closeSurveyRound, { roundId, reason: 'そろった' })).toEqual({
      answers: 8,
      groups: 1,
    })
    const kept = await sql(`select survey_round_id::int as round, count(*)::int as n from survey_secret group by 1`)
    expect(kept).toEqual([{ round: pulse.roundId, n: 2 }])
    expect(await sql('select survey_round_id::int as round from survey_ballot')).toEqual([{ round: pulse.roundId }])
    expect(await sql('select steps, receivers, answers from survey_group')).toEqual([
      { steps: [], receivers: 10, answers: 8 },
    ])
    const shown = await as('kato').ask(surveys.showSurveyResults, { roundId, item: 'pride', by: 'section' })
    expect(shown).toEqual({
      ...{ receivers: 10, answers: 8, reissues: 0 },
      rows: [{ n: 8, distribution: { 1: 0, 2: 2, 3: 1, 4: 2, 5: 3 }, favourable: 5, status: 'published' }],
    })
    // The other round goes on.
    await answeredByAll(town, pulse.roundId, { ueda: 2, mori: 3 })
    expect(await sql('select count(*)::int as n from survey_ballot')).toEqual([{ n: 3 }])
  }),
)

test(
  'with enough answers each section is shown, and what all but one of it said hides it with its sibling',
  inTown(async (town) => {
    const { as, asCommand } = town
    const roundId = await openedRound(town, { attributes: ['section'], level: '部' })
    await answeredByAll(town, roundId, { kato: 5, tanaka: 4, mori: 3, sato: 2, ueda: 4 })
    await answeredByAll(town, roundId, { suzuki: 5, inoue: 5, hayashi: 5, ono: 5, ito: 1 })
    await asCommand.ask(surveys.closeSurveyRound, { roundId, reason: 'そろった' })
    const { rows, answers } = await as('hayashi').ask(surveys.showSurveyResults, {
      roundId,
      item: 'pride',
      by: 'section',
    })
    expect(answers).toBe(10)
    expect(rows.map(({ section = '', n, favourable, status }) => [section, n, favourable, status])).toEqual([
      ['', 10, 7, 'published'],
      ['10', null, null, 'suppressed'],
      ['20', null, null, 'suppressed'],
    ])
    const hours = await asCommand.ask(surveys.showSurveyResults, { roundId, item: 'hours' })
    expect(hours.rows).toEqual([{ n: null, distribution: null, favourable: null, status: 'suppressed' }])
  }),
)

test(
  'after a restore an open round has no keys: nobody draws or sends, and it can be closed',
  inTown(async (town) => {
    const { as, asCommand, sql } = town
    const roundId = await openedRound(town)
    const ballot = await drawnBy(town, 'sato', roundId)
    await sql('truncate survey_secret')
    expect(await refusalOf(drawnBy(town, 'ueda', roundId))).toBe('keys_gone')
    expect(await refusalOf(sentWith(town, roundId, ballot, pride(4)))).toBe('keys_gone')
    expect(await asCommand.ask(surveys.closeSurveyRound, { roundId, reason: '控えから戻した' })).toEqual({
      answers: 0,
      groups: 1,
    })
    expect(await as('sato').ask(surveys.listMySurveyRounds, {})).toEqual([])
  }),
)
