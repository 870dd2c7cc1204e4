import type { Diagram, DiagramArrow, DiagramNode } from './shape.ts'

/** In millimetres from the upper left corner of the picture. */
interface Box {
  readonly node: DiagramNode
  readonly x: number
  readonly y: number
}
export interface Line extends DiagramArrow {
  readonly from: string
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly boxWidth: number
  readonly boxHeight: number
  readonly titles: readonly { readonly x: number; readonly text: string }[]
  readonly boxes: readonly Box[]
  readonly lines: readonly Line[]
}

/** Between two columns, where the arrows run. */
const GAP = 17
/** Of the title of a column. */
const HEAD = 8
const BETWEEN = 2.5
const TALLEST = 34

/**
 * Where boxes and arrows stand: columns of one width, boxes of one height so that the fullest column fits, each column in the middle. Arrows leave
 * and reach a box spread over its side, in the order of where they come from or go to, so that they are told apart.
 */
export function drawingOf({ columns, arrows }: Diagram, [width, height]: readonly [number, number]): Drawing {
  const boxWidth = (width - GAP * (columns.length - 1)) / columns.length
  const most = Math.max(...columns.map(({ nodes }) => nodes.length), 1)
  const room = height - HEAD
  const between = Math.min(BETWEEN, room / most / 5)
  const boxHeight = Math.min(TALLEST, room / most - between)
  const boxes = columns.flatMap(({ nodes }, column) => {
    const free = room - nodes.length * boxHeight
    const space = free / (nodes.length + 1)
    return nodes.map((node, place) => ({
      node,
      x: column * (boxWidth + GAP),
      y: HEAD + space * (place + 1) + place * boxHeight,
    }))
  })
  const byId = new Map(boxes.map((box) => [box.node.id, box]))
  const known = arrows.filter(({ from, to }) => byId.has(from) && byId.has(to))
  const beside = { from: sides(known, byId, 'from'), to: sides(known, byId, 'to') }
  const spread = (arrow: DiagramArrow, side: 'from' | 'to') => {
    const all = beside[side].get(arrow[side])!
    return byId.get(arrow[side])!.y + (boxHeight * (all.indexOf(arrow) + 1)) / (all.length + 1)
  }
  return {
    ...{ width, height, boxWidth, boxHeight, boxes },
    titles: columns.map(({ title: text }, column) => ({ x: column * (boxWidth + GAP), text })),
    lines: known.map((arrow) => ({
      ...arrow,
      x1: byId.get(arrow.from)!.x + boxWidth,
      y1: spread(arrow, 'from'),
      x2: byId.get(arrow.to)!.x,
      y2: spread(arrow, 'to'),
    })),
  }
}

/** The arrows at one side of each box, from the top. */
function sides(arrows: readonly DiagramArrow[], boxes: ReadonlyMap<string, Box>, side: 'from' | 'to') {
  const other = side === 'from' ? 'to' : 'from'
  const byPlace = arrows.toSorted((a, b) => boxes.get(a[other])!.y - boxes.get(b[other])!.y)
  return Map.groupBy(byPlace, (arrow) => arrow[side])
}

/** Beyond the margins of a sheet and what stands above and below the picture on it. */
export const PICTURE: readonly [number, number] = [396, 222]
