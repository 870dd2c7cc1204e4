import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { literacyAccess } from './access.ts'

test(
  'the town’s share is for all staff, sections for HR and executives, one’s own floor for oneself (INV-S1)',
  inTown(async (town) => {
    const may = whoMay(town, literacyAccess)
    const leading = ['hayashi', 'kato', 'suzuki']
    expect(await may('showLiteracyBoard', {})).toEqual({
      hr: ['hayashi', 'hrAccount'],
      executive: ['kato', 'suzuki'],
      staff: staffOfToday.filter((name) => !leading.includes(name)),
    })
    expect(await may('showMyFloor', {})).toEqual({ self: staffOfToday })
  }),
)
