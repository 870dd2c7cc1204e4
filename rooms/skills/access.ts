import type { Ctx } from '#platform/ctx/ctx.ts'
import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, executive, hasRole, self, staff, supervises } from '#rooms/people/access.ts'
import type { skills } from './contract.ts'
import { recordedAllToday } from './evidence.service.ts'

/** Executives and IT administrators see no one's skills; former heads neither (INV-S1, S2). */
export const skillsAccess: Access<typeof skills> = {
  showMySkills: (ctx) => staff(ctx) && 'self',
  showWholeSkills: (ctx, { staffMemberId }) => mayLookAt(ctx, staffMemberId),
  showSkills: (ctx, { staffMemberId }) => mayLookAt(ctx, staffMemberId),
  showPyramid: (ctx, { staffMemberId }) => mayLookAt(ctx, staffMemberId),
  listEvidence: (ctx, { staffMemberId }) => mayLookAt(ctx, staffMemberId),
  // Answers nobody to whoever heads nobody today.
  showTeamSkills: (ctx) => staff(ctx) && 'sectionHead',
  // Whoever is both sees as HR does.
  showSkillsBySection: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx)),
  showSkillsMap: (ctx) => anyOf(hasRole(ctx, 'hr'), executive(ctx), command(ctx)),
  reflect: (ctx) => staff(ctx) && 'self',
  observe: (ctx, { staffMemberId }) => supervises(ctx, staffMemberId),
  recordResult: (ctx) => hasRole(ctx, 'hr'),
  importEvidence: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  withdrawEvidence: (ctx, { skillEvidenceIds }) => anyOf(author(ctx, skillEvidenceIds), hasRole(ctx, 'hr')),
}

function mayLookAt(ctx: Ctx, staffMemberId: number) {
  return self(ctx, staffMemberId) || hasRole(ctx, 'hr') || supervises(ctx, staffMemberId)
}

/** Recorded all of it today: 元に戻す. */
async function author(ctx: Ctx, skillEvidenceIds: readonly number[]): Promise<'author' | false> {
  return (await recordedAllToday(ctx, skillEvidenceIds)) && 'author'
}
