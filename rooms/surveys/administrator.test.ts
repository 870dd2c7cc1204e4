/**
 * The curious administrator has the whole database: every row of every table, the order in which rows lie, the numbers of the transactions
 * that wrote them, the journal, sessions, and the list of who answered. They try to tell which answer is whose (INV-A1).
 */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { randomFrom } from '#platform/random/random.ts'
import { asked, drawnBy, noteOf, openedRound, secondOfHr, sentWith } from '#testing/surveys.ts'
import { inTown, type Name, people, type Town } from '#testing/town.ts'
import { surveys } from './contract.ts'

const ROUNDS = 4

/** Each order in which the administrator can put the people who answered. */
const ordersOfPeople = [
  ['when their row was last written', 'order by xmin::text::bigint, ctid'],
  ['as their rows lie', 'order by ctid'],
  ['by number', 'order by staff_member_id'],
  ['by what was drawn', 'order by drawn'],
  ['by their receipt', 'order by receipt'],
] as const

/** Each order in which the administrator can put answers. */
const ordersOfAnswers = [
  ['when they were written', 'order by xmin::text::bigint, ctid'],
  ['as they lie', 'order by ctid'],
  ['as they lie, from the end', 'order by ctid desc'],
  ['by their bytes', 'order by answers::text'],
] as const

const shuffled = <T>(all: readonly T[], random: () => number): T[] =>
  all
    .map((one) => ({ one, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)

/** Everybody draws, then everybody answers and redeems at once, each time in another order: the worst that could happen. */
async function answerAll(town: Town, roundId: number, random: () => number): Promise<{ digests: string[] }> {
  const ballots = new Map<Name, Awaited<ReturnType<typeof drawnBy>>>()
  for (const person of shuffled(asked, random)) ballots.set(person, await drawnBy(town, person, roundId))
  for (const person of shuffled(asked, random)) {
    const receipt = await sentWith(town, roundId, ballots.get(person)!, [{ item: 'words', value: person }])
    await town.as(person).ask(surveys.redeemReceipt, { roundId, ...receipt })
  }
  const digestOf = (text: string) => createHash('sha256').update(Buffer.from(text, 'base64url')).digest('hex')
  return { digests: [...ballots.values()].map(({ preparedMessage }) => digestOf(preparedMessage)) }
}

/** How many people are told their own answer, by each pair of orders. */
async function guesses(
  { sql }: Town,
  table: 'survey_ballot' | 'survey_answer',
  roundId: number,
): Promise<Map<string, number>> {
  const right = new Map<string, number>()
  for (const [who, order] of ordersOfPeople) {
    const rows = await sql<{ id: number }>(
      `select staff_member_id as id from survey_receiver where survey_round_id = $1 and receipt is not null ${order}`,
      [roundId],
    )
    for (const [what, by] of ordersOfAnswers) {
      const answers = await sql<{ said: Name }>(
        `select answers ->> 'words' as said from ${table} where survey_round_id = $1 ${by}`,
        [roundId],
      )
      const hits = rows.filter(({ id }, at) => people[answers[at]!.said] === id).length
      right.set(`${who}, ${what}`, hits)
    }
  }
  return right
}

/** Everything that the database holds, as text. */
async function dumped({ sql }: Town): Promise<string> {
  const tables = await sql<{ name: string }>(`select oid::regclass::text as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition`)
  const parts: string[] = []
  for (const { name } of tables) {
    const rows = await sql<{ row: string }>(`select t::text as row from ${name} t`)
    parts.push(...rows.map(({ row }) => row))
  }
  return parts.join('\n')
}

test(
  'after closing the administrator does no better than chance over many rounds; the same attack on answers that were left with their ballots tells everybody',
  inTown(async (town) => {
    const random = randomFrom(20_261_122)
    const cut = new Map<string, number>()
    const left = new Map<string, number>()
    const add = (sums: Map<string, number>, found: Map<string, number>) => {
      for (const [way, hits] of found) sums.set(way, (sums.get(way) ?? 0) + hits)
    }
    for (let turn = 0; turn < ROUNDS; turn++) {
      const roundId = await openedRound(town)
      const { digests } = await answerAll(town, roundId, random)
      // The naive variant, and what an open round tells: answers as they were written, beside receipts as they came.
      add(left, await guesses(town, 'survey_ballot', roundId))
      await town.asCommand.ask(surveys.closeSurveyRound, { roundId, reason: 'そろった' })
      add(cut, await guesses(town, 'survey_answer', roundId))
      // Ballots, and the keys that signed them, stand nowhere any more.
      const everything = await dumped(town)
      expect(everything).toContain('sato')
      expect(digests.filter((digest) => everything.includes(digest))).toEqual([])
      expect(await town.sql('select 1 from survey_secret')).toEqual([])
      const written = await town.sql(`select distinct xmin::text from survey_answer where survey_round_id = $1`, [
        roundId,
      ])
      expect(written).toHaveLength(1)
    }
    expect(left.get('when their row was last written, when they were written')).toBe(ROUNDS * asked.length)
    // By chance one of each round is right in the mean, whatever the order; so many never are.
    const most = Math.max(...cut.values())
    expect(most).toBeLessThan(ROUNDS + 6 * Math.sqrt(ROUNDS))
    const columns = await town.sql<{ name: string }>(`select column_name as name from information_schema.columns
      where table_schema = current_schema() and table_name = 'survey_answer' order by 1`)
    expect(columns.map(({ name }) => name)).toEqual(['answers', 'group_number', 'survey_round_id'])
    // Of what people did with their ballots no line has a time.
    expect(await town.sql(`select 1 from journal_line where operation ~ '(draw|send|redeem)'`)).toEqual([])
  }),
  60_000,
)

const paperOrders = [
  ...ordersOfAnswers,
  ['by their ballots', 'order by ballot'],
  ['by their receipts', 'order by receipt'],
] as const

/** How many of the rows that lie first, and last, in each order are sheets: as many as were entered are looked at. */
async function sheetsFound({ sql }: Town, roundId: number, onPaper: readonly Name[]): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const [what, by] of paperOrders) {
    const said = (
      await sql<{ said: Name }>(
        `select answers ->> 'words' as said from survey_ballot where survey_round_id = $1 ${by}`,
        [roundId],
      )
    ).map((row) => row.said)
    const hits = (rows: readonly Name[]) => rows.filter((name) => onPaper.includes(name)).length
    found.set(`${what}, first`, hits(said.slice(0, onPaper.length)))
    found.set(`${what}, last`, hits(said.slice(-onPaper.length)))
  }
  return found
}

test(
  'among the answers of an open round no order tells which were entered from paper, though it is known who handed paper in; sheets that are added as they come are found at once (INV-A1)',
  inTown(async (town) => {
    await secondOfHr(town)
    const random = randomFrom(20_261_129)
    const sums = new Map<string, number>()
    for (let turn = 0; turn < ROUNDS; turn++) {
      const roundId = await openedRound(town)
      const order = shuffled(asked, random)
      const [onPaper, onScreen] = [order.slice(0, 5), order.slice(5)]
      for (const name of onScreen) {
        const said = [{ item: 'words', value: name }]
        await town.as(name).ask(surveys.redeemReceipt, {
          ...{ roundId, ...(await sentWith(town, roundId, await drawnBy(town, name, roundId), said)) },
        })
      }
      for (const name of onPaper) await noteOf(town, name, roundId)
      const sheets = onPaper.map((value) => [{ item: 'words', value }])
      await town.as('suzuki').ask(surveys.enterPaperSheets, { roundId, cell: 1, sheets })
      for (const [way, hits] of await sheetsFound(town, roundId, onPaper)) sums.set(way, (sums.get(way) ?? 0) + hits)
      const written = await town.sql('select distinct xmin::text from survey_ballot')
      expect(written).toHaveLength(1)
      // The naive variant: rows that are added to those that stand there.
      if (turn === 0) {
        await town.sql(
          `insert into survey_ballot select survey_round_id, sha256(ballot), cell, answers || '{"words": "late"}', receipt from survey_ballot limit 1`,
        )
        const [last] = await town.sql<{ said: string }>(
          `select answers ->> 'words' as said from survey_ballot order by xmin::text::bigint desc limit 1`,
        )
        expect(last?.said).toBe('late')
      }
      await town.asCommand.ask(surveys.closeSurveyRound, { roundId, reason: 'そろった' })
    }
    // By chance half of the rows in each order are sheets; so many, or so few, never are.
    const half = (ROUNDS * 5) / 2
    for (const hits of sums.values()) expect(Math.abs(hits - half)).toBeLessThan(9)
    // Nothing that says when: neither of who handed in a sheet, nor of what became of it.
    expect(await town.sql(`select 1 from journal_line where operation ~ '(note|takeBack)Paper'`)).toEqual([])
    const columns = await town.sql<{ name: string }>(`select column_name as name from information_schema.columns
      where table_schema = current_schema() and table_name = 'survey_ballot' order by 1`)
    expect(columns.map(({ name }) => name)).toEqual(['answers', 'ballot', 'cell', 'receipt', 'survey_round_id'])
  }),
  60_000,
)
