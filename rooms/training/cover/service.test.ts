import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { approved, dataCourse } from '#testing/training.ts'
import { training } from '../contract.ts'

test(
  'missing cover is the section head’s task; cover without a substitute is agreed to by the approval (INV-T6)',
  inTown(async (town) => {
    const { as, sato, ueda, mori, kimura, tanaka } = town
    const { courseSessionId } = await dataCourse(town, 5)
    const none = await approved(town, sato, courseSessionId, tanaka)
    expect((await as(tanaka).ask(training.listApprovals, {})).toCover).toMatchObject([{ applicationId: none }])
    expect((await as(tanaka).ask(training.showMyTasks, {})).tasks).toMatchObject([
      { kind: 'coverMissing', values: { n: 1 } },
    ])
    const ask = (cover: { kind: 'substitute' | 'reducedCounter' | 'notNeeded'; substitute?: number }) =>
      as(tanaka).ask(training.arrangeCover, { applicationId: none, cover })
    await expect(ask({ kind: 'substitute' })).rejects.toThrow('substitute_needed')
    await expect(ask({ kind: 'notNeeded', substitute: mori })).rejects.toThrow('substitute_not_needed')
    await expect(ask({ kind: 'substitute', substitute: sato })).rejects.toThrow('substitute_is_applicant')
    await expect(ask({ kind: 'substitute', substitute: kimura })).rejects.toThrow('substitute_away')
    await expect(ask({ kind: 'substitute', substitute: 999 })).rejects.toThrow('no_such_substitute')
    const asked = await ask({ kind: 'substitute', substitute: mori })
    expect(asked.agreedOn).toBeNull()
    await as(mori).ask(training.declineCover, { coverArrangementId: asked.coverArrangementId })
    expect((await as(tanaka).ask(training.listApprovals, {})).toCover).toHaveLength(1)
    await expect(as(mori).ask(training.agreeToCover, { coverArrangementId: asked.coverArrangementId })).rejects.toThrow(
      'cover_not_open',
    )
    expect((await ask({ kind: 'reducedCounter' })).agreedOn).toBe('2026-11-22')
    expect((await as(tanaka).ask(training.listApprovals, {})).toCover).toEqual([])
    const { applicationId } = await as(ueda).ask(training.apply, { courseSessionId, cover: { kind: 'splitDates' } })
    await as(tanaka).ask(training.approve, { applicationId })
    expect((await as(ueda).ask(training.showApplication, { applicationId })).cover?.agreedOn).toBe('2026-11-22')
  }),
)
