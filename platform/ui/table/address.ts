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
      ...(wanted.words === undefined ? {} : { before: undefined }),
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

/** What a page begins before, where pages go by a row's number; each page is a step of its own for the back button. */
export function useBefore(): [number | undefined, (before: number | undefined) => void] {
  const { before } = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const go = (next: number | undefined) => {
    navigate({
      to: '.',
      search: (now: Record<string, unknown>) => ({ ...now, before: next }),
    } as Parameters<typeof navigate>[0])
  }
  const number = Number.parseInt(String(before ?? ''), 10)
  return [number > 0 ? number : undefined, go]
}

function sortOf(text: string): Sort | null {
  if (!text) return null
  return text.startsWith('-')
    ? { column: text.slice(1), direction: 'descending' }
    : { column: text, direction: 'ascending' }
}
