import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'

/** Of one person and role no two overlap. `valid_to` is the first day without it; where it is `valid_from` it never held. */
interface RoleHolderTable {
  role_holder_id: Generated<number>
  staff_member_id: number
  /** Id of the role in the policy file. */
  role: string
  valid_from: string
  valid_to: string | null
  recorded_by: number | null
  recorded_at: Generated<Date>
}

export interface RolesTables {
  role_holder: RoleHolderTable
}

export const rolesData: DataOf<RolesTables> = {
  role_holder: {
    persons: { subject: { column: 'staff_member_id' }, author: { column: 'recorded_by' } },
    whose: {
      subject: ['role_holder_id', 'staff_member_id', 'role', 'valid_from', 'valid_to', 'recorded_by', 'recorded_at'],
      author: ['role_holder_id', 'role', 'recorded_by', 'recorded_at'],
    },
  },
}
