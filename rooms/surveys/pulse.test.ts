import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openedRound, opening } from '#testing/surveys.ts'
import { inTown } from '#testing/town.ts'
import { surveys } from './contract.ts'
import { drawPart } from './pulse.rules.ts'

test('whatever the town and the seeds, nobody is in a pulse while somebody waits whose last one is longer ago', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 99 }), fc.nat(), (people, share, seed) => {
      const candidates = Array.from({ length: people }, (_, at) => ({ staffMemberId: at + 1 }))
      const lastIn = new Map<number, number>()
      for (let round = 1; round <= 6; round++) {
        const part = drawPart(candidates, { share, seed: seed + round, lastIn })
        expect(part).toHaveLength(Math.ceil((people * share) / 100))
        expect(drawPart(candidates.toReversed(), { share, seed: seed + round, lastIn }).toReversed()).toEqual(part)
        const lastOf = (some: typeof candidates) => some.map(({ staffMemberId }) => lastIn.get(staffMemberId) ?? 0)
        const others = candidates.filter((one) => !part.includes(one))
        expect(Math.max(...lastOf(part))).toBeLessThanOrEqual(Math.min(...lastOf(others)))
        for (const { staffMemberId } of part) lastIn.set(staffMemberId, round)
      }
    }),
  )
})

test(
  'a pulse asks the part that was looked at, the next one asks the others, and who is outside has a reason; all of it stays as it was opened (INV-A6)',
  inTown(async (town) => {
    const { as, asCommand, sql, sato, hayashi } = town
    await asCommand.ask(surveys.closeSurveyRound, { roundId: await openedRound(town), reason: '試し' })
    await sql(`update employment set employment_category = '再任用' where staff_member_id in (${sato}, ${hayashi})`)
    const pulse = { ...opening, employmentCategories: ['常勤'], share: 50 }
    const preview = (more: object) => as('hayashi').ask(surveys.previewSurveyRound, { ...pulse, ...more })
    await expect(preview({ employmentCategories: ['臨時'] })).rejects.toThrow('unknown_category')
    const { seed, receivers, outside } = await preview({})
    expect({ receivers, outside }).toEqual({
      ...{ receivers: 4, outside: { onLeave: 1, noPost: 0, otherCategory: 2, notDrawn: 4 } },
    })
    const open = async (more: object) => {
      const { roundId } = await asCommand.ask(surveys.openSurveyRound, { ...pulse, ...more })
      const asked = await sql<{ id: number }>(
        `select staff_member_id as id from survey_receiver where survey_round_id = ${roundId} order by 1`,
      )
      await asCommand.ask(surveys.closeSurveyRound, { roundId, reason: '試し' })
      return { roundId, asked: asked.map(({ id }) => id) }
    }
    await expect(open({ employmentCategories: ['臨時'] })).rejects.toThrow('unknown_category')
    const first = await open({ seed })
    const second = await open({ seed })
    expect([...first.asked, ...second.asked].toSorted((a, b) => a - b)).toEqual(
      (
        await sql<{ id: number }>(`select staff_member_id as id from employment where employment_category = '常勤'
          and left_on is null and staff_member_id <> ${town.kimura} order by 1`)
      ).map(({ id }) => id),
    )
    const [kept] = await sql(
      `select share, seed, employment_categories, outside from survey_round where survey_round_id = ${first.roundId}`,
    )
    expect(kept).toEqual({ ...{ share: 50, seed, employment_categories: ['常勤'] }, outside })
    await expect(sql(`update survey_round set seed = 1 where share is not null`)).rejects.toThrow('INV-A6')
  }),
)
