import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { keysOf, useTalk } from '../comments/talk.tsx'
import { isFault, isThere, type OutlinePlace, partOf, places } from './parts.ts'
import { useWork } from './work.tsx'
import { workshopMessages } from './workshop.messages.ts'

interface Choosing {
  readonly chosen: OutlinePlace
  readonly onChoose: (place: OutlinePlace) => void
}

/** The parts of a policy: what is there, what is missing, and how much is to be mended in each. On a phone it opens above them. */
export function Outline({ chosen, onChoose }: Choosing) {
  const t = useMessages(workshopMessages)
  const [isOpen, setOpen] = useState(false)
  return (
    <nav aria-label={t('outline')} data-print="no" className="lg:sticky lg:top-20 lg:self-start">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex min-h-12 w-full items-center justify-between rounded-8 border border-solid-gray-420 bg-white px-4 text-left lg:hidden"
      >
        {t('outline')}
        <span aria-hidden="true">{isOpen ? '▲' : '▼'}</span>
      </button>
      <ul
        className={`mt-2 rounded-12 border border-solid-gray-200 bg-white py-2 lg:mt-0 lg:block lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto ${isOpen ? '' : 'hidden'}`}
      >
        {places.map((place) => (
          <li key={place}>
            <Line
              place={place}
              isChosen={place === chosen}
              onChoose={() => {
                setOpen(false)
                onChoose(place)
              }}
            />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Line({ place, isChosen, onChoose }: { place: OutlinePlace; isChosen: boolean; onChoose: () => void }) {
  const t = useMessages(workshopMessages)
  const { editing, findings } = useWork()
  const own = findings.filter(({ path }) => (place === 'text' ? partOf(path) === undefined : partOf(path) === place))
  const faults = own.filter(isFault).length
  const isPart = place !== 'text' && place !== 'changes' && place !== 'comments'
  const open = useTalk()!.comments.filter(
    (one) => !one.isClosed && (place === 'comments' || partOf(keysOf(one)) === place),
  ).length
  const isMissing = isPart && !isThere(editing.data, place)
  return (
    <button
      type="button"
      aria-current={isChosen ? 'page' : undefined}
      onClick={onChoose}
      className={`flex min-h-11 w-full flex-wrap items-center justify-between gap-x-2 px-4 py-1 text-left hover:bg-blue-50 ${
        isChosen ? 'border-blue-900 border-l-4 font-bold text-blue-1000' : 'border-transparent border-l-4'
      }`}
    >
      <span>{t(`part.${place}`)}</span>
      <span className="text-dns-14N-130 text-solid-gray-700">
        {faults > 0 ? (
          <span className="text-error-2">{t('faults', { n: faults })}</span>
        ) : isMissing ? (
          t('outline.missing')
        ) : own.length > 0 ? (
          t('notes', { n: own.length })
        ) : null}
        {open > 0 && <span className="ml-2">{t('comments', { n: open })}</span>}
      </span>
    </button>
  )
}
