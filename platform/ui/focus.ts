import { type RefObject, useEffect, useRef } from 'react'

/**
 * For a part that is replaced by what was pressed: it takes the focus when `value` changes, so that keys and ears go on there. Not when
 * the page opens. The part has `tabIndex={-1}`.
 */
export function useFocusOnChange<Part extends HTMLElement>(value: unknown): RefObject<Part | null> {
  const part = useRef<Part>(null)
  const seen = useRef(value)
  useEffect(() => {
    if (seen.current === value) return
    seen.current = value
    part.current?.focus({ preventScroll: true })
    part.current?.scrollIntoView({ block: 'start' })
  }, [value])
  return part
}

interface Place {
  readonly element: Element
  /** Which child of its parent it is. */
  readonly index: number
}

/**
 * What was pressed may go away by it: an approved card, an answered request. The browser then drops the focus to the body, and whoever goes
 * by keys starts anew. Within this part it goes on in its place instead: to what took its place in a list, else to the heading over it.
 */
export function useKeptFocus(part: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const within = part.current
    if (!within) return
    let way: Place[] = []
    const note = ({ target }: FocusEvent) => {
      way = target instanceof Element ? wayUp(target, within) : []
    }
    const look = () => {
      const [held] = way
      if (!held || held.element.isConnected || document.activeElement !== document.body) return
      const step = way.findIndex(({ element }) => element.isConnected)
      const next = step < 0 ? within : goingOn(way[step]!.element, way[step - 1]!.index)
      way = []
      focusOn(next)
    }
    const observer = new MutationObserver(look)
    within.addEventListener('focusin', note)
    observer.observe(within, { childList: true, subtree: true })
    return () => {
      within.removeEventListener('focusin', note)
      observer.disconnect()
    }
  }, [part])
}

/** What was pressed leads to what will stand there once the page has changed: the first of these by id that is there then. */
export function focusNext(...ids: readonly string[]): void {
  requestAnimationFrame(() => {
    const next = ids.map((id) => document.getElementById(id)).find((element) => element !== null)
    if (!next) return
    focusOn(next)
    next.scrollIntoView({ block: 'nearest' })
  })
}

/** Also on what is no control: a heading. */
export function focusOn(element: HTMLElement): void {
  if (!element.matches(focusable)) element.setAttribute('tabindex', '-1')
  element.focus({ preventScroll: true })
}

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]'

function wayUp(from: Element, within: Element): Place[] {
  const way: Place[] = []
  for (let element: Element | null = from; element; element = element.parentElement) {
    way.push({ element, index: element.parentElement ? [...element.parentElement.children].indexOf(element) : 0 })
    if (element === within) break
  }
  return way
}

/** In a list what stands now where the lost one stood, or the last; elsewhere the nearest heading. */
function goingOn(rest: Element, index: number): HTMLElement {
  const neighbour = rest.matches('ul, ol, tbody') ? (rest.children[index] ?? rest.lastElementChild) : null
  const first = neighbour?.querySelector<HTMLElement>(focusable)
  if (first) return first
  for (let element: Element | null = rest; element; element = element.parentElement) {
    const heading = element.querySelector<HTMLElement>('h1, h2, h3, h4')
    if (heading) return heading
  }
  return rest as HTMLElement
}
