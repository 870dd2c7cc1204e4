import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { mvvAccess } from './access.ts'

const text = { purpose: '支える', answers: '', offers: '', duties: [], contributesTo: [] }

test(
  'who may read and state purposes and duties, and in which role (INV-O4, S1)',
  inTown(async (town) => {
    const may = whoMay(town, mvvAccess)
    const readers = { staff: staffOfToday, hr: ['hrAccount'], command: ['command'] }
    expect(await may('showMvv', {})).toEqual(readers)
    expect(await may('showSectionPurpose', { sectionCode: '1010' })).toEqual(readers)
    expect(await may('stateSectionPurpose', { sectionCode: '1010', ...text })).toEqual({
      sectionHead: ['tanaka'],
      hr: ['hayashi', 'hrAccount'],
    })
    const rows = [{ sectionCode: '1010', validFrom: '2026-12-01', ...text }]
    expect(await may('stateSectionPurposes', { rows })).toEqual({ hr: ['hayashi', 'hrAccount'], command: ['command'] })
    expect(await may('showDuty', { staffMemberId: town.sato })).toEqual({ self: ['sato'], sectionHead: ['tanaka'] })
    expect(await may('stateDuty', { duty: '届出' })).toEqual({ self: staffOfToday })
    expect(await may('agreeToDuty', { staffMemberId: town.sato, seen: 'x' })).toEqual({ sectionHead: ['tanaka'] })
    expect(await may('proposeDuty', { staffMemberId: town.sato, duty: '届出' })).toEqual({ sectionHead: ['tanaka'] })
    expect(await may('withdrawProposal', { staffMemberId: town.sato, seen: 'x' })).toEqual({ sectionHead: ['tanaka'] })
    expect(await may('showWorkshop', { sectionCode: '1010' })).toEqual({ sectionHead: ['tanaka'] })
    expect(await may('showWorkshop', {})).toEqual({ sectionHead: ['kato', 'tanaka', 'suzuki', 'inoue', 'ono'] })
  }),
)
