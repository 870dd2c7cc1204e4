import type { Access } from '#platform/ctx/room.ts'
import { command, hasRole, staff } from '#rooms/people/access.ts'
import type { catalogue } from './contract.ts'

export const catalogueAccess: Access<typeof catalogue> = {
  listCourses: (ctx) => staff(ctx) || hasRole(ctx, 'hr'),
  showCourse: (ctx) => staff(ctx) || hasRole(ctx, 'hr'),
  saveCourse: (ctx) => hasRole(ctx, 'hr'),
  importCourses: (ctx) => hasRole(ctx, 'hr') || command(ctx),
}
