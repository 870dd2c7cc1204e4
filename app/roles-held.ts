/** How one's own skills page learns of the roles that its reader holds; told when this file is read. */
import { declareRolesHeld } from '#rooms/skills/held.service.ts'
import { findRolesHeld } from '#rooms/skills/roles/holders.service.ts'

declareRolesHeld(findRolesHeld)
