import { notices } from '#platform/notices/contract.ts'
import type { Town } from './town.ts'

/** What stands for a person once the clock has come by: kinds with the days that are told. */
export const standing = async ({ as, asJob }: Town, person: number) => {
  await asJob.ask(notices.keepNotices, {})
  const { notices: told } = await as(person).ask(notices.listMyNotices, {})
  return told.filter(({ isOver }) => !isOver).map(({ kind, dueOn }) => (dueOn ? `${kind} ${dueOn}` : kind))
}
