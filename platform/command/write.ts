/**
 * Writes files that were named on the command line.
 *
 * A regular file appears whole or not at all: its content is written beside it and takes its name at the end, with the rights
 * that the name had before. Through a symbolic link the file behind it is written. A pipe, a device and what else is no
 * regular file is never replaced but written into. Several files are all begun before the first takes its name.
 */
import { randomUUID } from 'node:crypto'
import { constants, rmSync } from 'node:fs'
import { access, type FileHandle, link, mkdir, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'

/** In one piece, or piece by piece. */
export type Content = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

export interface Writing {
  /** Rights of a file that was not there before; without it the usual ones. */
  readonly mode?: number
  /** A file that is there already is trouble (EEXIST) and stays as it is. */
  readonly isNew?: boolean
  /** What the content is made from: none of these files is written over, by whatever name it is reached. */
  readonly inputs?: readonly string[]
}

export interface GivenFile {
  readonly path: string
  readonly content: Content
}

/** Trouble names the path as it was given, and that it was to be written; trouble of the content itself passes as it is. */
export async function writeGiven(path: string, content: Content, writing: Writing = {}): Promise<void> {
  await writeAllGiven([{ path, content }], writing)
}

export async function writeAllGiven(files: readonly GivenFile[], writing: Writing = {}): Promise<void> {
  const drafts: string[] = []
  const forget = onSignals(() => {
    for (const draft of drafts) rmSync(draft, { force: true })
  })
  try {
    const places: Place[] = []
    for (const { path } of files) places.push(await naming(path, () => placeOf(path, writing)))
    for (const [index, place] of places.entries()) {
      if (place.draft === undefined) continue
      drafts.push(place.draft)
      await fill(place, files[index]!)
    }
    for (const [index, place] of places.entries()) {
      if (place.draft === undefined) await fill(place, files[index]!)
      else await naming(files[index]!.path, () => takeName(place, writing))
    }
  } finally {
    for (const draft of drafts) await rm(draft, { force: true }).catch(() => undefined)
    forget()
  }
}

/** Trouble that can be told before work begins whose outcome could then not be written. */
export async function mustBeWritable(path: string, writing: Writing = {}): Promise<void> {
  await naming(path, () => placeOf(path, writing))
}

/** Makes a folder that was named, and those that it lies in; one that is there already is welcome. */
export async function makeGivenFolder(path: string): Promise<void> {
  await naming(path, () => makeFolder(resolve(path)))
}

/** Step by step, because `mkdir` with `recursive` never ends where a folder of the system takes no others (/proc). */
async function makeFolder(path: string): Promise<void> {
  const there = await found(path)
  if (there?.isDirectory()) return
  if (!there) await makeFolder(dirname(path))
  await mkdir(path).catch(async (error) => {
    // Somebody else may have made it in between.
    if (!(await found(path))?.isDirectory()) throw error
  })
}

/** Whether a file that holds something of its own stands there, which `isNew` would not touch. */
export async function isTaken(path: string): Promise<boolean> {
  return (await found(path))?.isFile() === true
}

interface Place {
  /** The file behind all links. */
  readonly end: string
  /** Beside it; undefined where it is written into directly. */
  readonly draft?: string
  readonly mode?: number
}

async function placeOf(path: string, { mode, isNew, inputs = [] }: Writing): Promise<Place> {
  const there = await found(path)
  if (there?.isDirectory() || (!there && path.endsWith('/'))) throw trouble('EISDIR')
  if (there && !there.isCharacterDevice() && (await isOneOf([STANDARD_OUTPUT], path))) throw trouble('IS_STDOUT')
  if (there && !there.isFile()) {
    await access(path, constants.W_OK)
    return { end: path }
  }
  if (there && isNew) throw trouble('EEXIST')
  if (there && (await isOneOf(inputs, path))) throw trouble('IS_INPUT')
  if (there) await access(path, constants.W_OK)
  const end = await endOf(path)
  const folder = dirname(end)
  if (!(await found(folder))) throw trouble('ENOENT_FOLDER')
  await access(folder, constants.W_OK)
  // Shortened, because a name of full length leaves no room for an addition.
  const name = Array.from(basename(end)).slice(0, 40).join('')
  const draft = join(folder, `.${name}.${randomUUID().slice(0, 8)}.unfinished`)
  return { end, draft, mode: there ? there.mode & 0o7777 : mode }
}

/** The answer of the verb stands there, and would be mixed with the file (`backup /dev/stdout | …`). */
const STANDARD_OUTPUT = '/dev/stdout'

function trouble(code: string): Error {
  return Object.assign(new Error(code), { code })
}

/** One file may have many names; its number on its device is one. */
async function isOneOf(inputs: readonly string[], path: string): Promise<boolean> {
  const numberOf = (name: string) =>
    stat(name, { bigint: true }).then(
      ({ dev, ino }) => `${dev} ${ino}`,
      () => undefined,
    )
  const [own, ...others] = await Promise.all([path, ...inputs].map(numberOf))
  return own !== undefined && others.includes(own)
}

async function found(path: string) {
  try {
    return await stat(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Follows links also to a file that does not exist yet. */
async function endOf(path: string): Promise<string> {
  let end = path
  for (;;) {
    const target = await targetOf(end)
    if (target === undefined) return end
    // Not normalised: `..` behind a linked folder is the system's business.
    end = isAbsolute(target) ? target : `${await realpath(dirname(end))}/${target}`
  }
}

async function targetOf(path: string): Promise<string | undefined> {
  try {
    return await readlink(path)
  } catch (error) {
    if (['EINVAL', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

async function fill({ end, draft, mode }: Place, { path, content }: GivenFile): Promise<void> {
  const file = await naming(path, () => (draft === undefined ? open(end, 'w') : open(draft, 'wx', mode)))
  try {
    const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content
    for await (const piece of pieces) await naming(path, () => file.writeFile(piece))
    if (draft !== undefined) await naming(path, () => finish(file, mode))
  } finally {
    await file.close()
  }
}

async function finish(file: FileHandle, mode: number | undefined): Promise<void> {
  if (mode !== undefined) await file.chmod(mode)
  await file.sync()
}

async function takeName({ end, draft }: Place, { isNew }: Writing): Promise<void> {
  if (!isNew) return rename(draft!, end)
  try {
    await link(draft!, end)
  } catch (error) {
    // Not every file system knows a second name for a file (FAT on a stick, some shares).
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    if (await found(end)) throw trouble('EEXIST')
    await rename(draft!, end)
  }
}

async function naming<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw Object.assign(error as Error, { path, syscall: 'write' })
  }
}

/** Ctrl-C leaves no draft behind, and ends the process as it would have otherwise. */
function onSignals(clear: () => void): () => void {
  const told = (signal: NodeJS.Signals) => {
    clear()
    forget()
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
  }
  const forget = () => {
    for (const name of SIGNALS) process.off(name, told)
  }
  for (const name of SIGNALS) process.on(name, told)
  return forget
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
