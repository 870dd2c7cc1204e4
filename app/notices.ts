/** Every kind of notice that the rooms declare, and where mail for people goes; told when this file is read. */
import { declareAddresses } from '#platform/mail/receivers.ts'
import { declareNotices } from '#platform/notices/notices.ts'
import { pdcaNotices } from '#rooms/pdca/notices.ts'
import { addressesOf } from '#rooms/people/directory.service.ts'
import { peopleNotices } from '#rooms/people/notices.ts'
import { trainingNotices } from '#rooms/training/notices.ts'

declareNotices([...peopleNotices, ...trainingNotices, ...pdcaNotices])
declareAddresses(addressesOf)
