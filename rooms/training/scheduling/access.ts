import type { Access } from '#platform/ctx/room.ts'
import { command, hasRole, job, staff } from '#rooms/people/access.ts'
import { applicant } from '../applicant.access.ts'
import type { scheduling } from './contract.ts'
import type { drafting } from './drafting.contract.ts'
import type { mending } from './mending.contract.ts'
import type { objecting } from './objecting.contract.ts'
import type { swapping } from './swapping.contract.ts'
import { swapRoleOf } from './swapping.service.ts'
import type { wishing } from './wishing.contract.ts'
import { isAskedBy } from './wishing.service.ts'

/** HR gives seats by a schedule, and whoever is at the machine in its place. */
export const schedulingAccess: Access<
  typeof scheduling & typeof objecting & typeof mending & typeof drafting & typeof swapping & typeof wishing
> = {
  exportSchedule: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  loadSchedule: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  listScheduleDrafts: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  publishSchedule: (ctx) => hasRole(ctx, 'hr') || command(ctx),
  showToHeads: (ctx) => hasRole(ctx, 'hr'),
  answerObjection: (ctx) => hasRole(ctx, 'hr'),
  listTeamSchedules: (ctx) => staff(ctx),
  objectToSchedule: (ctx) => staff(ctx),
  endObjection: (ctx) => staff(ctx),
  showScheduleChanges: (ctx) => hasRole(ctx, 'hr'),
  callForWishes: (ctx) => hasRole(ctx, 'hr'),
  listWishCalls: (ctx) => hasRole(ctx, 'hr'),
  keepWishCalls: (ctx) => job(ctx) || command(ctx),
  endWishCall: (ctx) => hasRole(ctx, 'hr'),
  showMyWishes: (ctx) => staff(ctx),
  sayWishes: async (ctx, { wishCallId }) => (await isAskedBy(ctx, wishCallId)) && staff(ctx),
  listSwaps: (ctx) => staff(ctx),
  askSwap: (ctx, { applicationId }) => applicant(ctx, applicationId),
  withdrawSwap: async (ctx, { seatSwapId }) => (await swapRoleOf(ctx, seatSwapId)) === 'asker' && staff(ctx),
  declineSwap: async (ctx, { seatSwapId }) => (await swapRoleOf(ctx, seatSwapId)) === 'named' && staff(ctx),
  takeBackSwapAnswer: async (ctx, { seatSwapId }) => (await swapRoleOf(ctx, seatSwapId)) === 'named' && staff(ctx),
  agreeToSwap: async (ctx, { seatSwapId }) =>
    ['named', 'anyone'].includes((await swapRoleOf(ctx, seatSwapId)) ?? '') && staff(ctx),
  showScheduleDraft: (ctx) => hasRole(ctx, 'hr'),
  moveDraftSeat: (ctx) => hasRole(ctx, 'hr'),
  compareSchedules: (ctx) => hasRole(ctx, 'hr'),
  applyMending: (ctx) => hasRole(ctx, 'hr'),
  dropSchedule: (ctx) => hasRole(ctx, 'hr') || command(ctx),
}
