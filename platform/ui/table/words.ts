import { startTransition, useEffect, useRef, useState } from 'react'
import type { TableView } from './address.ts'

/** How long the keyboard rests before the address learns what was typed, ms. */
const REST = 400

/**
 * The words that a list is filtered by: at once, in the pauses between keys; and in the address once the keyboard rests, because
 * with the address the whole page is drawn anew.
 */
export function useWords(
  { words: inAddress }: TableView,
  change: (change: Partial<TableView>) => void,
): [words: string, setWords: (words: string) => void] {
  const [words, setWords] = useState(inAddress)
  const told = useRef(inAddress)
  const tell = useRef(change)
  useEffect(() => {
    tell.current = change
  })
  useEffect(() => {
    if (inAddress !== told.current) setWords(inAddress)
    told.current = inAddress
  }, [inAddress])
  useEffect(() => {
    if (words === told.current) return
    const timer = setTimeout(() => {
      told.current = words
      tell.current({ words })
    }, REST)
    return () => clearTimeout(timer)
  }, [words])
  return [words, (next) => startTransition(() => setWords(next))]
}
