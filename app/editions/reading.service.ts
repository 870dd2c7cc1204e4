import type { Answer, Input } from '#platform/contract/contract.ts'
import type { Ctx } from '#platform/ctx/ctx.ts'
import { standpointOf, wordsOf } from '#rooms/mvv/service.ts'
import type { PolicyDocument } from '#rooms/policy/document.rules.ts'
import { toldIn } from '#rooms/policy/file.rules.ts'
import { gradeByIdOrFormer, skillsOf } from '#rooms/policy/rules.ts'
import { policyOn, requirePolicy } from '#rooms/policy/service.ts'
import { listWorkingDrafts, readableDraft } from '#rooms/policy/working-drafts/service.ts'
import { listed, standingsOf } from '#rooms/skills/levels.service.ts'
import { differing } from './comparing.service.ts'
import type { editions } from './contract.ts'

type ForMe = Answer<typeof editions.showPolicyForMe>

/** What the policy in force means for whoever reads it: their grade, their section, their next step; their own records only. */
export async function showPolicyForMe(ctx: Ctx<typeof editions.showPolicyForMe>): Promise<ForMe> {
  const me = ctx.actor.subjectId!
  const [document, standings, { section, purpose }] = await Promise.all([
    requirePolicy(ctx),
    standingsOf(ctx, me),
    standpointOf(ctx, me),
  ])
  const held = standings?.grade ?? null
  const grade = held === null ? undefined : gradeByIdOrFormer(document, held)
  const { pyramid } = document
  const levels =
    pyramid && standings
      ? listed({ day: ctx.today, document: { ...document, pyramid }, ...standings, sharedOnly: false }).skills
      : []
  const skills = new Map(skillsOf(document).map((skill) => [skill.id, skill]))
  const expected = levels.flatMap(({ skill: id, name, level, expected: wanted }) => {
    if (!wanted) return []
    const said = skills.get(id)!.levels.find((one) => one.level === wanted)
    return [
      {
        ...{ skill: id, name, level, expected: wanted },
        levelName: said?.name ?? null,
        behaviour: said?.behaviour ?? null,
      },
    ]
  })
  return {
    grade: grade ? { id: grade.id, label: grade.label, role: grade.role ?? null, isSample: grade.isSample } : null,
    section: section && { name: section.name, purpose: purpose?.purpose ?? null, isSample: purpose?.isSample ?? false },
    highestLevel: pyramid?.highestLevel ?? null,
    expected,
    // The policy's own order is from the base up: what carries the rest comes first. Nothing known is a first step too (INV-P7).
    next: expected.find(({ level, expected: wanted }) => level === null || level < wanted)?.skill ?? null,
    steps: (document.paths ?? []).flatMap(({ name: path, steps }) =>
      steps
        .filter(({ grades }) => grade && grades?.includes(grade.id))
        .map(({ name, text = null }) => ({ path, name, text })),
    ),
  }
}

export async function listDraftsToRead(ctx: Ctx) {
  const drafts = await listWorkingDrafts(ctx)
  return drafts
    .filter(({ isRemoved, publishedEditionId }) => !isRemoved && publishedEditionId === null)
    .map(({ workingDraftId, title, begunAt, changedAt }) => ({ workingDraftId, title, begunAt, changedAt }))
}

/** A draft for those who decide on it. Of an edition that is not there nothing is said otherwise. */
export async function showDraftToRead(
  ctx: Ctx<typeof editions.showDraftToRead>,
  { workingDraftId }: Input<typeof editions.showDraftToRead>,
): Promise<Answer<typeof editions.showDraftToRead>> {
  const [{ title, publishedEditionId, halfWritten, faults, document }, inForce] = await Promise.all([
    readableDraft(ctx, workingDraftId),
    policyOn(ctx),
  ])
  return {
    ...{ title, isPublished: publishedEditionId !== null, from: inForce?.policy.edition ?? null, halfWritten },
    faults: faults.map(({ part, ...fault }) => ({
      part,
      path: fault.path,
      message: toldIn(ctx.language, [fault])[0]!.message,
    })),
    draft: document && {
      ...{ document, words: wordsOf(document, ctx.today) },
      ...differing(inForce ? without(inForce, halfWritten) : document, document),
    },
  }
}

/** What is half-written in the draft is not said to be gone. */
function without(document: PolicyDocument, parts: readonly string[]): PolicyDocument {
  return { ...document, ...Object.fromEntries(parts.map((part) => [part === 'mvv' ? 'statements' : part, null])) }
}
