import { useMessages } from '#platform/i18n/react.tsx'
import { Person } from '#platform/ui/Person.tsx'
import { appMessages } from './messages.ts'
import type { All, Finding, Findings as Group } from './useFindings.ts'

interface FindingsProps {
  listId: string
  groups: readonly Group[]
  /** Place of the one that Enter opens. */
  active: number
  /** Whether these are the findings of the words as they stand. */
  isCurrent: boolean
  error: unknown
  words: string
  onOpen: (finding: Finding | All) => void
  onPoint: (place: number) => void
}

/** What was found, under the field: people first, then sections, courses and all else, each kind with how many fit. */
export function Findings({ listId, groups, active, isCurrent, error, words, onOpen, onPoint }: FindingsProps) {
  const t = useMessages(appMessages)
  const counts = groups.map(({ findings }) => findings.length)
  const total = groups.reduce((sum, group) => sum + group.total, 0)
  const first = (at: number) => counts.slice(0, at).reduce((sum, count) => sum + count, 0)
  return (
    <div className="absolute inset-x-2 top-full max-h-[calc(100dvh-10rem)] overflow-y-auto rounded-12 border border-solid-gray-420 bg-white p-2 shadow-3 md:right-auto md:left-0 md:mt-1 md:w-104">
      <p role="status" className={total > 0 && !error ? 'sr-only' : 'p-3 text-solid-gray-700'}>
        <Outcome {...{ error, isCurrent, words, count: total, isLeast: groups.some(({ isLeast }) => isLeast) }} />
      </p>
      {total > 0 && (
        <div id={listId} role="listbox" aria-label={t('search.found')}>
          {groups.map(({ kind, total, isLeast, findings }, at) => (
            // biome-ignore lint/a11y/useSemanticElements: inside a listbox only a group may gather options.
            <div key={kind} role="group" aria-labelledby={`${listId}-${kind}`} className="not-first:mt-2">
              <p id={`${listId}-${kind}`} className="px-3 py-1 text-dns-14B-130 text-solid-gray-700">
                {t(`search.${kind}`)} {t(isLeast ? 'search.at_least' : 'search.number', { n: total })}
              </p>
              {findings
                .map((finding, within) => ({ finding, place: first(at) + within }))
                .map(({ finding, place }) => (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus; its keys open the active option.
                  // biome-ignore lint/a11y/useFocusableInteractive: the field points at it by aria-activedescendant.
                  <div
                    key={place}
                    id={`${listId}-${place}`}
                    role="option"
                    aria-selected={place === active}
                    onMouseDown={(event) => event.preventDefault()}
                    onMouseMove={() => onPoint(place)}
                    onClick={() => onOpen(finding)}
                    ref={place === active ? keepInSight : undefined}
                    className="cursor-pointer rounded-8 px-3 py-2 aria-selected:bg-blue-100"
                  >
                    <Words finding={finding} count={t(isLeast ? 'search.at_least' : 'search.number', { n: total })} />
                  </div>
                ))}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

function Outcome({
  error,
  isCurrent,
  words,
  count,
  isLeast,
}: Pick<FindingsProps, 'error' | 'isCurrent' | 'words'> & { count: number; isLeast: boolean }) {
  const t = useMessages(appMessages)
  if (error) return t('search.failed')
  if (!isCurrent) return t('search.waiting')
  return count === 0
    ? t('search.nothing', { words: words.trim() })
    : t(isLeast ? 'search.count_at_least' : 'search.count', { n: count })
}

function Words({ finding, count }: { finding: Finding | All; count: string }) {
  const t = useMessages(appMessages)
  if ('isAll' in finding) {
    const all = finding.kind === 'people' ? 'search.all_people' : 'search.all_courses'
    return <span className="text-blue-1000 underline">{t(all, { n: count })}</span>
  }
  const { title, reading, note } = finding
  if (reading !== null) return <Person name={title} nameKana={reading} section={note ?? undefined} size="small" />
  return (
    <>
      <span className="block text-dns-16B-130">{title}</span>
      {note && <span className="block text-dns-14N-130 text-solid-gray-700">{note}</span>}
    </>
  )
}

function keepInSight(option: HTMLElement | null) {
  option?.scrollIntoView({ block: 'nearest' })
}
