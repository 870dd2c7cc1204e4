import { useMessages } from '#platform/i18n/react.tsx'
import { Person } from '#platform/ui/Person.tsx'
import { appMessages } from './messages.ts'
import type { Finding } from './useFindings.ts'

interface FindingsProps {
  listId: string
  findings: readonly Finding[]
  /** Place of the one that Enter opens. */
  active: number
  /** Whether these are the findings of the words as they stand. */
  isCurrent: boolean
  error: unknown
  words: string
  onOpen: (finding: Finding) => void
  onPoint: (place: number) => void
}

/** What was found, under the field: people first, then courses. */
export function Findings({ listId, findings, active, isCurrent, error, words, onOpen, onPoint }: FindingsProps) {
  const t = useMessages(appMessages)
  const places = findings.map((finding, place) => ({ finding, place }))
  const groups = [
    { key: 'people', rows: places.filter(({ finding }) => /person|people/.test(finding.kind)) },
    { key: 'courses', rows: places.filter(({ finding }) => /course/.test(finding.kind)) },
  ] as const
  return (
    <div className="absolute inset-x-2 top-full max-h-[calc(100dvh-10rem)] overflow-y-auto rounded-12 border border-solid-gray-420 bg-white p-2 shadow-3 md:right-auto md:left-0 md:mt-1 md:w-104">
      <p role="status" className={findings.length > 0 && !error ? 'sr-only' : 'p-3 text-solid-gray-700'}>
        <Outcome {...{ error, isCurrent, words, count: findings.length }} />
      </p>
      {findings.length > 0 && (
        <div id={listId} role="listbox" aria-label={t('search.found')}>
          {groups.map(({ key, rows }) =>
            rows.length === 0 ? null : (
              // biome-ignore lint/a11y/useSemanticElements: inside a listbox only a group may gather options.
              <div key={key} role="group" aria-labelledby={`${listId}-${key}`} className="not-first:mt-2">
                <p id={`${listId}-${key}`} className="px-3 py-1 text-dns-14B-130 text-solid-gray-700">
                  {t(`search.${key}`)}
                </p>
                {rows.map(({ finding, place }) => (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus; its keys open the active option.
                  // biome-ignore lint/a11y/useFocusableInteractive: the field points at it by aria-activedescendant.
                  <div
                    key={finding.kind + finding.to}
                    id={`${listId}-${place}`}
                    role="option"
                    aria-selected={place === active}
                    onMouseDown={(event) => event.preventDefault()}
                    onMouseMove={() => onPoint(place)}
                    onClick={() => onOpen(finding)}
                    ref={place === active ? keepInSight : undefined}
                    className="cursor-pointer rounded-8 px-3 py-2 aria-selected:bg-blue-100"
                  >
                    <Words finding={finding} />
                  </div>
                ))}
              </div>
            ),
          )}
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
}: Pick<FindingsProps, 'error' | 'isCurrent' | 'words'> & { count: number }) {
  const t = useMessages(appMessages)
  if (error) return t('search.failed')
  if (!isCurrent) return t('search.waiting')
  return count === 0 ? t('search.nothing', { words: words.trim() }) : t('search.count', { n: count })
}

function Words({ finding }: { finding: Finding }) {
  const t = useMessages(appMessages)
  if (finding.kind === 'person') {
    const { name, nameKana, section } = finding
    return <Person name={name} nameKana={nameKana} section={section ?? undefined} size="small" />
  }
  if (finding.kind === 'course') {
    return (
      <>
        <span className="block text-dns-16B-130">{finding.title}</span>
        <span className="block text-dns-14N-130 text-solid-gray-700">{finding.provider}</span>
      </>
    )
  }
  return <span className="text-blue-1000 underline">{t(`search.${finding.kind}`, { n: finding.total })}</span>
}

function keepInSight(option: HTMLElement | null) {
  option?.scrollIntoView({ block: 'nearest' })
}
