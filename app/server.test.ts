/** What was acknowledged survives SIGKILL, of the server and of its database's own process. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { hashToken } from '#platform/auth/identify.ts'
import { SESSION_COOKIE } from '#platform/auth/service.ts'
import type { Actor } from '#platform/ctx/ctx.ts'
import { openDatabase } from '#platform/db/connect.ts'
import { findRunning } from '#platform/db/embedded.ts'
import type { Gate } from '#platform/gate/gate.ts'
import { todayInTokyo } from '#platform/time/dates.ts'
import { people } from '#rooms/people/contract.ts'
import { importing } from '#rooms/people/import/contract.ts'
import { journal } from '#rooms/people/journal/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { surveys } from '#rooms/surveys/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { generateWard } from '#sample/generate.ts'
import { wardFiles } from '#sample/generate-write.ts'
import { signedBallot } from '#testing/ballot.ts'
import { kill, prepareData, somewhere, sql } from '#testing/embedded.ts'
import { askServer, serverProcess } from '#testing/server.ts'
import { surveyText } from '#testing/surveys.ts'
import { openTown, root } from './server.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

const LONGEST_WAIT_MS = 15_000
/** K001 heads the section, the others are its members. */
const team = Array.from({ length: 25 }, (_, index) => `K${String(index + 1).padStart(3, '0')}`)
const [head = '', ...members] = team
const tokenOf = (staffNumber: string) => `token of ${staffNumber}`
/** Acknowledged approvals after which something is killed, with others under way. */
const BEFORE_THE_KILL = 5

let prepared: Awaited<ReturnType<typeof prepareData>>
beforeAll(async () => {
  prepared = await prepareData()
})
afterAll(() => prepared.remove())

test('SIGKILL of the database, then of the server, during an import, approvals and answers of a survey: what was acknowledged is there once, nothing is half-written (INV-A1)', async () => {
  const dataDir = prepared.copyTo(somewhere())
  const server = await serverProcess({ DATA_DIR: dataDir }, '--empty')
  await asCommand(dataDir, settle)
  await giveSessions(dataDir)
  const waiting = await applyAll(server.url)
  const sheets = await sheetsFor(dataDir)
  const ward = { ...uploads(wardFiles(generateWard({ staff: 1_200 }))), whenAlike: 'apart' as const }

  // The database's process dies and the server lives: whoever asks meanwhile is told so, soon.
  const under = await importUnderWay(server.url, ward)
  const first = await approveAll(server.url, waiting.slice(0, 36), () => process.kill(postmasterIn(dataDir), 'SIGKILL'))
  expect(first.longest).toBeLessThan(LONGEST_WAIT_MS)
  expect(first.answers).toContain('503 database_unavailable')
  expect(
    first.answers.filter((one) => !['200 ', '503 database_unavailable', '409 already_decided'].includes(one)),
  ).toEqual([])
  expect(['200 ', '503 database_unavailable']).toContain(await under.answer)
  expect(server.said()).toContain('データベースを起動し直しました')
  let isImported = await standing(dataDir, first.approved, (await under.answer) === '200 ')

  // The server itself dies, with requests under way.
  const again = await importUnderWay(server.url, ward)
  const [second, receipts] = await Promise.all([
    approveAll(server.url, waiting.slice(36), () => void server.process.kill('SIGKILL')),
    sendAll(server.url, sheets),
  ])
  expect(second.approved.length).toBeLessThan(waiting.length - 36)
  const acknowledged = (await again.answer) === '200 '
  const next = await serverProcess({ DATA_DIR: dataDir })
  const approved = [...first.approved, ...second.approved]
  isImported = await standing(dataDir, approved, isImported || acknowledged)

  // Whoever asks again gets what was missing.
  expect(await (await importUnderWay(next.url, ward)).answer).toBe('200 ')
  const left = waiting.filter((id) => !approved.includes(id))
  const third = await approveAll(next.url, left)
  expect(third.answers.filter((one) => !['200 ', '409 already_decided'].includes(one))).toEqual([])
  await standing(dataDir, [...approved, ...third.approved], true)

  // Whoever sends a sheet again because no answer came, or one did, is told the same, and it is there once.
  const told = await sendAll(next.url, sheets)
  expect(told.map((one, at) => one !== undefined && (receipts[at] ?? one) === one)).toEqual(sheets.map(() => true))
  expect(await inDatabase(dataDir, 'select count(*)::integer as n from town.survey_ballot')).toEqual([
    { n: sheets.length },
  ])
  await kill(next.process)
})

/** As a second process of the town, through the gate. */
async function asCommand<T>(dataDir: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const database = await openDatabase({ DATA_DIR: dataDir }, () => undefined, { join: true })
  expect(database.embedded).toBeUndefined()
  const gate = openTown(database)
  const actor: Actor = { kind: 'command', accountId: null, subjectId: null, roles: [], name: 'test' }
  try {
    return await work((operation, input) => gate.ask(operation, input, { actor }))
  } finally {
    await gate.close()
  }
}

type Ask = Gate['ask']

/** The policy, one section with its head and members, who may apply for three sessions each. */
async function settle(ask: Ask) {
  await ask(policy.loadPolicy, {
    text: readFileSync(join(root, 'policy/shinagawa.yaml'), 'utf8'),
    publishFrom: '2020-04-01',
  })
  const posts = team.map((number) =>
    number === head
      ? `${number},1010,5級職,戸籍住民課長,主務,1,2024-04-01`
      : `${number},1010,1級職,係員,主務,0,2024-04-01`,
  )
  const csv = {
    sections:
      '所属コード,所属名,種別,上位所属コード,適用開始日\n10,区民生活部,部,,2020-04-01\n1010,戸籍住民課,課,10,2020-04-01\n',
    staff: `職員番号,氏名,氏名カナ,任用区分,職種,採用年月日\n${team.map((number) => `${number},田中 ${number},タナカ,常勤,事務,2020-04-01\n`).join('')}`,
    assignments: `職員番号,所属コード,職務の級,職名,区分,所属長,適用開始日\n${posts.join('\n')}\n`,
  }
  const report = await ask(importing.importWard, { ...uploads(csv), whenAlike: 'apart' })
  expect(report.problems).toEqual([])
  await ask(people.grantRole, { staffNumber: head, role: 'hr', validFrom: '2026-04-01' })
  await ask(surveys.loadSurvey, { text: surveyText })
  const today = todayInTokyo(Temporal.Now.instant())
  await ask(surveys.openSurveyRound, { survey: 'ease', from: today, to: '2100-01-01', k: 4 })
  const session = (days: number) => {
    const day = Temporal.PlainDate.from(todayInTokyo(Temporal.Now.instant())).add({ days }).toString()
    const applyBy = todayInTokyo(Temporal.Now.instant())
    return { startsOn: day, endsOn: day, startsAt: '09:00', endsAt: '12:00', place: '大会議室', capacity: 100, applyBy }
  }
  const course = { courseCode: 'ICT', title: '全職員ICT研修', summary: '', hours: 3, provider: '人事課' }
  await ask(training.importCourses, { courses: [{ ...course, sessions: [30, 31, 32].map(session) }] })
}

async function giveSessions(dataDir: string) {
  const rows = team.map((number) => ({ number, token: hashToken(tokenOf(number)).toString('hex') }))
  await inDatabase(
    dataDir,
    `insert into town.session (token_hash, account_id, expires_at) select decode(t.token, 'hex'), a.account_id, '2100-01-01'
     from jsonb_to_recordset('${JSON.stringify(rows)}'::jsonb) as t(number text, token text)
       join town.account a on a.login_name = t.number`,
  )
}

/** As many sheets as are sent while the server dies, of the one cell of the round. */
async function sheetsFor(dataDir: string) {
  const [secret] = await inDatabase(dataDir, 'select private_key as key from town.survey_secret where cell = 1')
  return Array.from({ length: 40 }, (_, at) => ({
    ...{ roundId: 1, cell: 1, answers: [{ item: 'pride', value: 1 + (at % 5) }] },
    ...signedBallot(secret!.key as Buffer),
  }))
}

/** Four at a time; of each what it was told, undefined where nothing was. */
async function sendAll(url: string, sheets: Awaited<ReturnType<typeof sheetsFor>>): Promise<(string | undefined)[]> {
  const told: (string | undefined)[] = sheets.map(() => undefined)
  let next = 0
  const sender = async () => {
    for (let at = next++; at < sheets.length; at = next++) {
      const answer = await askServer(url, surveys.sendAnswers, sheets[at]!).then(
        (response) => response.json() as Promise<{ blindReceipt?: string }>,
        () => undefined,
      )
      told[at] = answer?.blindReceipt
    }
  }
  await Promise.all([sender(), sender(), sender(), sender()])
  return told
}

/** Past the gate, as the owner. */
async function inDatabase(dataDir: string, statement: string) {
  const running = await findRunning({ dataDir })
  return sql(running!.owner, statement)
}

function uploads(files: Readonly<Record<string, string | Uint8Array>>) {
  return Object.fromEntries(
    Object.entries(files).map(([file, content]) => [
      file,
      { name: `${file}.csv`, base64: Buffer.from(content).toString('base64') },
    ]),
  )
}

/** Every member applies for every session; gives the numbers of the applications. */
async function applyAll(url: string): Promise<number[]> {
  const applied = await Promise.all(
    members.map(async (member) => {
      const ids: number[] = []
      for (const courseSessionId of [1, 2, 3]) {
        const answer = await askServer(url, training.apply, { courseSessionId }, { token: tokenOf(member) })
        ids.push(((await answer.json()) as { applicationId: number }).applicationId)
      }
      return ids
    }),
  )
  return applied.flat()
}

/** Sends the files as HR and waits until they are being written. The answer is its status and code, or `none`. */
async function importUnderWay(url: string, ward: object): Promise<{ answer: Promise<string> }> {
  const key = crypto.randomUUID()
  let isOver = false
  const answer = askServer(url, importing.importWard, ward, {
    token: tokenOf(head),
    headers: { 'x-progress-key': key },
  })
    .then(inShort, () => 'none')
    .finally(() => {
      isOver = true
    })
  while (!isOver) {
    const asked = await fetch(`${url}/api/progress/${key}`, {
      headers: { cookie: `${SESSION_COOKIE}=${tokenOf(head)}` },
    })
    const { stage } = (await asked.json()) as { stage: string }
    if (stage === 'writing') break
    await sleep(10)
  }
  return { answer }
}

async function inShort(response: Response): Promise<string> {
  const body = (await response.json()) as { code?: string }
  return `${response.status} ${body.code ?? ''}`
}

interface Pressed {
  /** Acknowledged with 200. */
  readonly approved: number[]
  /** Status and code of each answer. */
  readonly answers: string[]
  /** Milliseconds that somebody waited for an answer at the most. */
  readonly longest: number
}

/** The head approves four at a time, asks again while the database is away, and stops when the server has gone. */
async function approveAll(url: string, ids: readonly number[], deed?: () => void): Promise<Pressed> {
  const queue = [...ids]
  const approved: number[] = []
  const answers: string[] = []
  let longest = 0
  const presser = async () => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const begun = performance.now()
      const answer = await askServer(url, training.approve, { applicationId: id }, { token: tokenOf(head) }).then(
        inShort,
        () => undefined,
      )
      if (answer === undefined) return
      longest = Math.max(longest, performance.now() - begun)
      answers.push(answer)
      if (answer.startsWith('503')) {
        queue.push(id)
        await sleep(50)
      } else if (answer.startsWith('200') && approved.push(id) === BEFORE_THE_KILL) deed?.()
    }
  }
  await Promise.all([presser(), presser(), presser(), presser()])
  return { approved, answers, longest }
}

/**
 * Every acknowledged approval stands with its one step and its line; so does each that was not acknowledged but took place. The
 * ward is there whole, with its line, or not at all. Gives whether it is there.
 */
async function standing(dataDir: string, approved: readonly number[], isImported: boolean): Promise<boolean> {
  const applications = await inDatabase(
    dataDir,
    `select application_id::int as id, state,
       (select count(*)::int from town.application_step s where s.application_id = a.application_id and s.to_state = 'section_head_approved') as steps,
       (select count(*)::int from town.journal_line l where l.kind = 'change' and l.operation = 'training.approve'
          and l.detail->'applicationIds' @> to_jsonb(a.application_id)) as lines
     from town.application a`,
  )
  const taken = applications.filter(({ state }) => state === 'section_head_approved')
  expect(taken.map(({ id }) => id)).toEqual(expect.arrayContaining([...approved]))
  expect(taken.filter(({ steps, lines }) => steps !== 1 || lines !== 1)).toEqual([])
  expect(applications.filter((one) => one.state === 'submitted' && (one.steps !== 0 || one.lines !== 0))).toEqual([])
  const [ward] = await inDatabase(
    dataDir,
    `select (select count(*)::int from town.staff_member) - ${team.length} as people,
       (select count(*)::int from town.journal_line where operation = 'importing.importWard'
          and coalesce(cardinality(subjects), 0) > 1000) as lines`,
  )
  expect(ward).toEqual(ward?.people === 0 ? { people: 0, lines: 0 } : { people: expect.any(Number), lines: 1 })
  expect(ward?.people === 0 || Number(ward?.people) > 1_200).toBe(true)
  if (isImported) expect(ward?.lines).toBe(1)
  const check = await asCommand(dataDir, async (ask) => {
    await ask(journal.sealJournal, {})
    return ask(journal.verifyJournal, {})
  })
  expect(check.fault).toBeNull()
  return ward?.lines === 1
}

function postmasterIn(dataDir: string): number {
  const home = join(dataDir, 'database')
  const cluster = readdirSync(home).find((name) => name.startsWith('cluster-'))!
  return Number.parseInt(readFileSync(join(home, cluster, 'postmaster.pid'), 'utf8'), 10)
}
