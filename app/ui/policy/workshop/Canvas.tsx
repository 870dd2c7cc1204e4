import { type KeyboardEvent, memo, type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { focusNext } from '#platform/ui/focus.ts'
import { Select } from '#platform/ui/form/Choices.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { columnsOf, related } from '#rooms/logic-model/rules.ts'
import { type Arrow, ArrowLines } from '#rooms/logic-model/ui/Arrows.tsx'
import { NodeCard } from '#rooms/logic-model/ui/NodeCard.tsx'
import { usePlaces } from '#rooms/logic-model/ui/usePlaces.ts'
import { nodeLists } from '#rooms/policy/compare.rules.ts'
import { showPath } from '#rooms/policy/findings.rules.ts'
import { type Change, inverse, valueAt } from '#rooms/policy/working-drafts/change.rules.ts'
import {
  type DrawnArrow,
  type DrawnNode,
  drawnArrows,
  drawnNodes,
  listBeside,
  listsInOrder,
  type NodeList,
  reachableFrom,
  withArrow,
  withNode,
  withoutArrow,
  withoutNode,
} from '#rooms/policy/working-drafts/model-edits.rules.ts'
import { CommentsAt } from '../comments/Comments.tsx'
import { useAim } from './aim.ts'
import { Fields } from './Fields.tsx'
import { modelMessages } from './model.messages.ts'
import { arrow as arrowShape, modelShapes } from './structures.ts'
import { freshId, listAt, useWork } from './work.tsx'
import { workshopMessages } from './workshop.messages.ts'

/** What of the drawing is chosen: by id, because positions move. */
type Chosen = { readonly node: string } | { readonly from: string; readonly to: string } | null

/** The logic model edited on its drawing; the table beside says and does the same. */
export function Canvas() {
  const t = useMessages(modelMessages)
  const words = useMessages(workshopMessages)
  const { editing, make, isClosed } = useWork()
  const aim = useAim()?.at
  const [chosen, choose] = useState<Chosen>(aim === undefined ? null : { node: aim })
  const ground = useRef<HTMLDivElement>(null)
  const nodes = drawnNodes(editing.data)
  const arrows = drawnArrows(editing.data)
  const places = usePlaces(ground, nodes.map(({ id }) => id).join(' '))
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const drawn = arrows.filter(({ from, to }) => byId.has(from) && byId.has(to))
  // A key typed in a name draws one card anew, and neither the arrows nor the three hundred others.
  const structure = JSON.stringify([nodes.map(({ id, list }) => [id, list]), drawn.map(asLine)])
  const { columns, lines } = useMemo(() => laidOut(structure), [structure])
  const node = chosen && 'node' in chosen ? byId.get(chosen.node) : undefined
  const arrow =
    chosen && 'from' in chosen ? drawn.find(({ from, to }) => from === chosen.from && to === chosen.to) : undefined
  const [nodeId, from, to] = [node?.id, arrow?.from, arrow?.to]
  const kept = useMemo(
    () => (nodeId !== undefined ? related(lines, nodeId) : from && to ? new Set([from, to]) : undefined),
    [lines, nodeId, from, to],
  )
  const isDim = useCallback((one: Arrow) => !!kept && !(kept.has(one.from) && kept.has(one.to)), [kept])
  const chooseArrow = useCallback((one: Arrow) => choose({ from: one.from, to: one.to }), [])
  const turn = useCallback(
    (id: string) => choose((now) => (now && 'node' in now && now.node === id ? null : { node: id })),
    [],
  )
  const nameOf = (id: string) => byId.get(id)?.name || words('unnamed')

  function add(list: NodeList, tie?: (id: string) => { from: string; to: string }) {
    const shape = modelShapes[list]
    const id = freshId(editing.data, shape.id ?? list)
    const at = listAt(editing.data, ['model', list]).length
    make(withNode(editing.data, list, { id, ...shape.blank }, tie && { ...arrowShape.blank, ...tie(id) }))
    choose({ node: id })
    focusNext(`field-${showPath(['model', list, at, shape.fields[0]!.key])}`)
  }

  /** From what stands below the drawing, to what will. */
  function goTo(next: Chosen) {
    choose(next)
    focusNext(PANEL, DRAWING)
  }

  /** Back to the card of what is chosen. */
  function leave(event: KeyboardEvent<HTMLElement>) {
    const at = node?.id ?? arrow?.from
    // A list that is open closes by the same key.
    if (event.key === 'Escape' && !event.defaultPrevented && at !== undefined) cardOf(at)?.focus()
  }
  const cardOf = (id: string) => ground.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"] button`)

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const card = (event.target as HTMLElement).closest<HTMLElement>('[data-node]')
    const here = card && byId.get(card.dataset.node ?? '')
    const [across, down] =
      { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? []
    if (!here || across === undefined) return
    event.preventDefault()
    const column = listsInOrder.indexOf(here.list)
    const ids = (at: number) => columns.get(nodeLists[listsInOrder[at]!]) ?? []
    const row = ids(column).indexOf(here.id) + down!
    // Over levels that are empty to the next one.
    let to = column + across
    while (across !== 0 && listsInOrder[to] && ids(to).length === 0) to += across
    const there = listsInOrder[to] ? ids(to) : []
    const next = there[Math.min(Math.max(0, row), there.length - 1)]
    if (next) cardOf(next)?.focus()
  }

  return (
    <div className="mb-6">
      <p className="mb-3 max-w-[42em] text-solid-gray-700">{t('canvas.how')}</p>
      <section
        id={DRAWING}
        aria-label={t('canvas')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
        onKeyDown={onKeyDown}
        // Whoever chose a card by a key goes on with it below.
        onClick={({ detail, target }) => detail === 0 && (target as Element).closest('[data-node]') && focusNext(PANEL)}
        className="overflow-x-auto pb-3 [&_button]:scroll-mb-[50dvh]"
      >
        <div ref={ground} className="relative grid min-w-[44rem] grid-cols-5 gap-x-4">
          <Lines
            arrows={lines}
            places={places}
            isContradicted={isNever}
            isDim={isDim}
            nameOf={null}
            onChoose={chooseArrow}
          />
          {listsInOrder.map((list) => (
            <div key={list} className="flex min-w-0 flex-col">
              <h3 className="mb-2 text-center text-dns-14B-130 text-solid-gray-800">{t(`level.${list}`)}</h3>
              <ul className="flex grow flex-col justify-around gap-4">
                {(columns.get(nodeLists[list]) ?? []).map((id) => (
                  <Card
                    key={id}
                    {...{ id, list, turn }}
                    name={nameOf(id)}
                    isSample={byId.get(id)!.isSample}
                    isChosen={nodeId === id}
                    isDim={!!kept && !kept.has(id)}
                  />
                ))}
              </ul>
              {!isClosed && (
                <div className="relative z-10 mt-4 text-center">
                  <Button look="text" size="small" onClick={() => add(list)}>
                    {t('add')}
                    <span className="sr-only">: {t(`level.${list}`)}</span>
                  </Button>
                </div>
              )}
            </div>
          ))}
        </div>
      </section>
      {(node || arrow) && (
        // biome-ignore lint/a11y/noStaticElementInteractions: a way out by the keyboard, beside those by its buttons.
        <div
          onKeyDown={leave}
          className="sticky bottom-2 z-20 mt-3 max-h-[45dvh] overflow-y-auto rounded-12 shadow-2 print:static print:max-h-none"
        >
          {node && <ChosenNode key={node.id} {...{ node, arrows: drawn, nameOf, choose: goTo, add }} />}
          {arrow && <ChosenArrow key={`${arrow.from} ${arrow.to}`} {...{ arrow, nameOf, choose: goTo }} />}
        </div>
      )}
    </div>
  )
}

const DRAWING = 'model-drawing'
const PANEL = 'model-chosen'

/** Which card stands where, and the lines between them. */
function laidOut(structure: string) {
  const [nodes, lines] = JSON.parse(structure) as [[string, NodeList][], Arrow[]]
  const ofLevels = nodes.map(([id, list]) => ({ id, level: nodeLists[list] }))
  return { lines, columns: new Map(columnsOf(ofLevels, lines).map(({ level, ids }) => [level, ids])) }
}

const Lines = memo(ArrowLines)
const isNever = () => false

interface CardProps {
  readonly id: string
  readonly list: NodeList
  readonly name: string
  readonly isSample: boolean
  readonly isChosen: boolean
  readonly isDim: boolean
  readonly turn: (id: string) => void
}

const Card = memo(function Card({ id, list, name, isSample, isChosen, isDim, turn }: CardProps) {
  const node = { ...nothing, id, level: nodeLists[list], name, isSample }
  return (
    <NodeCard node={node} isChosen={isChosen} isDim={isDim} onChoose={() => turn(id)}>
      {null}
    </NodeCard>
  )
})

const nothing = { description: null, owner: null, pillar: null, source: null }

function asLine({ from, to, entry }: DrawnArrow): Arrow {
  const evidence = valueAt(entry, ['evidence'])
  const known = ['comovement', 'beforeAfter', 'controlled'].find((one) => one === evidence) ?? 'hypothesis'
  return { from, to, hypothesis: '', sign: '+', lagYears: 0, evidence: known as Arrow['evidence'], isSample: false }
}

interface Choosing {
  readonly nameOf: (id: string) => string
  readonly choose: (chosen: Chosen) => void
}

interface ChosenNodeProps extends Choosing {
  readonly node: DrawnNode
  readonly arrows: readonly DrawnArrow[]
  readonly add: (list: NodeList, tie?: (id: string) => { from: string; to: string }) => void
}

/** The fields of the chosen node, its arrows, and what can be put beside it. */
function ChosenNode({ node, arrows, nameOf, choose, add }: ChosenNodeProps) {
  const t = useMessages(modelMessages)
  const { editing, make, isClosed } = useWork()
  const takeOut = useTakeOut()
  const [before, after] = [listBeside(node, 'before'), listBeside(node, 'after')]
  const ends = reachableFrom(editing.data, node)
  const beside = arrows.filter(({ from, to }) => from === node.id || to === node.id)
  return (
    <Panel title={t('canvas.node', { name: nameOf(node.id) })}>
      <Fields specs={modelShapes[node.list].fields} path={['model', node.list, node.at]} />
      {beside.length > 0 && (
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {beside.map(({ at, from, to }) => (
            <li key={at}>
              <Button look="text" size="small" onClick={() => choose({ from, to })}>
                {t('canvas.arrow', { from: nameOf(from), to: nameOf(to) })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {!isClosed && (
        <div className="flex flex-wrap items-end gap-4">
          {before && (
            <Button look="secondary" size="small" onClick={() => add(before, (id) => ({ from: id, to: node.id }))}>
              {t('canvas.before')}
            </Button>
          )}
          {after && (
            <Button look="secondary" size="small" onClick={() => add(after, (id) => ({ from: node.id, to: id }))}>
              {t('canvas.after')}
            </Button>
          )}
          {ends.length > 0 && (
            <Select
              name="canvas.connect"
              label={t('canvas.connect')}
              value=""
              onChange={(to) => {
                make(withArrow(editing.data, { ...arrowShape.blank, from: node.id, to }))
                choose({ from: node.id, to })
              }}
              choices={[{ value: '', label: t('canvas.connect.choose') }, ...ends.map(asChoice(nameOf))]}
            />
          )}
          <Button
            look="text"
            size="small"
            onClick={() => {
              takeOut(nameOf(node.id), withoutNode(editing.data, node))
              choose(null)
            }}
          >
            {t('canvas.remove')}
          </Button>
        </div>
      )}
      <CommentsAt place={['model', node.list, node.at]} />
    </Panel>
  )
}

const asChoice =
  (nameOf: Choosing['nameOf']) =>
  ({ id }: DrawnNode) => ({ value: id, label: nameOf(id) })

function ChosenArrow({ arrow, nameOf, choose }: Choosing & { arrow: DrawnArrow }) {
  const t = useMessages(modelMessages)
  const { isClosed } = useWork()
  const takeOut = useTakeOut()
  const name = t('canvas.arrow', { from: nameOf(arrow.from), to: nameOf(arrow.to) })
  const ends = arrowShape.fields.filter(({ key }) => key !== 'from' && key !== 'to')
  return (
    <Panel title={name}>
      <Fields specs={ends} path={['model', 'arrows', arrow.at]} />
      <div className="flex flex-wrap gap-4">
        {[arrow.from, arrow.to].map((id) => (
          <Button key={id} look="text" size="small" onClick={() => choose({ node: id })}>
            {nameOf(id)}
          </Button>
        ))}
        {!isClosed && (
          <Button
            look="text"
            size="small"
            onClick={() => {
              takeOut(name, withoutArrow(arrow))
              choose({ node: arrow.from })
            }}
          >
            {t('canvas.remove')}
          </Button>
        )}
      </div>
      <CommentsAt place={['model', 'arrows', arrow.at]} />
    </Panel>
  )
}

/** Takes something out, and offers to put it back. */
function useTakeOut(): (what: string, changes: readonly Change[]) => void {
  const words = useMessages(workshopMessages)
  const { make } = useWork()
  const toast = useToast()
  return (what, changes) => {
    make(changes)
    toast({ message: words('removed', { what }), undo: () => make(changes.toReversed().map(inverse)) })
  }
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-4 rounded-12 border-2 border-blue-900 bg-white p-4 sm:p-6">
      <h3 id={PANEL} className="text-std-16B-170">
        {title}
      </h3>
      {children}
    </section>
  )
}
