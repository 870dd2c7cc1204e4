import type { Access } from '#platform/ctx/room.ts'
import { command, hasRole, staff } from '#rooms/people/access.ts'
import type { catalogue } from './contract.ts'
import type { fitting } from './fitting.contract.ts'

export const catalogueAccess: Access<typeof catalogue & typeof fitting> = {
  listCourses: (ctx) => staff(ctx) || hasRole(ctx, 'hr'),
  showCourse: (ctx) => staff(ctx) || hasRole(ctx, 'hr'),
  saveCourse: (ctx) => hasRole(ctx, 'hr'),
  listFittingCourses: (ctx) => staff(ctx) && 'self',
  importCourses: (ctx) => hasRole(ctx, 'hr') || command(ctx),
}
