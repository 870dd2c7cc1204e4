import { useEffect } from 'react'

const storageKey = 'search-key'

/** Whether / moves to the search and t turns pictures into tables. Keys without a modifier can be switched off (WCAG 2.2, 2.1.4): speech input may press them. */
export function areSingleKeysOn(): boolean {
  return localStorage.getItem(storageKey) !== 'off'
}

export function switchSingleKeys(on: boolean) {
  localStorage.setItem(storageKey, on ? 'on' : 'off')
}

/** A key that does something on this page, unless it is being typed somewhere or single keys are switched off. */
export function useKey(key: string, act: () => void) {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (isWriting(event.target) || document.querySelector('dialog[open]') || !areSingleKeysOn()) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
