/** Every room's contract, for the API's document and the browser's client. No service is reached from here. */
import { backup } from '#app/backup/contract.ts'
import { disclosure } from '#app/disclosure/contract.ts'
import { editions } from '#app/editions/contract.ts'
import { home } from '#app/home/contract.ts'
import { persons } from '#app/persons/contract.ts'
import { schedules } from '#app/schedules/contract.ts'
import { search } from '#app/search/contract.ts'
import { system } from '#app/system/contract.ts'
import { auth } from '#platform/auth/contract.ts'
import { mail } from '#platform/mail/contract.ts'
import { notices } from '#platform/notices/contract.ts'
import { documents } from '#rooms/documents/contract.ts'
import { evidence } from '#rooms/evidence/contract.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { attempts } from '#rooms/literacy/attempts/contract.ts'
import { literacy } from '#rooms/literacy/contract.ts'
import { items } from '#rooms/literacy/items/contract.ts'
import { logicModel } from '#rooms/logic-model/contract.ts'
import { mvv } from '#rooms/mvv/contract.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { accounts } from '#rooms/people/accounts/contract.ts'
import { announcing } from '#rooms/people/announcing/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { deciders } from '#rooms/people/deciders/contract.ts'
import { deputies } from '#rooms/people/deputies/contract.ts'
import { importing } from '#rooms/people/import/contract.ts'
import { journal } from '#rooms/people/journal/contract.ts'
import { records } from '#rooms/people/records/contract.ts'
import { sectionRecords } from '#rooms/people/section-records/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { workingDrafts } from '#rooms/policy/working-drafts/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { qualifications } from '#rooms/skills/qualifications/contract.ts'
import { roleHolders } from '#rooms/skills/roles/contract.ts'
import { surveys } from '#rooms/surveys/contract.ts'
import { thanks } from '#rooms/thanks/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { sample } from '#sample/contract.ts'

export const contracts = {
  auth,
  mail,
  notices,
  policy,
  workingDrafts,
  people,
  importing,
  accounts,
  deciders,
  deputies,
  announcing,
  journal,
  records,
  sectionRecords,
  mvv,
  skills,
  qualifications,
  roleHolders,
  literacy,
  items,
  attempts,
  training,
  surveys,
  thanks,
  logicModel,
  kpi,
  evidence,
  pdca,
  documents,
  sample,
  backup,
  persons,
  disclosure,
  schedules,
  editions,
  home,
  search,
  system,
}
export type Contracts = typeof contracts
