import { expect, test } from 'vitest'
import { idleMinutesFrom, journalYearsFrom, mailFrom, proxiesFrom, publicUrlFrom, sizesFrom } from './settings.ts'

test('what is not set is as it suits a small machine', () => {
  expect(sizesFrom({})).toMatchObject({ connections: 5, guestConnections: 2 })
  expect(sizesFrom({ HASH_WORKERS: '' }).hashWorkers).toBeGreaterThanOrEqual(1)
  expect(proxiesFrom({})).toBe(0)
  expect(journalYearsFrom({})).toBe(5)
})

test('what is set holds, and guests always leave a connection to the others', () => {
  const set = { DATABASE_CONNECTIONS: '20', GUEST_CONNECTIONS: '19', HASH_WORKERS: '3' }
  expect(sizesFrom(set)).toEqual({ connections: 20, guestConnections: 19, hashWorkers: 3 })
  expect(sizesFrom({ DATABASE_CONNECTIONS: '2' })).toMatchObject({ connections: 2, guestConnections: 1 })
  expect(() => sizesFrom({ GUEST_CONNECTIONS: '5' })).toThrow('GUEST_CONNECTIONS=5')
  expect(proxiesFrom({ TRUST_PROXY: '2' })).toBe(2)
  expect(journalYearsFrom({ JOURNAL_YEARS: '1' })).toBe(1)
})

test('a setting that is no number, or none in its range, is told with its range', () => {
  for (const bad of ['0', '1', '501', '-3', '2.5', 'many', '1e2', ' 5']) {
    expect(() => sizesFrom({ DATABASE_CONNECTIONS: bad }), bad).toThrow(
      expect.objectContaining({
        variable: 'DATABASE_CONNECTIONS',
        value: bad,
        wanted: { kind: 'whole', least: 2, most: 500 },
      }),
    )
  }
  expect(() => sizesFrom({ HASH_WORKERS: '0' })).toThrow('HASH_WORKERS=0')
  expect(() => journalYearsFrom({ JOURNAL_YEARS: '0' })).toThrow('JOURNAL_YEARS=0')
})

test('proxies are a number of hops, or the networks in which they stand', () => {
  expect(proxiesFrom({ TRUST_PROXY: '10.1.0.0/16, loopback,fd00::/8,192.0.2.7' })).toEqual([
    '10.1.0.0/16',
    'loopback',
    'fd00::/8',
    '192.0.2.7',
  ])
  for (const bad of [
    'true',
    '10',
    '-1',
    '10.0.0.0/33',
    '10.0.0.0/0',
    '10.0.0/8',
    '10.0.0.0/8/8',
    'proxy.example',
    '::/129',
    ',',
  ]) {
    expect(() => proxiesFrom({ TRUST_PROXY: bad }), bad).toThrow(
      expect.objectContaining({ wanted: { kind: 'proxies' } }),
    )
  }
})

test('the public address is a scheme and a name, and nothing behind it', () => {
  expect(publicUrlFrom({})).toBeUndefined()
  expect(publicUrlFrom({ PUBLIC_URL: 'https://jinzai.example.lg.jp' })?.host).toBe('jinzai.example.lg.jp')
  for (const bad of [
    'jinzai.example.lg.jp',
    'ftp://a.example',
    'https://a.example/path',
    'https://u@a.example',
    'https://',
  ]) {
    expect(() => publicUrlFrom({ PUBLIC_URL: bad }), bad).toThrow(expect.objectContaining({ wanted: { kind: 'url' } }))
  }
})

test('a sign-in that nobody uses ends after an hour unless the town says otherwise', () => {
  expect([{}, { SESSION_IDLE_MINUTES: '15' }, { SESSION_IDLE_MINUTES: '600' }].map(idleMinutesFrom)).toEqual([
    60, 15, 600,
  ])
  for (const SESSION_IDLE_MINUTES of ['4', '601', '0', 'an hour'])
    expect(() => idleMinutesFrom({ SESSION_IDLE_MINUTES })).toThrow(`SESSION_IDLE_MINUTES=${SESSION_IDLE_MINUTES}`)
})

test('mail needs a server, a sender and the public address together; a password is never told again', () => {
  const set = {
    SMTP_URL: 'smtp://user:secret@mail.example.lg.jp:587',
    MAIL_FROM: 'hagukumi@example.lg.jp',
    PUBLIC_URL: 'https://jinzai.example.lg.jp',
  }
  expect(mailFrom({})).toBeUndefined()
  expect(mailFrom({ MAIL_FROM: set.MAIL_FROM })).toBeUndefined()
  expect(mailFrom(set)).toMatchObject({ from: set.MAIL_FROM, smtp: { port: '587' }, publicUrl: { protocol: 'https:' } })
  for (const [more, variable, kind] of [
    [{ PUBLIC_URL: '' }, 'SMTP_URL', 'mailNeeds'],
    [{ MAIL_FROM: '' }, 'SMTP_URL', 'mailNeeds'],
    [{ MAIL_FROM: 'はぐくみ <hagukumi@example.lg.jp>' }, 'MAIL_FROM', 'sender'],
    [{ MAIL_FROM: 'a@example.lg.jp\r\nBcc: b@example.lg.jp' }, 'MAIL_FROM', 'sender'],
    [{ SMTP_URL: 'https://user:secret@mail.example.lg.jp' }, 'SMTP_URL', 'smtp'],
    [{ SMTP_URL: 'mail.example.lg.jp' }, 'SMTP_URL', 'smtp'],
  ] as const) {
    const told = (() => {
      try {
        return mailFrom({ ...set, ...more })
      } catch (error) {
        return error
      }
    })()
    expect(told).toMatchObject({ variable, wanted: { kind } })
    expect(String((told as Error).message)).not.toContain('secret')
  }
})
