/**
 * A QTI content package, ours or another vendor's: the manifest says which files are items; each is read by itself, and one that is not
 * offered here is named and left out. Nothing of it is believed: sizes are bounded before anything is unpacked, no entity is defined by
 * it, and no address in it is ever asked.
 */
import type { Ctx } from '#platform/ctx/ctx.ts'
import { isWorkbook } from '#platform/files/table.ts'
import { type Attributes, BadXml, readXml, type XmlHearer } from '#platform/files/xml.ts'
import { BadZip, openZip, type Zip } from '#platform/files/zip.ts'
import type { Found, Read } from './found.rules.ts'
import { itemsMessages } from './messages.ts'
import { KEYWORD } from './qti.rules.ts'
import { type Node, plainName, type Skipped, textOf, toldBy } from './qti-item.rules.ts'
import { CODE, type Item, type ItemField, itemFields } from './rules.ts'

const MANIFEST = 'imsmanifest.xml'
const MOST = 3_000
/** Bytes of one file of an item, unpacked. */
const LARGEST = 500_000
const MANIFEST_LARGEST = 8_000_000
const DEEPEST = 200

export async function isPackage(bytes: Uint8Array): Promise<boolean> {
  if (!isWorkbook(bytes)) return false
  const zip = await opened(bytes)
  return zip === undefined || zip.sizeOf('xl/workbook.xml') === undefined
}

export async function readPackage(ctx: Ctx, name: string, bytes: Uint8Array): Promise<Read> {
  const whole = (key: 'no_zip' | 'no_manifest' | 'bad_manifest' | 'no_items' | 'too_many', file = name): Read => {
    const reason = ctx.t(itemsMessages, `package.${key}`, { most: MOST })
    const said = ctx.t(itemsMessages, 'wrong.package', { reason })
    return {
      format: 'qti',
      found: [],
      skipped: [],
      problems: [{ file, line: null, item: null, column: null, reason: said }],
    }
  }
  const zip = await opened(bytes)
  if (!zip) return whole('no_zip')
  if (zip.sizeOf(MANIFEST) === undefined) return whole('no_manifest')
  const manifest = await treeIn(zip, MANIFEST, MANIFEST_LARGEST)
  if (!manifest) return whole('bad_manifest', MANIFEST)
  const resources = resourcesIn(manifest)
  if (resources.length === 0 && !listsNothing(manifest)) return whole('no_items', MANIFEST)
  if (resources.length > MOST) return whole('too_many', MANIFEST)
  const found: Found[] = []
  const skipped: Read['skipped'][number][] = []
  const problems: Read['problems'][number][] = []
  for (const resource of resources) {
    await ctx.progress(found.length + skipped.length, resources.length, resource.href)
    const read = await readItem(zip, resource)
    const place = { file: resource.href, line: null, item: read.code ?? null, column: null }
    if ('item' in read) found.push({ item: read.item, place })
    else if ('skip' in read) {
      const reason = ctx.t(itemsMessages, `skip.${read.skip}`, { type: read.type, code: read.code ?? '' })
      skipped.push({ ...place, type: read.type, reason })
    } else problems.push({ ...place, reason: ctx.t(itemsMessages, `package.${read.fault}`) })
  }
  return { format: 'qti', found, skipped, problems }
}

interface Resource {
  readonly href: string
  readonly keywords: readonly string[]
}

/** A bank without items, as we write it: a list with nothing in it, where another package has something that is no item, or no list. */
function listsNothing({ content }: Node): boolean {
  const list = content.find((one) => typeof one !== 'string' && one.name === 'resources')
  return typeof list === 'object' && list.content.every((one) => typeof one === 'string')
}

function resourcesIn(manifest: Node): Resource[] {
  const all: Resource[] = []
  const walk = (node: Node) => {
    for (const one of node.content) {
      if (typeof one === 'string') continue
      const href = one.attribute('href')
      if (one.name === 'resource' && /^imsqti_item_/.test(one.attribute('type') ?? '') && href)
        all.push({ href: plainPath(href), keywords: keywordsIn(one) })
      else walk(one)
    }
  }
  walk(manifest)
  return all
}

/** As the zip names it. */
function plainPath(href: string): string {
  try {
    return decodeURIComponent(href).replaceAll('\\', '/').replace(/^\.\//, '')
  } catch {
    return href
  }
}

function keywordsIn(node: Node): string[] {
  return node.content.flatMap((one) => {
    if (typeof one === 'string') return []
    if (one.name !== 'keyword') return keywordsIn(one)
    const word = textOf(one).trim()
    return word.startsWith(KEYWORD) ? [word.slice(KEYWORD.length)] : []
  })
}

type ReadItem = { code?: string | undefined } & (
  | { item: Item }
  | { fault: 'absent' | 'too_large' | 'bad_xml' }
  | SkippedHere
)
type SkippedHere = Skipped | { readonly skip: 'code'; readonly type: string }

async function readItem(zip: Zip, { href, keywords }: Resource): Promise<ReadItem> {
  const size = zip.sizeOf(href)
  if (size === undefined) return { fault: 'absent' }
  if (size > LARGEST) return { fault: 'too_large' }
  const root = await treeIn(zip, href, LARGEST)
  if (!root) return { fault: 'bad_xml' }
  const code = root.attribute('identifier')
  const told = toldBy(root)
  if ('skip' in told) return { code, ...told }
  if (code === undefined || !CODE.test(code)) return { code, skip: 'code', type: 'identifier' }
  const said = (name: string) => keywords.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1)
  const field = said('field')
  const level = Number(said('level') ?? 1)
  return {
    code,
    item: {
      ...{ code, ...told },
      field: itemFields.includes(field as ItemField) ? (field as ItemField) : 'unsorted',
      skill: said('skill') ?? null,
      level: Number.isInteger(level) ? level : 1,
      isSample: keywords.includes('sample'),
    },
  }
}

async function opened(bytes: Uint8Array): Promise<Zip | undefined> {
  try {
    return await openZip(bytes)
  } catch (error) {
    if (error instanceof BadZip) return undefined
    throw error
  }
}

/** The root of a file; undefined where it is no XML that ends, is deeper than any item, or more than it says. */
async function treeIn(zip: Zip, name: string, most: number): Promise<Node | undefined> {
  if ((zip.sizeOf(name) ?? 0) > most) return undefined
  const roots: Node[] = []
  const open: { node: Node; tag: string }[] = []
  const hearer: XmlHearer = {
    open(tag, attributes) {
      if (open.length > DEEPEST) throw new BadXml('Deeper than any item')
      const attribute = (wanted: string) => attributeOf(attributes, wanted)
      const node: Node = { name: plainName(tag), written: tag, attribute, content: [] }
      const around = open.at(-1)
      if (around) around.node.content.push(node)
      else roots.push(node)
      open.push({ node, tag })
    },
    close(tag) {
      if (open.pop()?.tag !== tag) throw new BadXml('A tag closes what is not open')
    },
    text: (text) => void open.at(-1)?.node.content.push(text),
  }
  try {
    await readXml(zip.textOf(name), hearer)
  } catch (error) {
    if (error instanceof BadXml || error instanceof BadZip) return undefined
    throw error
  }
  return open.length === 0 && roots.length === 1 ? roots[0] : undefined
}

/** By its name with or without a prefix. */
function attributeOf(attributes: Attributes, wanted: string): string | undefined {
  const [, value] = Object.entries(attributes).find(([name]) => name === wanted || name.endsWith(`:${wanted}`)) ?? []
  return value
}
