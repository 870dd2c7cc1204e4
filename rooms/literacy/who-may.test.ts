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
      command: ['command'],
    })
    expect(await may('showMyFloor', {})).toEqual({ self: staffOfToday })
    const hr = ['hayashi', 'hrAccount']
    const counts = { hr, executive: ['kato', 'suzuki'], command: ['command'] }
    expect(await may('showFloorByGroup', { by: 'grade' })).toEqual(counts)
    expect(await may('showFloorBySection', {})).toEqual(counts)
    expect(await may('showFloorPath', { within: '10' })).toEqual(counts)
    expect(await may('showFloorPath', {})).toEqual(await may('showLiteracyBoard', {}))
    expect(await may('showFloorWorklist', { pageSize: 50 })).toEqual({ hr })
    expect(await may('exportFloorWorklist', {})).toEqual({ hr })
    expect(await may('showTeamFloor', {})).toEqual({ sectionHead: staffOfToday })
  }),
)
