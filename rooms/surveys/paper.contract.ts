import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Id } from '#rooms/people/contract.ts'
import { paperTasks } from './paper.rules.ts'
import { CellId, Count, Item, Names, RoundId, roundStates, Said } from './shapes.contract.ts'

const Person = RoundId.extend({ staffMemberId: Id })

/** Sheets for those without a machine: printed, noted by one person and entered by another (decisions/0065). */
export const onPaper = defineContract({
  showPaperSheets: {
    method: 'GET',
    path: '/survey-rounds/{roundId}/sheets',
    summary:
      'HR: the items to be printed by cell, how many sheets of each were noted and entered, and, to whoever notes, of whom',
    input: RoundId,
    output: z.strictObject({
      title: z.string(),
      number: Count,
      state: z.enum(roundStates),
      to: z.string(),
      /** Day on which the clock closes the round where sheets still wait. */
      closesBy: z.string(),
      k: Count,
      items: z.array(Item),
      /** What the reader does in this round; null before they have done either. */
      task: z.enum(paperTasks).nullable(),
      /** Fewest sheets of a cell that are taken at once. */
      fewest: Count,
      cells: z.array(z.strictObject({ cell: CellId, names: Names, receivers: Count, noted: Count, entered: Count })),
      noted: z.array(z.strictObject({ staffMemberId: Count, name: z.string(), nameKana: z.string() })),
    }),
    refusals: { no_such_round: 404 },
  },
  notePaperSheet: {
    method: 'POST',
    path: '/survey-rounds/{roundId}/sheets/noted',
    summary: 'HR notes that somebody handed in a sheet: they have answered, and get no ballot; when is not kept',
    input: Person,
    output: z.strictObject({ noted: Count }),
    refusals: {
      no_such_round: 404,
      round_closed: 409,
      round_ahead: 409,
      enters_sheets: 409,
      not_asked: 422,
      answered_already: 409,
      noted_already: 409,
    },
    trace: 'unwritten',
  },
  takeBackPaperNote: {
    method: 'POST',
    path: '/survey-rounds/{roundId}/sheets/taken-back',
    summary: 'HR takes back the note of a wrong person, while more sheets of their cell are noted than entered',
    input: Person,
    output: z.strictObject({ noted: Count }),
    refusals: {
      no_such_round: 404,
      round_closed: 409,
      round_ahead: 409,
      enters_sheets: 409,
      not_noted: 404,
      sheets_entered: 409,
    },
    trace: 'unwritten',
  },
  enterPaperSheets: {
    method: 'POST',
    path: '/survey-rounds/{roundId}/sheets',
    summary: 'A second person of HR enters sheets of a cell, many at once; they come among the ballots as ballots',
    input: RoundId.extend({ cell: CellId, sheets: z.array(Said).min(1).max(200) }),
    output: z.strictObject({ noted: Count, entered: Count }),
    refusals: {
      no_such_round: 404,
      round_closed: 409,
      round_ahead: 409,
      notes_sheets: 409,
      no_such_cell: 422,
      faulty_answers: 422,
      more_than_noted: 409,
      too_few_sheets: 422,
    },
    bodyLimit: 4_000_000,
    patience: 120,
  },
})
