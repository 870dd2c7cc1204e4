import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useCallback, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useMessages } from '#platform/i18n/react.tsx'
import { useKey } from '#platform/ui/keys.ts'
import { Findings } from './Findings.tsx'
import { appMessages } from './messages.ts'
import { type All, type Finding, useFindings } from './useFindings.ts'

/**
 * Whatever has a name, from anywhere: / moves here, arrows choose, Enter opens (a combobox by the ARIA pattern). On narrow
 * screens a button brings the field out over the bar.
 */
export function Search({ mayOpenPeople }: { mayOpenPeople: boolean }) {
  const t = useMessages(appMessages)
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const listId = useId()
  const [words, setWords] = useState('')
  const [isOut, setOut] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState(0)
  const { groups, isCurrent, error } = useFindings(words)
  const findings = groups.flatMap((group) => group.findings)
  const active = Math.min(chosen, findings.length - 1)
  const showsList = isOpen && findings.length > 0

  const comeOut = useCallback(() => {
    // A hidden field takes no focus, and the next key must already reach it.
    flushSync(() => {
      setOut(true)
      setOpen(true)
    })
    input.current?.focus()
  }, [])
  useKey('/', comeOut)

  function close() {
    setOpen(false)
    setOut(false)
  }
  function open(finding: Finding | All) {
    close()
    setWords('')
    const { pathname, searchParams } = new URL(finding.to, location.origin)
    // A new page takes the focus by itself; the same one with other words is read from its start too.
    if (pathname === location.pathname) document.getElementById('main')?.focus()
    navigate({ to: pathname, search: Object.fromEntries(searchParams) })
  }
  function press(event: KeyboardEvent) {
    // Enter and arrows belong to the input method until a phrase is finished.
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && findings.length > 0) {
      setOpen(true)
      setChosen(isOpen ? (active + step + findings.length) % findings.length : 0)
    } else if (event.key === 'Enter' && words.trim()) {
      const finding = isCurrent && isOpen ? findings[active] : undefined
      // Whoever is faster than the answer is shown everybody who fits.
      if (finding || mayOpenPeople)
        open(finding ?? { kind: 'people', to: `/people?q=${encodeURIComponent(words.trim())}`, isAll: true })
    } else if (event.key === 'Escape') {
      if (isOpen && words !== '') return setOpen(false)
      close()
      setWords('')
      // On narrow screens the field is gone now.
      button.current?.focus()
    } else return
    event.preventDefault()
  }

  return (
    <search
      className="min-w-0 md:flex-1"
      onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && close()}
    >
      <button
        ref={button}
        type="button"
        onClick={comeOut}
        className="grid h-11 w-11 place-items-center rounded-8 hover:bg-solid-gray-50 md:hidden"
      >
        <Glass />
        <span className="sr-only">{t('search.label')}</span>
      </button>
      <div
        className={`${isOut ? 'flex' : 'hidden'} absolute inset-0 z-10 items-center bg-white px-4 md:relative md:inset-auto md:mx-auto md:block md:max-w-96 md:px-0`}
      >
        <span className="pointer-events-none absolute left-6 md:inset-y-0 md:left-2 md:grid md:place-items-center">
          <Glass />
        </span>
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={t('search.label')}
          aria-autocomplete="list"
          aria-expanded={showsList}
          aria-controls={showsList ? listId : undefined}
          aria-activedescendant={showsList ? `${listId}-${active}` : undefined}
          aria-keyshortcuts="/"
          placeholder={t('search.label')}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          value={words}
          onChange={({ target }) => {
            setWords(target.value)
            setChosen(0)
            setOpen(true)
          }}
          onKeyDown={press}
          className="peer h-11 w-full rounded-8 border text-ellipsis border-solid-gray-536 bg-white pr-3 pl-8 lg:pr-8 text-dns-16N-130 placeholder:text-solid-gray-600 hover:border-black"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-3 my-auto hidden h-6 place-items-center rounded-4 border border-solid-gray-420 px-2 text-dns-14N-120 text-solid-gray-600 lg:grid lg:peer-focus:hidden"
        >
          /
        </span>
        {isOpen && words.trim() !== '' && (
          <Findings {...{ listId, groups, active, isCurrent, error, words }} onOpen={open} onPoint={setChosen} />
        )}
      </div>
    </search>
  )
}

function Glass() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      className="h-5 w-5 text-solid-gray-700"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <circle cx="10.5" cy="10.5" r="6.5" />
      <path d="m15.5 15.5 5 5" />
    </svg>
  )
}
