import { type Kysely, sql } from 'kysely'
import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { lettersSaid } from '#platform/paper/pdf.ts'
import type { Refusal } from '#platform/refusal/refusal.ts'
import { notEndedBy, on, oneAtATime } from '#platform/sql/sql.ts'
import { bookletOf } from './booklet.rules.ts'
import type { printBooklet } from './booklet.service.ts'
import type { policy } from './contract.ts'
import { type PolicyDocument, type PolicyWith, toDocument } from './document.rules.ts'
import { storeEdition } from './editions.service.ts'
import type { Effect } from './effects.rules.ts'
import { effectSaid, effectsOf, mustBeAnswered } from './effects.service.ts'
import { type Problem, toldIn } from './file.rules.ts'
import { checkPolicyApart } from './file.service.ts'
import { type Needed, withParts } from './laid-down.service.ts'
import { editionState, hasParts } from './rules.ts'
import type { PolicyTables } from './tables.ts'

export { exportFramework, loadFramework } from './framework.service.ts'
export { withParts } from './laid-down.service.ts'

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<PolicyTables>

/** The document in force on a day; undefined before a town has published one. */
export async function policyOn(ctx: Ctx, day = ctx.today): Promise<PolicyDocument | undefined> {
  return (await editionOn(ctx, day))?.document
}

/** Whether a policy was ever loaded, published or not. */
export async function hasEditions(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`select exists (select from policy_edition) as some`.execute(ctx.db)
  return rows[0]?.some === true
}

/** As `policyOn`, for work that cannot be done without a policy. */
export async function requirePolicy(ctx: Ctx<'no_policy'>, day = ctx.today): Promise<PolicyDocument> {
  return (await requireEdition(ctx, day)).document
}

/** As `requirePolicy`, for work that rests on parts of the policy. */
export async function requirePolicyWith<Name extends Needed>(
  ctx: Ctx<'no_policy'>,
  parts: readonly Name[],
  day = ctx.today,
): Promise<PolicyWith<Name>> {
  return withParts(ctx, await requirePolicy(ctx, day), parts)
}

/** As `policyOn`; undefined too where the policy has not all of the parts. */
export async function policyWith<Name extends Needed>(
  ctx: Ctx,
  parts: readonly Name[],
  day = ctx.today,
): Promise<PolicyWith<Name> | undefined> {
  const document = await policyOn(ctx, day)
  return document && hasParts(document, parts) ? document : undefined
}

/** As `requirePolicy`, with the edition's number and digest, by which an answer that follows from it is known (`ctx.edition`). */
export async function requireEdition(ctx: Ctx<'no_policy'>, day = ctx.today) {
  const edition = await editionOn(ctx, day)
  ctx.must(edition, 'no_policy')
  return edition
}

/** Editions never change once stored, so a document is parsed once a process; towns do not share digests by chance. */
const documents = new Map<string, PolicyDocument>()

export interface EditionInForce {
  readonly policyEditionId: number
  readonly digest: string
  readonly document: PolicyDocument
}

export async function editionOn(ctx: Ctx, day: string): Promise<EditionInForce | undefined> {
  return (await editionsOn(ctx, [day])).get(day)
}

/** Of several days at once; a day on which none was in force is absent. */
export async function editionsOn(ctx: Ctx, days: readonly string[]): Promise<ReadonlyMap<string, EditionInForce>> {
  if (days.length === 0) return new Map()
  const { rows } = await sql<{ day: string; policyEditionId: number; digest: string }>`
    select d.day, e.policy_edition_id as "policyEditionId", e.digest
    from unnest(${days}::date[]) d(day) join policy_edition e on ${on('e', sql`d.day`)}`.execute(ctx.db)
  const unread = rows.filter(({ digest }) => !documents.has(digest)).map(({ policyEditionId }) => policyEditionId)
  if (unread.length > 0) {
    const read = await tables(ctx)
      .selectFrom('policy_edition')
      .select(['digest', 'document'])
      .where('policy_edition_id', '=', (e) => e.fn.any(sql<number[]>`${unread}::bigint[]`))
      .execute()
    for (const { digest, document } of read) documents.set(digest, toDocument(document))
  }
  return new Map(rows.map(({ day, ...edition }) => [day, { ...edition, document: documents.get(edition.digest)! }]))
}

/** One edition, in force or not. */
export async function editionNumbered(ctx: Ctx<'no_such_edition'>, policyEditionId: number): Promise<EditionInForce> {
  const found = await tables(ctx)
    .selectFrom('policy_edition')
    .select(['digest', 'document'])
    .where('policy_edition_id', '=', policyEditionId)
    .executeTakeFirst()
  ctx.must(found, 'no_such_edition')
  const document = documents.get(found.digest) ?? toDocument(found.document)
  documents.set(found.digest, document)
  return { policyEditionId, digest: found.digest, document }
}

export async function showPolicy(
  ctx: Ctx<typeof policy.showPolicy>,
  { asOf = ctx.today }: { asOf?: string | undefined },
) {
  const { digest, ...edition } = await requireEdition(ctx, asOf)
  ctx.edition(digest)
  return edition
}

export async function listPolicyEditions(ctx: Ctx) {
  const rows = await tables(ctx)
    .selectFrom('policy_edition')
    .select(['policy_edition_id', 'title', 'edition', 'recorded_by', 'recorded_at', 'valid_from', 'valid_to'])
    .orderBy(sql`valid_from desc nulls first`)
    .orderBy('policy_edition_id', 'desc')
    .execute()
  return rows.map((row) => ({
    policyEditionId: row.policy_edition_id,
    title: row.title,
    edition: row.edition,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at.toISOString(),
    validFrom: row.valid_from,
    validTo: row.valid_to,
    state: editionState({ validFrom: row.valid_from, validTo: row.valid_to }, ctx.today),
  }))
}

export async function showPolicyFile(
  ctx: Ctx<typeof policy.showPolicyFile>,
  { policyEditionId }: Input<typeof policy.showPolicyFile>,
) {
  const found = await tables(ctx)
    .selectFrom('policy_edition')
    .select(['title', 'edition', 'source_text'])
    .where('policy_edition_id', '=', policyEditionId)
    .executeTakeFirst()
  ctx.must(found, 'no_such_edition')
  const { title, edition, source_text: text } = found
  return { policyEditionId, title, edition, fileName: `policy-${policyEditionId}.yaml`, text }
}

/** The booklet as parts: of the edition in force, or of one that is named. */
export async function lookForBooklet(
  ctx: Ctx<typeof policy.showPolicyBooklet>,
  { policyEditionId }: Input<typeof policy.showPolicyBooklet>,
) {
  const { document, ...edition } =
    policyEditionId === undefined ? await requireEdition(ctx) : await editionNumbered(ctx, policyEditionId)
  const listed = (await listPolicyEditions(ctx)).find((one) => one.policyEditionId === edition.policyEditionId)
  const paper = bookletOf(document, { date: ctx.today, isDraft: listed?.state === 'draft' })
  return { policyEditionId: edition.policyEditionId, edition: document.policy.edition, paper }
}

export async function showPolicyBooklet(
  ctx: Ctx<typeof policy.showPolicyBooklet>,
  { format }: Input<typeof policy.showPolicyBooklet>,
  made: Awaited<ReturnType<typeof printBooklet>>,
) {
  const missing = 'missing' in made ? made.missing : []
  ctx.must('bytes' in made, 'no_glyph', { characters: lettersSaid(missing, ctx.language) })
  const { policyEditionId, title, edition, bytes } = made
  return { policyEditionId, fileName: `${title}_${edition}.${format}`, base64: bytes.toString('base64') }
}

export async function checkPolicyFile(ctx: Ctx, { text }: Input<typeof policy.checkPolicyFile>) {
  const { problems, warnings } = await checkPolicyApart(text)
  return { problems: toldIn(ctx.language, problems), warnings: toldIn(ctx.language, warnings) }
}

export async function loadPolicy(
  ctx: Ctx<typeof policy.loadPolicy>,
  { text, publishFrom, replace = false }: Input<typeof policy.loadPolicy>,
) {
  const { document, problems, warnings } = await checkPolicyApart(text)
  if (!document || problems.length > 0) throw faulty(ctx, problems)
  const policyEditionId = await storeEdition(ctx, text, document)
  const effects = publishFrom ? await putInForce(ctx, { policyEditionId, document, from: publishFrom, replace }) : []
  ctx.about([], {
    detail: { policyEditionId, edition: document.policy.edition, publishFrom, ...(replace ? { replace } : {}) },
  })
  return {
    policyEditionId,
    warnings: [...toldIn(ctx.language, warnings), ...effects.map((one) => asWarning(ctx, one))],
  }
}

/** What whoever stands at the machine is told of, and goes on. */
function asWarning(ctx: Ctx, effect: Effect) {
  return { line: 1, column: 1, path: '', code: `effect_${effect.kind}`, message: effectSaid(ctx, effect) }
}

export async function publishPolicy(
  ctx: Ctx<typeof policy.publishPolicy>,
  { policyEditionId, publishFrom, replace = false }: Input<typeof policy.publishPolicy>,
) {
  await oneAtATime('policy editions').execute(ctx.db)
  const edition = await tables(ctx)
    .selectFrom('policy_edition')
    .select(['valid_from', 'document'])
    .where('policy_edition_id', '=', policyEditionId)
    .executeTakeFirst()
  ctx.must(edition, 'no_such_edition')
  ctx.must(edition.valid_from === null, 'already_published')
  await putInForce(ctx, { policyEditionId, document: toDocument(edition.document), from: publishFrom, replace })
  ctx.about([], { detail: { policyEditionId, publishFrom, ...(replace ? { replace } : {}) } })
  return { policyEditionId }
}

/**
 * The edition before ends on the day on which this one begins. With `replace` it may be one that begins on that very day: it held on no
 * day then, and stays as it was loaded. What has been in force since an earlier day is not replaced (INV-D3).
 *
 * @returns what that does to people; in the browser somebody has answered for what is lost
 */
async function putInForce(
  ctx: Ctx<'later_edition_exists' | 'effects_unanswered'>,
  {
    policyEditionId,
    document,
    from,
    replace,
  }: { policyEditionId: number; document: PolicyDocument; from: string; replace: boolean },
): Promise<Effect[]> {
  const later = await tables(ctx)
    .selectFrom('policy_edition')
    .select('policy_edition_id')
    .where('valid_from', replace && from >= ctx.today ? '>' : '>=', from)
    .where(notEndedBy('policy_edition', sql.ref('valid_from')))
    .executeTakeFirst()
  ctx.must(!later, 'later_edition_exists', { from })
  const effects = await effectsOf(ctx, { from: await policyOn(ctx, from), to: document, day: from })
  if (ctx.actor.kind === 'account') await mustBeAnswered(ctx, policyEditionId, effects)
  await tables(ctx).updateTable('policy_edition').set({ valid_to: from }).where(on('policy_edition', from)).execute()
  await tables(ctx)
    .updateTable('policy_edition')
    .set({ valid_from: from })
    .where('policy_edition_id', '=', policyEditionId)
    .execute()
  return effects
}

function faulty(ctx: Ctx<'faulty_policy'>, problems: readonly Problem[]): Refusal {
  const fields = toldIn(ctx.language, problems).map(({ line, column, path, message }) => ({
    path: `${line}:${column} ${path}`,
    reason: message,
  }))
  return ctx.refusal('faulty_policy', { count: problems.length }, fields)
}
