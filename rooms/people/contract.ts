import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { grantStates, postKinds } from './rules.ts'

export const Id = z.number().int().positive()
export const IsoDate = z.iso.date()
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

/** On one line, and nothing in it that cannot be seen or typed: control characters, line ends, marks of direction. */
const LoginName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u)

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
          role: z.enum(['hr', 'it']),
          validFrom: IsoDate,
          validTo: IsoDate.nullable(),
          reason: z.string().nullable(),
          state: z.enum(grantStates),
          /** Held by somebody who works in another section since this day; nobody has looked at the role since. */
          movedOn: IsoDate.nullable(),
          /** What the reader may do with it. */
          may: z.array(z.enum(['confirmRole', 'revokeRole'])),
        }),
      ),
      may: z.array(z.enum(['grantRole', 'setFirstPassword'])),
    }),
    refusals: {},
  },
  grantRole: {
    method: 'POST',
    path: '/role-grants',
    summary: 'Gives a member of staff a role from a day on',
    input: z.strictObject({
      staffNumber: z.string().min(1).max(40),
      role: z.enum(['hr', 'it']),
      validFrom: IsoDate,
      validTo: IsoDate.optional(),
      reason: z.string().max(500).optional(),
    }),
    output: z.strictObject({ granted: z.literal(true) }),
    refusals: { no_such_staff_member: 404, already_granted: 409, own_role: 409, until_before_from: 422 },
  },
  revokeRole: {
    method: 'POST',
    path: '/role-grants/end',
    summary: 'Ends a role: `validTo` is the first day without it',
    input: z.strictObject({
      staffNumber: z.string().min(1).max(40),
      role: z.enum(['hr', 'it']),
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
    refusals: { login_taken: 409 },
  },
  setFirstPassword: {
    method: 'POST',
    path: '/staff/{staffMemberId}/first-password',
    summary: 'The IT administrator or HR gives a member of staff a first password, to be changed at sign-in',
    input: z.strictObject({ staffMemberId: Id, password: z.string().min(12).max(200) }),
    output: z.strictObject({ done: z.literal(true) }),
    refusals: { no_such_staff_member: 404 },
  },
})
