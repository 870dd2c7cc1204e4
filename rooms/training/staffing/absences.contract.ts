import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { takenBackRefusal } from '#platform/version/version.ts'
import { Told } from '#rooms/skills/qualifications/shape.contract.ts'
import { Id, IsoDate, Person } from '../shape.contract.ts'
import { absenceKinds } from './absences.rules.ts'

/** 1 for each half-day of the week in which somebody is not there, Monday's morning to Sunday's afternoon. */
const WeekMarks = z.string().regex(/^(?=.*1)[01]{14}$/)

const Absence = z.strictObject({
  shortAbsenceId: z.number().int(),
  person: Person,
  kind: z.enum(absenceKinds),
  validFrom: IsoDate,
  validTo: IsoDate.nullable(),
  week: z.string(),
  mayTakeBack: z.boolean(),
})

export const absences = defineContract({
  listAbsences: {
    method: 'GET',
    path: '/sections/{sectionCode}/absences',
    summary:
      'Who of a section is away for some half-days from today on, or in a period: annual leave, part-time, turns',
    input: z.strictObject({
      sectionCode: z.string().min(1).max(40),
      from: IsoDate.optional(),
      to: IsoDate.optional(),
    }),
    output: z.strictObject({ total: z.number().int(), absences: z.array(Absence) }),
    refusals: {},
  },
  addAbsence: {
    method: 'POST',
    path: '/staff/{staffMemberId}/absences',
    summary: 'The section head, or HR, enters annual leave, part-time, a turn or another duty; no reason is asked',
    input: z.strictObject({
      staffMemberId: Id,
      kind: z.enum(absenceKinds),
      from: IsoDate,
      /** The last day; open where absent. */
      lastDay: IsoDate.optional(),
      week: WeekMarks,
    }),
    output: z.strictObject({ shortAbsenceId: z.number().int() }),
    refusals: { ends_before_start: 422, absence_known: 409 },
  },
  endAbsence: {
    method: 'POST',
    path: '/absences/{shortAbsenceId}/end',
    summary: 'An absence that was entered wrongly, or does not come to be, is dropped',
    input: z.strictObject({ shortAbsenceId: Id }),
    output: z.strictObject({ ended: z.literal(true) }),
    refusals: { absence_ended: 409 },
  },
  takeBackAbsence: {
    method: 'POST',
    path: '/absences/{shortAbsenceId}/taken-back',
    summary: 'Takes back what I entered or dropped today',
    input: z.strictObject({ shortAbsenceId: Id }),
    output: z.strictObject({ takenBack: z.literal(true) }),
    refusals: takenBackRefusal,
  },
  importAbsences: {
    method: 'POST',
    path: '/absences/import',
    summary:
      'Absences from CSV or Excel, all or nothing; with dryRun a preview. A head enters their own people, HR everybody; sent again it adds nothing (INV-D5)',
    input: z.strictObject({
      file: z.strictObject({
        name: z.string().max(255),
        base64: z.string().meta({ contentEncoding: 'base64' }),
      }),
      dryRun: z.boolean().default(false),
    }),
    output: Told,
    refusals: {},
    bodyLimit: 8 * 1_048_576,
    patience: 60,
  },
})
