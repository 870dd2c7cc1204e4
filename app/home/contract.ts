import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { RoleName } from '#rooms/people/contract.ts'
import { lineOfSight } from './line-of-sight.contract.ts'
import { policyPreview } from './policy-preview.contract.ts'
import { today } from './today.contract.ts'

const session = defineContract({
  showSession: {
    method: 'GET',
    path: '/session',
    summary:
      'The town, and who is signed in; personas are offered in the sample ward only, and only on this machine itself',
    input: z.strictObject({}),
    output: z.strictObject({
      today: z.iso.date(),
      town: z.strictObject({ name: z.string(), nameEn: z.string() }).nullable(),
      isSample: z.boolean(),
      personas: z.array(
        z.strictObject({ persona: RoleName, name: z.string(), nameKana: z.string(), section: z.string().nullable() }),
      ),
      signedIn: z
        .strictObject({
          /** Null for an account that serves administration only. */
          staffMemberId: z.number().int().nullable(),
          name: z.string(),
          nameKana: z.string(),
          section: z.string().nullable(),
          roles: z.array(RoleName),
          /** The password came from somebody else: until it is changed, no page but that is shown. */
          mustChangePassword: z.boolean(),
        })
        .nullable(),
    }),
    refusals: {},
    beforeOwnPassword: true,
  },
})

export const home = defineContract({ ...session, ...today, ...lineOfSight, ...policyPreview })
