/** Drafts of the policy on which several people work at once: a file that may be half-written, and who changed what in it. */
import { type Kysely, sql } from 'kysely'
import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { askApart } from '#platform/files/apart.ts'
import { describeMeasures, kindsOfMeasures } from '#platform/measure/measure.ts'
import { calledBy } from '../authors.service.ts'
import { toldIn } from '../file.rules.ts'
import { checkPolicyApart } from '../file.service.ts'
import { showPath } from '../findings.rules.ts'
import { loadPolicy, showPolicyFile } from '../service.ts'
import {
  type Change,
  isEntry,
  isNothing,
  isSameChange,
  isText,
  joined,
  MOST_TOLD,
  movedOverAll,
} from './change.rules.ts'
import type { workingDrafts } from './contract.ts'
import { workingDraftsMessages } from './messages.ts'
import type { Readable } from './readable.rules.ts'
import type { WorkingDraftsTables } from './tables.ts'
import type { Written } from './written.rules.ts'

type Listed = Answer<typeof workingDrafts.listWorkingDrafts>[number]

const tables = (ctx: Ctx) => ctx.db as unknown as Kysely<WorkingDraftsTables>

const NOTHING = 'formatVersion: 2\n'
const LONGEST = 400_000
/** Typing that goes on within so many minutes is one change. */
const ONE_GO = 10
/** So much of a text is told in a refusal. */
const TOLD = 200

export async function listWorkingDrafts(ctx: Ctx): Promise<Listed[]> {
  return draftsWhere(ctx, sql`true`)
}

export async function beginWorkingDraft(
  ctx: Ctx<typeof workingDrafts.beginWorkingDraft>,
  { title, policyEditionId, text }: Input<typeof workingDrafts.beginWorkingDraft>,
) {
  const begun =
    policyEditionId === undefined ? (text ?? NOTHING) : (await showPolicyFile(ctx, { policyEditionId })).text
  const { working_draft_id: workingDraftId } = await tables(ctx)
    .insertInto('policy_working_draft')
    .values({
      title,
      base_edition_id: policyEditionId ?? null,
      first_text: begun,
      text: begun,
      begun_by: ctx.actor.name,
    })
    .returning('working_draft_id')
    .executeTakeFirstOrThrow()
  ctx.about([], { detail: { workingDraftId, title, ...(policyEditionId ? { policyEditionId } : {}) } })
  return { workingDraftId }
}

export async function showWorkingDraft(
  ctx: Ctx<typeof workingDrafts.showWorkingDraft>,
  { workingDraftId }: Input<typeof workingDrafts.showWorkingDraft>,
): Promise<Answer<typeof workingDrafts.showWorkingDraft>> {
  const [[draft], { rows }, text, since] = await Promise.all([
    draftsWhere(ctx, sql`d.working_draft_id = ${workingDraftId}`),
    sql<{ version: number; change: Change; takesBack: number | null; changedBy: string; changedAt: Date }>`
      select version, change, takes_back as "takesBack", changed_by as "changedBy", changed_at as "changedAt"
      from policy_working_change where working_draft_id = ${workingDraftId} order by version desc limit ${MOST_TOLD}`.execute(
      ctx.db,
    ),
    textOf(ctx, workingDraftId),
    editionsSince(ctx, workingDraftId),
  ])
  ctx.must(draft, 'no_such_draft')
  const nameOf = await calledBy(
    ctx,
    rows.map(({ changedBy }) => changedBy),
  )
  const changes = rows.map((row) => ({
    ...row,
    ...{ changedBy: nameOf(row.changedBy), changedAt: row.changedAt.toISOString() },
  }))
  return { ...draft, text, since, changes, measures: measuresSaid(ctx) } as Answer<
    typeof workingDrafts.showWorkingDraft
  >
}

/** What KPIs may count, with the words of each for whoever chooses. */
function measuresSaid(ctx: Ctx) {
  const words = new Map(kindsOfMeasures().map(({ name, words }) => [name, ctx.t(words, 'name')]))
  return describeMeasures().map((one) => ({ ...one, called: words.get(one.name) ?? one.name }))
}

export async function checkWorkingDraft(
  ctx: Ctx<typeof workingDrafts.checkWorkingDraft>,
  { workingDraftId }: Input<typeof workingDrafts.checkWorkingDraft>,
) {
  const draft = await required(ctx, workingDraftId)
  const { document = null, problems, warnings } = await checkPolicyApart(draft.text)
  return {
    ...{ version: draft.version, document },
    ...{ problems: toldIn(ctx.language, problems), warnings: toldIn(ctx.language, warnings) },
  }
}

/** What others changed since `seen` moves the places first; then each must hold what the change was made from. */
export async function changeWorkingDraft(
  ctx: Ctx<typeof workingDrafts.changeWorkingDraft>,
  { workingDraftId, seen, changes, takesBack }: Input<typeof workingDrafts.changeWorkingDraft>,
) {
  const draft = await required(ctx, workingDraftId, { locked: true })
  ctx.must(draft.published_edition_id === null, 'draft_published')
  const later = await changesSince(ctx, workingDraftId, seen)
  // Sent before, and only the answer was lost: what puts an entry into a list would fit again.
  const isStored = changes.every((change, at) => {
    const row = later[at]
    return row?.version === seen + at + 1 && row.changed_by === ctx.actor.name && isSameChange(row.change, change)
  })
  if (isStored) return { version: seen + changes.length }
  const since = later.map(({ change }) => change)
  const moved: Change[] = []
  for (const [at, change] of changes.entries()) {
    // A place is that after the changes before it in the same go; those of others lie before all of them.
    const others = since.map((one) => movedOverAll(one, changes.slice(0, at)) ?? one)
    const now = movedOverAll(change, others)
    if (!now) throw stale(ctx, change, undefined)
    moved.push(now)
  }
  const text = await writtenApart(ctx, draft, moved)
  await keep(ctx, workingDraftId, draft.version, moved, takesBack)
  const version = draft.version + moved.length
  await tables(ctx)
    .updateTable('policy_working_draft')
    .set({ text, version })
    .where('working_draft_id', '=', workingDraftId)
    .execute()
  ctx.about([], { detail: { workingDraftId, version } })
  return { version }
}

/** The draft as far as it reads. No document where nothing of it can be read. */
export async function readableDraft(ctx: Ctx<'no_such_draft'>, workingDraftId: number) {
  const { text, title, published_edition_id: publishedEditionId } = await required(ctx, workingDraftId)
  const worker = new URL('./readable.worker.ts', import.meta.url)
  const read = await askApart<Readable>(worker, { text, measures: describeMeasures() })
  const { document = null, halfWritten = [], faults = [], places = [] } = read ?? {}
  return { title, publishedEditionId, document, halfWritten: [...halfWritten], faults, places }
}

export async function renameWorkingDraft(
  ctx: Ctx<typeof workingDrafts.renameWorkingDraft>,
  { workingDraftId, title }: Input<typeof workingDrafts.renameWorkingDraft>,
) {
  return set(ctx, workingDraftId, { title })
}

export async function removeWorkingDraft(
  ctx: Ctx<typeof workingDrafts.removeWorkingDraft>,
  { workingDraftId, isRemoved }: Input<typeof workingDrafts.removeWorkingDraft>,
) {
  return set(ctx, workingDraftId, { removed_at: isRemoved ? new Date(ctx.now.epochMilliseconds) : null })
}

export async function publishWorkingDraft(
  ctx: Ctx<typeof workingDrafts.publishWorkingDraft>,
  { workingDraftId, seen, publishFrom, replace }: Input<typeof workingDrafts.publishWorkingDraft>,
) {
  const draft = await required(ctx, workingDraftId, { locked: true })
  ctx.must(draft.published_edition_id === null, 'draft_published')
  if (draft.version !== seen) {
    const [last] = await changesSince(ctx, workingDraftId, draft.version - 1)
    throw stale(ctx, last?.change, undefined)
  }
  const loaded = await loadPolicy(ctx, { text: draft.text, publishFrom, replace })
  await set(ctx, workingDraftId, { published_edition_id: loaded.policyEditionId })
  return loaded
}

/** A draft, published or not, removed or not. */
export async function draftNamed(ctx: Ctx<'no_such_draft'>, workingDraftId: number): Promise<Listed> {
  const [draft] = await draftsWhere(ctx, sql`d.working_draft_id = ${workingDraftId}`)
  ctx.must(draft, 'no_such_draft')
  return draft
}

/** Drafts that became an edition. */
export async function draftsMadeInto(ctx: Ctx, policyEditionId: number): Promise<number[]> {
  const rows = await tables(ctx)
    .selectFrom('policy_working_draft')
    .select('working_draft_id')
    .where('published_edition_id', '=', policyEditionId)
    .execute()
  return rows.map((row) => row.working_draft_id)
}

async function draftsWhere(ctx: Ctx, condition: ReturnType<typeof sql>): Promise<Listed[]> {
  const { rows } = await sql<Omit<Listed, 'begunAt' | 'changedAt'> & { begunAt: Date; changedAt: Date | null }>`
    select d.working_draft_id as "workingDraftId", d.title, d.begun_by as "begunBy", d.begun_at as "begunAt",
      case when e.policy_edition_id is not null
        then json_build_object('policyEditionId', e.policy_edition_id, 'edition', e.edition) end as base,
      d.version, c.changed_by as "changedBy", c.changed_at as "changedAt", d.removed_at is not null as "isRemoved",
      d.published_edition_id as "publishedEditionId"
    from policy_working_draft d
    left join policy_edition e on e.policy_edition_id = d.base_edition_id
    left join lateral (select changed_by, changed_at from policy_working_change w
      where w.working_draft_id = d.working_draft_id order by w.version desc limit 1) c on true
    where ${condition}
    order by d.removed_at is not null, coalesce(c.changed_at, d.begun_at) desc, d.working_draft_id desc`.execute(ctx.db)
  const nameOf = await calledBy(
    ctx,
    rows.flatMap(({ begunBy, changedBy }) => [begunBy, changedBy]),
  )
  return rows.map((row) => ({
    ...row,
    ...{ begunBy: nameOf(row.begunBy), changedBy: row.changedBy && nameOf(row.changedBy) },
    ...{ begunAt: row.begunAt.toISOString(), changedAt: row.changedAt?.toISOString() ?? null },
  }))
}

/** What has come, or is to come, into force since; never the edition that the draft itself became. */
async function editionsSince(ctx: Ctx, workingDraftId: number) {
  const { rows } = await sql<Answer<typeof workingDrafts.showWorkingDraft>['since'][number]>`
    select e.policy_edition_id as "policyEditionId", e.edition, e.valid_from as "validFrom"
    from policy_working_draft d left join policy_edition b on b.policy_edition_id = d.base_edition_id
      join policy_edition e on e.policy_edition_id is distinct from d.base_edition_id
        and e.policy_edition_id is distinct from d.published_edition_id
        and (case when b.valid_from is null then e.recorded_at > d.begun_at else e.valid_from > b.valid_from end)
    where d.working_draft_id = ${workingDraftId} and e.valid_from is distinct from e.valid_to
    order by e.valid_from`.execute(ctx.db)
  return rows
}

async function textOf(ctx: Ctx, workingDraftId: number): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select text from policy_working_draft where working_draft_id = ${workingDraftId}`.execute(ctx.db)
  return rows[0]?.text ?? ''
}

async function required(ctx: Ctx<'no_such_draft'>, workingDraftId: number, { locked = false } = {}) {
  const found = tables(ctx)
    .selectFrom('policy_working_draft')
    .select(['title', 'text', 'first_text', 'version', 'published_edition_id'])
    .where('working_draft_id', '=', workingDraftId)
  const draft = await (locked ? found.forUpdate() : found).executeTakeFirst()
  ctx.must(draft, 'no_such_draft')
  return draft
}

async function changesSince(ctx: Ctx, workingDraftId: number, seen: number) {
  return tables(ctx)
    .selectFrom('policy_working_change')
    .select(['version', 'change', 'changed_by'])
    .where('working_draft_id', '=', workingDraftId)
    .where('version', '>', seen)
    .orderBy('version')
    .execute()
}

/** Apart from all other requests, as a file is checked: one that was made to be slow is slow for its sender only. */
async function writtenApart(
  ctx: Ctx<'changed_meanwhile' | 'draft_unreadable' | 'draft_too_large'>,
  { text, first_text: first }: { text: string; first_text: string },
  changes: readonly Change[],
): Promise<string> {
  // Where all values are again what they were, the first text stands, byte for byte; who writes text means just that text.
  const isOfValues = !changes.some(isText)
  const input = { text, changes, first: isOfValues ? first : null }
  const result = await askApart<Written>(new URL('./written.worker.ts', import.meta.url), input)
  ctx.must(result && !('unreadable' in result), 'draft_unreadable')
  if ('clash' in result) throw stale(ctx, changes[result.clash.at], result.clash.now)
  ctx.must(result.text.length <= LONGEST, 'draft_too_large', { size: result.text.length })
  return result.text
}

/** Both are told: what stands there, and what was typed. */
function stale(ctx: Ctx<'changed_meanwhile'>, change: Change | undefined, now: unknown) {
  const place = !change
    ? ''
    : isText(change)
      ? (change.part ?? ctx.t(workingDraftsMessages, 'whole'))
      : showPath(change.path)
  const typed = change && (isText(change) ? change.text.after : change.after)
  return ctx.refusal('changed_meanwhile', { place, now: inWords(now), typed: inWords(typed) })
}

function inWords(value: unknown): string {
  if (value === undefined) return '–'
  const words = typeof value === 'string' ? value : JSON.stringify(value)
  return words.length > TOLD ? `${words.slice(0, TOLD)}…` : words
}

/** Typing of one person at one place goes on as one change, unless it moves positions, on which the changes of others rest. */
async function keep(ctx: Ctx, workingDraftId: number, from: number, changes: readonly Change[], takesBack?: number) {
  const last = await tables(ctx)
    .selectFrom('policy_working_change')
    .select(['version', 'change', 'changed_by', 'changed_at', 'takes_back'])
    .where('working_draft_id', '=', workingDraftId)
    .where('version', '=', from)
    .executeTakeFirst()
  const [first, ...others] = changes
  const goesOn =
    last?.changed_by === ctx.actor.name &&
    ctx.now.epochMilliseconds - last.changed_at.getTime() < ONE_GO * 60_000 &&
    takesBack === undefined &&
    last.takes_back === null
  const isTyping = goesOn && first && !movesPlaces(last.change) && !movesPlaces(first)
  const one = isTyping ? joined(last.change, first) : undefined
  if (one) {
    await tables(ctx)
      .deleteFrom('policy_working_change')
      .where('working_draft_id', '=', workingDraftId)
      .where('version', '=', from)
      .execute()
  }
  const rows = [one ?? first!, ...others].map((change, i) => ({ version: from + i + 1, change }))
  // What was typed and typed back is no change, but its number was used.
  const told = rows.filter(({ change }) => !isNothing(change))
  if (told.length === 0) return
  await sql`insert into policy_working_change (working_draft_id, version, change, takes_back, changed_by, changed_at)
    select ${workingDraftId}, r.version, r.change, ${takesBack ?? null}::int, ${ctx.actor.name}, ${ctx.now.toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as r(version int, change jsonb)`.execute(ctx.db)
}

const movesPlaces = (change: Change) => !isText(change) && isEntry(change)

async function set(
  ctx: Ctx<'no_such_draft'>,
  workingDraftId: number,
  values: { title?: string; removed_at?: Date | null; published_edition_id?: number },
) {
  const done = await tables(ctx)
    .updateTable('policy_working_draft')
    .set(values)
    .where('working_draft_id', '=', workingDraftId)
    .executeTakeFirst()
  ctx.must(done.numUpdatedRows > 0n, 'no_such_draft')
  ctx.about([], { detail: { workingDraftId } })
  return { done: true as const }
}
