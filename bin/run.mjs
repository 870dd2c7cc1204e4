/** Runs a program on a Node that reads TypeScript and knows argon2id: the bundled one, else the machine's own. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { serverFlags } from './flags.mjs'
import { root, Trouble } from './trouble.mjs'

const preload = new URL('./parent.mjs', import.meta.url).href

/** Runs `command` in `folder` (the user's own when there is none) and gives its exit code. When we die, it shuts down as well. */
export async function run([program, ...args], folder) {
  const child = await start(program, args, ['inherit', 'inherit', 'inherit', 'ipc'], flagsOf(program), folder)
  const forward = (name) => child.kill(name)
  // A terminal sends Ctrl-C to the whole group; a second one of the same kind does no harm.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, forward)
  const untilOrphaned = endWithNpm(child)
  const { code, signal } = await endOf(child)
  clearInterval(untilOrphaned)
  return code ?? 128 + (constants.signals[signal] ?? 0)
}

function flagsOf(program) {
  return ['--import', preload, ...(program === 'app/main.ts' ? serverFlags : [])]
}

/** Runs `command` quietly in our own folder. */
export async function capture([program, ...args]) {
  const child = await start(program, args, ['ignore', 'pipe', 'pipe'], [], root)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      output += data
    })
  }
  const { code } = await endOf(child)
  return { code, output }
}

async function start(program, args, stdio, options, cwd) {
  for (const node of nodes()) {
    const child = spawn(node, [...options, join(root, program), ...args], { stdio, cwd, env: environment() })
    const failure = await new Promise((resolve) => {
      child.once('spawn', () => resolve(undefined))
      child.once('error', resolve)
    })
    if (!failure) return child
  }
  throw new Trouble('この機械で動く Node.js がありません。24.7 以上を入れてから、もう一度お試しください。')
}

function nodes() {
  const bundled = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  const [major, minor] = process.versions.node.split('.').map(Number)
  // Node hashes passwords with argon2id from 24.7 on.
  const isEnough = major > 24 || (major === 24 && minor >= 7)
  return [...(existsSync(bundled) ? [bundled] : []), ...(isEnough ? [process.execPath] : [])]
}

/** Tools that ask for `node` get the bundled one. */
function environment() {
  return {
    ...process.env,
    HAGUKUMI_PARENT: String(process.pid),
    // Sources are read once, not at every start; it also spares the memory of the TypeScript reader.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(root, '.cache', 'node'),
    PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].filter(Boolean).join(delimiter),
  }
}

function endOf(child) {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })))
}

/** npm cannot tell us that it was killed; then nobody would ever stop the server. */
function endWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return undefined
  const npm = process.ppid
  return setInterval(() => {
    if (process.ppid !== npm) child.kill('SIGTERM')
  }, 500).unref()
}
