import { sql } from 'kysely'
import {
  hasAccounts,
  isSampleTown,
  listPersonas,
  makePersonas,
  markInstallation,
  settledTown,
} from '#platform/auth/service.ts'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { callsOfCommand } from '#platform/journal/reading.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import { hasAnybody, peopleNumbered } from '#rooms/people/service.ts'
import { hasEditions } from '#rooms/policy/service.ts'
import type { sample } from './contract.ts'

/** Whoever loads the sample ward is written into the journal under this name. */
export const LOADER = 'sample'

/*
 * The sample ward enters through many requests, each a transaction of its own. What was done is told by the journal, whose
 * lines commit with their changes; that all was done is told by the personas, who are named last.
 */

export async function settleTown(ctx: Ctx, { isSample }: Input<typeof sample.settleTown>) {
  await oneAtATime('installation').execute(ctx.db)
  const settled = await isSampleTown(ctx)
  if (settled === undefined) {
    const becomesSample = isSample && !(await isInUse(ctx))
    await markInstallation(ctx, becomesSample)
    ctx.about([], { detail: { isSample: becomesSample } })
    return { isSample: becomesSample, isSettled: { now: true } }
  }
  return { isSample: settled, isSettled: { now: settled && isSample && !(await isWhole(ctx)) } }
}

export async function showSampleProgress(ctx: Ctx<typeof sample.showSampleProgress>) {
  const [settled, done, whole] = await Promise.all([settledTown(ctx), callsOfCommand(ctx, LOADER), isWhole(ctx)])
  ctx.must(settled, 'not_settled')
  return { ...settled, isWhole: whole, done }
}

export async function findSamplePeople(
  ctx: Ctx<typeof sample.findSamplePeople>,
  { staffNumbers }: Input<typeof sample.findSamplePeople>,
) {
  ctx.must(await isSampleTown(ctx), 'not_the_sample')
  return peopleNumbered(ctx, staffNumbers)
}

export async function refreshStatistics(ctx: Ctx) {
  await sql`select refresh_statistics()`.execute(ctx.db)
  return { refreshed: true as const }
}

export async function namePersonas(
  ctx: Ctx<typeof sample.namePersonas>,
  { personas }: Input<typeof sample.namePersonas>,
) {
  ctx.must(await isSampleTown(ctx), 'not_the_sample')
  await makePersonas(
    ctx,
    personas.map(({ persona, staffNumber }) => ({ persona, loginName: staffNumber })),
  )
  const named = await listPersonas(ctx)
  const missing = personas.find(({ persona }) => !named.some((one) => one.persona === persona))
  ctx.must(!missing, 'no_such_persona', { staffNumber: missing?.staffNumber ?? '' })
  ctx.about(named.flatMap(({ subjectId }) => subjectId ?? []))
  return { named: named.length }
}

/** Whoever loaded a policy, staff or an account before the first start has a town of their own. */
async function isInUse(ctx: Ctx): Promise<boolean> {
  const parts = await Promise.all([hasAnybody(ctx), hasAccounts(ctx), hasEditions(ctx)])
  return parts.includes(true)
}

async function isWhole(ctx: Ctx): Promise<boolean> {
  return (await listPersonas(ctx)).length > 0
}
