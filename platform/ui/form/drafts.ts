import { useEffect, useState } from 'react'

const owner = 'drafts-of'

/**
 * State that survives a reload and a lapse of the session in this tab, so that what was typed is never lost. It goes with
 * the tab: machines at the counter are shared. `drop` forgets it once it was sent.
 */
export function useDraft<T>(key: string, initial: T): [T, (value: T) => void, drop: () => void] {
  const storageKey = `draft:${key}`
  const [value, setValue] = useState<T>(() => {
    const kept = sessionStorage.getItem(storageKey)
    return kept === null ? initial : (JSON.parse(kept) as T)
  })
  const [isUnsent, setUnsent] = useState(() => sessionStorage.getItem(storageKey) !== null)
  useEffect(() => {
    if (!isUnsent) return
    // The draft goes with the tab, so the browser asks before it closes.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isUnsent])
  function keep(next: T) {
    sessionStorage.setItem(storageKey, JSON.stringify(next))
    setValue(next)
    setUnsent(true)
  }
  function drop() {
    sessionStorage.removeItem(storageKey)
    setValue(initial)
    setUnsent(false)
  }
  return [value, keep, drop]
}

/** Forgets the drafts in this tab when they are another account's: those of IT and of HR need not be anybody's of the staff. */
export function keepDraftsOf(account: number) {
  if (sessionStorage.getItem(owner) === String(account)) return
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith('draft:')) sessionStorage.removeItem(key)
  }
  sessionStorage.setItem(owner, String(account))
}
