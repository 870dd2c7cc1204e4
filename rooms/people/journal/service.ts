import type { Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { hasMessage } from '#platform/i18n/messages.ts'
import { estimateOfLines, latestAbout, linesAbout, linesOf } from '#platform/journal/reading.ts'
import { pruneJournal as prune, sealJournal as seal, verifyJournal as verify } from '#platform/journal/seal.ts'
import { lastDayForAll } from '../announced.service.ts'
import { idsOfPerson, presentIdsOf } from '../joins.service.ts'
import { colleagues, namesOf } from '../service.ts'
import type { journal } from './contract.ts'
import { journalWording } from './wording.messages.ts'

export async function listLooksAtMe(ctx: Ctx, page: Input<typeof journal.listLooksAtMe>) {
  // What they prepare for themselves is shown to nobody earlier than to all others.
  const until = await lastDayForAll(ctx)
  const me = await idsOfPerson(ctx, ctx.actor.subjectId as number)
  const { rows: found, hasMore: hasOlder } = await linesAbout(ctx, me, until, page)
  const rows = await byPresentNumber(ctx, found)
  const actors = [...new Set(rows.flatMap(({ actor_subject }) => actor_subject ?? []))]
  const [names, present] = await Promise.all([namesOf(ctx, actors), colleagues(ctx, actors)])
  const sections = new Map(present.map(({ staffMemberId, sectionName }) => [staffMemberId, sectionName]))
  return {
    hasOlder,
    lines: rows.map((line) => ({
      lineId: line.line_id,
      at: line.written_at.toISOString(),
      kind: line.kind,
      operation: line.operation,
      what: wordsFor(ctx, line),
      byName: line.actor_subject === null ? line.actor_name : (names.get(line.actor_subject)?.name ?? line.actor_name),
      bySection: line.actor_subject === null ? null : (sections.get(line.actor_subject) ?? null),
      actedAs: line.acted_as,
      reason: line.reason,
    })),
  }
}

export async function listPasswordChanges(ctx: Ctx) {
  const me = ctx.actor.subjectId
  if (me === null) return []
  const mine = await idsOfPerson(ctx, me)
  const lines = await byPresentNumber(
    ctx,
    await latestAbout(ctx, mine, ['people.setFirstPassword', 'auth.changePassword']),
  )
  const names = await namesOf(
    ctx,
    lines.flatMap(({ actor_subject }) => actor_subject ?? []),
  )
  return lines.map((line) => ({
    lineId: line.line_id,
    at: line.written_at.toISOString(),
    isOwn: line.actor_subject === me,
    byName: line.actor_subject === null ? line.actor_name : (names.get(line.actor_subject)?.name ?? line.actor_name),
    actedAs: line.acted_as,
  }))
}

export async function listJournal(ctx: Ctx, { operation, ...page }: Input<typeof journal.listJournal>) {
  const [{ rows, hasMore: hasOlder }, estimate] = await Promise.all([
    linesOf(ctx, operation, page),
    estimateOfLines(ctx),
  ])
  return {
    hasOlder,
    estimate,
    lines: rows.map((line) => ({
      lineId: line.line_id,
      at: line.written_at.toISOString(),
      kind: line.kind,
      operation: line.operation,
      loginName: line.actor_name,
      actedAs: line.acted_as,
      subjects: line.subjects,
    })),
  }
}

/** Whose records the reader saw stands in the lines of the reads before it. */
export async function noteExport(ctx: Ctx, { title, format, rows }: Input<typeof journal.noteExport>) {
  ctx.exports([], `${title} (${format}, ${rows})`)
  return {}
}

export async function verifyJournal(ctx: Ctx) {
  const { pruned, ...check } = await verify(ctx)
  return { ...check, pruned: pruned && { lines: pruned.lines, until: pruned.until.toISOString() } }
}

export async function sealJournal(ctx: Ctx) {
  return { lines: await seal(ctx) }
}

export async function pruneJournal(ctx: Ctx, { years }: Input<typeof journal.pruneJournal>) {
  const pruned = await prune(ctx, years)
  if (pruned > 0) ctx.about([], { detail: { lines: pruned, years } })
  return { lines: pruned }
}

/** A line names whoever acted by the number of then. */
async function byPresentNumber<Line extends { readonly actor_subject: number | null }>(
  ctx: Ctx,
  lines: readonly Line[],
): Promise<Line[]> {
  const present = await presentIdsOf(
    ctx,
    lines.flatMap(({ actor_subject }) => actor_subject ?? []),
  )
  return lines.map((line) => ({ ...line, actor_subject: present.get(line.actor_subject ?? -1) ?? line.actor_subject }))
}

/** What was read or done, in words; what has none stays as it was written. */
function wordsFor(ctx: Ctx, { operation, what }: { operation: string; what: string | null }): string {
  if (what?.startsWith(KPI)) return ctx.t(journalWording, 'what.kpi', { kpi: what.slice(KPI.length) })
  const key = what === null ? `operation.${operation}` : `what.${what}`
  return hasMessage(journalWording, key) ? ctx.t(journalWording, key) : (what ?? operation)
}

const KPI = 'kpi '
