import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { RoleName } from '#rooms/people/contract.ts'
import { colleague } from './colleague.contract.ts'
import { firstSteps } from './first-steps.contract.ts'
import { lineOfSight } from './line-of-sight.contract.ts'
import { policyPreview } from './policy-preview.contract.ts'
import { today } from './today.contract.ts'
import { adminWays, ways } from './ways.rules.ts'

/** What the town's policy calls it and its people, where that does not follow from its name. */
const TownWord = z.string().optional()
const TownWords = z.strictObject({ kind: TownWord, people: TownWord, kindEn: TownWord, peopleEn: TownWord })

const session = defineContract({
  showSession: {
    method: 'GET',
    path: '/session',
    summary:
      'The town, and who is signed in; personas are offered in the sample ward only, and only on this machine itself',
    input: z.strictObject({}),
    output: z.strictObject({
      today: IsoDate,
      town: z.strictObject({ name: z.string(), nameEn: z.string().nullable(), words: TownWords }).nullable(),
      isSample: z.boolean(),
      /** Where people reach the product, whatever address this window has; null where PUBLIC_URL is not set. */
      reachedAt: z.string().nullable(),
      personas: z.array(
        z.strictObject({ persona: RoleName, name: z.string(), nameKana: z.string(), section: z.string().nullable() }),
      ),
      signedIn: z
        .strictObject({
          /** For whom the page is made; its requests say so in `X-Made-For`. */
          accountId: z.number().int(),
          /** Null for an account that serves administration only. */
          staffMemberId: z.number().int().nullable(),
          name: z.string(),
          nameKana: z.string(),
          section: z.string().nullable(),
          /** Pages of the left rail, and those of 管理, that are for this person today. */
          ways: z.array(z.enum(ways)),
          adminWays: z.array(z.enum(adminWays)),
          /** What stands beside every page, such as the search, goes by what may be asked. */
          may: z.array(z.enum(['people.showStaffMember'])),
          /** Notices that were not looked at yet. */
          unreadNotices: z.number().int(),
          /** The password came from somebody else: until it is changed, no page but that is shown. */
          mustChangePassword: z.boolean(),
        })
        .nullable(),
    }),
    refusals: {},
    beforeOwnPassword: true,
  },
})

export const home = defineContract({
  ...session,
  ...today,
  ...lineOfSight,
  ...policyPreview,
  ...colleague,
  ...firstSteps,
})
