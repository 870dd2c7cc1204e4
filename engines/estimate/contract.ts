import { z } from 'zod'

const Figure = z.number().nullable()
const Words = z.strictObject({ ja: z.string(), en: z.string() })

export const methods = ['difference', 'ols', 'did', 'matching', 'ipw'] as const

const StandardErrors = z.strictObject({
  classical: Figure,
  hc0: Figure,
  hc1: Figure,
  hc2: Figure,
  hc3: Figure,
  cluster: Figure,
  /** Of matching. */
  bootstrap: Figure,
  /** Of inverse-probability weighting, and of staggered differences where no cluster is given: by the influence function. */
  influence: Figure,
})

/** What `hagukumi estimate --json` prints; what does not apply is null. */
export const Estimate = z.strictObject({
  method: z.enum(methods),
  /** The estimator by its name in the literature. */
  estimator: z.string(),
  estimand: z.enum(['att', 'ate']).nullable(),
  /** Rows used. */
  n: z.number().int(),
  treated: z.number().int().nullable(),
  comparison: z.number().int().nullable(),
  estimate: z.number(),
  standardErrors: StandardErrors,
  interval95: z.tuple([z.number(), z.number()]).nullable(),
  /** e.g. `t(97) on hc2`, `t(11) on cluster`, `normal on bootstrap`. */
  intervalUses: z.string().nullable(),
  pValue: Figure,
  /** The treatment and the covariates, not the constant and not the fixed effects. */
  coefficients: z.array(z.strictObject({ name: z.string(), estimate: z.number(), standardErrors: StandardErrors })),
  balance: z.array(
    z.strictObject({
      covariate: z.string(),
      treatedMean: z.number(),
      comparisonMean: z.number(),
      /** Over √((s₁² + s₀²)/2); null where neither group varies. */
      standardizedDifference: Figure,
      /** The same after matching or weighting, over the same spread. */
      adjustedDifference: Figure,
    }),
  ),
  overlap: z
    .strictObject({
      treatedRange: z.tuple([z.number(), z.number()]),
      comparisonRange: z.tuple([z.number(), z.number()]),
      /** Rows whose propensity lies outside of the other group's range. */
      outside: z.number().int(),
      /** (Σw)²/Σw² of the comparison. */
      effectiveComparison: z.number(),
      unmatched: z.number().int(),
    })
    .nullable(),
  groupTimes: z
    .array(z.strictObject({ group: z.number(), time: z.number(), att: z.number(), standardError: z.number() }))
    .nullable(),
  pretrend: z.strictObject({ statistic: z.number(), df: z.number().int(), pValue: z.number() }).nullable(),
  /** Rows with a value missing. */
  droppedRows: z.number().int(),
  /** Columns that others determine. */
  droppedColumns: z.array(z.string()),
  warnings: z.array(z.string()),
  /** What the method assumes, what was left out, what the interval means, what it does not show. */
  notes: z.array(Words),
})
export type Estimate = z.infer<typeof Estimate>
