import { qualifications } from './contract.ts'

export const qualificationJobs = [
  { name: 'qualifications-forget-proofs', cron: '41 3 * * *', operation: qualifications.forgetProofs },
] as const
