import { expect, onTestFinished, test } from 'vitest'
import { mail } from '#platform/mail/contract.ts'
import { openPostman } from '#platform/mail/postman.ts'
import { notices } from '#platform/notices/contract.ts'
import { deliver } from '#platform/notices/deliver.ts'
import { openMailServer } from '#testing/smtp.ts'
import { answeredBy, asked, opening, pride, surveyText } from '#testing/surveys.ts'
import { inTown } from '#testing/town.ts'
import { surveys } from './contract.ts'
import { stageOn } from './reminding.rules.ts'

test('a round is told of as it opens, at half time and two days before its end; a short one less often', () => {
  const stages = (from: string, to: string, ...days: string[]) => days.map((day) => stageOn(day, { from, to }, 2))
  expect(
    stages('2026-12-01', '2026-12-11', ...['2026-11-30', '2026-12-01', '2026-12-05', '2026-12-06', '2026-12-08']),
  ).toEqual([undefined, ...['surveyOpened', 'surveyOpened', 'surveyHalfway', 'surveyHalfway']])
  expect(stages('2026-12-01', '2026-12-11', '2026-12-09', '2026-12-11', '2026-12-12')).toEqual([
    ...['surveyEnding', 'surveyEnding', undefined],
  ])
  expect(stages('2026-12-01', '2026-12-01', '2026-12-01')).toEqual(['surveyOpened'])
  expect(stages('2026-12-01', '2026-12-02', '2026-12-01', '2026-12-02')).toEqual(['surveyOpened', 'surveyEnding'])
})

test(
  'whoever has not answered is reminded by mail and in the app, three times at most; nobody after their receipt, at night or after closing, and no moment of it is kept (INV-A1)',
  inTown(async (town) => {
    const { as, asCommand, asJob, on, pass, sql } = town
    await sql(`update staff_member set email = 'p' || staff_member_id || '@example.lg.jp'`)
    await asJob.ask(mail.noteMailSetup, { isOn: true, domain: 'example.lg.jp' })
    const server = await openMailServer()
    onTestFinished(() => server.close())
    const publicUrl = new URL('https://jinzai.example.lg.jp')
    const keep = () => asJob.ask(notices.keepNotices, {})
    const send = async () => {
      const postman = openPostman({ smtp: server.url, from: 'hagukumi@example.lg.jp', publicUrl })
      const ours = () => server.letters.filter(({ subject }) => subject?.includes('調査')).length
      const before = ours()
      await deliver(asJob.ask, postman, publicUrl).finally(() => postman.close())
      return ours() - before
    }
    const unread = async (person: 'sato' | 'mori') => (await as(person).ask(notices.listMyNotices, {})).notices
    on('2026-11-24')
    await asCommand.ask(surveys.loadSurvey, { text: surveyText })
    const { roundId } = await asCommand.ask(surveys.openSurveyRound, {
      ...{ ...opening, from: '2026-11-24', to: '2026-12-04' },
    })
    await keep()
    expect(await send()).toBe(asked.length)
    const { keysHash } = await as('sato').ask(surveys.showSurveyRound, { roundId })
    expect(server.letters[0]!.text).toContain(keysHash)
    expect(server.letters[0]!.text).toContain(`https://jinzai.example.lg.jp/surveys/${roundId}`)
    expect(server.letters[0]!.subject).toBe('【はぐくみ】調査のお願い')
    await answeredBy(town, 'sato', roundId, pride(4))
    expect(await unread('sato')).toEqual([])
    expect(await unread('mori')).toMatchObject([{ kind: 'surveyOpened', isToDo: true, dueOn: '2026-12-04' }])
    await keep()
    expect(await send()).toBe(0)
    // Half time; one more answers before the mail is on its way.
    on('2026-11-30')
    await keep()
    await keep()
    await answeredBy(town, 'ueda', roundId, pride(3))
    expect(await send()).toBe(asked.length - 2)
    // Two days before the end, first seen at night: the mail waits for the morning, and closing takes it back.
    on('2026-12-02')
    pass({ minutes: 11 * 60 })
    await keep()
    expect(await send()).toBe(0)
    expect(await unread('mori')).toMatchObject([{ kind: 'surveyEnding' }, ...[{ isToDo: false }, { isToDo: false }]])
    await asCommand.ask(surveys.closeSurveyRound, { roundId, reason: 'そろった' })
    on('2026-12-03')
    await keep()
    expect(await send()).toBe(0)
    expect(await unread('mori')).toEqual([])
    expect(
      await sql(`select 1 from notice where topic = 'survey_round' and resolved_at is distinct from noticed_at`),
    ).toEqual([])
    expect(
      await sql(`select kind, count(*)::int as told from notice where topic = 'survey_round' group by 1 order by 1`),
    ).toEqual([
      { kind: 'surveyEnding', told: asked.length - 2 },
      { kind: 'surveyHalfway', told: asked.length - 1 },
      { kind: 'surveyOpened', told: asked.length },
    ])
  }),
)
