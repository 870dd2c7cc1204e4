/**
 * What an item of QTI says, from 2.x (`choiceInteraction`) or 3.0 (`qti-choice-interaction`), whatever prefix its names have, as an item
 * of ours; or why it is none. What another vendor's package holds beside is passed over where the item stays what it was.
 */
import type { Item, ItemBody, ItemKind } from './rules.ts'

/** A tag with what is in it; `name` in small letters, without `qti-` and hyphens, `written` as the file has it; both without prefix. */
export interface Node {
  readonly name: string
  readonly written: string
  readonly attribute: (name: string) => string | undefined
  readonly content: (Node | string)[]
}

/** Why an item is left out: the words stand in the messages under `skip.<key>`. */
export interface Skipped {
  readonly skip: 'interaction' | 'many' | 'none' | 'media' | 'adaptive' | 'template' | 'not_item'
  /** The name of what is not offered, as the file has it. */
  readonly type: string
}

export const plainName = (name: string) => name.replace(/^qti-/, '').replaceAll('-', '').toLowerCase()

const MEDIA = new Set([
  'img',
  'object',
  'audio',
  'video',
  'picture',
  'svg',
  'math',
  'iframe',
  'embed',
  'canvas',
  'figure',
])
const BLOCKS = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'br',
  'tr',
  'table',
  'blockquote',
  'pre',
  'section',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'prompt',
])
const OFFERED = ['choiceinteraction', 'orderinteraction', 'textentryinteraction']

export type Told = Pick<Item, 'kind' | 'stem' | 'body' | 'explanation'>

export function toldBy(root: Node): Told | Skipped {
  if (root.name !== 'assessmentitem') return { skip: 'not_item', type: root.written }
  if (root.attribute('adaptive') === 'true') return { skip: 'adaptive', type: 'adaptive' }
  if (inside(root, ({ name }) => name === 'templatedeclaration').length > 0)
    return { skip: 'template', type: 'template' }
  const [body] = inside(root, ({ name }) => name === 'itembody')
  const interactions = body ? inside(body, ({ name }) => /interaction$/.test(name)) : []
  const [asked, second] = interactions
  if (!body || !asked) return { skip: 'none', type: 'itemBody' }
  if (!OFFERED.includes(asked.name)) return { skip: 'interaction', type: asked.written }
  if (second) return { skip: 'many', type: `${asked.written} × ${interactions.length}` }
  const [media] = inside(body, ({ name }) => MEDIA.has(name))
  if (media) return { skip: 'media', type: media.written }
  const named = asked.attribute('response-identifier') ?? asked.attribute('responseIdentifier') ?? 'RESPONSE'
  const declared = inside(root, (one) => one.name === 'responsedeclaration' && one.attribute('identifier') === named)[0]
  const kind = kindOf(asked, declared)
  return {
    kind,
    stem: stemOf(body, asked),
    body: bodyOf(root, asked, declared, kind),
    explanation: inside(root, ({ name }) => name === 'modalfeedback')
      .map((one) => textOf(one))
      .join('\n'),
  }
}

function kindOf(asked: Node, declared: Node | undefined): ItemKind {
  if (asked.name === 'orderinteraction') return 'ordering'
  if (asked.name === 'choiceinteraction')
    return declared?.attribute('cardinality') === 'multiple' ? 'multiple' : 'single'
  const type = declared?.attribute('base-type') ?? declared?.attribute('baseType')
  return type === 'float' || type === 'integer' ? 'numeric' : 'text'
}

function bodyOf(root: Node, asked: Node, declared: Node | undefined, kind: ItemKind): ItemBody {
  const values = declared
    ? inside(declared, ({ name }) => name === 'correctresponse').flatMap((one) =>
        inside(one, ({ name }) => name === 'value'),
      )
    : []
  const right = values.map((value) => textOf(value))
  if (kind === 'numeric') return { value: right[0] ?? '', tolerance: toleranceIn(root), unit: unitOf(root) }
  const scored = (declared ? inside(declared, ({ name }) => name === 'mapentry') : []).flatMap((entry) => {
    const worth = Number(entry.attribute('mapped-value') ?? entry.attribute('mappedValue') ?? 0)
    return worth > 0 ? [{ key: entry.attribute('map-key') ?? entry.attribute('mapKey') ?? '', worth }] : []
  })
  if (kind === 'text') return { accepted: [...new Set([...right, ...scored.map(({ key }) => key)])].filter(Boolean) }
  const choices = inside(asked, ({ name }) => name === 'simplechoice')
  const places = new Map(choices.map((choice, index) => [choice.attribute('identifier') ?? '', index + 1]))
  const keys = right.length > 0 ? right : bestOf(scored, kind)
  return { choices: choices.map((choice) => textOf(choice)), right: keys.map((key) => places.get(key) ?? 0) }
}

/** Where points stand instead of what is right: all that give some, or of one choice the best, if only one is. */
function bestOf(scored: readonly { key: string; worth: number }[], kind: ItemKind): string[] {
  if (kind === 'ordering') return []
  const most = Math.max(...scored.map(({ worth }) => worth))
  return scored.filter(({ worth }) => kind === 'multiple' || worth === most).map(({ key }) => key)
}

/** Absolute: on both sides, the wider one. Relative ones are passed over: the value itself is right. */
function toleranceIn(root: Node): string {
  const [equal] = inside(root, ({ name }) => name === 'equal')
  const mode = equal?.attribute('tolerance-mode') ?? equal?.attribute('toleranceMode')
  if (!equal || mode !== 'absolute') return '0'
  const sides = (equal.attribute('tolerance') ?? '0').trim().split(/\s+/)
  return sides.toSorted((a, b) => Number(b) - Number(a))[0] ?? '0'
}

function unitOf(root: Node): string {
  const [unit] = inside(root, (one) => one.name === 'span' && one.attribute('class') === 'unit')
  return unit ? textOf(unit) : ''
}

/** What is asked: the body without choices and feedback; a place to fill in within a sentence is shown as a gap. */
function stemOf(body: Node, asked: Node): string {
  const skip = (one: Node) =>
    /^(simplechoice|feedbackinline|feedbackblock|rubricblock|stylesheet)$/.test(one.name) || isUnit(one)
  const text = textOf(body, skip, (one) => (one === asked && asked.name === 'textentryinteraction' ? PLACE : undefined))
  return text
    .split('\n')
    .filter((line) => line.replaceAll(PLACE, '').trim() !== '' || !line.includes(PLACE))
    .join('\n')
    .replaceAll(PLACE, GAP)
}

/** What no XML can hold. */
const PLACE = '\u0000'
const GAP = '＿＿＿'
const isUnit = (one: Node) => one.name === 'span' && one.attribute('class') === 'unit'

/** Nodes within, not those within a node that was found, in the order of the file. */
function inside(node: Node, isWanted: (one: Node) => boolean): Node[] {
  return node.content.flatMap((one) => (typeof one === 'string' ? [] : isWanted(one) ? [one] : inside(one, isWanted)))
}

/** Text as it is read: blocks begin a line, white space is one space, an ideographic space stays. */
export function textOf(
  node: Node,
  skip: (one: Node) => boolean = (one) => /^feedback/.test(one.name),
  replaced: (one: Node) => string | undefined = () => undefined,
): string {
  const parts: string[] = []
  const walk = (one: Node | string): void => {
    if (typeof one === 'string') return void parts.push(one.replace(/[ \t\r\n]+/g, ' '))
    if (skip(one)) return
    const instead = replaced(one)
    if (instead !== undefined) return void parts.push(instead)
    const isBlock = BLOCKS.has(one.name)
    if (isBlock) parts.push('\n')
    for (const inner of one.content) walk(inner)
    if (isBlock) parts.push('\n')
  }
  for (const one of node.content) walk(one)
  return parts
    .join('')
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').replace(/^ | $/g, ''))
    .filter((line) => line.trim() !== '')
    .join('\n')
}
