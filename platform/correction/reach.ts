/** Which fiscal years are closed: a correction that reaches into one is asked about before it is made. The room that closes years says so. */
import type { Ctx } from '#platform/ctx/ctx.ts'

type ClosedYears = (ctx: Ctx) => Promise<number[]>

let told: ClosedYears = async () => []

/** Called once when the house is put together (app/corrections.ts). */
export function yearsAreClosedBy(closedYears: ClosedYears): void {
  told = closedYears
}

/** Fiscal years that are closed, the earliest first. */
export function closedYears(ctx: Ctx): Promise<number[]> {
  return told(ctx)
}
