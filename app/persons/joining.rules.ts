/** What is told of rows that move when two numbers are one person, by the table in which they stand; `written`: by them, about others or the town. */
export const moving = [
  'employment',
  'assignment',
  'leave_of_absence',
  'skill_evidence',
  'application',
  'recommendation',
  'test_attempt',
  'qualification_claim',
  'round_spell',
  'duty',
  'short_absence',
  'notice',
  'other',
  'written',
] as const
export type Moving = (typeof moving)[number]

export const clashKinds = ['spell', 'post', 'leave', 'seat'] as const

/** What follows from other rows, or ends where it is. */
const stays = ['skill_standing', 'account']

/** Rows by table, own ones and those that they wrote, in these words and their order. */
export function movingIn(
  own: Readonly<Record<string, number>>,
  written: Readonly<Record<string, number>>,
): { what: Moving; rows: number }[] {
  const counts = new Map<Moving, number>()
  const add = (what: Moving, rows: number) => counts.set(what, (counts.get(what) ?? 0) + rows)
  const told = Object.entries(own).filter(([table]) => !stays.includes(table))
  for (const [table, rows] of told) add(moving.find((what) => what === table) ?? 'other', rows)
  for (const rows of Object.values(written)) add('written', rows)
  return moving.flatMap((what) => (counts.has(what) ? [{ what, rows: counts.get(what)! }] : []))
}
