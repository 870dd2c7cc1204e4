import { useEffect } from 'react'

/** A letter that does something on this page, unless it is being typed somewhere. */
export function useKey(letter: string, act: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, dialog')
      if (event.key === letter && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) act()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}
