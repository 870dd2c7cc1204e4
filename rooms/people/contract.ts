import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { IsoDate } from '#platform/contract/days.ts'
import { takenBackRefusal } from '#platform/version/version.ts'
import { grantStates, postKinds } from './rules.ts'

export { IsoDate }

export const Id = z.number().int().positive()
export const SectionCode = z.string().min(1).max(40)

const Section = z.strictObject({
  sectionCode: SectionCode,
  name: z.string(),
  kind: z.string(),
  parentCode: z.string().nullable(),
  /** From the root downwards, e.g. 区民生活部 戸籍住民課 窓口係. */
  path: z.array(z.string()),
  /** People whose primary assignment of the day is here, without the sections below. */
  headcount: z.number().int(),
})

const Post = z.strictObject({
  sectionCode: z.string(),
  sectionName: z.string(),
  grade: z.string(),
  postTitle: z.string(),
  kind: z.enum(postKinds),
  isHead: z.boolean(),
  validFrom: IsoDate,
  validTo: IsoDate.nullable(),
})

/** Directory facts: what every signed-in member of staff may know of a colleague (INV-S1). */
export const Colleague = z.strictObject({
  staffMemberId: z.number().int(),
  staffNumber: z.string(),
  name: z.string(),
  nameKana: z.string(),
  sectionCode: z.string().nullable(),
  sectionName: z.string().nullable(),
  postTitle: z.string().nullable(),
  grade: z.string().nullable(),
})

/** Rows that follow the last one that was seen, by its number. */
const Page = {
  after: Id.optional(),
  pageSize: z.number().int().min(1).max(200).default(50),
}

export const RoleName = z.enum(['staff', 'sectionHead', 'hr', 'it', 'executive'])

/** Roles that are given by name; whom a grade of the policy makes an executive needs none. */
const GrantedRole = z.enum(['hr', 'it', 'executive'])

/** On one line, and nothing in it that cannot be seen or typed: control characters, line ends, marks of direction. */
const LoginName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u)

/** From the root down to the section that is asked for. */
export const WayDown = z.array(z.strictObject({ sectionCode: z.string(), name: z.string() }))

/** What every table that shows sections a level at a time says of a row, beside what it counts (small-sections.rules.ts). */
export const sectionRow = {
  /** Null: people of no section, or what is left of several. */
  sectionCode: z.string().nullable(),
  name: z.string().nullable(),
  /** Names of smaller sections that are counted in this row, so that nobody is singled out (INV-S1). */
  holds: z.array(z.string()),
  /** There is more to see within it, for this reader. */
  isOpen: z.boolean(),
}

/** A fiscal year, and whose parts of it are asked for. */
export const YearWithin = z.strictObject({
  fiscalYear: z.number().int().min(2000).max(2200).optional(),
  /** The parts of this section; without it those of the whole town. */
  within: SectionCode.optional(),
})

export const people = defineContract({
  showMe: {
    method: 'GET',
    path: '/me',
    summary: 'Who is signed in: posts of today and the roles that follow from them or were granted',
    input: z.strictObject({}),
    output: Colleague.extend({ posts: z.array(Post), roles: z.array(RoleName) }),
    refusals: { no_such_staff_member: 404 },
  },
  listSections: {
    method: 'GET',
    path: '/sections',
    summary: 'The organisation on a day, parents before children',
    input: z.strictObject({ asOf: IsoDate.optional() }),
    output: z.array(Section),
    refusals: {},
  },
  listStaff: {
    method: 'GET',
    path: '/staff',
    summary: 'The directory: by name, reading, staff number or section, in pages',
    input: z.strictObject({
      q: z.string().max(100).optional(),
      sectionCode: SectionCode.optional(),
      /** Who is in service on that day, as far as it is announced to whoever asks; today where absent. */
      asOf: IsoDate.optional(),
      ...Page,
    }),
    output: z.strictObject({
      total: z.number().int(),
      /** More fit than `total` says; few letters fit too many to be counted. */
      isLeast: z.boolean(),
      hasMore: z.boolean(),
      staff: z.array(
        Colleague.extend({
          /** The post in the section that was asked for, of those who have their own elsewhere: 兼務, 事務取扱. */
          postHere: z.strictObject({ kind: z.enum(postKinds), postTitle: z.string() }).nullable(),
        }),
      ),
    }),
    refusals: {},
  },
  showStaffMember: {
    method: 'GET',
    path: '/staff/{staffMemberId}',
    summary: 'One colleague with the posts of today',
    input: z.strictObject({ staffMemberId: Id }),
    output: Colleague.extend({ posts: z.array(Post) }),
    refusals: { no_such_staff_member: 404 },
  },
  listTeam: {
    method: 'GET',
    path: '/team',
    summary: 'The people whose section head I am today (INV-O4, S2)',
    input: z.strictObject({}),
    output: z.array(Colleague.extend({ onLeave: z.boolean() })),
    refusals: {},
  },
  listRoleGrants: {
    method: 'GET',
    path: '/role-grants',
    summary: 'Roles that no post gives: those that hold, those to come, those that are over, each from the latest on',
    input: z.strictObject(Page),
    output: z.strictObject({
      today: IsoDate,
      hasMore: z.boolean(),
      grants: z.array(
        z.strictObject({
          roleGrantId: z.number().int(),
          staffMemberId: z.number().int().nullable(),
          loginName: z.string(),
          name: z.string().nullable(),
          role: GrantedRole,
          validFrom: IsoDate,
          validTo: IsoDate.nullable(),
          reason: z.string().nullable(),
          state: z.enum(grantStates),
          /** Held by somebody who works in another section since this day; nobody has looked at the role since. */
          movedOn: IsoDate.nullable(),
          /** The last that was asked about it; null where nobody had to agree. */
          asking: z
            .strictObject({
              cause: z.enum(['granted', 'password']),
              askedBy: z.string(),
              askedOn: IsoDate,
              /** The last day on which somebody can agree. */
              until: IsoDate,
              answer: z.enum(['agreed', 'declined', 'lapsed']).nullable(),
              /** Null also where the machine's owner answered. */
              answeredBy: z.string().nullable(),
            })
            .nullable(),
          /** The last password that somebody else gave to the holder (null: the machine's owner), and whether they chose another since; of a role that waits. */
          password: z
            .strictObject({ givenBy: z.string().nullable(), givenOn: IsoDate, chosenOn: IsoDate.nullable() })
            .nullable(),
          /** What the reader may do with it. */
          may: z.array(z.enum(['agreeToRole', 'confirmRole', 'revokeRole'])),
        }),
      ),
      /** How many people it takes to give a role here; one only where the machine's owner said so. */
      persons: z.strictObject({
        persons: z.number().int(),
        since: IsoDate.nullable(),
        reason: z.string().nullable(),
        /** Within so many days somebody has to agree. */
        days: z.number().int(),
      }),
      may: z.array(z.enum(['grantRole', 'setFirstPassword'])),
    }),
    refusals: {},
  },
  grantRole: {
    method: 'POST',
    path: '/role-grants',
    summary:
      'Gives a member of staff a role from a day on. Asked for in the browser it rests until a second person has agreed; from the command line it holds',
    input: z.strictObject({
      staffNumber: z.string().min(1).max(40),
      role: GrantedRole,
      validFrom: IsoDate,
      validTo: IsoDate.optional(),
      reason: z.string().max(500).optional(),
    }),
    /** `waitsUntil`: the last day on which a second person can agree; null where it holds without. */
    output: z.strictObject({ granted: z.literal(true), waitsUntil: IsoDate.nullable() }),
    refusals: {
      no_such_staff_member: 404,
      already_granted: 409,
      already_waiting: 409,
      own_role: 409,
      until_before_from: 422,
    },
  },
  agreeToRole: {
    method: 'POST',
    path: '/role-grants/agreement',
    summary:
      'A second person, neither who asked nor who would hold it, agrees to a role that rests: another administrator or HR’s head. It holds from then on',
    input: z.strictObject({ roleGrantId: Id }),
    output: z.strictObject({ agreed: z.literal(true) }),
    refusals: { not_waiting: 409, own_role: 409, second_person: 409, own_password_first: 409 },
  },
  declineRole: {
    method: 'POST',
    path: '/role-grants/objection',
    summary: 'Whoever could agree to a role that rests does not: it is over',
    input: z.strictObject({ roleGrantId: Id, reason: z.string().trim().min(1).max(500) }),
    output: z.strictObject({ declined: z.literal(true) }),
    refusals: { not_waiting: 409 },
  },
  setRolePersons: {
    method: 'POST',
    path: '/role-grants/persons',
    summary: 'How many people it takes to give a role in the browser from a day on, two or one; the command line only',
    input: z.strictObject({
      persons: z.number().int().min(1).max(2),
      validFrom: IsoDate,
      reason: z.string().trim().min(1).max(500),
    }),
    output: z.strictObject({ persons: z.number().int(), validFrom: IsoDate }),
    refusals: { in_the_past: 422 },
  },
  revokeRole: {
    method: 'POST',
    path: '/role-grants/end',
    summary: 'Ends a role: `validTo` is the first day without it',
    input: z.strictObject({
      staffNumber: z.string().min(1).max(40),
      role: GrantedRole,
      validTo: IsoDate,
      reason: z.string().max(500).optional(),
    }),
    output: z.strictObject({ ended: z.number().int() }),
    refusals: { not_granted: 409, own_role: 409 },
  },
  confirmRole: {
    method: 'POST',
    path: '/role-grants/confirmation',
    summary: 'A role goes on although its holder was transferred',
    input: z.strictObject({ roleGrantId: Id, reason: z.string().max(500).optional() }),
    output: z.strictObject({ confirmed: z.literal(true) }),
    refusals: { not_granted: 409, own_role: 409 },
  },
  takeBackRoleConfirmation: {
    method: 'POST',
    path: '/role-grants/confirmation-taken-back',
    summary: 'Takes back that one said today that a role goes on: it is asked about again',
    input: z.strictObject({ roleGrantId: Id }),
    output: z.strictObject({ takenBack: z.literal(true) }),
    refusals: takenBackRefusal,
  },
  createAdministrator: {
    method: 'POST',
    path: '/administrators',
    summary:
      'Makes an account with a first password and a role; one that is there stays as it is; the command line only',
    input: z.strictObject({
      loginName: LoginName,
      password: z.string().min(12).max(200),
      role: z.enum(['hr', 'it']).default('it'),
    }),
    output: z.strictObject({ loginName: z.string() }),
    refusals: { login_taken: 409, common_password: 422, own_number_password: 422 },
  },
  setFirstPassword: {
    method: 'POST',
    path: '/staff/{staffMemberId}/first-password',
    summary:
      'The IT administrator gives a member of staff a first password, to be changed at sign-in; roles of that person rest until a second person has agreed',
    input: z.strictObject({ staffMemberId: Id, password: z.string().min(12).max(200) }),
    output: z.strictObject({ done: z.literal(true), resting: z.array(GrantedRole) }),
    refusals: { no_such_staff_member: 404, own_account: 409, common_password: 422, own_number_password: 422 },
  },
})
