export { showDemandForPeople } from './demand.service.ts'
export { exportRoleHolders, importRoleHolders } from './file.service.ts'
export { endRoleHolder, listRoleHolders, nameRoleHolder, showRolesOf } from './holders.service.ts'
export { showRolesBySection } from './sections.service.ts'
