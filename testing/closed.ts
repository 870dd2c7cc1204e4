import { evidence } from '#rooms/evidence/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import type { Town } from './town.ts'

/** HR closes a year as a year is closed: once all that blocks it is settled. */
export async function closesYear(town: Pick<Town, 'as'>, fiscalYear: number, summary = '') {
  await settlesYear(town, fiscalYear)
  return await town.as('hayashi').ask(pdca.closeFiscalYear, { fiscalYear, summary })
}

/** What has no value gets a stated reason, what moved against its hypothesis an answer; but for what is left, by the id of the value or of where the arrow ends. */
export async function settlesYear({ as }: Pick<Town, 'as'>, fiscalYear: number, left: readonly string[] = []) {
  const hr = as('hayashi')
  const { values, arrows } = await hr.ask(pdca.listClosing, { fiscalYear })
  for (const { id } of values.filter(({ id, reason }) => !reason && !left.includes(id)))
    await hr.ask(pdca.stateNoValue, { fiscalYear, id, reason: 'この年度は測っていない' })
  for (const { from, to } of arrows.filter(({ answer, to }) => !answer && !left.includes(to)))
    await hr.ask(evidence.answerContradiction, {
      ...{ fromNode: from, toNode: to, fiscalYear, follows: 'watch', answer: 'もう一年見る' },
    })
}
