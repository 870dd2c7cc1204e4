import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '../Button.tsx'
import { uiMessages } from '../messages.ts'

/**
 * Which rows of how many, and the ways to the others; `from` counts from 0, `of` names the list where a page has several. With `onMore`
 * there are no numbers of pages but what follows; null: nothing does.
 */
export function Pager({
  of,
  from,
  shown,
  total,
  pageSize,
  onPage,
  onMore,
}: {
  of?: string
  from: number
  shown: number
  total: number
  pageSize: number
  onPage: (page: number) => void
  onMore?: (() => void) | null | undefined
}) {
  const t = useMessages(uiMessages)
  const page = Math.floor(from / pageSize) + 1
  const pages = Math.ceil(total / pageSize)
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <p role="status" className="figures text-solid-gray-700">
        {total > 0 && t('table.count', { total, from: from + 1, to: from + shown })}
      </p>
      {onMore && (
        <Button look="secondary" size="small" onClick={onMore}>
          {t('pages.more')}
        </Button>
      )}
      {onMore === undefined && pages > 1 && (
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

/** Ways to older rows and back to the newest, where pages begin before a row and nobody counts them. */
export function OlderPager({
  before,
  older,
  onBefore,
}: {
  /** What this page begins before; undefined on the newest. */
  before: number | undefined
  /** What the next page would begin before; undefined where nothing is older. */
  older: number | undefined
  onBefore: (before: number | undefined) => void
}) {
  const t = useMessages(uiMessages)
  if (before === undefined && older === undefined) return null
  return (
    <nav aria-label={t('pages.label')} data-print="no" className="mt-3 flex items-center justify-end gap-3">
      <Button look="secondary" size="small" disabled={before === undefined} onClick={() => onBefore(undefined)}>
        {t('pages.newest')}
      </Button>
      <Button look="secondary" size="small" disabled={older === undefined} onClick={() => onBefore(older)}>
        {t('pages.older')}
      </Button>
    </nav>
  )
}
