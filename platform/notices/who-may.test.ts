import { expect, test } from 'vitest'
import { mailAccess } from '#platform/mail/access.ts'
import { inTown } from '#testing/town.ts'
import { staffOfToday, whoMay } from '#testing/who-may.ts'
import { noticesAccess } from './access.ts'

test(
  'notices are each person’s own, days are HR’s, what became of mail is IT’s, and the rest is the clock’s (INV-S1)',
  inTown(async (town) => {
    const may = whoMay(town, noticesAccess)
    const hours = { quietFrom: '20:00', quietTo: '07:30', quietOnWeekends: true, digestAt: '08:30' }
    const self = { self: staffOfToday }
    expect(await may('listMyNotices', { pageSize: 30 })).toEqual(self)
    expect(await may('readNotices', { noticeIds: [1] })).toEqual(self)
    expect(await may('showNoticeChoices', {})).toEqual(self)
    expect(await may('saveNoticeChoices', { choices: [], hours })).toEqual(self)
    const hr = { hr: ['hayashi', 'hrAccount'] }
    expect(await may('listNoticeDays', {})).toEqual(hr)
    expect(await may('saveNoticeDays', { reminders: [] })).toEqual(hr)
    const job = { job: ['job'] }
    for (const operation of ['keepNotices', 'keepAwaited', 'collectMail', 'forgetNotices'] as const)
      expect(await may(operation, {}), operation).toEqual(job)
    const mayOfMail = whoMay(town, mailAccess)
    const it = { it: ['ito', 'itAccount'] }
    expect(await mayOfMail('mailState', {})).toEqual({ ...it, command: ['command'] })
    expect(await mayOfMail('listMail', { state: 'failed', pageSize: 50 })).toEqual(it)
    expect(await mayOfMail('retryMail', { mailId: 1 })).toEqual(it)
    expect(await mayOfMail('noteMail', { mailId: 1, trouble: null, isFinal: false })).toEqual(job)
    expect(await mayOfMail('noteMailSetup', { isOn: true, domain: '' })).toEqual(job)
  }),
)
