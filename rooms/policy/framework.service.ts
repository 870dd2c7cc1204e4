/** The framework out of a policy, and another one into a draft of it. */
import { type Kysely, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { readApart } from '#platform/files/apart.ts'
import { csvFile } from '#platform/files/csv.ts'
import { putBack, sentAs } from '#platform/files/sent.ts'
import { readTableApart } from '#platform/files/table-apart.ts'
import { on } from '#platform/sql/sql.ts'
import { caseOf } from './case.service.ts'
import type { ReadCase } from './case-read.rules.ts'
import type { policy } from './contract.ts'
import { type PolicyDocument, toDocument } from './document.rules.ts'
import { storeEdition } from './editions.service.ts'
import { toldIn } from './file.rules.ts'
import { checkPolicyApart } from './file.service.ts'
import type { Framework, FrameworkProblem } from './framework.rules.ts'
import { compareFrameworks, withFramework } from './framework-in-file.rules.ts'
import { frameworkColumns, frameworkHeader, frameworkOfRows, frameworkRows } from './framework-table.service.ts'
import { withParts } from './laid-down.service.ts'
import { policyMessages } from './messages.ts'
import { ladder } from './rules.ts'
import type { PolicyTables } from './tables.ts'

/** So many places are named; the count is of all. */
const SHOWN = 100

export async function exportFramework(
  ctx: Ctx<typeof policy.exportFramework>,
  { format, policyEditionId }: Input<typeof policy.exportFramework>,
): Promise<Answer<typeof policy.exportFramework>> {
  const { document: whole, ...edition } = await editionAsked(ctx, policyEditionId)
  const document = withParts(ctx, whole, ['pyramid'])
  const file =
    format === 'csv'
      ? { name: 'framework.csv', base64: csvFile(frameworkHeader(document), frameworkRows(document)) }
      : { name: 'framework.case.json', base64: inBase64(caseOf(document, edition.recordedAt.toISOString())) }
  const skills = document.pyramid.tiers.flatMap((tier) => tier.skills).length
  return { ...file, policyEditionId: edition.policyEditionId, skills }
}

function inBase64(json: unknown): string {
  return Buffer.from(`${JSON.stringify(json, null, 2)}\n`).toString('base64')
}

export async function loadFramework(
  ctx: Ctx<typeof policy.loadFramework>,
  { file, policyEditionId, edition }: Input<typeof policy.loadFramework>,
): Promise<Answer<typeof policy.loadFramework>> {
  const base = await editionAsked(ctx, policyEditionId)
  const framework = await readFramework(ctx, file, base.document)
  const text = withFramework(base.text, framework, edition)
  const { document, problems, warnings } = await checkPolicyApart(text)
  // Lines are those of a file that nobody has seen.
  if (!document) throw faulty(ctx, withoutLines(toldIn(ctx.language, problems)), problems.length)
  const id = await storeEdition(ctx, text, document)
  const compared = compareFrameworks(base.document, document)
  ctx.about([], { detail: { policyEditionId: id, edition: document.policy.edition, file: file.name } })
  return { policyEditionId: id, ...compared, warnings: withoutLines(toldIn(ctx.language, warnings)) }
}

interface Edition {
  readonly policyEditionId: number
  readonly document: PolicyDocument
  readonly text: string
  readonly recordedAt: Date
}

/** The one that is asked for, else the one in force. */
async function editionAsked(ctx: Ctx<'no_such_edition' | 'no_policy'>, policyEditionId?: number): Promise<Edition> {
  const found = await (ctx.db as unknown as Kysely<PolicyTables>)
    .selectFrom('policy_edition')
    .select(['policy_edition_id as policyEditionId', 'document', 'source_text as text', 'recorded_at as recordedAt'])
    .where(
      policyEditionId === undefined
        ? on('policy_edition', ctx.today)
        : sql<boolean>`policy_edition_id = ${policyEditionId}`,
    )
    .executeTakeFirst()
  if (policyEditionId === undefined) ctx.must(found, 'no_policy')
  else ctx.must(found, 'no_such_edition')
  return { ...found, document: toDocument(found.document) }
}

/** A table or a CASE package, known by how it begins. */
async function readFramework(
  ctx: Ctx<'faulty_framework'>,
  { name, base64 }: { name: string; base64: string },
  document: PolicyDocument,
): Promise<Framework> {
  const bytes = sentAs(base64) ?? new Uint8Array(Buffer.from(base64, 'base64'))
  const beginning = Buffer.from(bytes.subarray(0, 200))
    .toString('utf8')
    .replace(/^\uFEFF/u, '')
    .trimStart()
  if (beginning.startsWith('{') || beginning.startsWith('[')) {
    const text = Buffer.from(bytes)
      .toString('utf8')
      .replace(/^\uFEFF/u, '')
    // Apart from all other requests, as the file of a policy is: one made to be slow is slow for its sender only.
    const given = { text, lowestGrade: ladder(document)[0]?.id ?? null }
    const read = (await readApart<ReadCase>(new URL('./case.worker.ts', import.meta.url), given)) ?? unreadable
    if (!('framework' in read)) throw told(ctx, read.problems)
    return read.framework
  }
  const table = await readTableApart(
    bytes as Uint8Array<ArrayBuffer>,
    frameworkColumns(document),
    { file: name, most: SHOWN },
    { giveBack: (read) => putBack(base64, read) },
  )
  if (table.problemCount > 0) {
    const fields = table.problems.map(({ line, column, reason, reasonEn }) => ({
      path: [line, column].filter((one) => one !== undefined).join(':'),
      reason: ctx.language === 'ja' ? reason : reasonEn,
    }))
    throw faulty(ctx, fields, table.problemCount)
  }
  const { framework, problems } = frameworkOfRows(document, table.rows)
  if (problems.length > 0) throw told(ctx, problems)
  return framework
}

const unreadable: ReadCase = { problems: [{ path: '', key: 'not_case' }] }

function told(ctx: Ctx<'faulty_framework'>, problems: readonly FrameworkProblem[]) {
  const fields = problems
    .slice(0, SHOWN)
    .map(({ path, key, values = {} }) => ({ path, reason: ctx.t(policyMessages, `framework.${key}`, values) }))
  return faulty(ctx, fields, problems.length)
}

function faulty(ctx: Ctx<'faulty_framework'>, fields: readonly { path: string; reason: string }[], count: number) {
  return ctx.refusal('faulty_framework', { count }, fields)
}

function withoutLines(lines: ReturnType<typeof toldIn>) {
  return lines.map(({ path, message }) => ({ path, reason: message }))
}
