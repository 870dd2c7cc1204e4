import { expect, test } from 'vitest'
import { kindsOfMeasures } from '#platform/measure/measure.ts'
import { inTown } from '#testing/town.ts'
import { kpi } from './contract.ts'

test(
  'whoever writes a policy finds every measure in words, with what of the policy in force rests on it (INV-L3)',
  inTown(async ({ as, sql, hayashi, sato }) => {
    const { measures, edition } = await as(hayashi).ask(kpi.listMeasures, {})
    expect([measures.length, edition]).toEqual([kindsOfMeasures().length, expect.any(String)])
    const named = (name: string) => measures.find(({ measure }) => measure === name)!
    expect(named('literacy.shareAtFloor')).toMatchObject({
      ...{ room: 'literacy', kind: 'state', unit: '%', isOutput: false, isFamily: false },
      usedBy: [{ id: 'kpi-ict-floor', kind: 'kpi' }],
    })
    // One of a family is used under the names that the policy gives it.
    const [family] = measures.filter(({ isFamily, measure }) => isFamily && measure.startsWith('surveys.favourable'))
    const { kpis, indicators } = await as(hayashi).ask(kpi.listKpis, {})
    const rest = (isThis: (measure: string) => boolean) =>
      [...kpis!, ...indicators!].filter(({ measure }) => measure !== null && isThis(measure)).map(({ id }) => id)
    expect(family!.usedBy.map(({ id }) => id)).toEqual(rest((name) => name.startsWith('surveys.favourableShare(')))
    for (const { measure, isFamily, usedBy } of measures)
      if (!isFamily)
        expect(
          usedBy.map(({ id }) => id),
          measure,
        ).toEqual(rest((name) => name === measure))
    // A count of what was done is for indicators alone.
    expect(
      measures.flatMap(({ isOutput, usedBy }) => (isOutput ? usedBy.filter(({ kind }) => kind === 'kpi') : [])),
    ).toEqual([])
    expect((await as(sato).ask(kpi.listMeasures, {})).measures).toEqual(measures)
    await sql('delete from policy_edition')
    const unused = await as(hayashi).ask(kpi.listMeasures, {})
    expect([unused.edition, unused.measures.flatMap(({ usedBy }) => usedBy)]).toEqual([null, []])
  }),
)
