/** Every room of the house, in the order of who may know whom. */
import { backupAccess } from '#app/backup/access.ts'
import { backup } from '#app/backup/contract.ts'
import { backupMessages } from '#app/backup/messages.ts'
import * as backupService from '#app/backup/service.ts'
import { disclosureAccess } from '#app/disclosure/access.ts'
import { disclosure } from '#app/disclosure/contract.ts'
import { disclosureMessages } from '#app/disclosure/messages.ts'
import * as disclosureService from '#app/disclosure/service.ts'
import { editionsAccess } from '#app/editions/access.ts'
import { editions } from '#app/editions/contract.ts'
import { editionsMessages } from '#app/editions/messages.ts'
import * as editionsService from '#app/editions/service.ts'
import { homeAccess } from '#app/home/access.ts'
import { home } from '#app/home/contract.ts'
import { homeMessages } from '#app/home/messages.ts'
import * as homeService from '#app/home/service.ts'
import { personsAccess } from '#app/persons/access.ts'
import { persons } from '#app/persons/contract.ts'
import { personsMessages } from '#app/persons/messages.ts'
import * as personsService from '#app/persons/service.ts'
import { schedulesAccess } from '#app/schedules/access.ts'
import { schedulesBeforehand } from '#app/schedules/beforehand.ts'
import { schedules } from '#app/schedules/contract.ts'
import { schedulesMessages } from '#app/schedules/messages.ts'
import * as schedulesService from '#app/schedules/service.ts'
import { searchAccess } from '#app/search/access.ts'
import { search } from '#app/search/contract.ts'
import { searchMessages } from '#app/search/messages.ts'
import * as searchService from '#app/search/service.ts'
import { systemAccess } from '#app/system/access.ts'
import { system } from '#app/system/contract.ts'
import { systemMessages } from '#app/system/messages.ts'
import * as systemService from '#app/system/service.ts'
import { authAccess } from '#platform/auth/access.ts'
import { authBeforehand } from '#platform/auth/beforehand.ts'
import { auth } from '#platform/auth/contract.ts'
import { authMessages } from '#platform/auth/messages.ts'
import * as authService from '#platform/auth/service.ts'
import { room } from '#platform/ctx/room.ts'
import { joinMessages } from '#platform/i18n/messages.ts'
import { mailAccess } from '#platform/mail/access.ts'
import { mail } from '#platform/mail/contract.ts'
import { mailMessages } from '#platform/mail/messages.ts'
import * as mailService from '#platform/mail/service.ts'
import { bringUpFigures } from '#platform/measure/keeping.ts'
import { noticesAccess } from '#platform/notices/access.ts'
import { notices } from '#platform/notices/contract.ts'
import { noticesMessages } from '#platform/notices/messages.ts'
import * as noticesService from '#platform/notices/service.ts'
import { documentsAccess } from '#rooms/documents/access.ts'
import { documentsBeforehand } from '#rooms/documents/beforehand.ts'
import { documents } from '#rooms/documents/contract.ts'
import { documentsMessages } from '#rooms/documents/messages.ts'
import * as documentsService from '#rooms/documents/service.ts'
import { evidenceAccess } from '#rooms/evidence/access.ts'
import { evidenceBeforehand } from '#rooms/evidence/beforehand.ts'
import { evidence } from '#rooms/evidence/contract.ts'
import { evidenceMessages } from '#rooms/evidence/messages.ts'
import * as evidenceService from '#rooms/evidence/service.ts'
import { kpiAccess } from '#rooms/kpi/access.ts'
import { kpi } from '#rooms/kpi/contract.ts'
import { kpiMessages } from '#rooms/kpi/messages.ts'
import * as kpiService from '#rooms/kpi/service.ts'
import { literacyAccess } from '#rooms/literacy/access.ts'
import { attemptsAccess } from '#rooms/literacy/attempts/access.ts'
import { attempts } from '#rooms/literacy/attempts/contract.ts'
import { attemptsMessages } from '#rooms/literacy/attempts/messages.ts'
import * as attemptsService from '#rooms/literacy/attempts/service.ts'
import { literacy } from '#rooms/literacy/contract.ts'
import { itemsAccess } from '#rooms/literacy/items/access.ts'
import { items } from '#rooms/literacy/items/contract.ts'
import { itemsMessages } from '#rooms/literacy/items/messages.ts'
import * as itemsService from '#rooms/literacy/items/service.ts'
import { literacyMessages } from '#rooms/literacy/messages.ts'
import * as literacyService from '#rooms/literacy/service.ts'
import { logicModelAccess } from '#rooms/logic-model/access.ts'
import { logicModel } from '#rooms/logic-model/contract.ts'
import { logicModelMessages } from '#rooms/logic-model/messages.ts'
import * as logicModelService from '#rooms/logic-model/service.ts'
import { mvvAccess } from '#rooms/mvv/access.ts'
import { mvv } from '#rooms/mvv/contract.ts'
import { mvvMessages } from '#rooms/mvv/messages.ts'
import * as mvvService from '#rooms/mvv/service.ts'
import { pdcaAccess } from '#rooms/pdca/access.ts'
import { pdca } from '#rooms/pdca/contract.ts'
import { pdcaMessages } from '#rooms/pdca/messages.ts'
import * as pdcaService from '#rooms/pdca/service.ts'
import { peopleAccess } from '#rooms/people/access.ts'
import { accountsAccess } from '#rooms/people/accounts/access.ts'
import { accountsBeforehand } from '#rooms/people/accounts/beforehand.ts'
import { accounts } from '#rooms/people/accounts/contract.ts'
import { accountsMessages } from '#rooms/people/accounts/messages.ts'
import * as accountsService from '#rooms/people/accounts/service.ts'
import { announcingAccess } from '#rooms/people/announcing/access.ts'
import { announcing } from '#rooms/people/announcing/contract.ts'
import { announcingMessages } from '#rooms/people/announcing/messages.ts'
import * as announcingService from '#rooms/people/announcing/service.ts'
import { peopleBeforehand } from '#rooms/people/beforehand.ts'
import { people } from '#rooms/people/contract.ts'
import { decidersAccess } from '#rooms/people/deciders/access.ts'
import { deciders } from '#rooms/people/deciders/contract.ts'
import { decidersMessages } from '#rooms/people/deciders/messages.ts'
import * as decidersService from '#rooms/people/deciders/service.ts'
import { deputiesAccess } from '#rooms/people/deputies/access.ts'
import { deputies } from '#rooms/people/deputies/contract.ts'
import { deputiesMessages } from '#rooms/people/deputies/messages.ts'
import * as deputiesService from '#rooms/people/deputies/service.ts'
import { importAccess } from '#rooms/people/import/access.ts'
import { importing } from '#rooms/people/import/contract.ts'
import { importMessages } from '#rooms/people/import/messages.ts'
import * as importService from '#rooms/people/import/service.ts'
import { journalAccess } from '#rooms/people/journal/access.ts'
import { journal } from '#rooms/people/journal/contract.ts'
import { journalMessages } from '#rooms/people/journal/messages.ts'
import * as journalService from '#rooms/people/journal/service.ts'
import { peopleMessages } from '#rooms/people/messages.ts'
import { recordsAccess } from '#rooms/people/records/access.ts'
import { records } from '#rooms/people/records/contract.ts'
import { recordsMessages } from '#rooms/people/records/messages.ts'
import {
  correctAssignment,
  correctEmployment,
  correctLeave,
  listRecords,
  restoreRecord,
  showRecord,
} from '#rooms/people/records/service.ts'
import { sectionRecordsAccess } from '#rooms/people/section-records/access.ts'
import { sectionRecords } from '#rooms/people/section-records/contract.ts'
import { sectionRecordsMessages } from '#rooms/people/section-records/messages.ts'
import * as sectionRecordsService from '#rooms/people/section-records/service.ts'
import * as peopleService from '#rooms/people/service.ts'
import { policyAccess } from '#rooms/policy/access.ts'
import { policyBeforehand } from '#rooms/policy/beforehand.ts'
import { policy } from '#rooms/policy/contract.ts'
import { policyMessages } from '#rooms/policy/messages.ts'
import * as policyService from '#rooms/policy/service.ts'
import { workingDraftsAccess } from '#rooms/policy/working-drafts/access.ts'
import { workingDrafts } from '#rooms/policy/working-drafts/contract.ts'
import { workingDraftsMessages } from '#rooms/policy/working-drafts/messages.ts'
import * as workingDraftsService from '#rooms/policy/working-drafts/service.ts'
import { skillsAccess } from '#rooms/skills/access.ts'
import { skills } from '#rooms/skills/contract.ts'
import { skillsMessages } from '#rooms/skills/messages.ts'
import { qualificationsAccess } from '#rooms/skills/qualifications/access.ts'
import { qualificationsBeforehand } from '#rooms/skills/qualifications/beforehand.ts'
import { qualifications } from '#rooms/skills/qualifications/contract.ts'
import { qualificationsMessages } from '#rooms/skills/qualifications/messages.ts'
import * as qualificationsService from '#rooms/skills/qualifications/service.ts'
import { rolesAccess } from '#rooms/skills/roles/access.ts'
import { roleHolders } from '#rooms/skills/roles/contract.ts'
import { rolesMessages } from '#rooms/skills/roles/messages.ts'
import * as rolesService from '#rooms/skills/roles/service.ts'
import * as skillsService from '#rooms/skills/service.ts'
import { surveysAccess } from '#rooms/surveys/access.ts'
import { surveysBeforehand } from '#rooms/surveys/beforehand.ts'
import { surveys } from '#rooms/surveys/contract.ts'
import { surveysMessages } from '#rooms/surveys/messages.ts'
import * as surveysService from '#rooms/surveys/service.ts'
import { thanksAccess } from '#rooms/thanks/access.ts'
import { thanks } from '#rooms/thanks/contract.ts'
import { thanksMessages } from '#rooms/thanks/messages.ts'
import * as thanksService from '#rooms/thanks/service.ts'
import { trainingAccess } from '#rooms/training/access.ts'
import { training } from '#rooms/training/contract.ts'
import { trainingMessages } from '#rooms/training/messages.ts'
import { schedulingMessages } from '#rooms/training/scheduling/messages.ts'
import * as trainingService from '#rooms/training/service.ts'
import { sampleAccess } from '#sample/access.ts'
import { sample } from '#sample/contract.ts'
import { sampleMessages } from '#sample/messages.ts'
import * as sampleService from '#sample/service.ts'
import './authors.ts'
import './corrections.ts'
import './data.ts'
import './effects.ts'
import './measures.ts'
import './notices.ts'
import './roles-held.ts'

export const rooms = {
  auth: room(auth, {
    service: authService,
    access: authAccess,
    messages: authMessages,
    beforehand: authBeforehand,
  }),
  mail: room(mail, { service: mailService, access: mailAccess, messages: mailMessages }),
  notices: room(notices, { service: noticesService, access: noticesAccess, messages: noticesMessages }),
  policy: room(policy, {
    service: policyService,
    access: policyAccess,
    messages: policyMessages,
    beforehand: policyBeforehand,
  }),
  workingDrafts: room(workingDrafts, {
    service: workingDraftsService,
    access: workingDraftsAccess,
    messages: joinMessages(workingDraftsMessages, policyMessages),
  }),
  people: room(people, {
    service: peopleService,
    access: peopleAccess,
    messages: peopleMessages,
    beforehand: peopleBeforehand,
  }),
  announcing: room(announcing, {
    service: announcingService,
    access: announcingAccess,
    messages: announcingMessages,
  }),
  accounts: room(accounts, {
    service: accountsService,
    access: accountsAccess,
    messages: accountsMessages,
    beforehand: accountsBeforehand,
  }),
  deciders: room(deciders, { service: decidersService, access: decidersAccess, messages: decidersMessages }),
  deputies: room(deputies, { service: deputiesService, access: deputiesAccess, messages: deputiesMessages }),
  importing: room(importing, { service: importService, access: importAccess, messages: importMessages }),
  journal: room(journal, { service: journalService, access: journalAccess, messages: journalMessages }),
  records: room(records, {
    service: { correctAssignment, correctEmployment, correctLeave, listRecords, restoreRecord, showRecord },
    access: recordsAccess,
    messages: recordsMessages,
  }),
  sectionRecords: room(sectionRecords, {
    service: sectionRecordsService,
    access: sectionRecordsAccess,
    messages: sectionRecordsMessages,
  }),
  mvv: room(mvv, { service: mvvService, access: mvvAccess, messages: mvvMessages }),
  skills: room(skills, {
    service: skillsService,
    access: skillsAccess,
    messages: skillsMessages,
    prepare: { showSkillsBySection: bringUpFigures, showSkillsMap: bringUpFigures },
  }),
  qualifications: room(qualifications, {
    service: qualificationsService,
    access: qualificationsAccess,
    messages: qualificationsMessages,
    beforehand: qualificationsBeforehand,
  }),
  roleHolders: room(roleHolders, {
    service: rolesService,
    access: rolesAccess,
    messages: rolesMessages,
    prepare: { showRolesBySection: bringUpFigures },
  }),
  literacy: room(literacy, {
    service: literacyService,
    access: literacyAccess,
    messages: literacyMessages,
    prepare: {
      showLiteracyBoard: bringUpFigures,
      showFloorByGroup: bringUpFigures,
      showFloorBySection: bringUpFigures,
      showFloorPath: bringUpFigures,
      showFloorWorklist: bringUpFigures,
      exportFloorWorklist: bringUpFigures,
    },
  }),
  items: room(items, { service: itemsService, access: itemsAccess, messages: itemsMessages }),
  attempts: room(attempts, { service: attemptsService, access: attemptsAccess, messages: attemptsMessages }),
  training: room(training, {
    service: trainingService,
    access: trainingAccess,
    messages: trainingMessages,
    prepare: {
      listRounds: bringUpFigures,
      showRound: bringUpFigures,
      listRoundMembers: bringUpFigures,
      exportRound: bringUpFigures,
      showTeamRounds: bringUpFigures,
      exportSchedule: bringUpFigures,
    },
  }),
  surveys: room(surveys, {
    service: surveysService,
    access: surveysAccess,
    messages: surveysMessages,
    beforehand: surveysBeforehand,
  }),
  thanks: room(thanks, { service: thanksService, access: thanksAccess, messages: thanksMessages }),
  logicModel: room(logicModel, { service: logicModelService, access: logicModelAccess, messages: logicModelMessages }),
  kpi: room(kpi, {
    service: kpiService,
    access: kpiAccess,
    messages: kpiMessages,
    prepare: {
      listKpis: bringUpFigures,
      showKpi: bringUpFigures,
      showKpiChange: bringUpFigures,
      listLowestGroups: bringUpFigures,
      showKpiForecast: bringUpFigures,
      showKpiCalendar: bringUpFigures,
      listKpiRecords: bringUpFigures,
      exportKpiRecords: bringUpFigures,
    },
  }),
  evidence: room(evidence, {
    service: evidenceService,
    access: evidenceAccess,
    messages: evidenceMessages,
    beforehand: evidenceBeforehand,
  }),
  pdca: room(pdca, {
    service: pdcaService,
    access: pdcaAccess,
    messages: pdcaMessages,
    prepare: { showReview: bringUpFigures, showMinute: bringUpFigures, listClosing: bringUpFigures },
  }),
  documents: room(documents, {
    service: documentsService,
    access: documentsAccess,
    messages: documentsMessages,
    beforehand: documentsBeforehand,
  }),
  sample: room(sample, { service: sampleService, access: sampleAccess, messages: sampleMessages }),
  backup: room(backup, { service: backupService, access: backupAccess, messages: backupMessages }),
  persons: room(persons, { service: personsService, access: personsAccess, messages: personsMessages }),
  disclosure: room(disclosure, { service: disclosureService, access: disclosureAccess, messages: disclosureMessages }),
  schedules: room(schedules, {
    service: schedulesService,
    access: schedulesAccess,
    // What the training room refuses of a problem, in its own words.
    messages: joinMessages(schedulingMessages, schedulesMessages),
    beforehand: schedulesBeforehand,
  }),
  system: room(system, { service: systemService, access: systemAccess, messages: systemMessages }),
  search: room(search, { service: searchService, access: searchAccess, messages: searchMessages }),
  editions: room(editions, {
    service: editionsService,
    access: editionsAccess,
    // What the policy room refuses of a draft, in its own words.
    messages: joinMessages(workingDraftsMessages, editionsMessages),
    prepare: { showDraftFigures: bringUpFigures },
  }),
  home: room(home, {
    service: homeService,
    access: homeAccess,
    messages: homeMessages,
    prepare: { showHome: bringUpFigures, showLineOfSight: bringUpFigures },
  }),
}
