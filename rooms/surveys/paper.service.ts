/**
 * Sheets of paper for those without a machine (decisions/0065). One person of HR notes who handed one in, without a time; another enters what the
 * sheets of a cell say, many at once, and they become ballots among ballots (enter_sheets of migration 0114). What is kept of a cell is how many.
 */
import { sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { addDays } from '#platform/time/dates.ts'
import { peopleRows } from '#rooms/people/relations.service.ts'
import { requireSheets } from './answering.service.ts'
import { attributesOf } from './cells.rules.ts'
import type { surveys } from './contract.ts'
import { DAYS_FOR_SHEETS, fewestSheets, type PaperTask } from './paper.rules.ts'
import { cellsOf, lockForAnswers, lockForClosing, requireRound, type StoredRound, stateOf } from './rounds.service.ts'
import { sectionNames, sectionsOf } from './running.service.ts'
import { sheetCounts } from './sheets.service.ts'
import { plain } from './survey.rules.ts'

export async function showPaperSheets(
  ctx: Ctx<typeof surveys.showPaperSheets>,
  { roundId }: Input<typeof surveys.showPaperSheets>,
): Promise<Answer<typeof surveys.showPaperSheets>> {
  const round = await requireRound(ctx, roundId)
  // One that was brought along, or is named, has no keys: a sheet becomes a ballot among ballots.
  ctx.must(round.receiptKey, 'no_such_round')
  const { title, number, to, k, items } = round
  const cells = await cellsOf(ctx, roundId)
  const counts = await sheetCounts(ctx, roundId)
  const task = await taskOf(ctx, roundId)
  const named = sectionNames(ctx, await sectionsOf(ctx, round.from))
  return {
    ...{ title, number, state: stateOf(ctx.today, round), to, closesBy: addDays(to, DAYS_FOR_SHEETS), k, task },
    ...{ items: items.map(plain), fewest: fewestSheets(ctx.today, round) },
    cells: cells.map(({ cell, steps, receivers }) => {
      const { section, ...others } = attributesOf(steps)
      const words = Object.values(others).map((value) => value.replaceAll('+', '・'))
      const { noted = 0, entered = 0 } = counts.get(cell) ?? {}
      return { cell, names: [...(section ? named(section) : []), ...words], receivers, noted, entered }
    }),
    // Only to whoever took the sheets from them, never to those who read what the sheets say.
    noted: task === 'notes' ? await notedPeople(ctx, roundId) : [],
  }
}

async function notedPeople(ctx: Ctx, roundId: number) {
  const { rows } = await sql<{ staffMemberId: number; name: string; nameKana: string }>`select
      p.staff_member_id as "staffMemberId", p.name, p.name_kana as "nameKana"
    from survey_receiver m join ${peopleRows(ctx.today)} p on p.staff_member_id = m.staff_member_id
    where m.survey_round_id = ${roundId} and m.on_paper order by reading_order(p.name_kana), p.staff_member_id`.execute(
    ctx.db,
  )
  return rows
}

async function taskOf(ctx: Ctx, roundId: number): Promise<PaperTask | null> {
  const { rows } = await sql<{ task: PaperTask }>`select h.task from survey_sheet_hand h
    where h.survey_round_id = ${roundId} and h.staff_member_id = ${ctx.actor.subjectId}::bigint`.execute(ctx.db)
  return rows[0]?.task ?? null
}

/** From the first time on whoever does it does only this in the round. */
async function taskFrom(ctx: Ctx, roundId: number, task: PaperTask): Promise<boolean> {
  await sql`insert into survey_sheet_hand (survey_round_id, staff_member_id, task)
    values (${roundId}, ${ctx.actor.subjectId}::bigint, ${task}) on conflict do nothing`.execute(ctx.db)
  return (await taskOf(ctx, roundId)) === task
}

/** A round with keys that is not closed: sheets are noted and entered also after its last day, until it is. */
async function requireUnclosed(
  ctx: Ctx<'no_such_round' | 'round_closed' | 'round_ahead'>,
  roundId: number,
): Promise<StoredRound> {
  const round = await requireRound(ctx, roundId)
  // A sheet becomes a ballot among ballots.
  ctx.must(!round.isNamed, 'no_such_round')
  ctx.must(!round.isClosed, 'round_closed')
  ctx.must(ctx.today >= round.from, 'round_ahead', { from: round.from })
  return round
}

interface Receiver {
  readonly cell: number
  readonly onPaper: boolean
  readonly hasReceipt: boolean
}

/** Whom the round asks, for whoever is about to write into the row. */
async function receiver(ctx: Ctx, roundId: number, staffMemberId: number): Promise<Receiver | undefined> {
  const { rows } = await sql<Receiver>`select m.cell, m.on_paper as "onPaper", m.receipt is not null as "hasReceipt"
    from survey_receiver m where m.survey_round_id = ${roundId} and m.staff_member_id = ${staffMemberId} for update`.execute(
    ctx.db,
  )
  return rows[0]
}

async function keepNote(ctx: Ctx, roundId: number, staffMemberId: number, onPaper: boolean): Promise<void> {
  await sql`update survey_receiver set on_paper = ${onPaper}
    where survey_round_id = ${roundId} and staff_member_id = ${staffMemberId}`.execute(ctx.db)
  ctx.tells('survey_round', [roundId])
}

export async function notePaperSheet(
  ctx: Ctx<typeof surveys.notePaperSheet>,
  { roundId, staffMemberId }: Input<typeof surveys.notePaperSheet>,
): Promise<Answer<typeof surveys.notePaperSheet>> {
  await lockForAnswers(ctx, roundId)
  await requireUnclosed(ctx, roundId)
  ctx.must(await taskFrom(ctx, roundId, 'notes'), 'enters_sheets')
  const person = await receiver(ctx, roundId, staffMemberId)
  ctx.must(person, 'not_asked')
  ctx.must(!person.onPaper, 'noted_already')
  ctx.must(!person.hasReceipt, 'answered_already')
  await keepNote(ctx, roundId, staffMemberId, true)
  return { noted: (await sheetCounts(ctx, roundId)).get(person.cell)?.noted ?? 0 }
}

export async function takeBackPaperNote(
  ctx: Ctx<typeof surveys.takeBackPaperNote>,
  { roundId, staffMemberId }: Input<typeof surveys.takeBackPaperNote>,
): Promise<Answer<typeof surveys.takeBackPaperNote>> {
  await lockForClosing(ctx, roundId)
  await requireUnclosed(ctx, roundId)
  ctx.must(await taskFrom(ctx, roundId, 'notes'), 'enters_sheets')
  const person = await receiver(ctx, roundId, staffMemberId)
  ctx.must(person?.onPaper, 'not_noted')
  const { noted = 0, entered = 0 } = (await sheetCounts(ctx, roundId)).get(person.cell) ?? {}
  ctx.must(entered < noted, 'sheets_entered')
  await keepNote(ctx, roundId, staffMemberId, false)
  return { noted: noted - 1 }
}

export async function enterPaperSheets(
  ctx: Ctx<typeof surveys.enterPaperSheets>,
  { roundId, cell, sheets }: Input<typeof surveys.enterPaperSheets>,
): Promise<Answer<typeof surveys.enterPaperSheets>> {
  await lockForClosing(ctx, roundId)
  const round = await requireUnclosed(ctx, roundId)
  ctx.must(await taskFrom(ctx, roundId, 'enters'), 'notes_sheets')
  const cells = await cellsOf(ctx, roundId)
  ctx.must(
    cells.some((one) => one.cell === cell),
    'no_such_cell',
  )
  const { noted = 0, entered = 0 } = (await sheetCounts(ctx, roundId)).get(cell) ?? {}
  const least = fewestSheets(ctx.today, round)
  ctx.must(entered + sheets.length <= noted, 'more_than_noted', { noted, entered })
  ctx.must(sheets.length >= least, 'too_few_sheets', { least })
  const said = requireSheets(
    ctx,
    round.items,
    sheets.map((sent, at) => ({ sent, path: `sheets[${at}]` })),
  )
  await sql`select enter_sheets(${roundId}, ${cell}, ${JSON.stringify(said)}::jsonb)`.execute(ctx.db)
  await sql`insert into survey_sheet_count (survey_round_id, cell, entered) values (${roundId}, ${cell}, ${sheets.length})
    on conflict (survey_round_id, cell) do update set entered = survey_sheet_count.entered + excluded.entered`.execute(
    ctx.db,
  )
  ctx.about([], { detail: { roundId, cell, sheets: sheets.length } })
  return { noted, entered: entered + sheets.length }
}
