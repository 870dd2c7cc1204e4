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
    const unknown = as(ito).ask(people.setFirstPassword, { staffMemberId: 4711, password: 'a-long-first-password' })
    await expect(unknown).rejects.toThrow('no_such_staff_member')
    const met = takeMet()
    expect(met).toEqual(['pdca.closeFiscalYear year_not_ended', 'people.setFirstPassword no_such_staff_member'])
    const { closeFiscalYear, completeDecision } = pdca
    const { setFirstPassword, showStaffMember } = people
    expect(unmet({ pdca: { closeFiscalYear }, people: { setFirstPassword, showStaffMember } }, met)).toEqual([
      'pdca.closeFiscalYear already_closed',
      'pdca.closeFiscalYear no_policy',
      'people.showStaffMember no_such_staff_member',
    ])
    expect(unmet({ pdca: { completeDecision } }, met)).toHaveLength(2)
  }),
)
