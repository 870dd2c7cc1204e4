import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { SectionCode } from '#rooms/people/contract.ts'

/** Letters of one call: some two seconds of hashing. */
const MOST_LETTERS = 100

/** As the list of whoever waits says it. */
const Moment = z.iso.datetime()

const Whom = {
  /** These sections and, unless `below` is false, all below them; without it everybody, also people without a section. */
  sectionCodes: z.array(SectionCode).min(1).max(2000).optional(),
  below: z.boolean().default(true),
  staffNumbers: z.array(z.string().min(1).max(40)).min(1).max(500).optional(),
}

/** What stands in the letter to one person. The password is shown here once and kept nowhere. */
const Letter = z.strictObject({
  staffNumber: z.string(),
  name: z.string(),
  sectionName: z.string().nullable(),
  /** The account opens on this day, which may be to come. */
  opensOn: IsoDate,
  loginName: z.string(),
  password: z.string(),
})

const BySection = {
  people: z.number().int(),
  /** By the code; people without a post stand under null, last. At most the first 2,000 sections. */
  sections: z.array(
    z.strictObject({ sectionCode: z.string().nullable(), name: z.string().nullable(), people: z.number().int() }),
  ),
}

export const accounts = defineContract({
  listAccountsToIssue: {
    method: 'GET',
    path: '/accounts/to-issue',
    summary:
      'How many people in service or joining later have no password yet, and how many still the one they were given, by section',
    input: z.strictObject({}),
    fewPeople: { tells: 'how many letters IT prints for a section: they read the names on them' },
    output: z.strictObject({
      ...BySection,
      asOf: Moment,
      /** Who has a given password and has not made one of their own of it: letters of theirs may have been lost. */
      unopened: z.strictObject(BySection),
    }),
    refusals: {},
  },
  issueAccounts: {
    method: 'POST',
    path: '/accounts/issued',
    summary:
      'First passwords for people in service or joining later who have none, by section; ask again until none remain. Whoever has one is not touched, unless letters are made anew: then whoever still has one that was given before that moment gets another',
    input: z.strictObject({
      ...Whom,
      givenBefore: Moment.optional(),
      most: z.number().int().min(1).max(MOST_LETTERS).default(MOST_LETTERS),
    }),
    output: z.strictObject({ letters: z.array(Letter), remaining: z.number().int() }),
    refusals: { no_such_section: 404, no_such_staff_number: 404 },
    secret: true,
  },
})
