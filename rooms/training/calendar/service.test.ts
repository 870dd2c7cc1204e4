import { expect, test } from 'vitest'
import { openHttp } from '#platform/gate/http.ts'
import { openTest, writeBank } from '#testing/bank.ts'
import { inTown } from '#testing/town.ts'
import { dataCourse, ordered } from '#testing/training.ts'
import { training } from '../contract.ts'

const events = (text: string) =>
  text
    .replaceAll('\r\n ', '')
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((event) =>
      ['DTSTART', 'DTEND', 'SUMMARY'].map((name) => new RegExp(`\r\n${name}[^:]*:([^\r]*)`).exec(event)?.[1]).join(' '),
    )

test(
  'one’s own seats by half-day, cover that was agreed and tests due stand in the calendar, and nothing of others',
  inTown(async (town) => {
    const { as, sato, ueda, tanaka, hayashi } = town
    await writeBank(town)
    const testId = await openTest(town)
    const { courseSessionId, courseId } = await dataCourse(town, 5, { endsOn: '2027-01-21', endsAt: '12:00' })
    const other = await dataCourse(town, 5, { startsOn: '2027-02-03' })
    const cover = { kind: 'substitute' as const, substitute: sato, duty: '秘密の窓口' }
    const { applicationId } = await as(ueda).ask(training.apply, { courseSessionId: other.courseSessionId, cover })
    await as(sato).ask(training.agreeToCover, {
      coverArrangementId: (await as(sato).ask(training.listMyTraining, {})).coverRequests[0]!.coverArrangementId,
    })
    await as(tanaka).ask(training.approve, { applicationId })
    await ordered(town, sato, courseSessionId, tanaka)
    await as(hayashi).ask(training.beginRound, {
      ...{ name: '回', who: {}, waves: [{ dueOn: '2027-03-01' }], courseIds: [courseId], testIds: [testId] },
    })
    const { address } = await as(sato).ask(training.renewCalendar, {})
    const secret = /^\/api\/calendar\/(.{43})\.ics$/.exec(address)![1]!
    const text = await town.asGuest.ask(training.readCalendar, { secret })
    expect(events(text)).toEqual([
      '20270203T090000 20270203T120000 研修中の人の代わり',
      '20270203T120000 20270203T160000 研修中の人の代わり',
      '20270120T090000 20270120T120000 研修: データ活用入門',
      '20270121T090000 20270121T120000 研修: データ活用入門',
      '20270301 20270302 テストの期限: ICTの到達テスト',
    ])
    expect(text).not.toMatch(/上田|秘密/)
    town.pass({ minutes: 5 })
    expect(await town.asGuest.ask(training.readCalendar, { secret })).toBe(text)
    await as(hayashi).ask(training.cancelSession, { courseSessionId, reason: '台風' })
    expect(events(await town.asGuest.ask(training.readCalendar, { secret }))).toHaveLength(3)
  }),
)

test(
  'other programs read it without a session, and are told that nothing changed; a renewed or ended address and an ended account are not there',
  inTown(async (town) => {
    const { as, on, sato, sql } = town
    const http = openHttp({ gate: town.gate, say: () => undefined })
    try {
      const read = (address: string, headers: Record<string, string> = {}) => http.inject({ url: address, headers })
      expect(await as(sato).ask(training.showMyCalendar, {})).toEqual({ madeOn: null })
      await expect(as(sato).ask(training.endCalendar, {})).rejects.toThrow('no_such_calendar')
      const { address } = await as(sato).ask(training.renewCalendar, {})
      expect(await as(sato).ask(training.showMyCalendar, {})).toEqual({ madeOn: '2026-11-22' })
      const first = await read(address)
      expect([first.statusCode, first.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
      expect(first.body).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/)
      const etag = String(first.headers.etag)
      const again = await read(address, { 'if-none-match': etag })
      expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag])
      expect((await read(address, { 'if-none-match': '"other"' })).statusCode).toBe(200)
      const stored = await sql<{ hash: string }>(`select encode(secret_hash, 'escape') as hash from calendar_feed`)
      expect(stored[0]!.hash).not.toContain(address.slice(14, 57))
      const renewed = await as(sato).ask(training.renewCalendar, {})
      expect([(await read(address)).statusCode, (await read(renewed.address)).statusCode]).toEqual([404, 200])
      expect((await read('/api/calendar/short.ics')).statusCode).toBe(400)
      await sql(
        `update account_spell set valid_to = '2026-12-01' where account_id = (select account_id from account where subject_id = $1)`,
        [sato],
      )
      on('2026-11-30')
      expect((await read(renewed.address)).statusCode).toBe(200)
      on('2026-12-01')
      expect((await read(renewed.address)).statusCode).toBe(404)
      on('2026-11-30')
      await as(sato).ask(training.endCalendar, {})
      expect((await read(renewed.address)).statusCode).toBe(404)
    } finally {
      await http.close()
    }
  }),
)
