/** Tests on paper: drawn once and printed, entered by the code on the sheet, and ended as any other attempt. */
import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import type { TableRow } from '#platform/files/table.ts'
import { readTableApart } from '#platform/files/table-apart.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { formatDate, todayInTokyo } from '#platform/time/dates.ts'
import { peopleNumbered } from '#rooms/people/service.ts'
import { choicesOf, type Given } from '../items/rules.ts'
import { drawableFor, versionsOf } from '../items/service.ts'
import { endAttempts, lockRunning } from './ending.service.ts'
import { attemptsMessages } from './messages.ts'
import type { papers } from './paper.contract.ts'
import { answerColumn, cellOf, givenIn, LETTERS, paperColumns } from './paper.rules.ts'
import { type Drawn, drawn, MOST_ITEMS } from './rules.ts'
import { rightOf, shownItems } from './shown.service.ts'
import { addAttempt } from './taking.service.ts'
import { mustBeFilled, requireTest, type StoredTest, tables, testsWhere } from './tests.service.ts'

type Report = Answer<typeof papers.importPaperResults>
type Problem = Report['problems'][number]

const SHOWN = 200
/** Without letters and digits that look alike. */
const ALPHABET = 'ABCDEFGHJKLMNPQRTUVWXY346789'
const codeOf = () => Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

interface Paper {
  readonly testPaperId: number
  readonly testId: number
  readonly code: string
  readonly seed: number
  readonly drawn: Drawn[]
  /** Nobody sat it before. */
  readonly drawnOn: string
}

export async function drawPaper(
  ctx: Ctx<typeof papers.drawPaper>,
  { testId }: Input<typeof papers.drawPaper>,
): Promise<Answer<typeof papers.drawPaper>> {
  const test = await requireTest(ctx, testId)
  await mustBeFilled(ctx, test)
  const seed = randomInt(2 ** 31)
  const items = drawn(test.parts, await drawableFor(ctx, test.skill), seed)
  const { code } = await tables(ctx)
    .insertInto('test_paper')
    .values({
      ...{ test_id: testId, code: codeOf(), seed, drawn_by: ctx.actor.subjectId },
      drawn: JSON.stringify(items.map(({ itemVersionId, order }) => ({ version: itemVersionId, order }))),
      drawn_at: new Date(ctx.now.epochMilliseconds),
    })
    .returning('code')
    .executeTakeFirstOrThrow()
  ctx.about([], { detail: { testId, code } })
  return { code }
}

export async function listPapers(
  ctx: Ctx,
  { testId }: Input<typeof papers.listPapers>,
): Promise<Answer<typeof papers.listPapers>> {
  const { rows } = await sql<{ code: string; at: Date; entered: number }>`select p.code, p.drawn_at as at,
      (select count(*) from test_attempt a where a.test_paper_id = p.test_paper_id and a.voided_at is null) as entered
    from test_paper p where p.test_id = ${testId} order by p.test_paper_id desc`.execute(ctx.db)
  return { papers: rows.map(({ code, at, entered }) => ({ code, drawnAt: at.toISOString(), entered })) }
}

async function papersOf(ctx: Ctx, codes: readonly string[]): Promise<Map<string, Paper>> {
  const { rows } = await sql<
    Omit<Paper, 'drawn' | 'drawnOn'> & { drawn: { version: number; order: number[] }[]; at: Date }
  >`
    select p.test_paper_id as "testPaperId", p.test_id as "testId", p.code, p.seed, p.drawn, p.drawn_at as at
    from test_paper p where p.code = any(${[...codes]}::text[])`.execute(ctx.db)
  return new Map(
    rows.map(({ at, ...row }) => {
      const items = row.drawn.map(({ version, order }) => ({ itemVersionId: version, order }))
      const drawnOn = todayInTokyo({ epochMilliseconds: at.getTime() })
      return [row.code, { ...row, drawn: items, drawnOn }]
    }),
  )
}

async function requirePaper(ctx: Ctx<'no_such_paper'>, code: string): Promise<{ paper: Paper; test: StoredTest }> {
  const paper = (await papersOf(ctx, [code])).get(code)
  ctx.must(paper, 'no_such_paper')
  const [test] = await testsWhere(ctx, { testId: paper.testId })
  return { paper, test: test! }
}

export async function showPaper(
  ctx: Ctx<typeof papers.showPaper>,
  { code }: Input<typeof papers.showPaper>,
): Promise<Answer<typeof papers.showPaper>> {
  const { paper, test } = await requirePaper(ctx, code)
  const { testId, title, note, minutes } = test
  return { code, testId, title, note, minutes, items: await shownItems(ctx, paper.drawn) }
}

export async function showPaperKey(
  ctx: Ctx<typeof papers.showPaperKey>,
  { code }: Input<typeof papers.showPaperKey>,
): Promise<Answer<typeof papers.showPaperKey>> {
  const { paper, test } = await requirePaper(ctx, code)
  const versions = await versionsOf(
    ctx,
    paper.drawn.map(({ itemVersionId }) => itemVersionId),
  )
  ctx.exports([], 'attempts.key')
  const answers = paper.drawn.map(({ itemVersionId, order }, at) => {
    const version = versions.get(itemVersionId)!
    const { rightPlaces, rightWords } = rightOf(version, order)
    const letters = rightPlaces.map((place) => LETTERS[place - 1]).join('')
    return { place: at + 1, right: letters || rightWords.join(' / '), explanation: version.explanation }
  })
  return { code, testId: test.testId, title: test.title, answers }
}

export async function importPaperResults(
  ctx: Ctx,
  { file, dryRun }: Input<typeof papers.importPaperResults>,
): Promise<Report> {
  const bytes = new Uint8Array(Buffer.from(file.base64, 'base64'))
  const table = await readTableApart(bytes, paperColumns, { file: file.name, most: SHOWN })
  const unread = table.problems.map(({ line, column, reason, reasonEn }) => ({
    ...{ line: line ?? null, column: column ?? null },
    reason: ctx.language === 'ja' ? reason : reasonEn,
  }))
  const { results, problems } = await resultsIn(ctx, table.rows)
  const problemCount = table.problemCount + problems.length
  const isSound = problemCount === 0
  const fresh = isSound ? results.filter(({ isEntered }) => !isEntered) : []
  const applied = isSound && !dryRun
  if (applied) for (const one of fresh) await enter(ctx, one)
  ctx.about(applied ? fresh.map(({ staffMemberId }) => staffMemberId) : [], {
    detail: { file: file.name, applied, added: fresh.length, problems: problemCount },
  })
  return {
    ...{ applied, added: fresh.length, unchanged: isSound ? results.length - fresh.length : 0, problemCount },
    problems: [...unread, ...problems].slice(0, SHOWN),
  }
}

type SheetRow = TableRow<typeof paperColumns>

interface Result {
  readonly staffMemberId: number
  readonly paper: Paper
  readonly satOn: string
  readonly given: readonly Given[]
  /** In the same words, by an earlier file. */
  readonly isEntered: boolean
}

/** Each row against the sheet that it names; whatever is wrong, with its line and column. */
async function resultsIn(ctx: Ctx, rows: readonly SheetRow[]): Promise<{ results: Result[]; problems: Problem[] }> {
  const numbers = await peopleNumbered(ctx, [...new Set(rows.map(({ staffNumber }) => staffNumber))])
  const people = new Map(numbers.map(({ staffNumber, staffMemberId }) => [staffNumber, staffMemberId]))
  const sheets = await papersOf(ctx, [...new Set(rows.map(sheetOf))])
  const ids = [...new Set(people.values())].toSorted((a, b) => a - b)
  // Nobody begins a test while their result from paper is entered, and of two files at once one comes after the other.
  for (const id of ids) await oneAtATime(`attempts of ${id}`).execute(ctx.db)
  const [entered, running, versions] = await Promise.all([
    enteredOf(ctx, [...sheets.values()]),
    runningOf(ctx, ids),
    versionsOf(
      ctx,
      [...sheets.values()].flatMap(({ drawn: items }) => items.map(({ itemVersionId }) => itemVersionId)),
    ),
  ])
  const results: Result[] = []
  const problems: Problem[] = []
  const seen = new Set<string>()
  for (const row of rows) {
    const wrong = (column: string, key: PaperFault, values = {}) =>
      problems.push({ line: row.line, column, reason: ctx.t(attemptsMessages, `paper.${key}`, values) })
    const staffMemberId = people.get(row.staffNumber)
    const paper = sheets.get(sheetOf(row))
    if (staffMemberId === undefined) wrong('職員番号', 'no_person', { number: row.staffNumber })
    else if (staffMemberId === ctx.actor.subjectId) wrong('職員番号', 'own')
    else if (!paper) wrong('用紙', 'no_paper', { code: row.paper })
    else if (row.satOn > ctx.today || row.satOn < paper.drawnOn)
      wrong('実施日', 'day', { date: formatDate(paper.drawnOn, ctx.language) })
    else if (seen.has(keyOf(paper, staffMemberId))) wrong('用紙', 'twice')
    else if (running.has(`${paper.testId} ${staffMemberId}`)) wrong('職員番号', 'running')
    else {
      seen.add(keyOf(paper, staffMemberId))
      const given = givenOf(row, paper, versions, (place) => wrong(answerColumn(place), 'answer'))
      const before = entered.get(keyOf(paper, staffMemberId))
      const isSame = before !== undefined && JSON.stringify(before) === JSON.stringify(given)
      if (before && !isSame) wrong('用紙', 'differs')
      else results.push({ staffMemberId, paper, satOn: row.satOn, given, isEntered: isSame })
    }
  }
  return { results, problems }
}

type PaperFault = 'no_person' | 'own' | 'no_paper' | 'day' | 'twice' | 'running' | 'answer' | 'differs'

/** As it is printed, however it was typed. */
const sheetOf = ({ paper }: SheetRow) => paper.normalize('NFKC').toUpperCase()
const keyOf = ({ testPaperId }: Paper, staffMemberId: number) => `${testPaperId} ${staffMemberId}`

function givenOf(
  row: SheetRow,
  { drawn: items }: Paper,
  versions: Awaited<ReturnType<typeof versionsOf>>,
  wrong: (place: number) => void,
): Given[] {
  const given = items.map(({ itemVersionId }, at) => {
    const { kind, body } = versions.get(itemVersionId)!
    const said = givenIn(cellOf(row, at + 1), kind, choicesOf(body).length)
    if (said === undefined) wrong(at + 1)
    return said ?? null
  })
  // An answer to an item that the sheet does not have stands on a wrong line, or belongs to another sheet.
  for (let place = items.length + 1; place <= MOST_ITEMS; place++) if (cellOf(row, place) !== '') wrong(place)
  return given
}

async function enteredOf(ctx: Ctx, sheets: readonly Paper[]): Promise<Map<string, Given[]>> {
  const { rows } = await sql<{ key: string; given: Given[] }>`
    select a.test_paper_id || ' ' || a.staff_member_id as key, jsonb_agg(w.given order by w.place) as given
    from test_attempt a join test_answer w on w.test_attempt_id = a.test_attempt_id
    where a.test_paper_id = any(${sheets.map(({ testPaperId }) => testPaperId)}::bigint[]) and a.voided_at is null
    group by a.test_attempt_id`.execute(ctx.db)
  return new Map(rows.map(({ key, given }) => [key, given]))
}

async function runningOf(ctx: Ctx, ids: readonly number[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`select a.test_id || ' ' || a.staff_member_id as key from test_attempt a
    where a.staff_member_id = any(${[...ids]}::bigint[]) and a.ended_at is null`.execute(ctx.db)
  return new Set(rows.map(({ key }) => key))
}

/** The same end as any attempt has, as of the day on which it was sat. */
async function enter(ctx: Ctx, { staffMemberId, paper, satOn, given }: Result): Promise<void> {
  const { testId, testPaperId, seed, drawn: items } = paper
  const [test] = await testsWhere(ctx, { testId })
  const id = await addAttempt(ctx, test!, { staffMemberId, seed, drawn: items, source: 'paper', testPaperId })
  const rows = given.map((one, at) => ({ place: at + 1, given: one }))
  await sql`update test_answer w set given = nullif(g.given, 'null'::jsonb), seq = 1, saved_at = ${ctx.now.toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(place smallint, given jsonb)
    where w.test_attempt_id = ${id} and w.place = g.place`.execute(ctx.db)
  await endAttempts(ctx, await lockRunning(ctx, id), { paper: true, satOn })
}
