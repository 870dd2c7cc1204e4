export { comparePolicies } from './comparing.service.ts'
