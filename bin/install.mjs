/** Sees to it that node_modules is what package-lock.json says; no install script is ever run. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { alone } from './alone.mjs'
import { root, say, Trouble } from './trouble.mjs'

const stamp = join(root, 'node_modules', '.hagukumi-installed')

export async function install() {
  if (isInstalled()) return
  await alone('install', async () => {
    if (isInstalled()) return
    if (!isAsLocked()) {
      say('必要な部品を入れています(初回は1分ほどかかります)…')
      await npmCi()
    }
    note()
  })
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()
}

/** What would be installed: the lock file, for this kind of machine. */
function wanted() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex')
}

/** Whether somebody's own `npm ci` or `npm install` already did the work: npm notes what it installed. */
function isAsLocked() {
  const hidden = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '') return true
    if (!installed[path]) return entry.optional === true && !isForThisMachine(entry)
    return installed[path].version === entry.version && existsSync(join(root, path, 'package.json'))
  })
}

/** An optional package that names no machine hangs on another that does; that one tells. */
function isForThisMachine({ os, cpu, libc }) {
  return Boolean(os?.includes(process.platform) && cpu?.includes(process.arch)) && (libc?.includes('glibc') ?? true)
}

function note() {
  try {
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, wanted())
  } catch (error) {
    // Installed by somebody else for all; comparing again next time is only slower.
    if (!['EACCES', 'EROFS'].includes(error.code)) throw error
  }
}

async function npmCi() {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--include=optional']
  args.push('--engine-strict=false', '--loglevel=error', ...cacheOption())
  const code = await new Promise((resolve, reject) => {
    const npm = spawn('npm', args, { cwd: root, stdio: ['ignore', 2, 2] })
    npm.on('error', () =>
      reject(new Trouble('npm が見つかりません。Node.js(npm つき)を入れてから、もう一度お試しください。')),
    )
    npm.on('close', resolve)
  })
  if (code !== 0) {
    throw new Trouble(
      `必要な部品を入れられませんでした。上の npm の記録を見て、npm の登録所へつながるか、${root} に書き込めるかを確かめてください。`,
    )
  }
}

/** npm keeps its cache in the home directory; accounts of services have none. */
function cacheOption() {
  try {
    accessSync(homedir(), constants.W_OK)
    return []
  } catch {
    const cache = join(root, '.cache', 'npm')
    mkdirSync(cache, { recursive: true })
    return ['--cache', cache]
  }
}
