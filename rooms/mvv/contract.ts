import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'
import { Seen, staleRefusal, Version } from '#platform/version/version.ts'
import { Id, IsoDate, SectionCode } from '#rooms/people/contract.ts'

const Words = z.string().trim().max(1000)
const Sentence = z.string().trim().min(1).max(400)
const OutcomeId = z.string().min(1).max(64)

const Said = z.strictObject({
  /** Null where the town has not stated one; nothing is made up in its place. */
  heading: z.string().nullable(),
  text: z.string(),
  source: z.string().nullable(),
  isSample: z.boolean(),
})

/** What a section says of its purpose. */
const PurposeText = z.strictObject({
  purpose: Sentence,
  /** The 「不」 (不安・不満) of residents that the section answers. */
  answers: Words,
  /** The choices that it offers to residents. */
  offers: Words,
  duties: z.array(Sentence).max(20),
  /** Ids of direct outcomes in the policy. */
  contributesTo: z.array(OutcomeId).max(20),
})

const SectionName = z.strictObject({ sectionCode: z.string(), name: z.string() })

export const SectionPurpose = PurposeText.extend({
  /** Whose purpose this is: the section itself, or the nearest one above that has stated one. */
  statedFor: SectionName,
  isSample: z.boolean(),
  validFrom: IsoDate,
  version: Version,
})

/** One's own words, and since when the head has agreed to them; null: not yet. The version is that of both sides: of a proposal that waits, too. */
export const Duty = z.strictObject({
  duty: z.string(),
  statedFrom: IsoDate,
  agreedOn: IsoDate.nullable(),
  version: Version,
})

/** How words that a head proposed ended: said by the member too, answered by others, replaced by a later proposal, withdrawn. */
export const proposalOutcomes = ['agreed', 'answered', 'replaced', 'withdrawn'] as const

/** Words that a head proposes; nobody's duty until the member says them too. */
export const DutyProposal = z.strictObject({
  duty: z.string(),
  proposedOn: IsoDate,
  by: z.string().nullable(),
  version: Version,
})

export const mvv = defineContract({
  showMvv: {
    method: 'GET',
    path: '/mvv',
    summary: 'Statements, chapters and the desired staff profile of the policy that holds on a day, with their source',
    input: z.strictObject({ asOf: IsoDate.optional() }),
    output: z.strictObject({
      title: z.string(),
      edition: z.string(),
      source: z.string(),
      asOf: IsoDate,
      /** In the order of the policy; null where it has none. */
      statements: z
        .array(
          Said.extend({
            /** `mission`, `vision`, `value`, `commitment`, or one of the town's own. */
            kind: z.string(),
            /** What the town calls it; null where the house has a word for the kind. */
            label: z.string().nullable(),
          }),
        )
        .nullable(),
      chapters: z.array(Said).nullable(),
      desiredStaffProfile: z
        .array(
          z.strictObject({
            id: z.string(),
            name: z.string(),
            description: z.string().nullable(),
            isSample: z.boolean(),
            /** Skills of the framework in which this shows as behaviour. */
            skills: z.array(z.strictObject({ id: z.string(), name: z.string() })),
            skillsAreSample: z.boolean(),
          }),
        )
        .nullable(),
    }),
    refusals: { no_policy: 409 },
    cached: 'edition',
  },
  showSectionPurpose: {
    method: 'GET',
    path: '/sections/{sectionCode}/purpose',
    summary: 'The purpose of a section on a day: its own, or that of the nearest section above that has stated one',
    input: z.strictObject({ sectionCode: SectionCode, asOf: IsoDate.optional() }),
    output: z.strictObject({
      section: SectionName,
      asOf: IsoDate,
      purpose: SectionPurpose.nullable(),
      /** The reader may state it, from that day on. */
      mayState: z.boolean(),
    }),
    refusals: { no_such_section: 404 },
  },
  stateSectionPurpose: {
    method: 'PUT',
    path: '/sections/{sectionCode}/purpose',
    summary:
      'The section head, of today or of the day from which it holds, or HR, states the purpose of a section; what held before stays known',
    input: PurposeText.extend({
      sectionCode: SectionCode,
      /** Of the section's own purpose on that day; absent where it had stated none. */
      seen: Seen,
      /** Today where absent. */
      validFrom: IsoDate.optional(),
    }),
    output: z.strictObject({ purpose: SectionPurpose }),
    refusals: { no_such_section: 404, no_policy: 409, unknown_outcome: 422, in_the_past: 422, ...staleRefusal },
  },
  stateSectionPurposes: {
    method: 'POST',
    path: '/section-purposes',
    summary:
      'States the purposes of many sections: all or none; what is stated already in the same words changes nothing, and a row that would replace what it has not seen is refused with both',
    input: z.strictObject({
      rows: z
        .array(
          PurposeText.extend({
            ...{ sectionCode: SectionCode, validFrom: IsoDate },
            /** Where the section has stated another purpose by that day: the version of what is replaced. */
            seen: Seen,
          }),
        )
        .min(1)
        .max(10_000),
      /** Invented texts; the maker of the sample ward only (INV-D1). */
      isSample: z.boolean().optional(),
    }),
    output: z.strictObject({ stated: z.number().int(), unchanged: z.number().int() }),
    refusals: { no_policy: 409, faulty_rows: 422, sample_not_allowed: 409 },
    patience: 60,
    bodyLimit: 20_000_000,
  },
  showDuty: {
    method: 'GET',
    path: '/staff/{staffMemberId}/duty',
    summary: 'What a person says of their duty in today’s section; until they have said it, the duties of the section',
    input: z.strictObject({ staffMemberId: Id, asOf: IsoDate.optional() }),
    output: z.strictObject({
      asOf: IsoDate,
      section: SectionName.nullable(),
      /** In the person's own words; null until stated in this section. */
      duty: z.string().nullable(),
      statedFrom: IsoDate.nullable(),
      /** Of both sides' words; null until either has said any. */
      version: Version.nullable(),
      /** The day on which their head agreed to these words. */
      agreedOn: IsoDate.nullable(),
      /** What they said before, in whatever section, the latest first. */
      earlier: z.array(Duty.omit({ version: true })),
      /** While words wait for the head: those to which both agreed last in this section, to which the person may go back. */
      agreedBefore: z.string().nullable(),
      /** Words of the head that wait for the person. */
      proposal: DutyProposal.nullable(),
      /** What was proposed before, and how it ended, the latest first. */
      proposals: z.array(
        DutyProposal.omit({ version: true }).extend({
          dutyProposalId: Id,
          endedOn: IsoDate,
          outcome: z.enum(proposalOutcomes),
        }),
      ),
      sectionDuties: z.array(z.string()),
    }),
    refusals: {},
  },
  stateDuty: {
    method: 'PUT',
    path: '/me/duty',
    summary:
      'I say what my duty is, or in the very words that my head proposed, and then both have agreed; going back to the words to which both agreed last keeps that agreement; earlier words stay as history',
    input: z.strictObject({ duty: Sentence, seen: Seen }),
    output: Duty,
    refusals: { no_section: 409, ...staleRefusal },
  },
  agreeToDuty: {
    method: 'POST',
    path: '/staff/{staffMemberId}/duty/agreement',
    summary: 'The section head agrees to the words that they saw; words that are said anew are agreed to anew',
    input: z.strictObject({ staffMemberId: Id, seen: Version }),
    output: z.strictObject({ agreedOn: IsoDate }),
    refusals: { ...staleRefusal },
  },
  proposeDuty: {
    method: 'PUT',
    path: '/staff/{staffMemberId}/duty/proposal',
    summary:
      'The section head proposes words to a member, who says them too or answers with others; until then what was said before holds',
    input: z.strictObject({ staffMemberId: Id, duty: Sentence, seen: Seen }),
    output: DutyProposal,
    refusals: { same_words: 409, ...staleRefusal },
  },
  withdrawProposal: {
    method: 'POST',
    path: '/staff/{staffMemberId}/duty/proposal/withdrawn',
    summary: 'The section head withdraws words that the member has not answered; they stay as history',
    input: z.strictObject({ staffMemberId: Id, seen: Version }),
    output: z.strictObject({ withdrawn: z.literal(true) }),
    refusals: { ...staleRefusal },
  },
  showWorkshop: {
    method: 'GET',
    path: '/workshop',
    summary:
      'For its head: a section with its purpose, its duties, and who of it has said theirs and what both agreed to, as a sheet to work on together',
    input: z.strictObject({ sectionCode: SectionCode.optional() }),
    output: z.strictObject({
      asOf: IsoDate,
      /** The first that the reader heads, where none is asked for. */
      section: SectionName,
      /** All that the reader heads. */
      sections: z.array(SectionName),
      purpose: SectionPurpose.nullable(),
      outcomes: z.array(z.strictObject({ id: OutcomeId, name: z.string() })),
      people: z.array(
        z.strictObject({
          staffMemberId: Id,
          name: z.string(),
          nameKana: z.string().nullable(),
          duty: Duty.nullable(),
          proposal: DutyProposal.nullable(),
          /** To agree to the words, or to propose others. */
          mayAgree: z.boolean(),
        }),
      ),
    }),
    refusals: {},
    snapshot: true,
  },
})
