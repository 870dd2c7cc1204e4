import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { IsoDate } from '../contract.ts'

const Coming = z.strictObject({
  takesEffectOn: IsoDate,
  /** People for whom something begins or ends on that day, and sections. */
  people: z.number().int(),
  sections: z.number().int(),
  announcedOn: IsoDate,
  /** Said for this day by itself. */
  isOwnDay: z.boolean(),
  version: Version,
})

export const announcing = defineContract({
  showAnnouncements: {
    method: 'GET',
    path: '/announcements',
    summary: 'Days to come on which the organisation changes, and from when everybody may know of each',
    input: z.strictObject({}),
    output: z.strictObject({
      daysBefore: z.number().int(),
      version: Version,
      /** The last day of which everybody may know the organisation. */
      shownUntil: IsoDate,
      coming: z.array(Coming),
    }),
    refusals: {},
  },
  announceBefore: {
    method: 'PUT',
    path: '/announcements',
    summary: 'From how many days before it takes effect everybody may see what nothing else is said of',
    input: z.strictObject({ daysBefore: z.number().int().min(0).max(365), seen: Seen }),
    output: z.strictObject({ done: z.literal(true) }),
    refusals: { ...staleRefusal },
  },
  announceOn: {
    method: 'PUT',
    path: '/announcements/{takesEffectOn}',
    summary: 'From which day everybody may see what takes effect on one day; without a day, as for all others',
    input: z.strictObject({ takesEffectOn: IsoDate, announcedOn: IsoDate.nullable(), seen: Seen }),
    output: z.strictObject({ done: z.literal(true) }),
    refusals: { ...staleRefusal, holds_already: 409, announced_too_late: 422 },
  },
})
