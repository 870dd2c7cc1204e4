/** Mail, by a real server: up, down and up again, one that refuses for good, and whoever sends killed in the middle. */
import { expect, onTestFinished, test } from 'vitest'
import { mail } from '#platform/mail/contract.ts'
import { openPostman } from '#platform/mail/postman.ts'
import { training } from '#rooms/training/contract.ts'
import { openMailServer } from '#testing/smtp.ts'
import { inTown, type Town } from '#testing/town.ts'
import { dataCourse } from '#testing/training.ts'
import { notices } from './contract.ts'
import { deliver } from './deliver.ts'

const publicUrl = new URL('https://jinzai.example.lg.jp')
const at = (email: string) => `${email}@example.lg.jp`

/** Everybody has an address, and mail is set up. */
async function withMail({ sql, asJob }: Town): Promise<void> {
  await sql(`update staff_member set email = 'p' || staff_member_id || '@example.lg.jp'`)
  await asJob.ask(mail.noteMailSetup, { isOn: true, domain: 'example.lg.jp' })
}

async function serverOf(refuses: Record<string, number> = {}, port?: number) {
  const server = await openMailServer({ refuses, ...(port === undefined ? {} : { port }) })
  onTestFinished(() => server.close())
  return server
}

async function send({ asJob }: Town, smtp: URL): Promise<void> {
  const postman = openPostman({ smtp, from: 'hagukumi@example.lg.jp', publicUrl })
  try {
    await deliver(asJob.ask, postman, publicUrl)
  } finally {
    postman.close()
  }
}

const fates = ({ sql }: Town) =>
  sql<{ state: string; attempts: number; trouble: string | null }>(
    `select state, attempts, trouble from mail order by mail_id`,
  )

test(
  'whoever must decide gets one mail, in plain words, with a subject that names nobody; and none once they have',
  inTown(async (town) => {
    const { as, on, sato, ueda, tanaka } = town
    await withMail(town)
    const server = await serverOf()
    on('2026-11-24')
    const { courseSessionId } = await dataCourse(town)
    await as(sato).ask(training.apply, { courseSessionId })
    await send(town, server.url)
    await send(town, server.url)
    expect(server.letters).toHaveLength(1)
    const [letter] = server.letters
    expect([letter!.subject, letter!.from?.text, (letter!.to as { text: string }).text]).toEqual([
      '【はぐくみ】申込みの承認のお願い',
      'hagukumi@example.lg.jp',
      at(`p${tanaka}`),
    ])
    expect(letter!.text).toContain('田中 聡 様')
    expect(letter!.text).toContain('佐藤 はるかさんの「データ活用入門」の申込みが、承認を待っています')
    expect(letter!.text).toMatch(/https:\/\/jinzai\.example\.lg\.jp\/training\/applications\/\d+/)
    expect(letter!.headers.get('auto-submitted')).toBe('auto-generated')
    expect(letter!.headers.get('list')).toMatchObject({ unsubscribe: { url: `${publicUrl}notices/choices` } })
    expect(letter!.messageId).toMatch(/^<[0-9a-f-]{36}@example\.lg\.jp>$/)
    const { applicationId } = await as(ueda).ask(training.apply, { courseSessionId })
    await as(tanaka).ask(training.approve, { applicationId })
    await send(town, server.url)
    expect(server.letters).toHaveLength(1)
    expect((await fates(town)).map(({ state, trouble }) => [state, trouble])).toEqual([
      ['sent', null],
      ['dropped', 'nothing left'],
    ])
  }),
)

test(
  'while the server is down mail waits, longer each time, and goes once under the same id when it is up again',
  inTown(async (town) => {
    const { as, on, sql, sato, ito, asJob } = town
    await withMail(town)
    const first = await serverOf()
    await first.close()
    on('2026-11-24')
    const { courseSessionId } = await dataCourse(town)
    await as(sato).ask(training.apply, { courseSessionId })
    await send(town, first.url)
    const [id] = await sql<{ message_id: string; pause: string }>(
      `select message_id, (next_at - claimed_at)::text as pause from mail`,
    )
    expect(id!.pause).toBe('00:01:00')
    expect(await as(ito).ask(mail.mailState, {})).toMatchObject({ isOn: true, waiting: 0, failed: 0 })
    expect((await as(ito).ask(mail.mailState, {})).lastTrouble).toContain('ECONNREFUSED')
    // Before its time nothing is tried.
    await send(town, first.url)
    expect((await fates(town)).map(({ attempts }) => attempts)).toEqual([1])
    await sql(`update mail set next_at = claimed_at`)
    await send(town, first.url)
    expect(await sql(`select (next_at - claimed_at)::text as pause from mail`)).toEqual([{ pause: '00:05:00' }])
    const again = await serverOf({}, first.port)
    await as(ito).ask(mail.retryMail, {
      mailId: (await as(ito).ask(mail.listMail, { state: 'waiting' })).mail[0]!.mailId,
    })
    await send(town, again.url)
    await send(town, again.url)
    expect(again.letters.map(({ messageId }) => messageId)).toEqual([`<${id!.message_id}>`])
    expect(await fates(town)).toMatchObject([{ state: 'sent', attempts: 3, trouble: null }])
    expect((await asJob.ask(notices.collectMail, {})).letters).toEqual([])
  }),
)

test(
  'a mailbox that is refused for good is told to IT with the reason and can be tried again; a refusal for now waits; the others get theirs',
  inTown(async (town) => {
    const { as, on, sql, sato, ueda, mori, ito, hayashi, tanaka } = town
    await withMail(town)
    on('2026-11-24')
    const server = await serverOf({ [at(`p${sato}`)]: 550, [at(`p${ueda}`)]: 450 })
    const { courseSessionId } = await dataCourse(town, 5)
    const staffMemberIds = [sato, ueda, mori]
    await as(hayashi).ask(training.nominate, { courseSessionId, staffMemberIds })
    await send(town, server.url)
    expect(server.letters.map(({ to }) => (to as { text: string }).text)).toEqual([at(`p${mori}`)])
    expect((await fates(town)).map(({ state }) => state).sort()).toEqual(['failed', 'sent', 'waiting'])
    const { mail: failed } = await as(ito).ask(mail.listMail, {})
    expect(failed).toMatchObject([{ name: '佐藤 はるか', email: at(`p${sato}`), state: 'failed', attempts: 1 }])
    expect(failed[0]!.trouble).toContain('550')
    expect((await as(ito).ask(mail.mailState, {})).failed).toBe(1)
    await sql(`update staff_member set email = 'new@example.lg.jp' where staff_member_id = $1`, [sato])
    await as(ito).ask(mail.retryMail, { mailId: failed[0]!.mailId })
    await send(town, server.url)
    expect((server.letters[1]!.to as { text: string }).text).toBe('new@example.lg.jp')
    await expect(as(ito).ask(mail.retryMail, { mailId: failed[0]!.mailId })).rejects.toThrow('mail_not_waiting')
    await expect(as(tanaka).ask(mail.listMail, {})).rejects.toThrow('forbidden')
  }),
)

test(
  'whoever is killed after taking mail has not lost it: a quarter of an hour later it goes, once and under the same id',
  inTown(async (town) => {
    const { as, on, sql, sato, asJob } = town
    await withMail(town)
    const server = await serverOf()
    on('2026-11-24')
    const { courseSessionId } = await dataCourse(town)
    await as(sato).ask(training.apply, { courseSessionId })
    const { letters } = await asJob.ask(notices.collectMail, {})
    await send(town, server.url)
    expect(server.letters).toEqual([])
    await sql(`update mail set claimed_at = claimed_at - interval '16 minutes'`)
    await Promise.all([send(town, server.url), send(town, server.url)])
    expect(server.letters.map(({ messageId }) => messageId)).toEqual([`<${letters[0]!.messageId}>`])
    // What the killed one would have noted changes nothing any more.
    await asJob.ask(mail.noteMail, { mailId: letters[0]!.mailId, trouble: 'late', isFinal: true })
    expect((await fates(town)).map(({ state }) => state)).toEqual(['sent'])
  }),
)

test(
  'no mail for whoever has left or has no address, at night, or on a Sunday; the digest gathers a day into one',
  inTown(async (town) => {
    const { as, on, sql, sato, ueda, mori, hayashi, tanaka } = town
    await withMail(town)
    const server = await serverOf()
    await sql(`update staff_member set email = null where staff_member_id = $1`, [mori])
    // 22 November is a Sunday.
    const { courseSessionId } = await dataCourse(town, 5)
    await as(hayashi).ask(training.nominate, { courseSessionId, staffMemberIds: [sato, ueda, mori] })
    await send(town, server.url)
    expect(server.letters).toEqual([])
    await sql(`update employment set left_on = '2026-11-24' where staff_member_id = $1`, [ueda])
    on('2026-11-24')
    await send(town, server.url)
    expect(server.letters.map(({ to }) => (to as { text: string }).text)).toEqual([at(`p${sato}`)])
    expect((await fates(town)).map(({ trouble }) => trouble).sort()).toEqual(['no address', 'not in service', null])
    const hours = { quietFrom: '00:00', quietTo: '00:00', quietOnWeekends: false, digestAt: '11:00' }
    const choices = [{ kind: 'approvalAsked', way: 'digest' as const }]
    await as(tanaka).ask(notices.saveNoticeChoices, { choices, hours })
    const another = await dataCourse(town, 5, { startsOn: '2027-02-20' })
    await as(sato).ask(training.apply, { courseSessionId: another.courseSessionId })
    await as(mori).ask(training.apply, { courseSessionId: another.courseSessionId })
    await send(town, server.url)
    expect(server.letters).toHaveLength(1)
    on('2026-11-25')
    await send(town, server.url)
    expect(server.letters[1]!.subject).toBe('【はぐくみ】申込みの承認のお願い(2件)')
  }),
)

test(
  'what waits goes by the hours that its receiver chooses meanwhile, once; another try waits for the end of quiet hours',
  inTown(async (town) => {
    const { as, on, sql, sato, mori, tanaka } = town
    await withMail(town)
    const server = await serverOf()
    on('2026-11-24')
    const quiet = (quietFrom: string, quietTo: string) =>
      as(tanaka).ask(notices.saveNoticeChoices, {
        choices: [],
        hours: { quietFrom, quietTo, quietOnWeekends: true, digestAt: '08:30' },
      })
    await quiet('09:00', '18:00')
    const { courseSessionId } = await dataCourse(town, 5)
    await as(sato).ask(training.apply, { courseSessionId })
    await send(town, server.url)
    expect(server.letters).toEqual([])
    await quiet('20:00', '07:30')
    await send(town, server.url)
    await send(town, server.url)
    expect(server.letters).toHaveLength(1)

    await server.close()
    await as(mori).ask(training.apply, { courseSessionId })
    await send(town, server.url)
    await quiet('09:00', '18:00')
    await sql(`update mail set next_at = claimed_at where state = 'waiting'`)
    const again = await serverOf({}, server.port)
    await send(town, again.url)
    expect(again.letters).toEqual([])
    const waiting = `select attempts, to_char(next_at at time zone 'Asia/Tokyo', 'HH24:MI') as at from mail where state = 'waiting'`
    expect(await sql(waiting)).toEqual([{ attempts: 1, at: '18:00' }])
  }),
)

test(
  'a name that would begin a header or another line is a name; an address that is none reaches nobody',
  inTown(async (town) => {
    const { as, on, sql, sato, tanaka } = town
    await withMail(town)
    const server = await serverOf()
    on('2026-11-24')
    await sql(`update staff_member set name = $2 where staff_member_id = $1`, [
      tanaka,
      '田中\r\nBcc: all@example.com\r\n\r\nx',
    ])
    const { courseSessionId, courseId } = await dataCourse(town)
    await sql(`update course set title = $2 where course_id = $1`, [
      courseId,
      `研修${'あ'.repeat(1200)}\nhttps://evil.example`,
    ])
    await as(sato).ask(training.apply, { courseSessionId })
    await send(town, server.url)
    const [letter] = server.letters
    expect(letter!.headers.get('bcc')).toBeUndefined()
    expect(letter!.text!.split('\n')[0]).toBe('田中 Bcc: all@example.com x 様')
    expect(letter!.text).toContain(`${'あ'.repeat(1200)} https://evil.example`)
    await sql(`update staff_member set email = 'a@example.com, b@example.com' where staff_member_id = $1`, [tanaka])
    await as(town.ueda).ask(training.apply, { courseSessionId })
    await send(town, server.url)
    expect(server.letters).toHaveLength(1)
    expect((await fates(town)).map(({ state }) => state)).toEqual(['sent', 'failed'])
  }),
)
