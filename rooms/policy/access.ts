import type { Ctx } from '#platform/ctx/ctx.ts'
import type { Access } from '#platform/ctx/room.ts'
import type { policy } from './contract.ts'

/** The policy is for all staff to read; HR keeps it. Roles here are the granted ones: no room before this one knows posts. */
export const policyAccess: Access<typeof policy> = {
  showPolicy: (ctx) => (ctx.actor.kind === 'account' && 'staff') || command(ctx),
  listPolicyEditions: (ctx) => hr(ctx) || command(ctx),
  // What is in force everybody reads; drafts and earlier ones those who keep it.
  showPolicyBooklet: (ctx, { policyEditionId }) =>
    (policyEditionId === undefined && ctx.actor.kind === 'account' && 'staff') || hr(ctx) || command(ctx),
  // Its comments are notes of those who keep it.
  showPolicyFile: (ctx) => hr(ctx) || command(ctx),
  checkPolicyFile: (ctx) => hr(ctx) || command(ctx),
  loadPolicy: (ctx) => hr(ctx) || command(ctx),
  publishPolicy: (ctx) => hr(ctx) || command(ctx),
  exportFramework: (ctx) => hr(ctx) || command(ctx),
  loadFramework: (ctx) => hr(ctx) || command(ctx),
}

function hr(ctx: Ctx): 'hr' | false {
  return ctx.actor.kind === 'account' && ctx.actor.roles.includes('hr') && 'hr'
}

function command(ctx: Ctx): 'command' | false {
  return ctx.actor.kind === 'command' && 'command'
}
