import { createContext, type ReactNode, useCallback, useContext, useLayoutEffect, useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from './messages.ts'

/** Tells the part around it that an invented value stands in it; gives back how to take that back. */
const Around = createContext<(() => () => void) | null>(null)

/** Something around is invented: what is saved from there says so too. */
const Invented = createContext(false)

export function useIsSampleAround(): boolean {
  return useContext(Invented)
}

/**
 * Marks an invented value until HR confirms it (INV-D1). The words stand once in the part around it, a card, a section or a table; each value
 * in it has a small dotted ring on the screen, and the words on paper and in every file.
 */
export function SampleTag() {
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  const tell = useContext(Around)
  useLayoutEffect(() => tell?.(), [tell])
  if (!tell) return <SampleWords />
  return (
    // Behind a name it stands within another language, and what is only a title has no words by which that is seen.
    <span lang={language} title={t('sample.why')} className="inline-flex">
      <Ring />
      <span data-sample="on-paper" className={`hidden print:inline-block ${wordsClass}`}>
        {t('sample')}
      </span>
    </span>
  )
}

/**
 * A part that says サンプル値 once for all that is in it: `children` gets the words to show beside its title, nothing where no value in it is
 * invented. A part within a part leaves it to the outer one.
 */
export function SampleScope({
  isSample = false,
  onlyWhole = false,
  children,
}: {
  /** All of it is invented. */
  isSample?: boolean | undefined
  /** Of a page, whose heading speaks for all of it or for nothing: where it is not invented as a whole, its parts say what is. */
  onlyWhole?: boolean
  children: (words: ReactNode) => ReactNode
}) {
  const outer = useContext(Around)
  const [count, setCount] = useState(0)
  const tell = useCallback(() => {
    setCount((before) => before + 1)
    return () => setCount((before) => before - 1)
  }, [])
  const around = useIsSampleAround()
  if (outer) return <Invented value={around || isSample}>{children(isSample ? <SampleTag /> : null)}</Invented>
  const isInvented = count > 0 || isSample
  return (
    <Around value={onlyWhole && !isSample ? null : tell}>
      <Invented value={isInvented}>{children(isInvented ? <SampleWords hasRings={count > 0} /> : null)}</Invented>
    </Around>
  )
}

function SampleWords({ hasRings }: { hasRings?: boolean }) {
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  return (
    <span
      data-sample="words"
      lang={language}
      title={t('sample.why')}
      className={`inline-flex items-center gap-1 ${wordsClass}`}
    >
      {hasRings && <Ring />}
      {t('sample')}
    </span>
  )
}

function Ring() {
  return (
    <span
      aria-hidden="true"
      data-sample="ring"
      className="inline-block size-3 shrink-0 rounded-full border-2 border-solid-gray-600 border-dotted print:hidden"
    />
  )
}

const wordsClass =
  'h-fit whitespace-nowrap rounded-4 border border-solid-gray-600 border-dotted bg-white px-2 py-1 text-dns-14N-120 text-solid-gray-800'
