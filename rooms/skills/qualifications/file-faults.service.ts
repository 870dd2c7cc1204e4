/** What is wrong with a file: what could not be read, and what is found besides, each at its line. */
import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Problem, problemTold } from '#platform/files/problem.ts'
import { qualificationsMessages } from './messages.ts'

const SHOWN = 200

type Wrong = Extract<keyof (typeof qualificationsMessages)['ja'], `wrong.${string}`>

export function faultsOf(ctx: Ctx, table: { problems: readonly Problem[]; problemCount: number }) {
  const read = table.problems.map((problem) => problemTold(problem, ctx.language))
  const found: typeof read = []
  return {
    add(
      line: number,
      column: string,
      value: string,
      wrong: Wrong,
      values: Readonly<Record<string, string | number>> = {},
    ) {
      found.push({ line, column, value, reason: ctx.t(qualificationsMessages, wrong, { value, ...values }) })
    },
    told: () => ({
      problemCount: table.problemCount + found.length,
      problems: [...read, ...found].slice(0, SHOWN),
    }),
  }
}
