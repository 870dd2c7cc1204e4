import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { headsBySearching, organisations, settleOrganisation, staff } from '#testing/organisation.ts'
import { inTown } from '#testing/town.ts'
import { headsOf, teamOf } from './heads.service.ts'

const day = '2026-11-22'

test(
  'heads are those of the nearest section that has another one, and a team is whom one is head of (INV-O4)',
  inTown(async (town) => {
    const connection = await town.gate.database.connect()
    const ctx = { db: connection.db, today: day } as Ctx
    const property = fc.asyncProperty(organisations(), async (organisation) => {
      await settleOrganisation(town, organisation)
      const heads = new Map(staff.map((person) => [person, headsBySearching(organisation, person)]))
      expect(await headsOf(ctx, staff)).toEqual(heads)
      for (const head of staff) {
        const team = staff.filter((person) => heads.get(person)?.includes(head))
        expect((await teamOf(ctx, head)).sort((a, b) => a - b)).toEqual(team)
      }
    })
    await fc.assert(property, { numRuns: 25 })
    town.gate.database.release(connection)
  }),
)
