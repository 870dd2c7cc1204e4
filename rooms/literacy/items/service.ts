/** The verbs of the bank, for the gate and for later parts of the room. */
export { answerKinds, drawableFor, retireItem, saveItem, versionsOf } from './bank.service.ts'
export { exportItems } from './export.service.ts'
export { importItems } from './import.service.ts'
export { listItems, showItem } from './listing.service.ts'
