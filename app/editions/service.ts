export { comparePolicies } from './comparing.service.ts'
export { answerEffect, showPublicationEffects } from './effects.service.ts'
export { showPolicyForMe } from './reading.service.ts'
