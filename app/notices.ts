/** Every kind of notice that the rooms declare, and where mail for people goes; told when this file is read. */
import { commentNotices } from '#app/editions/notices.ts'
import { declareAddresses } from '#platform/mail/receivers.ts'
import { declareNotices } from '#platform/notices/notices.ts'
import { kpiNotices } from '#rooms/kpi/notices.ts'
import { attemptNotices } from '#rooms/literacy/attempts/notices.ts'
import { mvvNotices } from '#rooms/mvv/notices.ts'
import { pdcaNotices } from '#rooms/pdca/notices.ts'
import { addressesOf } from '#rooms/people/directory.service.ts'
import { peopleNotices } from '#rooms/people/notices.ts'
import { policyNotices } from '#rooms/policy/notices.ts'
import { qualificationNotices } from '#rooms/skills/qualifications/notices.ts'
import { surveysNotices } from '#rooms/surveys/notices.ts'
import { thanksNotices } from '#rooms/thanks/notices.ts'
import { trainingNotices } from '#rooms/training/notices.ts'

declareNotices([
  ...policyNotices,
  ...peopleNotices,
  ...mvvNotices,
  ...qualificationNotices,
  ...attemptNotices,
  ...trainingNotices,
  ...surveysNotices,
  ...thanksNotices,
  ...kpiNotices,
  ...pdcaNotices,
  ...commentNotices,
])
declareAddresses(addressesOf)
