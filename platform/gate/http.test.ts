import { once } from 'node:events'
import { type IncomingMessage, request as requestTo } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { contracts } from '#app/contracts.ts'
import type { Contract } from '#platform/contract/contract.ts'
import { mvv } from '#rooms/mvv/contract.ts'
import { people } from '#rooms/people/contract.ts'
import { openTestTown, type Town } from '#testing/town.ts'
import { BODY_LIMIT } from './bodies.ts'
import { type HttpOptions, openHttp } from './http.ts'
import { unfit } from './texts.ts'

let town: Town
let leave: () => Promise<void>
let url: string
const surprises: string[] = []
let close: () => Promise<void>

beforeAll(async () => {
  ;({ town, leave } = await openTestTown())
  const http = openHttp({ gate: town.gate, say: (line) => void surprises.push(line) })
  url = await http.listen({ host: '127.0.0.1', port: 0 })
  close = () => http.close()
})

afterAll(async () => {
  await close()
  await leave()
})

interface Sent {
  method?: string
  body?: unknown
  headers?: Record<string, string>
  as?: number
}

async function send(path: string, { method = 'GET', body, headers = {}, as }: Sent = {}) {
  const response = await fetch(url + path, {
    method,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(as === undefined ? {} : { cookie: `hagukumi_session=${town.tokenOf(as)}` }),
      ...headers,
    },
  })
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: await response.json(),
    headers: response.headers,
  }
}

test("a refusal is a problem with a stable code and a sentence in the reader's language (RFC 9457)", async () => {
  const ja = await send('/api/me')
  expect(ja).toMatchObject({ status: 401, type: 'application/problem+json; charset=utf-8' })
  expect(ja.body).toMatchObject({ type: 'urn:hagukumi:problem:sign_in_needed', status: 401, code: 'sign_in_needed' })
  expect(ja.body.title).toMatch(/サインインしてから/)
  const en = await send('/api/me', { headers: { 'accept-language': 'en-GB,en;q=0.9' } })
  expect(en.body.title).toBe('Please sign in first, then try again.')
})

test('input that is wrong names its fields', async () => {
  const { status, body } = await send('/api/session', {
    method: 'POST',
    body: { loginName: '', password: 1, extra: true },
  })
  expect(status).toBe(400)
  expect(body.code).toBe('invalid_input')
  expect(body.fields.map((field: { path: string }) => field.path)).toEqual(
    expect.arrayContaining(['loginName', 'password', '']),
  )
})

test('a number is digits in an address and a number in a body; nothing else is one', async () => {
  const page = async (text: string) => (await send(`/api/staff?pageSize=${text}`, { as: town.sato })).status
  expect([await page('1'), await page('true'), await page('1e1'), await page(''), await page('0x1')]).toEqual([
    200, 400, 400, 400, 400,
  ])
  const person = async (text: string) => (await send(`/api/staff/${text}`, { as: town.sato })).status
  expect([await person(String(town.ueda)), await person('true'), await person('1.5')]).toEqual([200, 400, 400])
  for (const wrong of [true, '1', [1], null]) {
    const { body } = await send('/api/course-sessions', { method: 'POST', as: town.hayashi, body: { courseId: wrong } })
    expect(body.fields.map(({ path }: { path: string }) => path)).toContain('courseId')
  }
})

test('a field says what is wrong with it: missing, of another kind, not whole, not enough', async () => {
  const session = { courseId: 1, startsOn: '2027-01-20', endsOn: '2027-01-20', startsAt: '09:00', endsAt: '12:00' }
  const reasonOf = async (path: string, wrong: object) => {
    const sent = { ...session, place: '研修室1', applyBy: '2027-01-13', capacity: 20, ...wrong }
    const { body } = await send('/api/course-sessions', { method: 'POST', as: town.hayashi, body: sent })
    const said = body.fields.filter((field: { path: string }) => field.path === path)
    return said.map(({ reason }: { reason: string }) => reason).join(' ')
  }
  expect(await reasonOf('place', { place: ' ' })).toBe('入力してください。')
  expect(await reasonOf('place', { place: undefined })).toBe('入力してください。')
  expect(await reasonOf('place', { place: 5 })).toBe('値の種類が違います。')
  expect(await reasonOf('capacity', { capacity: 1.5 })).toBe('整数で入力してください。')
  expect(await reasonOf('capacity', { capacity: 0 })).toBe('小さすぎる、または短すぎます(下限 1)。')
  expect(await reasonOf('startsOn', { startsOn: '2027-02-29' })).toBe(
    '暦にある日を、2027-04-01 のように書いてください。',
  )
  const hours = async (entered: number) => {
    const { body } = await send('/api/courses', { method: 'POST', as: town.hayashi, body: { hours: entered } })
    return body.fields.find((field: { path: string }) => field.path === 'hours')?.reason
  }
  expect([await hours(1.3), await hours(1.26), await hours(0.04)]).toEqual([
    undefined,
    '0.1きざみの数で入力してください。',
    '0.1きざみの数で入力してください。',
  ])
  expect(await reasonOf('courseId', { courseId: -1 })).toBe('0より大きい数を入力してください。')
})

test('a day in a refusal reads as days do on the pages', async () => {
  const ask = (headers: Record<string, string>) => send('/api/kpis?asOf=2099-01-01', { as: town.sato, headers })
  expect((await ask({})).body.title).toMatch(/^基準日は今日\(令和\d+年\d+月\d+日\)まで/)
  expect((await ask({ 'accept-language': 'en' })).body.title).toMatch(/today \(\d{4}-\d\d-\d\d\)/)
})

test('broken JSON, a strange media type, an unknown address and a number that is none are refused with their status', async () => {
  expect((await send('/api/session', { method: 'POST', body: '{"loginName":' })).status).toBe(400)
  expect(
    (await send('/api/session', { method: 'POST', body: 'a=b', headers: { 'content-type': 'text/plain' } })).status,
  ).toBe(415)
  expect((await send('/api/nowhere')).status).toBe(404)
  expect((await send('/api/staff/abc', { as: town.sato })).status).toBe(400)
  expect((await send('/api/staff/999999', { as: town.sato })).body.code).toBe('no_such_staff_member')
  // The largest number that the document of the API names is one; what is larger is none.
  expect((await send('/api/staff/9007199254740991', { as: town.sato })).status).toBe(404)
  expect((await send('/api/staff/9007199254740992', { as: town.sato })).status).toBe(400)
  expect((await send('/api/staff/99999999999999999999', { as: town.sato })).status).toBe(400)
})

test('texts that no database keeps, days that it does not know and long addresses are refused, not surprises (INV-D4)', async () => {
  for (const duty of ['a\u0000b', '\ud800x']) {
    const { status, body } = await send('/api/me/duty', { method: 'PUT', body: { duty }, as: town.sato })
    expect(status).toBe(400)
    expect(body.fields).toMatchObject([{ path: 'duty' }])
  }
  // What nobody sees is no text, and what turns the words beside it deceives; a town's own characters and joined signs are seen.
  for (const [duty, told] of [
    ['\u200b\u3164', '目に見えない'],
    ['\u00ad', '目に見えない'],
    ['窓口\u202eです', '向きを変える'],
    ['\u2066x\u2069', '向きを変える'],
  ] as const) {
    const { status, body } = await send('/api/me/duty', { method: 'PUT', body: { duty }, as: town.sato })
    expect([status, body.fields?.[0]], told).toMatchObject([
      400,
      { path: 'duty', reason: expect.stringContaining(told) },
    ])
  }
  const seen = ['\ue000', '👩‍👧\u200d', '辻\u{e0100}', '\u200fשלום', '\u200b窓口', '', ' ']
  expect(seen.map(unfit)).toEqual(seen.map(() => undefined))
  for (const said of ['q=%00', 'q=%zz', 'q=%ff', 'section=1010&q=%e3%81&q=%', 'q=%c0%80', '%ff=1&q=a']) {
    const { status, body } = await send(`/api/staff?${said}`, { as: town.sato })
    expect([status, body.code, body.fields?.length], said).toEqual([400, 'invalid_input', 1])
    expect(body.fields[0].path).toBe(said.startsWith('%') ? '\ufffd' : 'q')
  }
  expect((await send('/api/staff?q=%E4%BD%90+%F0%A0%AE%B7%25', { as: town.sato })).status).toBe(200)
  for (const path of ['/api/model', '/api/kpis', '/api/literacy/board', `/api/staff/${town.sato}/pyramid`]) {
    for (const asOf of ['0000-01-01', '0001-01-01', '9999-12-31', '2027-01-01']) {
      const { status, body } = await send(`${path}?asOf=${asOf}`, { as: town.sato })
      expect(status, `${path} ${asOf}`).toBeLessThan(500)
      if (asOf === '0000-01-01') expect([status, body.fields], path).toMatchObject([400, [{ path: 'asOf' }]])
    }
  }
  expect((await send(`/api/staff/${'x'.repeat(5000)}`, { as: town.sato })).status).toBeLessThan(500)
})

test('signing out ends this session and no other', async () => {
  await town.sql(
    `insert into session (token_hash, account_id, expires_at)
    select sha256('second'), account_id, '2100-01-01' from account where subject_id = $1`,
    [town.mori],
  )
  await send('/api/session', { method: 'DELETE', headers: { cookie: 'hagukumi_session=second' } })
  expect((await send('/api/me', { headers: { cookie: 'hagukumi_session=second' } })).body.code).toBe('session_expired')
  expect((await send('/api/me', { as: town.mori })).status).toBe(200)
})

test('a request that was made for another account than the session’s is refused; one without a mark is its session’s', async () => {
  const { signedIn } = (await send('/api/session', { as: town.mori })).body
  const marked = (account: unknown) => ({ as: town.mori, headers: { 'x-made-for': String(account) } })
  expect((await send('/api/me', marked(signedIn.accountId))).status).toBe(200)
  for (const other of [signedIn.accountId + 1, '', 'x']) {
    const refused = await send('/api/me/duty', { method: 'PUT', body: { duty: '届出' }, ...marked(other) })
    expect([refused.status, refused.body.code], String(other)).toEqual([409, 'made_for_another'])
    expect((await send('/api/me', marked(other))).status).toBe(409)
  }
  expect(await town.sql('select duty from duty')).toEqual([])
  expect((await send('/api/me', { headers: { 'x-made-for': '1' } })).body.code).toBe('sign_in_needed')
})

test('a body of 50 MB is refused before it is read', async () => {
  const { status, body } = await send('/api/session', { method: 'POST', body: 'x'.repeat(50_000_000) })
  expect(status).toBe(413)
  expect(body.title).toContain('上限 4 kB')
  expect((await send('/api/me/duty', { method: 'PUT', body: 'x'.repeat(262_145), as: town.sato })).status).toBe(413)
})

/** Sends a head, then pieces, on a connection of its own; what is heard, and whether the connection has ended. */
function halfSent(path: string, head: readonly string[], pieces: readonly string[] = []) {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const seen = { heard: '', isOver: false }
  socket.on('data', (piece) => {
    seen.heard += piece
  })
  socket.on('error', () => undefined)
  socket.on('close', () => {
    seen.isOver = true
  })
  socket.write(
    ['POST', path, 'HTTP/1.1\r\nHost:', hostname].join(' ') +
      ['', 'Content-Type: application/json', ...head].join('\r\n'),
  )
  socket.write('\r\n\r\n')
  for (const piece of pieces) socket.write(piece)
  return { seen, end: () => socket.destroy() }
}

test('a request under two names is refused before anybody is asked for', async () => {
  const { seen, end } = halfSent('/api/session', ['Host: another', 'Content-Length: 2'], ['{}'])
  await expect.poll(() => seen.heard).toMatch(/ 400 [\s\S]*invalid_input/)
  expect(seen.heard).not.toContain('loginName')
  end()
})

test('a body without a stated length is refused at the byte that is too many, while it still comes', async () => {
  const piece = ' '.repeat(1_024)
  const pieces = Array.from({ length: 5 }, () => `${piece.length.toString(16)}\r\n${piece}\r\n`)
  // The last, empty piece never comes.
  const { seen, end } = halfSent('/api/session', ['Transfer-Encoding: chunked'], pieces)
  await expect.poll(() => seen.heard).toContain('body_too_large')
  end()
})

test('strangers and whoever may not are refused before their body is read, and their connection ends', async () => {
  const cookieOf = (name: 'sato' | 'hayashi') => `Cookie: hagukumi_session=${town.tokenOf(name)}`
  for (const [who, code] of [
    [[], 'sign_in_needed'],
    [['Cookie: hagukumi_session=invented'], 'session_expired'],
    [[cookieOf('sato')], 'forbidden'],
  ] as const) {
    for (const length of ['Content-Length: 38000000', 'Transfer-Encoding: chunked']) {
      const { seen } = halfSent('/api/imports', [length, ...who])
      await expect.poll(() => seen.heard, { message: `${code} ${length}` }).toContain(code)
      await expect.poll(() => seen.isOver).toBe(true)
    }
  }
  // Whoever may is waited for.
  const { seen, end } = halfSent('/api/imports', ['Content-Length: 38000000', cookieOf('hayashi')], ['{"dryRun":'])
  await expect.poll(async () => (await send('/api/me', { as: town.sato })).status).toBe(200)
  expect(seen).toEqual({ heard: '', isOver: false })
  // Meanwhile nobody else's large body has room; a usual one has.
  const { body } = await send('/api/imports', { method: 'POST', as: town.hayashi, body: `"${'x'.repeat(37_000_000)}"` })
  expect(body).toMatchObject({ code: 'too_much_at_once', status: 503, values: { seconds: 10 } })
  expect((await send('/api/me/duty', { method: 'PUT', body: { duty: 'x'.repeat(5_000) }, as: town.sato })).status).toBe(
    400,
  )
  end()
})

/** Whoever is in service may hand in a proof of their own: that they are is known before a byte is read. */
const OPEN_TO_ALL_STAFF = ['/me/qualifications']

test('no large body is open to anybody whose right only the body would tell', async () => {
  for (const room of Object.values(town.gate.rooms)) {
    for (const operation of Object.values(room.contract)) {
      if ((operation.bodyLimit ?? 0) <= BODY_LIMIT || OPEN_TO_ALL_STAFF.includes(operation.path)) continue
      const asked = town.gate.admitUnread(operation, {}, { token: town.tokenOf('ueda') })
      await expect(asked, operation.path).rejects.toThrow('forbidden')
    }
  }
})

test('a body of too many values, or too deep, is given up while it comes; many unknown names are told of by ten', async () => {
  const many = `{${Array.from({ length: 120_000 }, (_, index) => `"k${index}":1`).join()}}`
  const as = town.hayashi
  expect((await send('/api/imports', { method: 'POST', as, body: many })).body).toMatchObject({
    code: 'too_many_values',
    status: 413,
  })
  const deep = await send('/api/me/duty', { method: 'PUT', as, body: '['.repeat(65) })
  expect(deep.body.code).toBe('too_many_values')
  const keys = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`k${index}`.padEnd(100, 'x'), 1]))
  const { status, body } = await send('/api/me/duty', { method: 'PUT', as, body: { duty: 1, ...keys } })
  expect(status).toBe(400)
  expect(JSON.stringify(body).length).toBeLessThan(2_000)
})

test('a body is JSON in UTF-8; other types, charsets and bytes are refused', async () => {
  const sent = async (type: string, body: string | Uint8Array<ArrayBuffer> = '{"duty":"x"}') => {
    const headers = { 'content-type': type, cookie: `hagukumi_session=${town.tokenOf('sato')}` }
    return (await fetch(`${url}/api/me/duty`, { method: 'PUT', body, headers })).status
  }
  const types = [
    'text/plain',
    'application/json; charset=shift_jis',
    'application/json;charset="UTF-16"',
    'multipart/form-data',
  ]
  for (const type of types) expect(await sent(type), type).toBe(415)
  expect(await sent('application/json; charset=UTF-8')).toBe(200)
  expect(await sent('application/json', new Uint8Array([0x7b, 0xff, 0x7d]))).toBe(400)
})

test('an address says which methods it has, and progress is part of what is described', async () => {
  const wrong = await send('/api/session', { method: 'PUT', body: {} })
  expect(wrong).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } })
  expect(wrong.headers.get('allow')).toBe('POST, DELETE, GET, HEAD')
  expect((await send('/api/me', { method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD')
  expect((await send('/api/nowhere', { method: 'POST', body: {} })).status).toBe(404)
  const progress = (key: string, as?: number) => send(`/api/progress/${key}`, as === undefined ? {} : { as })
  expect((await progress('a-key-of-16-chars', town.sato)).body).toEqual({ stage: '', done: 0, total: 0 })
  expect((await progress('a-key-of-16-chars')).body.code).toBe('sign_in_needed')
  expect((await progress('%00', town.sato)).status).toBe(400)
})

test('a head that is too long, and one that is none, are problems like any other', async () => {
  const answerTo = (text: string) =>
    new Promise<string>((done) => {
      const { hostname, port } = new URL(url)
      let heard = ''
      const socket = connect(Number(port), hostname, () => socket.write(text))
      socket.on('data', (piece) => {
        heard += piece
      })
      socket.on('error', () => undefined)
      socket.on('close', () => done(heard))
    })
  const long = await answerTo(`GET /api/me HTTP/1.1\r\nHost: x\r\nCookie: ${'a'.repeat(20_000)}\r\n\r\n`)
  expect(long).toMatch(/^HTTP\/1\.1 431 /)
  expect(long).toContain('content-type: application/problem+json')
  expect(JSON.parse(long.split('\r\n\r\n')[1]!)).toMatchObject({ status: 431, code: 'headers_too_large' })
  const none = await answerTo('what is this\r\n\r\n')
  expect(JSON.parse(none.split('\r\n\r\n')[1]!)).toMatchObject({ status: 400, code: 'invalid_input' })
})

test('a change from another site is refused, one from our own pages is not (CSRF)', async () => {
  const foreign = await send('/api/session', {
    method: 'DELETE',
    as: town.ueda,
    headers: { origin: 'https://elsewhere.example' },
  })
  expect(foreign).toMatchObject({ status: 403, body: { code: 'foreign_origin' } })
  const hidden = await send('/api/session', { method: 'DELETE', as: town.ueda, headers: { origin: 'null' } })
  expect(hidden.body.code).toBe('foreign_origin')
  expect((await send('/api/me', { as: town.ueda })).status).toBe(200)
  expect((await send('/api/session', { method: 'DELETE', as: town.ueda, headers: { origin: url } })).status).toBe(200)
  expect((await send('/api/me', { as: town.ueda })).body.code).toBe('session_expired')
})

test('an address that cannot be read is answered like any other that is not there', async () => {
  for (const path of ['/%zz', '/api/staff/%ff']) {
    const { status, body, headers } = await send(path)
    expect({ status, code: body.code }, path).toEqual({ status: 404, code: 'not_found' })
    expect(headers.get('content-type')).toContain('application/problem+json')
  }
})

test('malformed requests do not end the server', async () => {
  for (const line of [
    'GET /%zz HTTP/1.1',
    'GET //%00/api HTTP/1.1',
    'GET http://[::bad/api/me HTTP/1.1',
    'BREW /api/me HTTP/1.1',
  ]) {
    await new Promise<void>((done) => {
      const { hostname, port } = new URL(url)
      const socket = connect(Number(port), hostname, () => socket.end(`${line}\r\nHost: x\r\n\r\n`))
      socket.on('error', () => done())
      socket.on('close', () => done())
      socket.resume()
    })
  }
  expect((await send('/api/me', { as: town.sato })).status).toBe(200)
})

test('every operation is closed to whoever is not signed in, unless it says otherwise (INV-S1)', async () => {
  const open = new Set(['auth.signIn', 'auth.signInAsPersona', 'auth.signOut', 'home.showSession'])
  // The list of a survey's keys is public, and answers come from nobody in particular (decisions/0047).
  for (const name of ['surveys.showSurveyRound', 'surveys.sendAnswers']) open.add(name)
  for (const [room, contract] of Object.entries(contracts as Record<string, Contract>)) {
    for (const [name, { method, path }] of Object.entries(contract)) {
      if (open.has(`${room}.${name}`)) continue
      const address = `/api${path.replace(/\{[^}]+\}/g, '1')}`
      const { status } = await send(address, { method, ...(method === 'GET' ? {} : { body: {} }) })
      expect([400, 401], `${room}.${name}`).toContain(status)
    }
  }
})

test('a database that goes away gives a sentence, changes nothing, and the server goes on when it is back', async () => {
  await town.sql(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  const during = await send('/api/me', { as: town.sato })
  expect([200, 503]).toContain(during.status)
  if (during.status === 503) expect(during.body.code).toBe('database_unavailable')
  // Each connection that was lost is noticed by itself, on a busy machine a moment later.
  await vi.waitFor(async () => expect((await send('/api/me', { as: town.sato })).status).toBe(200), 5_000)
})

test('a full disk is told as such, changes nothing, and is over once there is room', async () => {
  await town.sql(`create function no_room() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`)
  await town.sql('create trigger no_room before insert on journal_line for each row execute function no_room()')
  const { version: seen } = await town.as(town.sato).ask(mvv.showDuty, { staffMemberId: town.sato })
  const state = () => send('/api/me/duty', { method: 'PUT', body: { duty: '窓口', seen }, as: town.sato })
  const { status, body } = await state()
  expect([status, body.code]).toEqual([503, 'disk_full'])
  expect(body.title).toContain('システム担当に「ディスクの空きを増やしてください」')
  await town.sql('drop trigger no_room on journal_line')
  expect((await state()).status).toBe(200)
})

test('answers carry the headers that keep a page to itself', async () => {
  const { headers } = await send('/api/me', { as: town.sato })
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cache-control')).toBe('no-store')
})

test('nothing of all this was a surprise', () => {
  expect(surprises).toEqual([])
})

test('who ends the server waits for what was asked, and for no connection that asks nothing', async () => {
  const http = openHttp({ gate: town.gate, say: (line) => void surprises.push(line) })
  const address = await http.listen({ host: '127.0.0.1', port: 0 })
  // As browsers connect before they know what for.
  const silent = connect((http.server.address() as AddressInfo).port)
  await once(silent, 'connect')
  const asked = once(http.server, 'request')
  const answer = fetch(`${address}/api/session`, {
    method: 'POST',
    body: JSON.stringify({ loginName: 'nobody', password: 'takes the time of a hash' }),
    headers: { 'content-type': 'application/json' },
  })
  await asked
  const told = text(silent)
  await http.close()
  expect((await answer).status).toBe(401)
  // Whoever is waited for until they have been silent for too long is told so.
  expect(await told).toBe('')
})

test('whoever has to wait before the next try is told how long, in words and in Retry-After', async () => {
  const guess = () => send('/api/session', { method: 'POST', body: { loginName: 'guessed', password: 'wrong' } })
  await guess()
  await town.sql(`update sign_in_limit set points = 8 where key like 'count:pair:%'`)
  const wrong = await guess()
  expect(wrong).toMatchObject({ status: 429, type: 'application/problem+json; charset=utf-8' })
  expect(wrong.body).toMatchObject({ code: 'too_many_wrong', values: { seconds: 8 } })
  expect(wrong.body.title).toContain('次は8秒以上待ってから')
  expect(wrong.headers.get('retry-after')).toBe('8')
  const unheard = await guess()
  expect(unheard.body).toMatchObject({ code: 'wait_to_try', values: { seconds: 8 } })
  expect(unheard.headers.get('retry-after')).toBe('8')
  expect((await send('/api/me')).headers.get('retry-after')).toBeNull()
})

/** The town behind another door, and a way to ask there with any headers, as `fetch` would not let us. */
async function behind(options: Pick<HttpOptions, 'proxies' | 'publicUrl'>) {
  const http = openHttp({ gate: town.gate, ...options, say: (line) => void surprises.push(line) })
  await http.listen({ host: '127.0.0.1', port: 0 })
  const { port } = http.server.address() as AddressInfo
  const ask = async (headers: Record<string, string>, { method = 'GET', path = '/api/me', body = '' } = {}) => {
    const request = requestTo({ port, host: '127.0.0.1', method, path, headers })
    const [response] = (await once(request.end(body), 'response')) as [IncomingMessage]
    const said = JSON.parse(await text(response))
    return { status: response.statusCode, code: said.code, said, headers: response.headers }
  }
  return { ask, close: () => http.close() }
}

test('behind a proxy the address is what that proxy saw, not what whoever asks wrote before it', async () => {
  const counted = `select points from sign_in_limit where key like 'count:address:%'`
  for (const proxies of [1, ['loopback']] as const) {
    const { ask, close } = await behind({ proxies })
    const guess = (forwarded: string, loginName: string) =>
      ask(
        { 'content-type': 'application/json', 'x-forwarded-for': forwarded },
        { method: 'POST', path: '/api/session', body: JSON.stringify({ loginName, password: 'wrong' }) },
      )
    await town.sql('delete from sign_in_limit')
    for (const invented of ['127.0.0.1', '192.0.2.1', '192.0.2.2']) await guess(`${invented}, 203.0.113.9`, invented)
    expect(await town.sql(counted)).toEqual([{ points: 3 }])
    await close()
  }
  // Of a network where no proxy stands nothing is believed.
  const { ask, close } = await behind({ proxies: ['10.0.0.0/8'] })
  const { headers } = await ask({ 'x-forwarded-proto': 'https' })
  expect(headers['strict-transport-security']).toBeUndefined()
  await close()
})

test('behind TLS cookies are of this name alone, and browsers are told to come by TLS only', async () => {
  const password = 'a first password of somebody'
  await town.asCommand.ask(people.createAdministrator, { loginName: 'behind-tls', password, role: 'it' })
  const { ask, close } = await behind({ proxies: 1 })
  const tls = { 'x-forwarded-proto': 'https', host: 'jinzai.example' }
  const signedIn = await ask(
    { ...tls, 'content-type': 'application/json', origin: 'https://jinzai.example' },
    { method: 'POST', path: '/api/session', body: JSON.stringify({ loginName: 'behind-tls', password }) },
  )
  expect(signedIn.headers['strict-transport-security']).toBe('max-age=31536000')
  const cookies = signedIn.headers['set-cookie'] ?? []
  expect(cookies).toEqual([
    expect.stringMatching(/^__Secure-hagukumi_device=\S+; Path=\/api\/session; HttpOnly; SameSite=Strict; .*; Secure$/),
    expect.stringMatching(/^__Host-hagukumi_session=\S+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/),
  ])
  const token = town.tokenOf(town.sato)
  expect((await ask({ ...tls, cookie: `__Host-hagukumi_session=${token}` })).status).toBe(200)
  // One that a neighbour's name, or somebody on the way, could have set.
  expect((await ask({ ...tls, cookie: `hagukumi_session=${token}` })).code).toBe('sign_in_needed')
  const plain = { ...tls, cookie: `__Host-hagukumi_session=${token}`, origin: 'http://jinzai.example' }
  expect((await ask(plain, { method: 'DELETE', path: '/api/session' })).code).toBe('foreign_origin')
  await close()
})

test('where the public address is said no other name is answered to, and personas to this machine’s own alone', async () => {
  const { ask, close } = await behind({ proxies: 1, publicUrl: new URL('https://jinzai.example.lg.jp') })
  const nameOf = async (host: string, more = {}) => (await ask({ host, ...more })).code
  for (const host of [
    'jinzai.example.lg.jp',
    'JINZAI.example.lg.jp:443',
    'localhost:3000',
    '127.0.0.1',
    '[::1]:3000',
  ]) {
    expect(await nameOf(host), host).toBe('sign_in_needed')
  }
  for (const host of [
    'elsewhere.example',
    'jinzai.example.lg.jp.elsewhere.example',
    '192.0.2.1',
    'localhost.elsewhere.example',
  ]) {
    expect(await nameOf(host), host).toBe('unknown_host')
  }
  expect(await nameOf('localhost', { 'x-forwarded-host': 'elsewhere.example' })).toBe('unknown_host')
  // What is handed to people names it, also where the window that prints it has another address.
  const { said } = await ask({ host: 'localhost' }, { path: '/api/session' })
  expect(said.reachedAt).toBe('https://jinzai.example.lg.jp')
  const persona = async (headers: Record<string, string>) =>
    (
      await ask(
        { 'content-type': 'application/json', ...headers },
        { method: 'POST', path: '/api/session/persona', body: '{"persona":"staff"}' },
      )
    ).code
  expect(await persona({ host: 'localhost' })).toBe('no_personas_here')
  expect(await persona({ host: 'jinzai.example.lg.jp' })).toBe('sign_in_needed')
  expect(await persona({ host: 'localhost', 'x-forwarded-for': '203.0.113.9' })).toBe('sign_in_needed')
  await close()
})
