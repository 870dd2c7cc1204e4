import { useEffect } from 'react'

const storageKey = 'search-key'

/** Whether / moves to the search. A key without a modifier can be switched off (WCAG 2.2, 2.1.4): speech input may press it. */
export function isSearchKeyOn(): boolean {
  return localStorage.getItem(storageKey) !== 'off'
}

export function switchSearchKey(on: boolean) {
  localStorage.setItem(storageKey, on ? 'on' : 'off')
}

/** Calls `onKey` when / is pressed where nobody is writing. */
export function useSearchKey(onKey: () => void) {
  useEffect(() => {
    function listen(event: KeyboardEvent) {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (isWriting(event.target) || document.querySelector('dialog[open]') || !isSearchKeyOn()) return
      event.preventDefault()
      onKey()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [onKey])
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
