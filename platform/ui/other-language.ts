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
  // From the outside in: what an element says for itself it says for those within it too.
  const outerFirst = [...own].toSorted(([one], [other]) => depth(one) - depth(other))
  for (const [element, words] of outerFirst) {
    // What it was before must not be taken for what stands around it.
    if (element.matches('[data-other-language]')) unmark(element)
    const around = languageAround(element)
    if (isJapanese(words) ? around !== 'ja' : around === 'ja' && count(letter, words) > 0) {
      // A word of the page's own within what somebody wrote, such as a tag behind a name, is said as well.
      say(element, isJapanese(words) ? 'ja' : 'en')
    }
  }
}

const depth = (element: Element): number => (element.parentElement ? 1 + depth(element.parentElement) : 0)
const count = (letters: RegExp, words: string) => words.match(letters)?.length ?? 0
const isJapanese = (words: string) => count(japanese, words) * 2 > count(letter, words)
const languageAround = ({ parentElement }: Element) => parentElement?.closest('[lang]')?.getAttribute('lang')

/** What says its language itself is right. */
function say(element: Element, language: Language) {
  if (element.hasAttribute('lang')) return
  element.setAttribute('lang', language)
  element.setAttribute('data-other-language', '')
}

function unmark(element: Element) {
  element.removeAttribute('lang')
  element.removeAttribute('data-other-language')
}

const letter = /\p{L}/gu
const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
