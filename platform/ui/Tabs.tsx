import { type KeyboardEvent, type ReactNode, useDeferredValue, useId } from 'react'

export interface TabSpec {
  readonly id: string
  readonly label: string
  /** How much is in it, beside the label; undefined while it is not known, and its place is kept. */
  readonly count?: number | undefined
  /** The count in words, for whoever hears the page. */
  readonly countInWords?: string | undefined
  readonly content: ReactNode
}

/**
 * Parts of one page of which one is looked at; what must be compared belongs side by side instead. Left, right, Home and End
 * move between tabs (WAI-ARIA Authoring Practices, "Tabs with automatic activation"). Only the chosen part is there, and the tab
 * answers before it is drawn.
 */
export function Tabs({
  label,
  tabs,
  chosen,
  onChoose,
}: {
  label: string
  tabs: readonly TabSpec[]
  chosen: string
  onChoose: (id: string) => void
}) {
  const id = useId()
  const place = Math.max(
    0,
    tabs.findIndex((tab) => tab.id === chosen),
  )
  const shown = useDeferredValue(tabs[place]!)
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: -1 }[event.key]
    const next = to === undefined ? undefined : tabs.at(to % tabs.length)
    if (!next) return
    event.preventDefault()
    onChoose(next.id)
    document.getElementById(`${id}-${next.id}`)?.focus()
  }
  return (
    <div>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        data-print="no"
        className="mb-6 flex overflow-x-auto border-solid-gray-420 border-b"
      >
        {tabs.map((tab, index) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            aria-selected={index === place}
            aria-controls={index === place ? `${id}-panel` : undefined}
            tabIndex={index === place ? 0 : -1}
            onClick={() => onChoose(tab.id)}
            className="-mb-px relative flex min-h-12 items-center gap-1 whitespace-nowrap border-transparent border-b-4 px-2 pt-1 sm:gap-2 sm:px-4 text-oln-16N-100 hover:border-solid-gray-420 aria-selected:border-blue-900 aria-selected:font-bold aria-selected:text-blue-1000"
          >
            {tab.label}
            {'count' in tab && (
              <span className="figures min-w-8 rounded-full bg-solid-gray-100 px-2 py-1 text-center text-oln-14N-100">
                <span aria-hidden="true">{tab.count ?? '\u00a0'}</span>
                {tab.countInWords && <span className="sr-only">{tab.countInWords}</span>}
              </span>
            )}
          </button>
        ))}
      </div>
      <div
        key={shown.id}
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${shown.id}`}
        aria-busy={shown.id !== tabs[place]!.id}
      >
        {shown.content}
      </div>
    </div>
  )
}
