import { afterEach, expect, test, vi } from 'vitest'
import { inTown } from '#testing/town.ts'
import { openLimits } from './limits.ts'
import { address, type Ladder, pair } from './pauses.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Somebody is refused because the turn is a minute away; are the next ones turned away at the door, now and a little later? */
async function atTheDoor(ladder: Ladder): Promise<{ now: boolean; later: boolean }> {
  const found = { now: false, later: false }
  await inTown(async ({ database, sql }) => {
    const limits = openLimits(database.app, database.town)
    const count = { ladder, of: 'somebody' }
    await limits.failed({ ...count, ladder: { ...ladder, free: 0, step: () => 60, longest: 60 } })
    await sql(`update sign_in_limit set points = 10000 where key like 'count:%'`)
    await expect(limits.turn(count, { rank: 1, alone: true })).rejects.toThrow('wait_to_try')
    await sql('delete from sign_in_limit')
    found.now = isTurnedAway(() => limits.door([count], 1))
    const { now } = Date
    vi.spyOn(Date, 'now').mockImplementation(() => now() + 1_100)
    found.later = isTurnedAway(() => limits.door([count], 1))
    await limits.close()
  })()
  return found
}

function isTurnedAway(come: () => void): boolean {
  try {
    come()
    return false
  } catch {
    return true
  }
}

test('whoever was told to come back is turned away for a second without a question to the database', async () => {
  expect(await atTheDoor(pair)).toEqual({ now: true, later: false })
})

test('an address is never turned away so: somebody else behind it may go before those who wait', async () => {
  expect(await atTheDoor(address)).toEqual({ now: false, later: false })
})

test(
  'turns of one name come one at a time, with a pause between them or not',
  inTown(async (town) => {
    const limits = openLimits(town.database.app, town.database.town)
    const count = { ladder: pair, of: 'somebody' }
    const leave = await limits.turn(count, { rank: 1, alone: true })
    let isServed = false
    const second = limits.turn(count, { rank: 1, alone: true }).then((out) => {
      isServed = true
      return out
    })
    await limits.failures(count)
    expect(isServed).toBe(false)
    leave()
    ;(await second)()
    await limits.close()
  }),
)
