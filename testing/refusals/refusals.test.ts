import { expect, test } from 'vitest'
import { pdca } from '#rooms/pdca/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { inTown } from '#testing/town.ts'
import { takeMet, unmet } from './met.ts'

test(
  'a declared refusal counts as met for the operation that answered it, and for no other',
  inTown(async ({ as, hayashi, ito }) => {
    takeMet()
    await expect(as(hayashi).ask(pdca.closeFiscalYear, { fiscalYear: 2030 })).rejects.toThrow('year_not_ended')
    const unknown = as(ito).ask(people.revokeRole, { staffNumber: '00000004', role: 'hr', validTo: '2026-12-01' })
    await expect(unknown).rejects.toThrow('not_granted')
    const met = takeMet()
    expect(met).toEqual(['pdca.closeFiscalYear year_not_ended', 'people.revokeRole not_granted'])
    const { closeFiscalYear, completeDecision } = pdca
    const { revokeRole, showStaffMember } = people
    expect(unmet({ pdca: { closeFiscalYear }, people: { revokeRole, showStaffMember } }, met)).toEqual([
      'pdca.closeFiscalYear already_closed',
      'pdca.closeFiscalYear no_policy',
      'pdca.closeFiscalYear closing_blocked',
      'people.revokeRole own_role',
      'people.showStaffMember no_such_staff_member',
    ])
    expect(unmet({ pdca: { completeDecision } }, met)).toHaveLength(2)
  }),
)
