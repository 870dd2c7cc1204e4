/** What the law asks of whoever holds people's data: to hand them over, and to forget them. Every room says whose its columns are (platform/privacy). */
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { declaredData } from '#platform/privacy/data.ts'
import { eraseFrom, heldAbout } from '#platform/privacy/held.ts'
import { lastDayForAll } from '#rooms/people/announced.service.ts'
import { idsOf, idsOfPerson, servesFrom } from '#rooms/people/service.ts'
import type { disclosure } from './contract.ts'
import { disclosureMessages } from './messages.ts'

export async function exportPerson(
  ctx: Ctx<typeof disclosure.exportPerson>,
  { staffNumber }: Input<typeof disclosure.exportPerson>,
) {
  const id = await idOf(ctx, staffNumber)
  // 個人情報保護法78条1項7号ヘ: movements of staff that are not announced yet are not disclosed; from that day they are.
  const tables = await heldAbout(ctx, declaredData(), await idsOfPerson(ctx, id), await lastDayForAll(ctx))
  ctx.exports([id], ctx.t(disclosureMessages, 'what.export'))
  ctx.about([id], { detail: { tables: Object.keys(tables) } })
  return {
    staffNumber,
    asOf: ctx.today,
    tables: tables as Record<string, { as: string[]; row: Record<string, unknown> }[]>,
  }
}

export async function erasePerson(
  ctx: Ctx<typeof disclosure.erasePerson>,
  { staffNumber, reason }: Input<typeof disclosure.erasePerson>,
) {
  const id = await idOf(ctx, staffNumber)
  ctx.must(!(await servesFrom(ctx, id, ctx.today)), 'still_in_service')
  const tables = await eraseFrom(ctx, declaredData(), id)
  ctx.about([id], { reason, detail: { tables } })
  return { staffNumber, tables }
}

async function idOf(ctx: Ctx<'no_such_staff_member'>, staffNumber: string): Promise<number> {
  const [id] = await idsOf(ctx, [staffNumber])
  ctx.must(id !== undefined, 'no_such_staff_member')
  return id
}
