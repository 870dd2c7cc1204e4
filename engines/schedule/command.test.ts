import { once } from 'node:events'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { randomFrom } from '#platform/random/random.ts'
import { verbProcess } from '#testing/server.ts'
import { typed } from '#testing/verb.ts'
import { scheduleCommands } from './command.ts'
import { type Problem, Solution, scheduleJsonSchemas } from './contract.ts'

vi.setConfig({ testTimeout: 60_000 })

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hagukumi-schedule-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const counter: Problem = {
  slots: [{ id: 'mon' }, { id: 'tue' }],
  sections: [{ id: 'counter', minimum: { mon: 1, tue: 1 } }],
  staff: [
    { id: 'sato', section: 'counter', needs: ['ict'], away: ['tue'], wishes: { 'ict-1': 1 } },
    { id: 'ito', section: 'counter', needs: ['ict'], wishes: { 'ict-1': 5, 'ict-2': 2 } },
    { id: 'abe', section: 'counter', needs: ['ict', 'law'] },
  ],
  sessions: [
    { id: 'ict-1', course: 'ict', slots: ['mon'], capacity: 1 },
    { id: 'ict-2', course: 'ict', slots: ['tue'], capacity: 1 },
  ],
  apart: [['sato', 'abe']],
}

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content))
  return path
}

const schedule = (args: readonly string[], language?: 'ja') => typed(scheduleCommands, ['schedule', ...args], language)

test('a counter of three: who sits where, who has no seat and why, what would help, all proven', async () => {
  const out = join(folder, 'counter.solution.json')
  const { code, progress, ...said } = await schedule([file('counter.json', counter), '--out', out, '--json'])
  expect(code).toBe(0)
  const solution = Solution.parse(JSON.parse(readFileSync(out, 'utf8')))
  expect(JSON.parse(said.out)).toEqual(solution)
  expect(solution).toMatchObject({
    status: 'optimal',
    seats: [
      { staff: 'ito', session: 'ict-1' },
      { staff: 'abe', session: 'ict-2' },
    ],
    unseated: [
      { staff: 'sato', course: 'ict', reason: 'capacity' },
      { staff: 'abe', course: 'law', reason: 'no-session' },
    ],
    seated: 2,
    seatedBound: 2,
    wishes: 5,
    wishesBound: 5,
    gap: 0,
  })
  expect(solution.relief).toContainEqual({ kind: 'capacity', session: 'ict-1', add: 1, gain: 1 })
  expect(progress.length).toBeGreaterThan(0)
})

test('the sentences are Japanese first', async () => {
  const out = join(folder, 'ja.json')
  const { out: shown } = await schedule([file('counter.json', counter), '--out', out], 'ja')
  expect(shown).toContain('席 2 / 必要 4。席数も希望(5)も、これが最良であることを証明しました。')
  expect(JSON.parse(readFileSync(out, 'utf8')).unseated[1].sentence).toBe('講座「law」の開催回がありません。')
})

test('very small wishes are told apart and told as they are', async () => {
  const tiny = structuredClone(counter)
  tiny.staff[1]!.wishes = { 'ict-1': 1e-12, 'ict-2': 3e-12 }
  tiny.staff[0]!.wishes = {}
  const { out } = await schedule([file('tiny.json', tiny), '--out', join(folder, 'tiny.out')])
  expect(out).toContain('wishes (3e-12)')
})

test('the published JSON Schemas are those of the contract', () => {
  for (const [name, schema] of Object.entries(scheduleJsonSchemas())) {
    expect(JSON.parse(readFileSync(join(import.meta.dirname, `${name}.schema.json`), 'utf8'))).toEqual(schema)
  }
})

/** The counter with one value in another place or gone, e.g. `staff.0.section`. */
function changed(place: string, value?: unknown): unknown {
  const problem = structuredClone(counter)
  const steps = place.split('.')
  const last = steps.pop()!
  const holder = steps.reduce<unknown>((part, step) => (part as Record<string, unknown>)[step], problem)
  if (value === undefined) delete (holder as Record<string, unknown>)[last]
  else (holder as Record<string, unknown>)[last] = value
  return problem
}

test.each<[string, unknown, string]>([
  ['nothing in the file', '', 'is empty'],
  ['half a file', JSON.stringify(counter).slice(0, 100), 'line 1, character 101'],
  ['NaN', JSON.stringify(counter).replace('"capacity":1', '"capacity":NaN'), 'is not JSON'],
  ['text that is no UTF-8', Uint8Array.from([0x7b, 0x0a, 0x83, 0x65]), 'line 2'],
  ['ten million opening brackets', '['.repeat(10_000_000), 'too many levels'],
  ['a text of ten million characters for an id', changed('staff.0.section', 'x'.repeat(1e7)), 'staff[0]'],
  ['a name twice in one object', '{"slots":[],"slots":[]}', '"slots" stands twice'],
  ['nobody', changed('staff', []), 'staff: there is nobody'],
  ['an id twice', changed('staff.1.id', 'sato'), 'staff[1]: the id "sato" is used twice (first at staff[0])'],
  ['a session in an unknown slot', changed('sessions.1.slots', ['wed']), 'no slot "wed" in slots'],
  ['a session twice in a slot', changed('sessions.1.slots', ['tue', 'tue']), '"tue" stands twice'],
  ['a session without a slot', changed('sessions.1.slots', []), 'sessions[1] (id ict-2) . slots'],
  ['a minimum above the headcount', changed('sections.0.minimum.mon', 4), 'above its headcount 3'],
  ['a minimum in an unknown slot', changed('sections.0.minimum.wed', 1), 'no slot "wed"'],
  ['a negative minimum', changed('sections.0.minimum.mon', -1), 'minimum . mon: must be 0 or more'],
  ['a negative capacity', changed('sessions.0.capacity', -1), 'sessions[0] (id ict-1) . capacity'],
  ['half a place', changed('sessions.0.capacity', 1.5), 'must be a whole number'],
  ['text for a number', changed('sessions.0.capacity', '1'), 'must be a'],
  ['a person apart from themself', changed('apart', [['ito', 'ito']]), '"ito" cannot be kept apart'],
  ['a pair of three', changed('apart', [['ito', 'abe', 'sato']]), 'apart[0]: name two ids'],
  ['a pair with somebody unknown', changed('apart', [['ito', 'ueda']]), 'no "ueda" in staff'],
  ['an unknown section', changed('staff.2.section', 'tax'), 'no section "tax" in sections'],
  ['a need twice', changed('staff.2.needs', ['ict', 'ict']), 'the course "ict" stands twice'],
  ['a wish below nought', changed('staff.1.wishes.ict-1', -1), 'wishes . ict-1: must be 0 or more'],
  ['a wish beyond sums', changed('staff.1.wishes.ict-1', 1e300), 'wishes . ict-1: is too large'],
  ['a wish for an unknown session', changed('staff.1.wishes.ict-9', 1), 'no session "ict-9"'],
  ['an absence in an unknown slot', changed('staff.1.away', ['wed']), 'no slot "wed"'],
  ['a keep in an unknown slot', changed('keeps', [{ slot: 'wed', staff: ['sato'], minimum: 1 }]), 'no slot "wed"'],
  ['a keep of nobody known', changed('keeps', [{ slot: 'tue', staff: ['nobody'], minimum: 1 }]), 'no "nobody"'],
  ['what somebody cannot in an unknown slot', changed('staff.1.cannot', ['wed']), 'no slot "wed"'],
  ['an item that is unknown', changed('staff.1.age', 30), 'no item "age"'],
  ['an item that is missing', changed('staff.1.needs'), 'staff[1] (id ito) . needs: is missing'],
])('%s is refused with one sentence that names the place, and nothing is written', async (_, content, sentence) => {
  const refused = await schedule([file('bad.json', content), '--out', join(folder, 'never.json')])
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.err).toContain(sentence)
  expect(refused.err.split('\n')).toHaveLength(1)
  expect(refused.err.length).toBeLessThan(1000)
  expect(readdirSync(folder).filter((name) => name.includes('never'))).toEqual([])
})

test('a folder for a problem, a problem that is not there and a target that cannot be are refused before any work', async () => {
  const path = file('counter.json', counter)
  for (const args of [
    [folder, '--out', join(folder, 'never.json')],
    [join(folder, 'none.json'), '--out', join(folder, 'never.json')],
    [path, '--out', join(folder, 'none', 'never.json')],
    [path, '--out', folder],
  ]) {
    const refused = await schedule(args)
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err.split('\n')).toHaveLength(1)
    expect(refused.err).toContain(folder)
  }
})

test('the problem is never written over, a link stays a link, and a full device is told', async () => {
  const path = file('kept.json', counter)
  symlinkSync(path, join(folder, 'other-name.json'))
  for (const out of [path, join(folder, 'other-name.json')]) {
    expect(await schedule([path, '--out', out])).toMatchObject({ code: 1, out: '', err: expect.stringContaining(out) })
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(counter)
  }
  symlinkSync(join(folder, 'behind.json'), join(folder, 'link.json'))
  expect(await schedule([path, '--out', join(folder, 'link.json')])).toMatchObject({ code: 0 })
  expect(readlinkSync(join(folder, 'link.json'))).toBe(join(folder, 'behind.json'))
  expect(Solution.parse(JSON.parse(readFileSync(join(folder, 'behind.json'), 'utf8'))).seated).toBe(2)
  expect(await schedule([path, '--out', '/dev/full'])).toMatchObject({ code: 1, out: '' })
  expect(statSync('/dev/full').isCharacterDevice()).toBe(true)
})

test.each([
  [[]],
  [['counter.json']],
  [['counter.json', '--out']],
  [['counter.json', 'second.json', '--out', 'x']],
  [['counter.json', '--out', 'x', '--seconds', '0']],
  [['counter.json', '--out', 'x', '--seconds', 'soon']],
  [['counter.json', '--out', 'x', '--seed', '-1']],
])('wrong usage is exit 2: %j', async (args) => {
  expect(await schedule(args)).toMatchObject({ code: 2, out: '' })
  expect(existsSync('x')).toBe(false)
})

/** A town hall in which every counter is nearly at its minimum: nothing is proven within seconds. */
function tightTown(): Problem {
  const random = randomFrom(7)
  const people = 1500
  const counters = people / 20
  const slots = Array.from({ length: 40 }, (_, at) => ({ id: `t${at}` }))
  const sessions = Array.from({ length: 60 }, (_, at) => {
    const first = Math.floor(39 * random())
    return { id: `e${at}`, course: `c${at % 10}`, slots: [`t${first}`, `t${first + 1}`].slice(at % 2), capacity: 100 }
  })
  const staff = Array.from({ length: people }, (_, at) => ({
    id: `p${at}`,
    section: `s${at % counters}`,
    needs: [0, 1, 4].map((step) => `c${(at + step) % 10}`),
    away: slots.filter(() => random() < 0.25).map(({ id }) => id),
    wishes: Object.fromEntries(sessions.map(({ id }) => [id, random()])),
  }))
  const minimum = Object.fromEntries(slots.map(({ id }) => [id, 13]))
  return { slots, sections: Array.from({ length: counters }, (_, at) => ({ id: `s${at}`, minimum })), staff, sessions }
}

test('when its time is over, the best so far is written with bounds that say so', async () => {
  const out = join(folder, 'tight.json')
  const begun = performance.now()
  const { code, err } = await schedule([file('town.json', tightTown()), '--out', out, '--seconds', '1'])
  expect(code).toBe(0)
  expect(performance.now() - begun).toBeLessThan(10_000)
  expect(err).toContain('The time (1 s) is over.')
  const solution = Solution.parse(JSON.parse(readFileSync(out, 'utf8')))
  expect(solution.status).toBe('feasible')
  expect(solution.seatedBound).toBeGreaterThanOrEqual(solution.seated)
  expect(solution.wishesBound).toBeGreaterThan(solution.wishes)
})

test('Ctrl-C ends it with the best so far', async () => {
  const out = join(folder, 'stopped.json')
  const child = verbProcess({}, 'schedule', file('town.json', tightTown()), '--out', out, '--seconds', '600')
  const ended = once(child.process, 'exit')
  await vi.waitFor(() => expect(secondsOfWork(child.process)).toBeGreaterThan(4), { timeout: 60_000, interval: 100 })
  child.process.kill('SIGINT')
  expect(await ended).toEqual([0, null])
  expect(child.said()).toContain('中断しました')
  expect(Solution.parse(JSON.parse(readFileSync(out, 'utf8'))).status).toBe('feasible')
})

/** Processor seconds that a process has taken: it has begun to solve after the first few, however busy the machine is and though nothing was compiled before. */
function secondsOfWork({ pid }: { pid?: number | undefined }): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
