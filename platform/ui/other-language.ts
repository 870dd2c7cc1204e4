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
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement
    if (!element || element.closest('script, style')) continue
    const own = [...element.childNodes].map((node) => (node instanceof Text ? node.data : '')).join('')
    const isJapanese = (own.match(japanese)?.length ?? 0) * 2 > (own.match(letter)?.length ?? 0)
    if (isJapanese && !element.closest('[lang=ja]')) {
      element.setAttribute('lang', 'ja')
      element.setAttribute('data-other-language', '')
    } else if (!isJapanese && element.matches('[data-other-language]')) unmark(element)
  }
}

function unmark(element: Element) {
  element.removeAttribute('lang')
  element.removeAttribute('data-other-language')
}

const letter = /\p{L}/gu
const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
