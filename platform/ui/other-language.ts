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
  const others = [...own].filter(([, words]) => !isJapanese(words))
  // What an element is no more must not speak for those within it, whichever words come first.
  for (const [element] of others) if (element.matches('[data-other-language]')) unmark(element)
  for (const [element, words] of own) {
    if (!isJapanese(words)) continue
    if (languageAround(element) !== 'ja') say(element, 'ja')
    else if (element.matches('[data-other-language]')) unmark(element)
  }
  // A word of the page's own within what somebody wrote, such as a tag behind a name.
  for (const [element, words] of others) {
    if (count(letter, words) > 0 && languageAround(element) === 'ja') say(element, 'en')
  }
}

const count = (letters: RegExp, words: string) => words.match(letters)?.length ?? 0
const isJapanese = (words: string) => count(japanese, words) * 2 > count(letter, words)
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
