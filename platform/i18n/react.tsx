import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { type Language, listOf, type Messages, type MessageValues, translate } from './messages.ts'
import { type NamedTown, type TownWords, townWordsOf } from './town-words.ts'

const storageKey = 'language'
const LanguageContext = createContext<{ language: Language; setLanguage: (language: Language) => void }>({
  language: 'ja',
  setLanguage: () => {},
})

const TownContext = createContext<TownWords>(townWordsOf(undefined))

/** What the town of these pages is called, for every message below. */
export function TownProvider({ town, children }: { town: NamedTown | undefined; children: ReactNode }) {
  const words = useMemo(() => townWordsOf(town), [town])
  return <TownContext value={words}>{children}</TownContext>
}

/** Keeps the reader's language: in the browser's storage for the next visit, on `<html lang>` for screen readers. */
export function LanguageProvider({ children, initial }: { children: ReactNode; initial?: Language }) {
  const [language, setLanguage] = useState<Language>(() => initial ?? rememberedLanguage())
  useEffect(() => {
    document.documentElement.lang = language
    localStorage.setItem(storageKey, language)
  }, [language])
  const value = useMemo(() => ({ language, setLanguage }), [language])
  return <LanguageContext value={value}>{children}</LanguageContext>
}

/** The reader's language, and the verb that changes it. */
export function useLanguage() {
  return useContext(LanguageContext)
}

/** A room's words in the reader's language: `const t = useMessages(messages)`, then `t('apply')`. */
export function useMessages<Key extends string>(messages: Messages<Key>): (key: Key, values?: MessageValues) => string {
  const { language } = useLanguage()
  const town = useContext(TownContext)
  return useCallback((key, values) => translate(messages, language, key, values, town), [messages, language, town])
}

/** Words one after another, as the reader's language does. */
export function useList(): (words: readonly string[]) => string {
  const { language } = useLanguage()
  return useCallback((words) => listOf(words, language), [language])
}

/** The language chosen on an earlier visit, for requests that are made outside of React; Japanese when none was chosen. */
export function rememberedLanguage(): Language {
  if (typeof localStorage === 'undefined') return 'ja'
  return localStorage.getItem(storageKey) === 'en' ? 'en' : 'ja'
}
