import { expect, test } from 'vitest'
import { inTown } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { policyAccess } from './access.ts'

test(
  'whoever has an account may read the policy; HR and the command line keep it',
  inTown(async (town) => {
    const may = whoMay(town, policyAccess)
    const keepers = { hr: ['hayashi', 'hrAccount'], command: ['command'] }
    expect(await may('showPolicy', {})).toEqual({
      staff: [...staffOfToday, 'hrAccount', 'itAccount'],
      command: ['command'],
    })
    expect(await may('listPolicyEditions', {})).toEqual(keepers)
    expect(await may('showPolicyFile', { policyEditionId: 1 })).toEqual(keepers)
    expect(await may('showPolicyBooklet', { format: 'pdf' })).toEqual(await may('showPolicy', {}))
    expect(await may('showPolicyBooklet', { format: 'pdf', policyEditionId: 1 })).toEqual(keepers)
    expect(await may('checkPolicyFile', { text: '' })).toEqual(keepers)
    expect(await may('loadPolicy', { text: '' })).toEqual(keepers)
    expect(await may('publishPolicy', { policyEditionId: 1, publishFrom: '2027-04-01' })).toEqual(keepers)
    expect(await may('exportFramework', { format: 'csv' })).toEqual(keepers)
    expect(await may('loadFramework', { file: { name: '', base64: '' } })).toEqual(keepers)
  }),
)
