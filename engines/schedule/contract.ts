/** The files of `hagukumi schedule`: a problem (who needs what, when are which sessions) and its solution (who sits where). */
import { z } from 'zod'

const Id = z.string().min(1)
const Count = z.number().int().min(0)
/** Sums of larger numbers could not be told apart. */
const Wish = z.number().min(0).max(1_000_000_000)

export const Slot = z.strictObject({ id: Id }).meta({ description: '時間帯。順は問いません' })

export const Section = z
  .strictObject({
    id: Id,
    minimum: z
      .record(Id, Count)
      .optional()
      .describe('時間帯ごとの最低人数。書かれていない時間帯は 0。所属の人数を超えられません'),
  })
  .meta({ description: '所属' })

export const Person = z
  .strictObject({
    id: Id,
    section: Id.describe('所属の id'),
    needs: z.array(Id).describe('受ける必要のある講座。同じ講座は一度だけ'),
    away: z.array(Id).optional().describe('不在の時間帯'),
    cannot: z.array(Id).optional().describe('所属にはいるが、開催回には出られない時間帯'),
    wishes: z.record(Id, Wish).optional().describe('開催回ごとの希望(0 以上 10 億以下、大きいほど希望)。なければ 0'),
  })
  .meta({ description: '職員' })

export const Session = z
  .strictObject({
    id: Id,
    course: Id,
    slots: z.array(Id).min(1).describe('開催回が占める時間帯(一つ以上、重複なし)'),
    capacity: Count.describe('定員'),
  })
  .meta({ description: '開催回' })

export const Apart = z.array(Id).length(2).meta({ description: '同じ時間帯の開催回に出ない二人' })

export const Keep = z
  .strictObject({
    slot: Id,
    staff: z.array(Id).min(1).describe('資格などのある職員'),
    minimum: Count.min(1).describe('その時間帯に残す人数'),
  })
  .meta({ description: 'その時間帯に、このうち最低何人が所属に残るか' })

/** The problem with its lists unread, so that a fault in a long list is found at its first row. */
export const ProblemOutline = z.strictObject({
  slots: z.array(z.unknown()),
  sections: z.array(z.unknown()),
  staff: z.array(z.unknown()).min(1),
  sessions: z.array(z.unknown()),
  apart: z.array(z.unknown()).optional(),
  keeps: z.array(z.unknown()).optional(),
})

export const Problem = z
  .strictObject({
    slots: z.array(Slot),
    sections: z.array(Section),
    staff: z.array(Person).min(1).describe('職員(一人以上)。並び順が先着順の順です'),
    sessions: z.array(Session),
    apart: z.array(Apart).optional(),
    keeps: z.array(Keep).optional(),
  })
  .meta({ title: '研修日程の問題', description: '誰が何を受ける必要があり、いつ何の開催回があるか' })
export type Problem = z.infer<typeof Problem>

/** Why somebody has no seat; which one is told when several hold is fixed in `reasons.ts`. */
export const Reason = z.enum(['no-session', 'away', 'minimum', 'capacity', 'apart', 'clash'])
export type Reason = z.infer<typeof Reason>

export const Relief = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('capacity'), session: Id, add: Count.min(1), gain: Count.min(1) })
    .meta({ description: '開催回の定員を add 人ふやす' }),
  z
    .strictObject({ kind: z.literal('cover'), section: Id, slot: Id, add: Count.min(1), gain: Count.min(1) })
    .meta({ description: 'その時間帯の最低人数を add 人さげる(応援を add 人いれる)' }),
  z
    .strictObject({ kind: z.literal('session'), course: Id, slots: z.array(Id), capacity: Count, gain: Count.min(1) })
    .meta({ description: '開催回を一つ設ける' }),
])
export type Relief = z.infer<typeof Relief>

export const Unseated = z
  .strictObject({ staff: Id, course: Id, reason: Reason, sentence: z.string().describe('所属長が読む理由') })
  .meta({ description: '席のない人と講座' })
export type Unseated = z.infer<typeof Unseated>

export const Solution = z
  .strictObject({
    status: z.enum(['optimal', 'feasible']).describe('optimal は席数と希望の両方が最良と証明されたもの'),
    seats: z.array(z.strictObject({ staff: Id, session: Id })),
    unseated: z.array(Unseated),
    seated: Count.describe('席の数(人×講座)'),
    seatedBound: Count.describe('席数の証明された上限'),
    wishes: z.number().min(0).describe('席のある人の希望の和'),
    wishesBound: z.number().min(0).describe('この席数での希望の和の証明された上限'),
    gap: z.number().min(0).max(1).describe('(seatedBound − seated) / seatedBound。上限が 0 なら 0'),
    seconds: z.number().min(0),
    relief: z.array(Relief).describe('席をふやす手立て。よいものから'),
  })
  .meta({ title: '研修日程の解', description: '誰がどの開催回に座るか、席のない人の理由と手立て' })
export type Solution = z.infer<typeof Solution>

/** The published JSON Schemas (draft 2020-12); `problem.schema.json` and `solution.schema.json` are kept equal to them. */
export function scheduleJsonSchemas(): Readonly<Record<'problem' | 'solution', Record<string, unknown>>> {
  const target = 'draft-2020-12'
  return {
    problem: { $id: 'urn:hagukumi:schedule:problem:1', ...z.toJSONSchema(Problem, { target }) },
    solution: { $id: 'urn:hagukumi:schedule:solution:1', ...z.toJSONSchema(Solution, { target }) },
  }
}
