import { type RefObject, useLayoutEffect, useState } from 'react'

export interface Place {
  left: number
  right: number
  top: number
  bottom: number
}

export interface Places {
  width: number
  height: number
  of: ReadonlyMap<string, Place>
}

/**
 * Where the elements with `data-node` stand within the ground, in its own pixels (paper zooms it); measured again when anything grows.
 *
 * @param nodes which there are, where some come and go
 */
export function usePlaces(ground: RefObject<HTMLElement | null>, nodes = ''): Places {
  const [places, setPlaces] = useState<Places>({ width: 0, height: 0, of: new Map() })
  // biome-ignore lint/correctness/useExhaustiveDependencies: other nodes are other elements to look at.
  useLayoutEffect(() => {
    const element = ground.current
    if (!element) return
    const measure = () => setPlaces(placesIn(element))
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    for (const node of element.querySelectorAll('[data-node]')) observer.observe(node)
    measure()
    return () => observer.disconnect()
  }, [ground, nodes])
  return places
}

function placesIn(ground: HTMLElement): Places {
  const origin = ground.getBoundingClientRect()
  const zoom = origin.width / ground.offsetWidth || 1
  const of = new Map<string, Place>()
  for (const node of ground.querySelectorAll<HTMLElement>('[data-node]')) {
    const { left, right, top, bottom } = node.getBoundingClientRect()
    of.set(node.dataset.node ?? '', {
      left: (left - origin.left) / zoom,
      right: (right - origin.left) / zoom,
      top: (top - origin.top) / zoom,
      bottom: (bottom - origin.top) / zoom,
    })
  }
  return { width: origin.width / zoom, height: origin.height / zoom, of }
}
