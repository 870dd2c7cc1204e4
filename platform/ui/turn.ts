/**
 * The parts of a page come in their order: a part stands when nothing above it waits any more. What came later would push away
 * what is being read already (a layout shift); what appears below does not. A part that has come stays, whatever waits again.
 */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** How long a part waits for those above it, ms; whoever has waited so long wants to read what there is. */
const PATIENCE = 5000

const waiting = new Set<Element>()
const listeners = new Set<() => void>()
let isTelling = false

/**
 * For a part: whether it is its turn. `holdsUp` what follows, for as long as it is there: the shape of what is coming. `isLast`: nobody
 * came for it, so that it waits for all that is above it, however long that takes.
 */
export function useTurn<Part extends HTMLElement>({
  holdsUp = false,
  isLast = false,
} = {}): {
  part: RefObject<Part | null>
  hasCome: boolean
} {
  const part = useRef<Part>(null)
  useLayoutEffect(() => {
    const element = part.current
    // What waits in a dialog lies over the page and moves nothing of it.
    if (!holdsUp || !element || element.closest('dialog, [popover]')) return
    waiting.add(element)
    return () => {
      waiting.delete(element)
      tell()
    }
  }, [holdsUp])
  const [hasCome, setHasCome] = useState(false)
  useLayoutEffect(() => {
    if (hasCome) return
    const look = () => {
      if (part.current && !isBehind(part.current)) setHasCome(true)
    }
    look()
    listeners.add(look)
    const enough = isLast ? undefined : setTimeout(() => setHasCome(true), PATIENCE)
    return () => {
      listeners.delete(look)
      clearTimeout(enough)
    }
  }, [hasCome, isLast])
  return { part, hasCome }
}

/** Once the page stands as it will be painted: what took the place of a shape may hold shapes of its own. */
function tell() {
  if (isTelling) return
  isTelling = true
  queueMicrotask(() => {
    isTelling = false
    for (const listener of [...listeners]) listener()
  })
}

function isBehind(part: Element): boolean {
  return [...waiting].some((shape) => {
    const place = shape.compareDocumentPosition(part)
    return Boolean(place & Node.DOCUMENT_POSITION_FOLLOWING)
  })
}
