/** A training report that was handed in, put right by whoever wrote it; what stood before stays beside it. */
import { sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import { noteCorrection } from '#platform/correction/correction.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { mustBeMadeFrom, versionOf } from '#platform/version/made-from.ts'
import { tables } from '../shape.service.ts'
import { done, lockApplication } from '../steps.service.ts'
import type { correcting } from './correcting.contract.ts'
import { REPORT } from './correcting.service.ts'

export async function correctReport(
  ctx: Ctx<typeof correcting.correctReport>,
  { applicationId, body, seen, reason }: Input<typeof correcting.correctReport>,
) {
  const application = await lockApplication(ctx, applicationId)
  const report = await tables(ctx)
    .selectFrom('training_report')
    .select('body')
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  ctx.must(report, 'no_report')
  mustBeMadeFrom(ctx, seen, { body: report.body })
  // Nothing that a year counts rests on the words, so no closed year is looked at.
  await noteCorrection(ctx, {
    ...{ thing: REPORT, id: applicationId, subject: application.staffMemberId, concernsFrom: ctx.today, reason },
    ...{ before: { body: report.body }, after: { body } },
  })
  await sql`update training_report set body = ${body} where application_id = ${applicationId}`.execute(ctx.db)
  return done(application)
}

/** A report as it stands, its version and what was put right in it (`recordShown`); null while none is handed in. */
export function reportShown<Said>(report: { body: string; submittedOn: string } | null, corrections: Said[]) {
  return report && { ...report, version: versionOf({ body: report.body }), corrections }
}
