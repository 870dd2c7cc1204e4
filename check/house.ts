/** The rules of the house over its source files. Every function answers sentences about what breaks them; none where all is well. */
import { dirname } from 'node:path'
import type { Arrow, House } from './architecture.ts'
import { circlesIn } from './circles.ts'
import type { Import, SourceFile } from './sources.ts'

export function findings(files: readonly SourceFile[], house: House): string[] {
  const product = files.filter(({ path }) => !isTest(path))
  return [
    ...product.flatMap((file) => [...nameFindings(file.path, house), ...importFindings(file, house)]),
    ...wholeRoomFindings(product, house),
    ...partsOfRoomsFindings(product, house),
    ...browserFindings(product),
    ...circleFindings(files),
  ]
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path)

/** Where a file stands: `rooms/people`, `platform/gate`, `engines/schedule`, `app/home`, `sample`, … */
export function zoneOf(path: string): string {
  const [first, second, ...deeper] = path.split('/')
  if (['rooms', 'platform', 'engines'].includes(first!)) return `${first}/${second}`
  return first === 'app' && deeper.length > 0 ? `app/${second}` : first!
}

/** `app/home` and its like, and the sample, are laid out as rooms are and stand behind all of them. */
function isLikeRoom(zone: string): boolean {
  return zone.startsWith('rooms/') || (/^(app\/|sample$)/.test(zone) && !['app/ui', 'app/command'].includes(zone))
}

/** The kind of a file of a room or an engine, by its name. */
function kindOf(path: string): string {
  if (path.includes('/ui/')) return 'ui'
  const name = /([^/.]+)\.tsx?$/.exec(path)?.[1] ?? ''
  return path.startsWith('engines/') && !['contract', 'messages', 'worker', 'command'].includes(name) ? 'engine' : name
}

// ── names ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const DRAWERS = /^(helpers?|utils?|lib|misc|shared|stuff|tools)$/
/** What the sample consists of beside what a room has. */
const MAKES_SAMPLE = /^sample\/(generate(-[\w-]+)?|load|[\w-]+-data)\.ts$/

function nameFindings(path: string, house: House): string[] {
  const zone = zoneOf(path)
  const words = path.replace(/\.tsx?$/, '').split(/[/.]/)
  const drawer = words.find((word) => DRAWERS.test(word))
  if (drawer) return [`${path}: "${drawer}" says nothing; a thing stands with its narrowest owner`]
  if (isLikeRoom(zone) && !MAKES_SAMPLE.test(path))
    return [...kindFinding(path, house), ...folderFinding(path, zone, house)]
  if (zone.startsWith('engines/')) return engineNameFindings(path)
  const isDeep = zone.startsWith('platform/') && zone !== 'platform/ui' && path.split('/').length > 3
  return isDeep ? [`${path}: a part of the platform has no folders of its own`] : []
}

function kindFinding(path: string, house: House): string[] {
  const kinds = [...house.packages.keys()].filter((kind) => !['engine', 'command'].includes(kind))
  return kinds.includes(kindOf(path)) ? [] : [`${path} is not one of a room's kinds of file (${kinds.join(' ')})`]
}

function folderFinding(path: string, zone: string, house: House): string[] {
  const inside = dirname(path)
    .slice(zone.length + 1)
    .replace(/(^|\/)ui(\/.*)?$/, '')
  const known = house.subRooms.get(zone.replace('rooms/', '')) ?? []
  return inside === '' || known.includes(inside)
    ? []
    : [`${path}: ${inside}/ is neither ui/ nor a sub-room of ARCHITECTURE.md`]
}

function engineNameFindings(path: string): string[] {
  if (path.split('/').length !== 3) return [`${path}: an engine has no folders`]
  const [name, ...more] = (/[^/]+$/.exec(path)?.[0] ?? '').split('.')
  const isPlain = more.length === 1
  return isPlain && !/^(rules|tables|service|access|measures|jobs|commands|ui)$/.test(name!)
    ? []
    : [`${path}: a file of an engine is named by what it is, or contract, messages, worker, command`]
}

/** What is said of a room as a whole: a sub-room has a contract and a service, an engine one verb. */
function wholeRoomFindings(files: readonly SourceFile[], house: House): string[] {
  const has = (folder: string, kind: string) =>
    files.some(({ path }) => dirname(path) === folder && kindOf(path) === kind)
  const known = (folder: string) => files.some(({ path }) => path.startsWith(`${folder}/`))
  const subRooms = [...house.subRooms].flatMap(([room, names]) => names.map((name) => `rooms/${room}/${name}`))
  return [
    ...subRooms
      .filter((folder) => known(folder) && !(has(folder, 'contract') && has(folder, 'service')))
      .map((folder) => `${folder}/ has no contract and service: a folder is a sub-room with a life of its own`),
    ...house.engines
      .map((name) => `engines/${name}`)
      .filter((folder) => known(folder) && files.filter(({ path }) => path === `${folder}/command.ts`).length !== 1)
      .map((folder) => `${folder}/ has no command.ts: an engine has one verb`),
  ]
}

// ── arrows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

function importFindings(file: SourceFile, house: House): string[] {
  return file.imports.flatMap((one) => {
    const says = one.isOurs ? arrowFinding(file.path, one, house) : packageFinding(file.path, one, house)
    return says ? [`${file.path} → ${one.target}: ${says}`] : []
  })
}

/** Folders of tests and of measuring; the product does not know them. */
const ASIDE = /^(testing|check|bench|e2e)\//

function arrowFinding(path: string, one: Import, house: House): string | undefined {
  const [from, to] = [zoneOf(path), zoneOf(one.target)]
  if (ASIDE.test(path)) return undefined
  if (ASIDE.test(one.target)) return 'the product does not know its tests'
  if (/^app\b/.test(to))
    return /^app\b/.test(from) ? inAppFinding(path, one, house) : 'nothing but the app knows the app'
  if (to === 'sample' && !/^(app\b|sample$)/.test(from)) return 'nothing but the app knows the sample'
  if (from.startsWith('platform/')) return platformFinding(from, to, house)
  if (from.startsWith('engines/')) return engineFinding(path, one, house)
  if (to.startsWith('engines/')) return askingFinding(path, one, house)
  return roomFinding(path, one, house)
}

function platformFinding(from: string, to: string, house: House): string | undefined {
  if (!to.startsWith('platform/')) return 'the platform knows no room'
  const [mine, other] = [from, to].map((zone) => house.parts.indexOf(zone.replace('platform/', '')))
  return other! <= mine! ? undefined : 'a part of the platform knows those that stand before it in ARCHITECTURE.md'
}

/** The app asks engines as it likes; of a room only what the table gives, and never an engine's verb, worker or contract. */
function askingFinding(path: string, one: Import, house: House): string | undefined {
  if (zoneOf(path).split('/')[0] === 'app') return undefined
  const arrow = house.arrows.get(kindOf(path))?.get('engine')
  return arrow?.far && kindOf(one.target) === 'engine'
    ? undefined
    : 'a room asks no engine but for the arithmetic of a service'
}

function engineFinding(path: string, one: Import, house: House): string | undefined {
  const to = zoneOf(one.target)
  if (to.startsWith('platform/')) return usesFinding(path, one, house)
  if (!to.startsWith('engines/')) return 'an engine knows no room'
  if (to !== zoneOf(path)) return 'an engine knows no other'
  return allowed(house.arrows.get(kindOf(path))?.get(kindOf(one.target)), one, true, kindOf(path), kindOf(one.target))
}

/** In a folder of the app that is laid out as a room; its pages and what puts the house together are free. */
function inAppFinding(path: string, one: Import, house: House): string | undefined {
  return isLikeRoom(zoneOf(path)) && isLikeRoom(zoneOf(one.target)) ? roomFinding(path, one, house) : undefined
}

function roomFinding(path: string, one: Import, house: House): string | undefined {
  const [from, to] = [zoneOf(path), zoneOf(one.target)]
  if (to.startsWith('platform/')) return from.startsWith('rooms/') ? usesFinding(path, one, house) : undefined
  if (!isLikeRoom(from) && from !== 'app/ui') return undefined
  if (placeOf(to, house) > placeOf(from, house)) return 'an earlier room does not know a later one'
  const [mine, other] = [kindOf(path), kindOf(one.target)]
  if (MAKES_SAMPLE.test(path)) return madeFinding(one)
  if (MAKES_SAMPLE.test(one.target)) return undefined
  return allowed(house.arrows.get(mine)?.get(other), one, from === to, mine, other)
}

/** The sample is made of what a town's own data are made of, and comes in by the same doors. */
function madeFinding({ target }: Import): string | undefined {
  const kind = kindOf(target)
  return MAKES_SAMPLE.test(target) || ['contract', 'rules', 'messages'].includes(kind) || zoneOf(target) === 'sample'
    ? undefined
    : 'the sample comes in by the doors that a town’s own data take'
}

function allowed(arrow: Arrow | undefined, one: Import, isOwn: boolean, from: string, to: string): string | undefined {
  if (!arrow) return `${from} may not import ${to}`
  if (!isOwn && !arrow.far) return `${from} may not import ${to} of another room`
  return arrow.types && !one.isType ? `${from} may import types of ${to} only` : undefined
}

function usesFinding(path: string, one: Import, house: House): string | undefined {
  const [kind, part] = [kindOf(path), one.target.split('/')[1]!]
  const arrow = house.uses.get(kind)?.get(part)
  if (!arrow) return `${kind} may not use ${part}`
  return arrow.types && !one.isType ? `${kind} may use types of ${part} only` : undefined
}

function packageFinding(path: string, one: Import, house: House): string | undefined {
  const zone = zoneOf(path)
  if (!zone.startsWith('rooms/') && !zone.startsWith('engines/')) return undefined
  const kind = kindOf(path)
  const known = house.packages
    .get(kind)
    ?.filter(({ name }) => (name.endsWith('*') ? one.target.startsWith(name.slice(0, -1)) : one.target === name))
  if (!known || known.length === 0) return `${kind} may not use this package`
  return one.isType || known.some(({ types }) => !types) ? undefined : `${kind} may use types of this package only`
}

function placeOf(zone: string, house: House): number {
  if (!zone.startsWith('rooms/')) return house.rooms.length
  const place = house.rooms.indexOf(zone.replace('rooms/', ''))
  if (place < 0) throw new Error(`${zone} has no place in the order of the rooms (ARCHITECTURE.md)`)
  return place
}

// ── sub-rooms ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A sub-room knows those before it, and of its room's own files those that know no sub-room themselves. */
function partsOfRoomsFindings(files: readonly SourceFile[], house: House): string[] {
  return [...house.subRooms].flatMap(([room, order]) => {
    const own = files.filter(({ path }) => zoneOf(path) === `rooms/${room}`)
    const partOf = (path: string) => order.find((name) => path.startsWith(`rooms/${room}/${name}/`))
    const whole = reaching(own, (path) => partOf(path) !== undefined)
    return own.flatMap(({ path, imports }) => {
      const mine = partOf(path)
      if (mine === undefined) return []
      return imports.flatMap(({ target }) => {
        const other = partOf(target)
        if (other !== undefined && order.indexOf(other) > order.indexOf(mine))
          return [`${path} → ${target}: ${mine}/ stands before ${other}/`]
        const isWhole = other === undefined && zoneOf(target) === `rooms/${room}` && whole.has(target)
        return isWhole ? [`${path} → ${target}: a sub-room does not know what puts the sub-rooms together`] : []
      })
    })
  })
}

/** Files that reach one of those, by however many steps; types of the whole do no harm. */
function reaching(files: readonly SourceFile[], isGoal: (path: string) => boolean): Set<string> {
  const values = (file: SourceFile) => file.imports.filter(({ isType }) => !isType)
  const found = new Set(
    files.filter((file) => values(file).some(({ target }) => isGoal(target))).map(({ path }) => path),
  )
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const file of files) if (values(file).some(({ target }) => found.has(target))) found.add(file.path)
  }
  return found
}

// ── the browser ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Runs where the pages are built, not in them. */
const BUILDS_PAGES = /^platform\/(ui\/fonts\/plugin|client\/contract-plugin)\.ts$/
const OF_THE_SERVER =
  /^(node:|pg$|pg-boss|kysely|fastify|@fastify\/|highs|nodemailer|write-excel-file\/node|read-excel-file\/node)/

/** Whatever a page loads, by however many steps, runs in a browser. */
function browserFindings(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const pages = files.filter(({ path }) => (path.includes('/ui/') || path.endsWith('.tsx')) && !BUILDS_PAGES.test(path))
  const from = new Map(pages.map(({ path }) => [path, path]))
  const waiting = [...pages]
  const found: string[] = []
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    for (const { target, isOurs, isType } of file.imports) {
      if (isType || BUILDS_PAGES.test(target)) continue
      if (!isOurs && OF_THE_SERVER.test(target))
        found.push(`${from.get(file.path)} loads ${file.path}, which needs ${target}`)
      const next = isOurs && !from.has(target) ? byPath.get(target) : undefined
      if (!next) continue
      from.set(target, from.get(file.path)!)
      waiting.push(next)
    }
  }
  return found
}

// ── circles ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** No file, sub-room, room, engine or part of the platform knows itself by way of others, types included. */
function circleFindings(files: readonly SourceFile[]): string[] {
  const arrowsBy = (nameOf: (path: string) => string | undefined) => {
    const arrows = new Map<string, Set<string>>()
    for (const { path, imports } of files) {
      const from = nameOf(path)
      if (from === undefined) continue
      const known = arrows.get(from) ?? new Set()
      arrows.set(from, known)
      for (const { target } of imports) {
        const to = nameOf(target)
        if (to !== undefined && (to !== from || (from === path && target === path))) known.add(to)
      }
    }
    return arrows
  }
  const levels = [
    (path: string) => path,
    (path: string) => (isTest(path) || !/^(rooms|engines|platform)\//.test(path) ? undefined : zoneOf(path)),
    (path: string) => (isTest(path) ? undefined : /^(rooms\/[\w-]+\/(?!ui\/)[\w-]+)\//.exec(path)?.[1]),
  ]
  return levels.flatMap((nameOf) => circlesIn(arrowsBy(nameOf)).map((circle) => `a circle: ${circle.join(' · ')}`))
}
