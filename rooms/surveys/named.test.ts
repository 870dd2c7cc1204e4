import { expect, test } from 'vitest'
import { journal } from '#rooms/people/journal/contract.ts'
import { drawnBy, noteOf, opening, secondOfHr, sentWith, surveyText } from '#testing/surveys.ts'
import { inTown, type Name, type Town } from '#testing/town.ts'
import { surveys } from './contract.ts'

const refusalOf = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'answered',
    ({ code }) => code as string,
  )

const named = surveyText.replace('id: ease', 'id: names').replace('anonymous', 'named')

/** A named round of the whole town by departments, whose answers 林 reads. */
async function namedRound({ as, asCommand, hayashi }: Town, more: { team?: number[]; from?: string } = {}) {
  await asCommand.ask(surveys.loadSurvey, { text: named })
  const asked = { ...opening, survey: 'names', attributes: ['section' as const], level: '部', team: [hayashi], ...more }
  const { roundId } = await as('hayashi').ask(surveys.openSurveyRound, asked)
  return roundId
}

const send = ({ as }: Town, who: Name, roundId: number, value: number, seen?: string) =>
  as(who).ask(surveys.sendNamedAnswers, { roundId, answers: [{ item: 'pride', value }], ...(seen && { seen }) })

test(
  'whoever is asked under their name may change what they sent until the last day; of two windows the second is told, and what is out of scale is not taken',
  inTown(async (town) => {
    const { as, on, sql, sato } = town
    const roundId = await namedRound(town)
    const sheet = () => as('sato').ask(surveys.showNamedSheet, { roundId })
    expect(await sheet()).toMatchObject({ isOpen: true, readers: ['林 由佳'], answers: {}, version: null, k: 4 })
    expect(await as('sato').ask(surveys.listMySurveyRounds, {})).toEqual([
      {
        ...{ roundId, title: '働きやすさの調査(サンプル値)', closesOn: '2026-11-30', team: ['林 由佳'] },
        ...{ kind: 'named', hasAnswered: false },
      },
    ])
    const first = (await send(town, 'sato', roundId, 4)).version
    expect(await refusalOf(send(town, 'sato', roundId, 2))).toBe('changed_meanwhile')
    expect(await refusalOf(send(town, 'sato', roundId, 6, first))).toBe('faulty_answers')
    const second = (await send(town, 'sato', roundId, 5, first)).version
    expect((await sheet()).version).toBe(second)
    const both = await Promise.allSettled([3, 1].map((value) => send(town, 'sato', roundId, value, second)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const stored = await sql('select answers from survey_named_answer where staff_member_id = $1', [sato])
    const { answers, version: last } = await sheet()
    expect([{ pride: 3 }, { pride: 1 }]).toContainEqual(answers)
    expect(stored).toEqual([{ answers }])
    expect(await as('sato').ask(surveys.listMySurveyRounds, {})).toMatchObject([{ hasAnswered: true }])
    // 木村 is on leave on the first day.
    expect(await refusalOf(send(town, 'kimura', roundId, 4))).toBe('not_a_receiver')
    expect(await refusalOf(as('kimura').ask(surveys.showNamedSheet, { roundId }))).toBe('not_a_receiver')
    on('2026-12-01')
    expect(await refusalOf(send(town, 'sato', roundId, 4, last!))).toBe('round_closed')
    expect(await sheet()).toMatchObject({ isOpen: false, version: last })
  }),
)

test(
  'after closing those who were named at opening read answers by name and nobody else, each look is the person’s to see; of fewer than k nothing is counted out (INV-A2, A6, S4)',
  inTown(async (town) => {
    const { as, sql, sato, hayashi } = town
    await secondOfHr(town)
    const roundId = await namedRound(town)
    const said = { sato: 4, tanaka: 5, mori: 2, ueda: 4, ito: 3 } as const
    for (const [name, value] of Object.entries(said)) await send(town, name as Name, roundId, value)
    const read = (who: Name, more: { item?: string; after?: number } = {}) =>
      as(who).ask(surveys.showNamedAnswers, { roundId, ...more })
    expect(await refusalOf(read('hayashi'))).toBe('round_not_closed')
    expect(await as('hayashi').ask(surveys.showSurveyResponse, { roundId })).toMatchObject({
      ...{ isNamed: true, answered: 5, keysHash: null, may: ['extendSurveyRound', 'closeSurveyRound'] },
    })
    expect(await as('hayashi').ask(surveys.closeSurveyRound, { roundId, reason: '集まった' })).toMatchObject({
      ...{ answers: 5 },
    })
    expect(await refusalOf(read('suzuki'))).toBe('not_a_reader')
    expect(await refusalOf(read('kato'))).toBe('forbidden')
    expect(await refusalOf(read('hayashi', { item: 'nothing' }))).toBe('no_such_item')
    const { people, total, next, items } = await read('hayashi')
    expect(items.map(({ id }) => id)).toEqual(['pride', 'place', 'wishes', 'hours', 'words'])
    // The same from the rows themselves.
    const rows = await sql<{ id: number; said: number }>(
      `select staff_member_id::integer as id, (answers -> 'pride')::integer as said from survey_named_answer order by 1`,
    )
    expect(people.map(({ staffMemberId, said: value }) => ({ id: staffMemberId, said: value })).toSorted(byId)).toEqual(
      rows,
    )
    expect([total, next, people.length]).toEqual([5, null, 5])
    expect(people.find(({ staffMemberId }) => staffMemberId === sato)).toMatchObject({ said: 4, section: '窓口係' })
    expect((await read('hayashi', { item: 'words' })).people.every(({ said: words }) => words === null)).toBe(true)
    const last = Math.max(...people.map(({ staffMemberId }) => staffMemberId))
    expect((await read('hayashi', { after: last - 1 })).people.map(({ staffMemberId }) => staffMemberId)).toEqual([
      last,
    ])
    expect((await read('hayashi', { after: last })).people).toEqual([])
    const looks = await as('sato').ask(journal.listLooksAtMe, {})
    expect(JSON.stringify(looks)).toContain('surveys.showNamedAnswers')
    expect(await as('hayashi').ask(surveys.showSurveyResponse, { roundId })).toMatchObject({
      may: ['showSurveyTexts', 'showNamedAnswers'],
    })
    const results = await as('kato').ask(surveys.showSurveyResults, { roundId, item: 'pride' })
    expect(results).toMatchObject({ receivers: 10, answers: 5, reissues: 0, rows: [{ n: 5, favourable: 3 }] })
    // Departments are of fewer than four who answered beside the others: merged into one.
    expect(await sql('select answers from survey_group where survey_round_id = $1', [roundId])).toEqual([
      { answers: 5 },
    ])
    expect(hayashi).toBeGreaterThan(0)
  }),
)
const byId = (a: { id: number }, b: { id: number }) => a.id - b.id

test(
  'the kinds never mix: a named round has no keys, no ballots and no paper, an anonymous one takes no names, not even from the database’s own hand, and neither becomes the other (INV-A1, A6)',
  inTown(async (town) => {
    const { as, asGuest, asCommand, sql, sato } = town
    const roundId = await namedRound(town)
    await asCommand.ask(surveys.loadSurvey, { text: surveyText })
    const anonymous = await as('hayashi').ask(surveys.openSurveyRound, opening)
    const message = 'A'.repeat(342)
    expect(await refusalOf(asGuest.ask(surveys.showSurveyRound, { roundId }))).toBe('no_such_round')
    expect(await refusalOf(as('sato').ask(surveys.drawBallot, { roundId, blindedMessage: message }))).toBe(
      'no_such_round',
    )
    const receipt = { preparedMessage: 'aa', signature: message }
    expect(await refusalOf(as('sato').ask(surveys.redeemReceipt, { roundId, ...receipt }))).toBe('no_such_round')
    const ballot = await drawnBy(town, 'sato', anonymous.roundId)
    expect(await refusalOf(noteOf(town, 'sato', roundId))).toBe('no_such_round')
    expect(await refusalOf(as('hayashi').ask(surveys.showPaperSheets, { roundId }))).toBe('no_such_round')
    expect(await refusalOf(as('hayashi').ask(surveys.takeBackPaperNote, { roundId, staffMemberId: sato }))).toBe(
      'no_such_round',
    )
    const sheets = [[{ item: 'pride', value: 3 }]]
    expect(await refusalOf(as('hayashi').ask(surveys.enterPaperSheets, { roundId, cell: 1, sheets }))).toBe(
      'no_such_round',
    )
    const blank = { roundId, ballot: receipt, cell: 1, answers: [], blindedReceipt: message }
    expect(await refusalOf(asGuest.ask(surveys.sendAnswers, blank))).toBe('no_such_round')
    await sentWith(town, anonymous.roundId, ballot, [{ item: 'pride', value: 3 }])

    const other = { roundId: anonymous.roundId }
    expect(await refusalOf(send(town, 'sato', other.roundId, 4))).toBe('no_such_round')
    expect(await refusalOf(as('sato').ask(surveys.showNamedSheet, other))).toBe('no_such_round')
    expect(await refusalOf(as('hayashi').ask(surveys.showNamedAnswers, other))).toBe('no_such_round')
    await expect(
      sql(
        `insert into survey_named_answer (survey_round_id, staff_member_id, answers, answered_at) values ($1, $2, '{}', now())`,
        [anonymous.roundId, sato],
      ),
    ).rejects.toThrow('INV-A1')
    await expect(
      sql('update survey_round set is_named = true where survey_round_id = $1', [anonymous.roundId]),
    ).rejects.toThrow('INV-A6')
    await expect(sql('update survey_round set is_named = false where survey_round_id = $1', [roundId])).rejects.toThrow(
      'INV-A6',
    )
    await expect(sql('delete from survey_round where survey_round_id = $1', [roundId])).rejects.toThrow('INV-A6')
    expect(await sql('select 1 from survey_secret where survey_round_id = $1', [roundId])).toEqual([])
    expect(await refusalOf(asCommand.ask(surveys.takeBackSurveyRound, { roundId, reason: 'x' }))).toBe('not_brought')
    expect(await refusalOf(asCommand.ask(surveys.loadSurvey, { text: named.replace('named', 'anonymous') }))).toBe(
      'other_kind',
    )
  }),
)

test(
  'without readers a named round is counted only; one that has not begun takes nothing, and by the clock it closes as any other',
  inTown(async (town) => {
    const { as, asJob, on } = town
    const roundId = await namedRound(town, { team: [], from: '2026-11-24' })
    expect(await refusalOf(send(town, 'sato', roundId, 4))).toBe('round_ahead')
    on('2026-11-24')
    expect(await as('sato').ask(surveys.showNamedSheet, { roundId })).toMatchObject({ readers: [] })
    for (const name of ['sato', 'tanaka', 'mori', 'ueda'] as const) await send(town, name, roundId, 4)
    on('2026-12-01')
    expect(await asJob.ask(surveys.closeDueSurveyRounds, {})).toEqual({ closed: 1 })
    expect(await refusalOf(as('hayashi').ask(surveys.showNamedAnswers, { roundId }))).toBe('not_a_reader')
    expect(await as('hayashi').ask(surveys.showSurveyResults, { roundId, item: 'pride' })).toMatchObject({ answers: 4 })
    for (const operation of [surveys.showNamedSheet, surveys.showNamedAnswers] as const) {
      expect(await refusalOf(as('hayashi').ask(operation, { roundId: 99 }))).toBe('no_such_round')
    }
  }),
)
