/** Two processes of the product on one database are one town: nothing is known to one of them alone. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { expect, onTestFinished, test, vi } from 'vitest'
import { auth } from '#platform/auth/contract.ts'
import { SESSION_COOKIE } from '#platform/auth/service.ts'
import { todayInTokyo } from '#platform/time/dates.ts'
import { people } from '#rooms/people/contract.ts'
import { policy } from '#rooms/policy/contract.ts'
import { skills } from '#rooms/skills/contract.ts'
import { training } from '#rooms/training/contract.ts'
import { askServer, databaseUrl, serverProcess } from '#testing/server.ts'
import { openTestTown, type Town } from '#testing/town.ts'
import { home } from '../home/contract.ts'
import { root } from '../server.ts'

vi.setConfig({ testTimeout: 120_000 })

const SEATS = 3
const today = todayInTokyo(Temporal.Now.instant())
const inDays = (days: number) => Temporal.PlainDate.from(today).add({ days }).toString()

const tokenIn = ({ headers }: Response) =>
  new RegExp(`${SESSION_COOKIE}=([^;]+)`).exec(headers.get('set-cookie') ?? '')?.[1] ?? ''

test('two servers on one database: the same answers, one session, never a seat too many, one policy', async () => {
  const { town, leave } = await openTestTown(today)
  onTestFinished(leave)
  const env = { DATABASE_URL: databaseUrl(town.database.owner) }
  const [one, other] = await Promise.all([serverProcess(env), serverProcess(env)])

  // A session opened at one holds at the other, and ends at both.
  const given = 'ひらく合言葉 for two'
  await town.asCommand.ask(people.createAdministrator, { loginName: 'admin', role: 'it', password: given })
  const signedIn = await askServer(one.url, auth.signIn, { loginName: 'admin', password: given })
  const change = { password: given, newPassword: 'じぶんの合言葉 for two' }
  const changed = await askServer(other.url, auth.changePassword, change, { token: tokenIn(signedIn) })
  const token = tokenIn(changed)
  expect(await status(one.url, tokenIn(signedIn))).toBe(401)
  expect(await status(other.url, token)).toBe(200)
  await askServer(other.url, auth.signOut, {}, { token })
  expect([await status(one.url, token), await status(other.url, token)]).toEqual([401, 401])

  // Failed tries at both are counted together: after five, the next ones leave pauses behind.
  const guess = async (url: string) =>
    (await askServer(url, auth.signIn, { loginName: 'guessed', password: 'not this one' })).status
  const guesses: number[] = []
  for (let i = 0; i < 6; i++) guesses.push(await guess((i % 2 ? other : one).url))
  expect(guesses).toEqual([401, 401, 401, 401, 401, 429])

  // The same answers, also where one of them has answered before the change and remembers.
  const pages = () =>
    Promise.all(
      [one, other].map(async ({ url }) => {
        const asSato = { token: town.tokenOf('sato') }
        const own = await askServer(url, home.showHome, {}, asSato)
        const levels = await askServer(url, skills.showSkills, { staffMemberId: town.sato }, asSato)
        const courses = await askServer(url, training.listMyTraining, {}, asSato)
        return {
          statuses: [own.status, levels.status, courses.status],
          bodies: await Promise.all([own, levels, courses].map(said)),
        }
      }),
    )
  const courseSessionId = await openCourse(town)
  const [before, same] = await pages()
  expect(before?.statuses).toEqual([200, 200, 200])
  expect(same).toEqual(before)

  // Applications and selections at both at once.
  const crowd = ['sato', 'ueda', 'mori', 'ono', 'hayashi'] as const
  const applications = await Promise.all(
    crowd.map(async (person, index) => {
      const { url } = index % 2 ? other : one
      const answer = await askServer(url, training.apply, { courseSessionId }, { token: town.tokenOf(person) })
      const body = (await answer.json()) as { applicationId: number }
      expect(body).toMatchObject({ state: 'submitted' })
      return body.applicationId
    }),
  )
  await town.sql(`update application set state = 'section_head_approved'`)
  const answers = await Promise.all(
    [...applications, ...applications].map(async (id, index) => {
      const { url } = index % 2 ? other : one
      const asked = { courseSessionId, applicationIds: [id] }
      return (await askServer(url, training.select, asked, { token: town.tokenOf('hayashi') })).status
    }),
  )
  expect(answers.filter((code) => code >= 500)).toEqual([])
  const states = await town.sql<{ state: string; n: number }>(
    `select state, count(*)::int as n from application group by state order by state`,
  )
  expect(states).toEqual([
    { state: 'hr_selected', n: SEATS },
    { state: 'waitlisted', n: crowd.length - SEATS },
  ])
  const [after, alike] = await pages()
  expect(alike).toEqual(after)
  expect(after?.bodies).not.toEqual(before?.bodies)

  // A policy published at one holds at both at once.
  const text = readFileSync(join(root, 'policy/shinagawa.yaml'), 'utf8')
  const renamed = text.replace(/^(\s*edition: ).*$/m, '$1"第2版"')
  expect(renamed).not.toBe(text)
  const loaded = await askServer(
    one.url,
    policy.loadPolicy,
    { text: renamed, publishFrom: today },
    { token: town.tokenOf('hayashi') },
  )
  const { policyEditionId } = (await loaded.json()) as { policyEditionId: number }
  for (const { url } of [other, one]) {
    const shown = await askServer(url, policy.showPolicy, {}, { token: town.tokenOf('sato') })
    expect(await shown.json()).toMatchObject({ policyEditionId, document: { policy: { edition: '第2版' } } })
  }
})

/** Without the moment at which each process counted for itself. */
async function said(answer: Response): Promise<unknown> {
  return JSON.parse(await answer.text(), (key, value: unknown) => (key === 'countedAt' ? undefined : value))
}

async function status(url: string, token: string): Promise<number> {
  return (await askServer(url, people.listRoleGrants, {}, { token })).status
}

async function openCourse({ as }: Town): Promise<number> {
  const course = { courseCode: 'TWO', title: '全職員ICT研修', summary: '', hours: 3, provider: '人事課' }
  const { courseId } = await as('hayashi').ask(training.saveCourse, course)
  const { courseSessionId } = await as('hayashi').ask(training.saveSession, {
    courseId,
    startsOn: inDays(30),
    endsOn: inDays(30),
    startsAt: '09:00',
    endsAt: '12:00',
    place: '大会議室',
    capacity: SEATS,
    applyBy: today,
  })
  return courseSessionId
}
