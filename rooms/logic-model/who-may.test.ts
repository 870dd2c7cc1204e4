import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { logicModelAccess } from './access.ts'

test(
  'the model is for every member of staff, for HR’s own account and for the command line',
  inTown(async (town) => {
    const readers = { staff: staffOfToday, hr: ['hrAccount'], command: ['command'] }
    expect(await whoMay(town, logicModelAccess)('showModel', {})).toEqual(readers)
    expect(await whoMay(town, logicModelAccess)('showModelPicture', {})).toEqual(readers)
  }),
)
