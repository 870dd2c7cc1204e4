import { type RefObject, useEffect } from 'react'
import type { Language } from '#platform/i18n/messages.ts'

/**
 * Names, courses and the policy's own words stay Japanese where the pages are read in English. So that they are spoken as what they are,
 * each element whose own words are Japanese says so by `lang` (WCAG 2.2, 3.1.2). Of a sentence with words of both, most letters decide.
 */
export function useLanguageOfParts(part: RefObject<HTMLElement | null>, language: Language) {
  useEffect(() => {
    const within = part.current
    if (language === 'ja' || !within) return
    mark(within)
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) mark(target instanceof Element ? target : target.parentElement)
    })
    observer.observe(within, { childList: true, subtree: true, characterData: true })
    return () => {
      observer.disconnect()
      for (const element of within.querySelectorAll('[data-other-language]')) unmark(element)
    }
  }, [part, language])
}

function mark(within: Element | null) {
  if (!within) return
  const texts = document.createTreeWalker(within, NodeFilter.SHOW_TEXT)
  const own = new Map<Element, string>()
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement
    if (!element || element.closest('script, style')) continue
    own.set(element, (own.get(element) ?? '') + (texts.currentNode as Text).data)
  }
  // What is Japanese first: words may stand before those of the element around them.
  const others: Element[] = []
  for (const [element, words] of own) {
    const letters = words.match(letter)?.length ?? 0
    if ((words.match(japanese)?.length ?? 0) * 2 <= letters) {
      if (letters > 0) others.push(element)
      else if (element.matches('[data-other-language]')) unmark(element)
    } else if (languageAround(element) !== 'ja') say(element, 'ja')
  }
  // A word of the page's own within what somebody wrote, such as a tag behind a name.
  for (const element of others) {
    if (languageAround(element) === 'ja') say(element, 'en')
    else if (element.matches('[data-other-language]')) unmark(element)
  }
}

const languageAround = ({ parentElement }: Element) => parentElement?.closest('[lang]')?.getAttribute('lang')

/** What says its language itself is right. */
function say(element: Element, language: Language) {
  if (element.hasAttribute('lang') && !element.matches('[data-other-language]')) return
  element.setAttribute('lang', language)
  element.setAttribute('data-other-language', '')
}

function unmark(element: Element) {
  element.removeAttribute('lang')
  element.removeAttribute('data-other-language')
}

const letter = /\p{L}/gu
const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
