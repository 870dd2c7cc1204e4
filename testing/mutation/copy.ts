/** A copy of the repository in which files may be broken; parts that are only read are linked. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

const repository = join(import.meta.dirname, '../..')

export interface Copy {
  readonly root: string
  /** The folders of rooms. */
  rooms(): string[]
  /** Rules, services and access files under a folder, or the file itself. */
  sources(place: string): string[]
  read(path: string): string
  write(path: string, text: string): void
  /** Whether the compiler takes it as it stands. */
  compiles(): boolean
  remove(): void
}

export function copyRepository(): Copy {
  mkdirSync(join(repository, '.cache'), { recursive: true })
  const root = mkdtempSync(join(repository, '.cache', 'mutation-'))
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: repository, encoding: 'utf8' })
  for (const path of listed.split('\n').filter((one) => one !== '' && existsSync(join(repository, one)))) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    cpSync(join(repository, path), join(root, path))
  }
  for (const linked of ['node_modules', 'dist']) {
    if (existsSync(join(repository, linked))) symlinkSync(join(repository, linked), join(root, linked))
  }
  return {
    root,
    rooms: () => readdirSync(join(root, 'rooms')).map((room) => `rooms/${room}`),
    sources: (place) =>
      /\.ts$/.test(place)
        ? [place]
        : globSync(`${place}/**/{rules,service,access,*.rules,*.service,*.access}.ts`, { cwd: root }).sort(),
    read: (path) => readFileSync(join(root, path), 'utf8'),
    write: (path, text) => writeFileSync(join(root, path), text),
    compiles: () => spawnSync(process.execPath, ['node_modules/typescript/bin/tsc'], { cwd: root }).status === 0,
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
