/** What a page measures: four sizes of letters, and nothing to press that is too small for a finger. Both as the browser has computed them. */
import type { Page } from 'playwright-core'

const LETTERS = [14, 16, 20, 28]
/** Height of what is pressed, px; DADS asks for 44. */
const FINGER = 44

/**
 * One line for each letter size and each hit area that is none of ours. A place that has to be tighter says so itself, `data-tight`, with the
 * reason beside it in the code. Links within a sentence are as high as their line (WCAG 2.5.8 excepts them).
 */
export function measureFaults(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ letters, finger }) => {
      const isSeen = (element: Element) =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest('.sr-only')
      const nameOf = (element: Element) =>
        `${element.outerHTML.slice(0, 90)} “${element.textContent?.trim().slice(0, 20)}”`
      const faults = new Set<string>()
      const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      while (words.nextNode()) {
        const element = words.currentNode.parentElement!
        if (!words.currentNode.nodeValue?.trim() || !isSeen(element) || element.closest('[data-tight], svg')) continue
        const size = Number.parseFloat(getComputedStyle(element).fontSize)
        if (!letters.some((one) => Math.abs(one - size) < 0.5)) faults.add(`${size} px: ${nameOf(element)}`)
      }
      const pressed =
        'button, select, summary, textarea, input:not([type=radio], [type=checkbox]), label:has(> :is([type=radio], [type=checkbox]))'
      for (const element of document.body.querySelectorAll(pressed)) {
        if (!isSeen(element) || element.closest('[data-tight]')) continue
        const { height, width } = element.getBoundingClientRect()
        if (width > 1 && height < finger - 0.5) faults.add(`${Math.round(height)} px high: ${nameOf(element)}`)
      }
      return [...faults]
    },
    { letters: LETTERS, finger: FINGER },
  )
}
