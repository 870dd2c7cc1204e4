import { expect, test } from 'vitest'
import { evidence } from '#rooms/evidence/contract.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { movedAgainst } from '#testing/studied.ts'
import { inTown } from '#testing/town.ts'
import { typed } from '#testing/verb.ts'
import { pdcaCommands } from './commands.ts'
import { pdca } from './contract.ts'

const year = { fiscalYear: 2025 }
const arrow = { fromNode: 'ict-training-held', toNode: 'ict-floor' }

test(
  'a year closes once every KPI has a value of that year or a stated reason, and every arrow that moved the other way an answer; what is open is named (INV-L9)',
  inTown(async (town) => {
    const { as, asCommand, sql, hayashi } = town
    const hr = as(hayashi)
    const closing = () => hr.ask(pdca.listClosing, year)
    const close = () => hr.ask(pdca.closeFiscalYear, year)
    const state = (id: string, reason = '次の年度に測る') => hr.ask(pdca.stateNoValue, { ...year, id, reason })
    // A value of the year before says nothing of this one.
    const pride = { kpiId: 'kpi-pride', numerator: 60, denominator: 100 }
    await hr.ask(kpi.recordKpiActual, { ...pride, asOf: '2025-03-31' })
    await hr.ask(kpi.recordKpiActual, { ...pride, kpiId: 'kpi-respect', asOf: '2025-03-31' })
    await movedAgainst(town)
    const { values, arrows, open } = await closing()
    const byHand = (await hr.ask(kpi.listKpis, { asOf: '2026-03-31' })).kpis!.filter(({ measure }) => measure === null)
    expect(values.filter(({ isByHand }) => isByHand).map(({ id }) => id)).toEqual(byHand.map(({ id }) => id))
    expect(values.find(({ id }) => id === 'kpi-pride')).toMatchObject({
      ...{ earlier: { numerator: 60, asOf: '2025-03-31' }, reason: null, owner: '人材育成担当' },
    })
    expect([arrows.length, open]).toEqual([1, values.length + 1])
    await expect(close()).rejects.toMatchObject({
      code: 'closing_blocked',
      message: expect.stringContaining('closing_blocked'),
    })
    for (const { id } of values.slice(1)) await state(id)
    const refusal = await close().catch((error: { values: { n: number; list: string } }) => error.values)
    expect(refusal).toMatchObject({ n: 2, list: expect.stringContaining(values[0]!.name) })
    expect(await sql('select from review')).toEqual([])
    await hr.ask(evidence.answerContradiction, {
      ...arrow,
      ...year,
      follows: 'remeasure',
      answer: '調査の聞き方が変わった',
    })
    await expect(close()).rejects.toMatchObject({ values: { n: 1 } })
    await state(values[0]!.id)
    expect((await closing()).open).toBe(0)
    // A value that comes after all takes the place of the reason.
    await hr.ask(kpi.recordKpiActual, { ...pride, asOf: '2026-03-31' })
    await expect(state('kpi-pride', '—')).rejects.toThrow('has_value')
    await expect(state('nothing')).rejects.toThrow('no_such_kpi')
    const verb = await typed(pdcaCommands, ['review', 'close', '--year', '2025', '--json'], 'ja', asCommand.ask)
    expect(JSON.parse(verb.out)).toMatchObject(year)
    const sheet = await hr.ask(pdca.showReview, year)
    const shown = new Map(sheet.values.map(({ id, reason, frozen }) => [id, [reason?.reason, frozen?.numerator]]))
    expect(shown.get('kpi-pride')).toEqual([undefined, 60])
    const other = values.find(({ id }) => id !== 'kpi-pride')!
    expect(shown.get(other.id)).toEqual(['次の年度に測る', undefined])
    const unmeasured = async () => (await hr.ask(pdca.showReview, year)).values.find(({ id }) => id === 'kpi-respect')
    expect(await unmeasured()).toMatchObject({
      ...{ frozen: null, now: null, status: 'noValue', restatementDue: false, reason: { reason: '次の年度に測る' } },
    })
    await hr.ask(kpi.recordKpiActual, { ...pride, kpiId: 'kpi-respect', asOf: '2026-03-20' })
    expect(await unmeasured()).toMatchObject({ frozen: null, now: { numerator: 60 }, restatementDue: true })
    await expect(state(other.id)).rejects.toThrow('already_closed')
    expect((await closing()).open).toBe(0)
    await expect(sql(`update review_reason set reason = 'x'`)).rejects.toThrow('read-only')
    for (const of of [
      (fiscalYear: number) => hr.ask(pdca.listClosing, { fiscalYear }),
      (fiscalYear: number) => hr.ask(pdca.stateNoValue, { fiscalYear, id: 'kpi-pride', reason: '—' }),
    ]) {
      await expect(of(2026)).rejects.toThrow('year_not_ended')
      await expect(of(2021)).rejects.toThrow('no_policy')
    }
  }),
)
