import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { isAlive, markOf } from '#platform/db/embedded-process.ts'
import { repository, somewhere } from '#testing/embedded.ts'

vi.setConfig({ testTimeout: 60_000 })

/** A verb that tells what it was given and then waits to be stopped in good order. */
const MAIN = `
  const [verb, ...rest] = process.argv.slice(2)
  if (verb === 'fail') process.exitCode = 2
  if (verb === 'wait') {
    const awake = setInterval(() => undefined, 1000)
    process.once('SIGTERM', () => { process.stdout.write('stopped in good order\\n'); clearInterval(awake) })
  }
  const line: string = JSON.stringify({ pid: process.pid, verb, rest, folder: process.cwd() })
  process.stdout.write(line + '\\n')
`

/** A product of one file under a path with blanks, with nothing installed. */
function product(): string {
  const folder = join(somewhere(), 'my clone')
  mkdirSync(join(folder, 'app'), { recursive: true })
  cpSync(join(repository, 'bin'), join(folder, 'bin'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'tiny', version: '1.0.0', type: 'module' }))
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({
      name: 'tiny',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: { '': { name: 'tiny', version: '1.0.0' } },
    }),
  )
  writeFileSync(join(folder, 'app', 'main.ts'), MAIN)
  return folder
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}

async function finished(command: string, args: string[], options: SpawnOptions = {}) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { out: '', err: '' }
  child.stdout?.on('data', (data) => {
    output.out += data
  })
  child.stderr?.on('data', (data) => {
    output.err += data
  })
  const [code] = await once(child, 'close')
  return { code, ...output }
}

/** Starts the verb that waits; gives its first line. */
async function waiting(folder: string): Promise<{ bootstrap: ChildProcess; pid: number; rest: Promise<string> }> {
  const bootstrap = spawn(join(folder, 'bin', 'hagukumi'), ['wait'], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => {
    bootstrap.kill('SIGKILL')
  })
  const lines = createInterface({ input: bootstrap.stdout })[Symbol.asyncIterator]()
  const first = await lines.next()
  const verb = markOf(JSON.parse(String(first.value)).pid)
  onTestFinished(() => {
    if (verb && isAlive(verb)) process.kill(verb.pid, 'SIGKILL')
  })
  const rest = lines.next().then(({ value }) => String(value))
  return { bootstrap, pid: JSON.parse(String(first.value)).pid, rest }
}

test('a fresh clone installs what is missing once, then runs the verb where the user is', async () => {
  const folder = product()
  const elsewhere = somewhere()
  symlinkSync(join(folder, 'bin', 'hagukumi'), join(elsewhere, 'link'))
  const first = await finished(join(elsewhere, 'link'), ['policy', 'check', 'my file.yaml', '--json'], {
    cwd: elsewhere,
  })
  expect(first.err).toContain('必要な部品を入れています')
  const { verb, rest, folder: where } = JSON.parse(first.out)
  expect({ verb, rest, where, code: first.code }).toEqual({
    verb: 'policy',
    rest: ['check', 'my file.yaml', '--json'],
    where: elsewhere,
    code: 0,
  })

  const begun = performance.now()
  const second = await finished(join(folder, 'bin', 'hagukumi'), ['fail'])
  expect(second).toMatchObject({ code: 2, err: '' })
  expect(performance.now() - begun).toBeLessThan(10_000)
})

test('a changed lock file is installed again, by one of several that start together', async () => {
  const folder = product()
  const starts = await Promise.all([1, 2, 3].map(() => finished(join(folder, 'bin', 'hagukumi'), ['help'])))
  expect(starts.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(starts.filter(({ err }) => err.includes('必要な部品を入れています'))).toHaveLength(1)

  const lock = join(folder, 'package-lock.json')
  writeFileSync(lock, readFileSync(lock, 'utf8').replaceAll('1.0.0', '1.0.1'))
  rmSync(join(folder, 'node_modules'), { recursive: true })
  expect((await finished(join(folder, 'bin', 'hagukumi'), ['help'])).err).toContain('必要な部品を入れています')
})

test('an installation that fails is told in a sentence, and the next start tries again', async () => {
  const folder = product()
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8')
  writeFileSync(join(folder, 'package-lock.json'), '{')
  const failed = await finished(join(folder, 'bin', 'hagukumi'), ['help'])
  expect(failed.code).toBe(1)
  expect(failed.err).toContain('必要な部品を入れられませんでした')
  expect(failed.out).toBe('')
  writeFileSync(join(folder, 'package-lock.json'), lock)
  expect((await finished(join(folder, 'bin', 'hagukumi'), ['help'])).code).toBe(0)
})

test('an installer that was killed is no obstacle', async () => {
  const folder = product()
  mkdirSync(join(folder, '.cache'))
  writeFileSync(join(folder, '.cache', 'install.lock'), '999999999 1')
  expect((await finished(join(folder, 'bin', 'hagukumi'), ['help'])).code).toBe(0)
  expect(readdirSync(join(folder, '.cache')).filter((name) => name.startsWith('install'))).toEqual([])
})

test('SIGTERM reaches the verb, which ends in good order', async () => {
  const { bootstrap, rest } = await waiting(product())
  const ended = once(bootstrap, 'exit')
  bootstrap.kill('SIGTERM')
  expect(await rest).toBe('stopped in good order')
  expect(await ended).toEqual([0, null])
})

test('the verb is the very process that was started: nothing of ours waits beside it', async () => {
  const { bootstrap, pid } = await waiting(product())
  expect(pid).toBe(bootstrap.pid)
  const ended = once(bootstrap, 'exit')
  process.kill(pid, 'SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
})

test('npm and the verb are all that runs, and the verb ends in good order when npm is killed', async () => {
  const folder = product()
  const scripts = { start: 'exec sh bin/hagukumi wait' }
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'tiny', version: '1.0.0', type: 'module', scripts }),
  )
  const npm = spawn('npm', ['start', '--silent'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => {
    npm.kill('SIGKILL')
  })
  const lines = createInterface({ input: npm.stdout })[Symbol.asyncIterator]()
  const { pid } = JSON.parse(String((await lines.next()).value))
  const verb = markOf(pid)!
  onTestFinished(() => {
    if (isAlive(verb)) process.kill(verb.pid, 'SIGKILL')
  })
  expect(parentOf(pid)).toBe(npm.pid)
  npm.kill('SIGKILL')
  expect((await lines.next()).value).toBe('stopped in good order')
  await expect.poll(() => isAlive(verb)).toBe(false)
})

test('a verb that nobody started by npm goes on when whoever started it has gone', async () => {
  const folder = product()
  const shell = spawn('sh', ['-c', '"$1" wait & read -r _', 'sh', join(folder, 'bin', 'hagukumi')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, npm_lifecycle_event: '' },
  })
  const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]()
  const { pid } = JSON.parse(String((await lines.next()).value))
  const verb = markOf(pid)!
  onTestFinished(() => {
    if (isAlive(verb)) process.kill(verb.pid, 'SIGKILL')
  })
  shell.kill('SIGKILL')
  await expect.poll(() => parentOf(pid)).not.toBe(shell.pid)
  await sleep(1_200)
  expect(isAlive(verb)).toBe(true)
})

test('pages are built when their sources changed, not otherwise', async () => {
  const folder = product()
  const vite = join(folder, 'node_modules', 'vite', 'bin', 'vite.js')
  await finished(join(folder, 'bin', 'hagukumi'), ['help'])
  mkdirSync(dirname(vite), { recursive: true })
  writeFileSync(
    vite,
    `import { mkdirSync, writeFileSync } from 'node:fs'
     const dist = process.argv[process.argv.indexOf('--outDir') + 1]
     mkdirSync(dist, { recursive: true })
     writeFileSync(dist + '/index.html', String(Date.now()))`,
  )
  writeFileSync(join(folder, 'vite.config.ts'), '')
  const start = () => finished(join(folder, 'bin', 'hagukumi'), ['start', '--empty'])
  expect((await start()).err).toContain('画面を組み立てています')
  const page = readFileSync(join(folder, 'dist', 'index.html'), 'utf8')
  expect((await start()).err).toBe('')
  writeFileSync(join(folder, 'app', 'rules.test.ts'), '')
  expect((await start()).err).toBe('')
  writeFileSync(join(folder, 'app', 'page.tsx'), '')
  expect((await start()).err).toContain('画面を組み立てています')
  expect(readFileSync(join(folder, 'dist', 'index.html'), 'utf8')).not.toBe(page)

  writeFileSync(vite, 'console.error("no such module"); process.exit(1)')
  writeFileSync(join(folder, 'app', 'page.tsx'), 'import "nothing"')
  const failed = await start()
  expect(failed.code).toBe(1)
  expect(failed.err).toContain('no such module')
  expect(existsSync(join(folder, 'dist', 'index.html'))).toBe(true)
})
