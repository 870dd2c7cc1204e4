/** Which Node runs the product: one that reads TypeScript and knows argon2id, the bundled one or else the machine's own. */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root, Trouble } from './trouble.mjs'

export function nodeForProduct() {
  const bundled = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  // There may be none for this machine, or one that this machine's system cannot run.
  if (spawnSync(bundled, ['--version']).status === 0) return bundled
  const [major, minor] = process.versions.node.split('.').map(Number)
  // Node hashes passwords with argon2id from 24.7 on.
  if (major > 24 || (major === 24 && minor >= 7)) return process.execPath
  throw new Trouble('この機械で動く Node.js がありません。24.7 以上を入れてから、もう一度お試しください。')
}

/** Runs `command` quietly in our own folder. */
export async function capture([program, ...args]) {
  const child = spawn(nodeForProduct(), [join(root, program), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: root,
    env: { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(root, '.cache', 'node') },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      output += data
    })
  }
  const code = await new Promise((resolve) => child.once('exit', resolve))
  return { code, output }
}
