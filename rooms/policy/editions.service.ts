/** How an edition comes to be stored: as a draft, one after the other. */
import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { oneAtATime } from '#platform/sql/sql.ts'
import type { PolicyDocument } from './document.rules.ts'
import type { PolicyTables } from './tables.ts'

/** As a draft; the very same file twice is refused. */
export async function storeEdition(ctx: Ctx<'same_edition'>, text: string, document: PolicyDocument): Promise<number> {
  const digest = createHash('sha256').update(text).digest('hex')
  await oneAtATime('policy editions').execute(ctx.db)
  const known = await (ctx.db as unknown as Kysely<PolicyTables>)
    .selectFrom('policy_edition')
    .select('policy_edition_id')
    .where('digest', '=', digest)
    .executeTakeFirst()
  ctx.must(!known, 'same_edition')
  const stored = await (ctx.db as unknown as Kysely<PolicyTables>)
    .insertInto('policy_edition')
    .values({
      title: document.policy.title,
      edition: document.policy.edition,
      source_text: text,
      document: sql<PolicyDocument>`${JSON.stringify(document)}::jsonb` as unknown as PolicyDocument,
      digest,
      recorded_by: ctx.actor.name,
    })
    .returning('policy_edition_id')
    .executeTakeFirstOrThrow()
  return stored.policy_edition_id
}
