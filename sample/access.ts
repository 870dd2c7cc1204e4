import type { Access } from '#platform/ctx/room.ts'
import { command } from '#rooms/people/access.ts'
import type { sample } from './contract.ts'

export const sampleAccess: Access<typeof sample> = {
  settleTown: (ctx) => command(ctx),
  showSampleProgress: (ctx) => command(ctx),
  findSamplePeople: (ctx) => command(ctx),
  refreshStatistics: (ctx) => command(ctx),
  namePersonas: (ctx) => command(ctx),
}
