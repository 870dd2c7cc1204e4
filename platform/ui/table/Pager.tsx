import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '../Button.tsx'
import { uiMessages } from '../messages.ts'
import type { Place } from './address.ts'

/** Which rows of how many, and the ways to the others; `from` counts from 0, `of` names the list where a page has several. */
export function Pager({
  of,
  from,
  shown,
  total,
  pageSize,
  onPage,
}: {
  of?: string
  from: number
  shown: number
  total: number
  pageSize: number
  onPage: (page: number) => void
}) {
  const t = useMessages(uiMessages)
  const page = Math.floor(from / pageSize) + 1
  const pages = Math.ceil(total / pageSize)
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <p role="status" className="figures text-solid-gray-700">
        {total > 0 && t('table.count', { total, from: from + 1, to: from + shown })}
      </p>
      {pages > 1 && (
        <nav
          aria-label={of ? `${of}: ${t('pages.label')}` : t('pages.label')}
          data-print="no"
          className="flex items-center gap-3"
        >
          <Button look="secondary" size="small" disabled={page === 1} onClick={() => onPage(page - 1)}>
            {t('pages.previous')}
          </Button>
          <span className="figures">{t('pages.which', { page, pages })}</span>
          <Button look="secondary" size="small" disabled={page === pages} onClick={() => onPage(page + 1)}>
            {t('pages.next')}
          </Button>
        </nav>
      )}
    </div>
  )
}

/** Ways onward and back to the start, where pages go by the last row that was seen (`usePlace`). */
export function PlacePager({
  of,
  place,
  next,
  total,
  isByTime,
}: { of?: string; total?: number | undefined } & Turning) {
  const t = useMessages(uiMessages)
  const isWhole = place.after === undefined && next === undefined
  if (isWhole && total === undefined) return null
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <p role="status" className="figures text-solid-gray-700">
        {total !== undefined && total > 0 && t('table.total', { total })}
      </p>
      {!isWhole && (
        <nav
          aria-label={of ? `${of}: ${t('pages.label')}` : t('pages.label')}
          data-print="no"
          className="flex items-center gap-3"
        >
          <Button
            look="secondary"
            size="small"
            disabled={place.after === undefined}
            onClick={() => place.go(undefined)}
          >
            {t(isByTime ? 'pages.newest' : 'pages.first')}
          </Button>
          <Button look="secondary" size="small" disabled={next === undefined} onClick={() => place.go(next)}>
            {t(isByTime ? 'pages.older' : 'pages.next')}
          </Button>
        </nav>
      )}
    </div>
  )
}

/** How a list whose pages go by the last row that was seen is turned over. */
export interface Turning {
  place: Place
  /** Of the last row here; undefined where nothing follows it. */
  next: string | number | undefined
  /** The newest first: the ways say so. */
  isByTime?: boolean
}
