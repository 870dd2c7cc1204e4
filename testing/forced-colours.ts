/**
 * What a page says by a ground alone is lost where the reader's own colours are forced (Windows' contrast themes): the browser takes every
 * ground away. So whatever is drawn without words has an edge or a colour of the system there, what is pressed has an edge, and what is
 * chosen is told apart. Measured as the browser has computed it, on a dark theme, where colours of our own would vanish as well.
 */
import type { Page } from 'playwright-core'

/** One line for each thing that shows on the page and no more with forced colours. */
export async function lostInForcedColours(page: Page): Promise<string[]> {
  await page.evaluate(rememberShapes)
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
  const lost = await page.evaluate(whatIsLost)
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' })
  return lost
}

type Remembering = typeof window & { shapes?: Element[]; pressed?: Element[] }

/** In the colours of the page: what has a ground of its own and no words, and what looks like something to press. */
function rememberShapes(): void {
  const isSeen = (one: Element) =>
    one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.closest('.sr-only')
  const clear = 'rgba(0, 0, 0, 0)'
  const groundOf = (one: Element | null): string => {
    for (let at = one; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at)
      if (backgroundColor !== clear) return backgroundColor
    }
    return 'rgb(255, 255, 255)'
  }
  const all = [...document.body.querySelectorAll('*')].filter((one) => !one.closest('svg') && isSeen(one))
  const shapes = all.filter((one) => {
    const { width, height } = one.getBoundingClientRect()
    const { backgroundColor, backgroundImage } = getComputedStyle(one)
    const isDrawn = backgroundColor !== clear || backgroundImage.includes('gradient')
    const isInk = isDrawn && (backgroundImage !== 'none' || backgroundColor !== groundOf(one.parentElement))
    return isInk && width >= 2 && height >= 2 && one.textContent === '' && !one.querySelector('svg, img, input, canvas')
  })
  const pressed = all.filter((one) => {
    // Under the pointer a ground is only the pointer's.
    if (!one.matches('button, [role=button], [role=tab], a, summary') || one.matches(':hover')) return false
    const { backgroundColor, borderTopWidth } = getComputedStyle(one)
    return (
      (backgroundColor !== clear && backgroundColor !== groundOf(one.parentElement)) ||
      Number.parseFloat(borderTopWidth) >= 1
    )
  })
  Object.assign(window, { shapes, pressed } satisfies Partial<Remembering>)
}

function whatIsLost(): string[] {
  const { shapes = [], pressed = [] } = window as Remembering
  const nameOf = (one: Element) => `${one.outerHTML.slice(0, 140)} “${one.textContent?.trim().slice(0, 20)}”`
  const light = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const contrast = (one: string, other: string) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b) as [number, number]
    return (bright + 0.05) / (dark + 0.05)
  }
  const isClear = (colour: string) => colour === 'transparent' || /, 0\)$/.test(colour)
  const groundOf = (one: Element | null): string => {
    for (let at = one; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at)
      if (!isClear(backgroundColor)) return backgroundColor
    }
    return 'rgb(0, 0, 0)'
  }
  /** Sides with an edge that is seen against what lies around. */
  const edges = (one: Element) => {
    const style = getComputedStyle(one)
    const around = groundOf(one.parentElement)
    return (['Top', 'Right', 'Bottom', 'Left'] as const).filter(
      (side) =>
        Number.parseFloat(style[`border${side}Width`]) >= 1 && contrast(style[`border${side}Color`], around) >= 3,
    ).length
  }
  const isOutlined = (one: Element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
  }
  const isInked = (one: Element) => contrast(getComputedStyle(one).backgroundColor, groundOf(one.parentElement)) >= 3
  const lost: string[] = []
  for (const one of shapes) if (!edges(one) && !isOutlined(one) && !isInked(one)) lost.push(`not seen: ${nameOf(one)}`)
  for (const one of pressed) if (edges(one) < 3 && !isOutlined(one)) lost.push(`no edge: ${nameOf(one)}`)
  const chosen =
    ':is([aria-pressed=true], [aria-selected=true], [aria-checked=true], [aria-current]:not([aria-current=false]))'
  for (const one of document.body.querySelectorAll(chosen)) {
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || one.matches('input')) continue
    const isMarked = edges(one) > 0 || isOutlined(one) || one.closest('svg') !== null
    if (!isMarked) lost.push(`not told apart: ${nameOf(one)}`)
  }
  for (const svg of document.body.querySelectorAll('svg:not([role=img], [data-mark])')) {
    if (!svg.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || svg.closest('.sr-only')) continue
    const around = groundOf(svg)
    const inks = [...svg.querySelectorAll('path, rect, circle, line, polyline, polygon, ellipse')].flatMap((part) => {
      const { fill, stroke } = getComputedStyle(part)
      return [fill, stroke].filter((ink) => ink !== 'none' && !isClear(ink))
    })
    if (inks.length > 0 && !inks.some((ink) => contrast(ink, around) >= 3)) lost.push(`not seen: ${nameOf(svg)}`)
  }
  return [...new Set(lost)]
}
