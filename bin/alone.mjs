/** One process at a time does a piece of work in this folder; the others wait, and a dead one is no obstacle. */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root, say, Trouble } from './trouble.mjs'

const PATIENCE_MS = 10 * 60_000

export async function alone(name, work) {
  const folder = join(root, '.cache')
  const lock = join(folder, `${name}.lock`)
  const own = `${process.pid} ${startOf(process.pid)}`
  makeFolder(folder)
  await take(lock, own)
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

async function take(lock, own) {
  const until = Date.now() + PATIENCE_MS
  for (let waited = false; !claim(lock, own); waited = true) {
    const holder = read(lock)
    if (holder !== undefined && !isAlive(holder)) setAside(lock, holder)
    else {
      if (!waited) say('ほかのプロセスが準備を終えるのを待っています…')
      if (Date.now() > until)
        throw new Trouble(`準備が終わりません。ほかのプロセスを止めて、もう一度お試しください(${lock})。`)
      await sleep(200)
    }
  }
}

/** Appears whole: nobody ever reads half a lock. */
function claim(lock, own) {
  const draft = `${lock}.${process.pid}`
  writeFileSync(draft, own)
  try {
    linkSync(draft, lock)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Takes a dead holder's lock away; one that a living process has just set instead is put back. */
function setAside(lock, holder) {
  const aside = `${lock}.${process.pid}.dead`
  try {
    renameSync(lock, aside)
    if (readFileSync(aside, 'utf8') !== holder) linkSync(aside, lock)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(error.code)) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function read(lock) {
  try {
    return readFileSync(lock, 'utf8')
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    return undefined
  }
}

function isAlive(holder) {
  const [pid, started] = holder.split(' ')
  return startOf(Number(pid)) === started
}

/** Clock ticks at which a process began, so that a reused number is not taken for it; `gone` for the dead and zombies. */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return ['Z', 'X'].includes(fields[0]) ? 'gone' : fields[19]
  } catch {
    // Not Linux, or no such process: ask the system the old way.
    return isThere(pid) ? 'there' : 'gone'
  }
}

function isThere(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new Trouble(`${root} に書き込めないため、準備ができません(${error.code})。`)
  }
}
