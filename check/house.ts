import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** Who may know whom: a room knows itself and those before it. */
export const roomOrder = [
  'policy',
  'people',
  'mvv',
  'skills',
  'literacy',
  'training',
  'surveys',
  'logic-model',
  'kpi',
  'acquisition',
  'pdca',
] as const

/** The kinds of file in a room, and for each the kinds of other rooms' files that it may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'contract.ts': ['contract.ts', 'rules.ts'],
  'rules.ts': ['contract.ts', 'rules.ts', 'messages.ts'],
  'tables.ts': ['tables.ts', 'rules.ts'],
  'service.ts': ['contract.ts', 'rules.ts', 'tables.ts', 'service.ts', 'messages.ts', 'access.ts'],
  'access.ts': ['contract.ts', 'service.ts', 'access.ts'],
  'beforehand.ts': ['contract.ts'],
  'measures.ts': ['service.ts', 'rules.ts', 'messages.ts', 'contract.ts', 'tables.ts'],
  'jobs.ts': ['service.ts', 'contract.ts'],
  'messages.ts': [],
  'commands.ts': ['contract.ts', 'messages.ts', 'rules.ts'],
  'worker.ts': ['rules.ts'],
  'ui/': ['contract.ts', 'rules.ts', 'messages.ts', 'ui/'],
}

export interface SourceFile {
  /** Path from the root, e.g. rooms/people/service.ts. */
  readonly path: string
  readonly text: string
  /** Paths from the root of what it imports within the repository. */
  readonly imports: readonly string[]
}

export function sources(...folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) => walk(join(root, folder)))
    .map((file) => {
      const text = readFileSync(file, 'utf8')
      return { path: relative(root, file), text, imports: importsOf(file, text) }
    })
}

/** Sentences about what breaks the rules of the house; empty when all is well. */
export function findings(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [...nameFindings(file), ...arrowFindings(file)])
}

function nameFindings({ path }: SourceFile): string[] {
  if (!path.startsWith('rooms/')) return []
  const kind = kindOf(path)
  if (kind === 'test' || mayImport[kind]) return []
  return [`${path} is not one of a room's kinds of file (${Object.keys(mayImport).join(' ')})`]
}

function arrowFindings({ path, imports }: SourceFile): string[] {
  if (kindOf(path) === 'test') return []
  return imports.flatMap((target) => {
    if (path.startsWith('platform/')) {
      return /^(rooms|app|engines|sample)\//.test(target) ? [`${path} → ${target}: the platform knows no room`] : []
    }
    if (
      target.startsWith('testing/') &&
      !path.startsWith('testing/') &&
      !path.startsWith('e2e/') &&
      !path.startsWith('bench/')
    ) {
      return [`${path} → ${target}: the product does not know its tests`]
    }
    if (path.startsWith('engines/')) {
      return /^(rooms|app|sample)\//.test(target) ? [`${path} → ${target}: an engine knows no room`] : []
    }
    if (!path.startsWith('rooms/')) return []
    if (/^(app|sample)\//.test(target)) return [`${path} → ${target}: a room does not know the app`]
    return target.startsWith('rooms/') ? roomArrow(path, target) : []
  })
}

function roomArrow(path: string, target: string): string[] {
  const [from, to] = [roomOf(path), roomOf(target)]
  const [fromKind, toKind] = [kindOf(path), kindOf(target)]
  if (placeOf(from) < placeOf(to)) return [`${path} → ${target}: an earlier room does not know a later one`]
  const allowed = mayImport[fromKind] ?? []
  const ownFile = dirname(path) === dirname(target) || (from === to && !['ui/'].includes(toKind))
  if (ownFile && fromKind !== 'ui/') return []
  return allowed.includes(toKind) ? [] : [`${path} → ${target}: ${fromKind} may not import ${toKind}`]
}

function kindOf(path: string): string {
  if (/\.test\.tsx?$/.test(path)) return 'test'
  return path.includes('/ui/') ? 'ui/' : (/[^/.]+\.ts$/.exec(path)?.[0] ?? path)
}

function roomOf(path: string): string {
  return path.split('/')[1] ?? ''
}

function placeOf(room: string): number {
  const place = roomOrder.indexOf(room as (typeof roomOrder)[number])
  if (place < 0) throw new Error(`${room} has no place in the order of the rooms (check/house.ts)`)
  return place
}

function importsOf(file: string, text: string): string[] {
  return [
    ...text.matchAll(
      /^(?:import|export)\s[^'"`]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|^import\s+['"]([^'"]+)['"]/gm,
    ),
  ]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .flatMap((name) => {
      if (name.startsWith('#')) return [name.slice(1)]
      if (name.startsWith('.')) return [relative(root, join(dirname(file), name))]
      return []
    })
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return walk(path)
    return /\.tsx?$/.test(entry.name) && statSync(path).isFile() ? [path] : []
  })
}
