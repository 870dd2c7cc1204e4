import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Id, IsoDate, SectionCode, sectionRow, WayDown } from '#rooms/people/contract.ts'
import { RoleHeld } from '../contract.ts'
import { Brought, Told } from '../qualifications/shape.contract.ts'

const Count = z.number().int()
const RoleId = z.string().min(1).max(64)

/** A role of the policy of today. */
const Role = z.strictObject({
  role: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  isSample: z.boolean(),
})

/** Of the people of a section and those below it. */
const Counted = z.strictObject({
  people: Count,
  /** In the order of `crossing`. */
  cells: z.array(
    z.strictObject({
      held: Count,
      /** Null where the policy says nothing of how many are wanted here. */
      wanted: Count.nullable(),
      /** What is missing in each section where some are wanted, added up: too many in one fill no place in another. */
      missing: Count.nullable(),
    }),
  ),
})

export const roleHolders = defineContract({
  listRoleHolders: {
    method: 'GET',
    path: '/role-holders',
    summary: 'HR: who holds a role that crosses grades today or from a day to come, those named last first',
    input: z.strictObject({}),
    output: z.strictObject({
      today: IsoDate,
      crossing: z.array(Role),
      /** At most 1,000 of `total`; the file has all. */
      total: Count,
      holders: z.array(
        z.strictObject({
          roleHolderId: z.number().int(),
          staffMemberId: z.number().int(),
          name: z.string(),
          sectionName: z.string().nullable(),
          role: z.string(),
          validFrom: IsoDate,
          validTo: IsoDate.nullable(),
        }),
      ),
    }),
    refusals: {},
  },
  showRolesOf: {
    method: 'GET',
    path: '/staff/{staffMemberId}/roles',
    summary:
      'The roles that a person holds, and how far they are at what these expect (INV-P7: null where nothing is known)',
    input: z.strictObject({ staffMemberId: Id }),
    output: z.strictObject({
      today: IsoDate,
      held: z.array(RoleHeld),
      /** Those of the policy that the person does not hold. */
      others: z.array(Role),
      may: z.array(z.enum(['nameRoleHolder'])),
    }),
    refusals: { no_such_staff_member: 404 },
  },
  nameRoleHolder: {
    method: 'POST',
    path: '/staff/{staffMemberId}/roles',
    summary: 'HR or the section head of today names somebody for a role that crosses grades, from a day on',
    input: z.strictObject({ staffMemberId: Id, role: RoleId, validFrom: IsoDate }),
    output: z.strictObject({ roleHolderId: z.number().int() }),
    refusals: { no_such_staff_member: 404, no_such_role: 422, held_already: 409 },
  },
  endRoleHolder: {
    method: 'POST',
    path: '/role-holders/{roleHolderId}/end',
    summary:
      'HR or the section head of today ends it: `validTo` is the first day without it; on its first day it never held',
    input: z.strictObject({ roleHolderId: Id, validTo: IsoDate }),
    output: z.strictObject({ ended: z.literal(true) }),
    refusals: { no_such_role_holder: 404 },
  },
  importRoleHolders: {
    method: 'POST',
    path: '/role-holders/import',
    summary: 'Who holds which role, from CSV or Excel, all or nothing; the same file again changes nothing (INV-D5)',
    input: Brought,
    output: z.strictObject({ ...Told.shape, changed: Count }),
    refusals: {},
    bodyLimit: 8 * 1_048_576,
    patience: 60,
  },
  exportRoleHolders: {
    method: 'GET',
    path: '/role-holders/export',
    summary: 'Who holds which role as CSV, in the form in which it can be brought in again',
    input: z.strictObject({}),
    output: z.strictObject({ name: z.string(), base64: z.string() }),
    refusals: {},
  },
  showRolesBySection: {
    method: 'GET',
    path: '/role-holders/sections',
    summary:
      'HR and executives: how many of each role are there, wanted and missing, by section; what the plans want of people beside who is there',
    input: z.strictObject({ within: SectionCode.optional() }),
    fewPeople: 'merged',
    output: z.strictObject({
      asOf: IsoDate,
      isSample: z.boolean(),
      crossing: z.array(Role),
      /** For whom smaller sections are counted with others; null for whoever sees each of them (INV-S1). */
      threshold: Count.nullable(),
      within: WayDown,
      whole: Counted,
      sections: z.array(Counted.extend(sectionRow)),
      /** Initiatives of the plans that say how many people they need. */
      demand: z.array(
        z.strictObject({
          plan: z.string(),
          from: z.string(),
          to: z.string(),
          initiative: z.string(),
          people: Count,
          /** Of the whole town, by skill that it needs: who is at what their grade expects. */
          supply: z.array(z.strictObject({ skill: z.string(), name: z.string(), reached: Count })),
          isSample: z.boolean(),
        }),
      ),
      may: z.array(z.enum(['keep'])),
    }),
    refusals: { no_policy: 409, no_such_section: 404, section_too_small: 403 },
    snapshot: true,
  },
  showDemandForPeople: {
    method: 'GET',
    path: '/role-holders/demand',
    summary:
      'HR and executives: whom the plans want by occupation, grade and role, beside who is there, by year until each plan ends',
    input: z.strictObject({}),
    output: z.strictObject({
      asOf: IsoDate,
      isSample: z.boolean(),
      /** Smaller numbers of people are not told; null for whoever sees them all (INV-S1). */
      threshold: Count.nullable(),
      wanted: z.array(
        z.strictObject({
          plan: z.string(),
          pillar: z.string().nullable(),
          /** Occupation, grade and role by name; all that is said is true of whoever is meant. */
          who: z.array(z.string()),
          /** From this year, or the plan's first, to its last; none where the plan is over. */
          years: z.array(
            z.strictObject({
              fiscalYear: z.number().int(),
              /** Today, or of a year to come its last day: then whoever is known to leave by it is not counted. */
              asOf: IsoDate,
              wanted: Count,
              source: z.string().nullable(),
              isSample: z.boolean(),
              there: Count.nullable(),
              missing: Count.nullable(),
              /** Why it is not told who is there. */
              hidden: z.enum(['few', 'coming']).nullable(),
            }),
          ),
        }),
      ),
    }),
    refusals: { no_policy: 409 },
    snapshot: true,
  },
})
