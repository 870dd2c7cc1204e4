import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Colleague, Id, IsoDate } from '#rooms/people/contract.ts'
import { levelKinds } from '#rooms/policy/evidence.rules.ts'
import { EvidenceKind, evidence, History, Level } from './evidence.contract.ts'
import { evidenceImport } from './import.contract.ts'
import { bySection } from './sections.contract.ts'

const LevelKind = z.enum(levelKinds)

/** One skill of a person; levels of each kind stand apart (INV-P6), null is 未診断 and never 0 (INV-P7). */
const PersonSkill = z.strictObject({
  skill: z.string(),
  name: z.string(),
  tier: z.string(),
  /** By the policy's rule. */
  level: Level.nullable(),
  from: LevelKind.nullable(),
  /** For the person's grade of that day. */
  expected: Level.nullable(),
  /** What is known, in the order of the list of kinds. */
  kinds: z.array(
    z.strictObject({
      kind: LevelKind,
      level: Level,
      asOf: IsoDate,
      /** First day on which it holds no more; null: for ever. */
      validTo: IsoDate.nullable(),
      /** The section head of today may see it: false only for what the person decides on and does not share. */
      shared: z.boolean(),
    }),
  ),
  isSample: z.boolean(),
})

export const PyramidTier = z.strictObject({
  id: z.string(),
  name: z.string(),
  nature: z.string(),
  weight: z.number(),
  /** Mean of level over highest level, 0 to 1. */
  share: z.number(),
  assessed: z.number().int(),
  skills: z.number().int(),
})

const Levels = z.strictObject({
  asOf: IsoDate,
  grade: z.string().nullable(),
  highestLevel: Level,
  /** The reader sees only the self-reflections that the person shares. */
  sharedOnly: z.boolean(),
  skills: z.array(PersonSkill),
})

const Pyramid = z.strictObject({
  asOf: IsoDate,
  grade: z.string().nullable(),
  name: z.string(),
  /** The framework is a sample that HR has not confirmed (INV-D1, D2). */
  isSample: z.boolean(),
  sharedOnly: z.boolean(),
  highestLevel: Level,
  /** From the base to the top. */
  tiers: z.array(PyramidTier),
  /** Fractions of the height at which a tier ends, ascending, one fewer than tiers. */
  heightCuts: z.array(z.number()),
  /** 0 to 100: the share of the whole triangle that is filled. */
  score: z.number(),
  /** Null where the policy does not know the grade of that day. */
  expectedScore: z.number().nullable(),
  /** On the same day a year earlier, by the edition of that day; null where nothing was known then. */
  lastYear: z.strictObject({ asOf: IsoDate, score: z.number() }).nullable(),
  assessed: z.number().int(),
  skills: z.number().int(),
  /** Latest first. The areas and `earlierArea` sum to the score. */
  evidence: z.array(
    z.strictObject({
      skillEvidenceId: z.number().int(),
      skill: z.string(),
      kind: EvidenceKind,
      level: Level.nullable(),
      asOf: IsoDate,
      /** From then on it adds nothing. */
      validTo: IsoDate.nullable(),
      source: z.string().nullable(),
      isSample: z.boolean(),
      /** Points of the score that it added; negative where it took some. */
      area: z.number(),
    }),
  ),
  /** Of evidence older than the 200 that are listed. */
  earlierArea: z.number(),
})

/** Everything that a page about a person's skills shows at first: as `showPyramid`, `showSkills` and `listEvidence` answer. */
const WholeSkills = z.strictObject({
  staffMemberId: z.number().int(),
  pyramid: Pyramid,
  levels: Levels,
  history: History,
})

/** A role of the policy that crosses grades, as somebody holds it from a day, with how far they are at what it expects (INV-P7: null where nothing is known). */
export const RoleHeld = z.strictObject({
  roleHolderId: z.number().int(),
  role: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  isSample: z.boolean(),
  validFrom: IsoDate,
  validTo: IsoDate.nullable(),
  expected: z.array(z.strictObject({ skill: z.string(), name: z.string(), expected: Level, level: Level.nullable() })),
})

const asOfStaff = z.strictObject({ staffMemberId: Id, asOf: IsoDate.optional() })

const views = defineContract({
  showMySkills: {
    method: 'GET',
    path: '/me/skills',
    summary:
      'My own skills in one answer: the pyramid, every level by kind, the latest evidence, and the roles that I hold',
    input: z.strictObject({}),
    output: WholeSkills.extend({ held: z.array(RoleHeld) }),
    refusals: { no_policy: 409 },
  },
  showWholeSkills: {
    method: 'GET',
    path: '/staff/{staffMemberId}/skills/whole',
    summary: 'The same of another person, within what the reader may see (INV-S1, S2)',
    input: z.strictObject({ staffMemberId: Id }),
    output: WholeSkills.extend({
      /** What the reader may do further. */
      may: z.array(z.enum(['observe'])),
    }),
    refusals: { no_policy: 409, no_such_staff_member: 404 },
  },
  showSkills: {
    method: 'GET',
    path: '/staff/{staffMemberId}/skills',
    summary: "A person's levels in every skill of the pyramid, from the base up, with the kinds of evidence kept apart",
    input: asOfStaff,
    output: Levels,
    refusals: { no_policy: 409, no_such_staff_member: 404 },
  },
  showPyramid: {
    method: 'GET',
    path: '/staff/{staffMemberId}/pyramid',
    summary:
      "A person's pyramid on a day: area by tier, what the grade expects, a year earlier, and what each evidence added",
    input: asOfStaff,
    output: Pyramid,
    refusals: { no_policy: 409, no_such_staff_member: 404 },
  },
  showTeamSkills: {
    method: 'GET',
    path: '/team/skills',
    summary:
      'The levels of the people whose section head I am today, as far as I may see them, and where the section has gaps',
    input: z.strictObject({}),
    output: z.strictObject({
      highestLevel: Level,
      skills: z.array(
        z.strictObject({
          skill: z.string(),
          name: z.string(),
          tier: z.string(),
          tierName: z.string(),
          assessed: z.number().int(),
          /** Members whose known level is under what their grade expects; 未診断 is not among them (INV-P7). */
          below: z.number().int(),
        }),
      ),
      members: z.array(
        Colleague.extend({
          onLeave: z.boolean(),
          /** Skills of which the person shares the self-reflection. */
          shares: z.number().int(),
          unassessed: z.number().int(),
          /** In the order of `skills`, as are the kinds that set them and what the grade expects. */
          levels: z.array(Level.nullable()),
          from: z.array(LevelKind.nullable()),
          expected: z.array(Level.nullable()),
        }),
      ),
    }),
    refusals: { no_policy: 409 },
  },
})

export const skills = defineContract({ ...views, ...bySection, ...evidence, ...evidenceImport })
