import { z } from 'zod'
import { defineContract } from '#platform/contract/contract.ts'

/** What may be found, in the order in which it is told. */
const findingKinds = ['people', 'sections', 'courses', 'skills', 'kpis', 'terms', 'pages'] as const
const FindingKind = z.enum(findingKinds)

const Finding = z.strictObject({
  /** The page that shows it. */
  to: z.string(),
  title: z.string(),
  /** How a name is read. */
  reading: z.string().nullable(),
  /** Where it belongs: a person's section, a course's provider. */
  note: z.string().nullable(),
})

export const search = defineContract({
  search: {
    method: 'GET',
    path: '/search',
    summary:
      'People, sections, courses, skills, KPIs, words of the policy and pages by their names however typed, each kind within what the reader may see',
    input: z.strictObject({ q: z.string().max(100) }),
    output: z.array(
      z.strictObject({
        kind: FindingKind,
        total: z.number().int(),
        /** More fit than `total` says. */
        isLeast: z.boolean(),
        findings: z.array(Finding),
      }),
    ),
    refusals: {},
  },
  keepSearchText: {
    method: 'POST',
    path: '/search/upkeep',
    summary:
      'Makes the words that people and courses are found by anew and mends what differs; a job does it at each start and every night',
    input: z.strictObject({}),
    output: z.strictObject({ looked: z.number().int(), mended: z.number().int() }),
    refusals: {},
    patience: 120,
  },
})
