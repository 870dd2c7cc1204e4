import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { kpiAccess } from './access.ts'
import { kpi } from './contract.ts'

const heads = ['kato', 'tanaka', 'suzuki', 'inoue', 'ono']

test(
  'who may read values, open records and enter values, and in which role (INV-S1, S2)',
  inTown(async (town) => {
    const may = whoMay(town, kpiAccess)
    const notHr = staffOfToday.filter((name) => name !== 'hayashi')
    const hr = ['hayashi', 'hrAccount']
    // Whoever heads one section heads one, whatever other posts they hold.
    await town.sql(
      `insert into assignment (staff_member_id, staff_number, section_code, grade, post_title, kind, is_head, valid_from)
       values ($1, '00000002', '2020', '5級職', '担当', 'concurrent', false, '2026-04-01')`,
      [town.tanaka],
    )
    expect(await may('listKpis', {})).toEqual({ hr, staff: notHr, command: ['command'] })
    expect(await may('showKpi', { kpiId: 'kpi-pride' })).toEqual({
      hr,
      executive: ['kato', 'suzuki'],
      sectionHead: ['tanaka', 'inoue', 'ono'],
      staff: notHr.filter((name) => !heads.includes(name)),
    })
    expect(await may('showKpiChange', { kpiId: 'kpi-pride' })).toEqual({
      hr,
      executive: ['kato', 'suzuki'],
      sectionHead: ['tanaka', 'inoue', 'ono'],
      command: ['command'],
    })
    expect(await may('listKpiRecords', { kpiId: 'kpi-pride', pageSize: 50 })).toEqual({ hr })
    expect(await may('exportKpiRecords', { kpiId: 'kpi-pride' })).toEqual({ hr })
    expect(await may('keepFigures', {})).toEqual({ job: ['job'], command: ['command'] })
    expect(await may('checkFigures', {})).toEqual({ job: ['job'], command: ['command'] })
    const entry = {
      kpiId: 'kpi-pride',
      numerator: 1,
      denominator: 2,
      asOf: '2026-10-01',
      note: '',
      isSample: false,
      asWritten: false,
    }
    expect(await may('recordKpiActual', entry)).toEqual({ hr, command: ['command'] })
    // Whoever answers for it today enters and corrects its values, of no other.
    await town.as('hayashi').ask(kpi.nameKpiOwner, { kpiId: 'kpi-pride', owner: town.mori })
    const wrong = { kpiId: 'kpi-pride', kpiActualId: 1, to: null, reason: '誤り' }
    expect(await may('recordKpiActual', entry)).toEqual({ hr, owner: ['mori'], command: ['command'] })
    expect(await may('correctKpiActual', wrong)).toEqual({ hr, owner: ['mori'] })
    expect(await may('correctKpiActual', { ...wrong, kpiId: 'kpi-respect' })).toEqual({ hr })
    const file = { name: 'a.csv', base64: '' }
    expect(await may('importKpiActuals', { file, dryRun: true, answers: [] })).toEqual({ hr, command: ['command'] })
    expect(await may('showKpiForecast', { kpiId: 'kpi-pride' })).toEqual({ hr, staff: notHr })
    expect(await may('listLowestGroups', {})).toEqual({
      hr,
      executive: ['kato', 'suzuki'],
      sectionHead: ['tanaka', 'inoue', 'ono'],
      staff: notHr.filter((name) => !heads.includes(name)),
    })
    expect(await may('listMeasures', {})).toEqual({ hr, staff: notHr, command: ['command'] })
    expect(await may('lookAtPaths', {})).toEqual({ job: ['job'], command: ['command'] })
    expect(await may('showKpiCalendar', {})).toEqual({ hr, staff: notHr })
    expect(await may('nameKpiOwner', { kpiId: 'kpi-pride', owner: null })).toEqual({ hr })
  }),
)
