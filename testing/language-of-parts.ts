import type { Page } from 'playwright-core'

/**
 * Words, also those that are only spoken, whose language is not the one that stands around them (WCAG 2.2, 3.1.2): in English Japanese ones,
 * and everywhere whole English phrases that are called Japanese. One line each.
 */
export function misspoken(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
    const letters = /\p{L}/gu
    const phrase = /(?:\b[a-z]{2,}[,;:]? +){2}[a-z]{2,}\b/u
    const isWrong = (text: string, lang: string | null | undefined) => {
      const own = text.match(japanese)?.length ?? 0
      if (lang === 'en') return own * 2 > (text.match(letters)?.length ?? 0)
      return own === 0 && phrase.test(text)
    }
    const faults = new Set<string>()
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (words.nextNode()) {
      const element = words.currentNode.parentElement!
      const text = words.currentNode.nodeValue ?? ''
      if (element.closest('script, style, code, pre') || !element.checkVisibility()) continue
      const lang = element.closest('[lang]')?.getAttribute('lang')
      if (isWrong(text, lang)) faults.add(`“${text.trim().slice(0, 40)}” is called ${lang}`)
    }
    // A name that stands within a label for the ears cannot be parted from it, and is exempt as a name.
    for (const element of document.body.querySelectorAll('[aria-label], [alt], [title], [placeholder]')) {
      const lang = element.closest('[lang]')?.getAttribute('lang')
      if (!element.checkVisibility() || lang === 'en') continue
      for (const name of ['aria-label', 'alt', 'title', 'placeholder']) {
        const text = element.getAttribute(name) ?? ''
        if (isWrong(text, lang)) faults.add(`${name} “${text.slice(0, 40)}” is called ${lang}: ${element.tagName}`)
      }
    }
    return [...faults]
  })
}
