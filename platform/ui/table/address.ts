import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Sort } from './rows.ts'

/** What a reader has chosen of a table, kept in the address so that a link and the back button bring it back. */
export interface TableView {
  words: string
  sort: Sort | null
  /** From 1. */
  page: number
  /** Columns that were hidden or, of those hidden at first, shown. */
  toggled: readonly string[]
}

/**
 * The view of the table `name` (several tables on one page have different names). A page whose server sorts and pages asks
 * this for its query and hands `total` to the DataTable.
 */
export function useTableView(name = ''): [TableView, (change: Partial<TableView>) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const key = (part: string) => (name ? `${name}.${part}` : part)
  const text = (part: string) => String(search[key(part)] ?? '')
  const [words, sort, page, columns] = [text('q'), text('sort'), text('page'), text('columns')]
  const view = useMemo<TableView>(
    () => ({
      words,
      sort: sortOf(sort),
      page: Math.max(1, Number.parseInt(page, 10) || 1),
      toggled: columns.split(',').filter(Boolean),
    }),
    [words, sort, page, columns],
  )
  function change(wanted: Partial<TableView>) {
    // Whoever looks for something else wants to see it from its first page.
    const next = { ...view, page: 1, ...wanted }
    const parts = {
      [key('q')]: next.words || undefined,
      [key('sort')]: next.sort ? `${next.sort.direction === 'descending' ? '-' : ''}${next.sort.column}` : undefined,
      [key('page')]: next.page > 1 ? next.page : undefined,
      ...(wanted.words === undefined ? {} : { [placeKey(name)]: undefined }),
      [key('columns')]: next.toggled.join(',') || undefined,
    }
    navigate({
      to: '.',
      replace: true,
      resetScroll: false,
      search: (before: Record<string, unknown>) => ({ ...before, ...parts }),
    } as Parameters<typeof navigate>[0])
  }
  return [view, change]
}

/** Where a page begins, in a list whose pages go by the last row that was seen. */
export interface Place {
  /** Of the last row that was seen; undefined on the first page. */
  readonly after: string | undefined
  readonly go: (after: string | number | undefined) => void
}

/** The place stands in the address, so that each page is a step of its own for the back button. */
export function usePlace(name = ''): Place {
  const key = placeKey(name)
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const go = (next: string | number | undefined) => {
    navigate({
      to: '.',
      search: (now: Record<string, unknown>) => ({ ...now, [key]: next }),
    } as Parameters<typeof navigate>[0])
  }
  return { after: search[key] === undefined ? undefined : String(search[key]), go }
}

/** The number of a row as a place; what somebody wrote into the address instead is the first page. */
export function numberOf({ after }: Place): number | undefined {
  const number = Number.parseInt(after ?? '', 10)
  return number > 0 ? number : undefined
}

const placeKey = (name: string) => (name ? `${name}.after` : 'after')

function sortOf(text: string): Sort | null {
  if (!text) return null
  return text.startsWith('-')
    ? { column: text.slice(1), direction: 'descending' }
    : { column: text, direction: 'ascending' }
}
