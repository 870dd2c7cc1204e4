/** Whose data the tables of the house hold, told to whoever hands out or erases a person's data. */
import { backupData } from '#app/backup/tables.ts'
import { editionsData } from '#app/editions/tables.ts'
import { authData } from '#platform/auth/tables.ts'
import { correctionData } from '#platform/correction/tables.ts'
import { progressData } from '#platform/gate/tables.ts'
import { journalData } from '#platform/journal/tables.ts'
import { mailData } from '#platform/mail/tables.ts'
import { figureData } from '#platform/measure/tables.ts'
import { noticeData } from '#platform/notices/tables.ts'
import { declareData } from '#platform/privacy/data.ts'
import { documentsData } from '#rooms/documents/tables.ts'
import { evidenceData } from '#rooms/evidence/tables.ts'
import { kpiData } from '#rooms/kpi/tables.ts'
import { attemptsData } from '#rooms/literacy/attempts/tables.ts'
import { itemsData } from '#rooms/literacy/items/tables.ts'
import { mvvData } from '#rooms/mvv/tables.ts'
import { pdcaData } from '#rooms/pdca/tables.ts'
import { peopleData } from '#rooms/people/tables.ts'
import { policyData } from '#rooms/policy/tables.ts'
import { workingDraftsData } from '#rooms/policy/working-drafts/tables.ts'
import { qualificationsData } from '#rooms/skills/qualifications/tables.ts'
import { rolesData } from '#rooms/skills/roles/tables.ts'
import { skillsData } from '#rooms/skills/tables.ts'
import { surveysData } from '#rooms/surveys/tables.ts'
import { thanksData } from '#rooms/thanks/tables.ts'
import { trainingData } from '#rooms/training/tables.ts'

for (const tables of [
  authData,
  correctionData,
  journalData,
  progressData,
  figureData,
  mailData,
  noticeData,
  policyData,
  workingDraftsData,
  peopleData,
  mvvData,
  skillsData,
  qualificationsData,
  rolesData,
  itemsData,
  attemptsData,
  trainingData,
  surveysData,
  thanksData,
  kpiData,
  evidenceData,
  pdcaData,
  documentsData,
  backupData,
  editionsData,
]) {
  declareData(tables)
}
