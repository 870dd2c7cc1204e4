import { type Access, anyOf } from '#platform/ctx/room.ts'
import { command, hasRole, self, staff, supervises } from '#rooms/people/access.ts'
import type { mvv } from './contract.ts'
import { isHeadOfSection, speaksFor } from './service.ts'
import { headsAny } from './workshop.service.ts'

/** What the town and its sections are for is for every member of staff to read; one's own duty is for oneself and one's head. */
export const mvvAccess: Access<typeof mvv> = {
  showMvv: (ctx) => staff(ctx) || hasRole(ctx, 'hr') || command(ctx),
  showSectionPurpose: (ctx) => staff(ctx) || hasRole(ctx, 'hr') || command(ctx),
  stateSectionPurpose: async (ctx, { sectionCode, validFrom = ctx.today }) =>
    hasRole(ctx, 'hr') || ((await speaksFor(ctx, sectionCode, validFrom)) && 'sectionHead'),
  stateSectionPurposes: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  showDuty: (ctx, { staffMemberId }) => anyOf(self(ctx, staffMemberId), supervises(ctx, staffMemberId)),
  stateDuty: (ctx) => staff(ctx) && 'self',
  agreeToDuty: (ctx, { staffMemberId }) => supervises(ctx, staffMemberId),
  proposeDuty: (ctx, { staffMemberId }) => supervises(ctx, staffMemberId),
  withdrawProposal: (ctx, { staffMemberId }) => supervises(ctx, staffMemberId),
  showWorkshop: async (ctx, { sectionCode }) =>
    (sectionCode === undefined ? await headsAny(ctx) : await isHeadOfSection(ctx, sectionCode)) && 'sectionHead',
}
