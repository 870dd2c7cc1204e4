import { type ReactNode, useSyncExternalStore } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { GridTable } from '../aria/GridTable.tsx'
import { Button } from '../Button.tsx'
import { uiMessages } from '../messages.ts'
import { Empty } from '../States.tsx'
import { useTableView } from './address.ts'
import { Cards } from './Cards.tsx'
import { Pager } from './Pager.tsx'
import { type Column, filterRows, sortRows } from './rows.ts'
import { SaveButtons } from './SaveButtons.tsx'
import { isShown, Toolbar } from './Toolbar.tsx'

export interface DataTableProps<Row> {
  /** What the table lists; read out, not shown. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string | number
  /** Tells several tables of one page apart in the address. */
  name?: string
  pageSize?: number
  /** Rows in all, where the server filters, sorts and pages (by `useTableView`); `rows` is then one page. */
  total?: number
  canChooseColumns?: boolean
  /** In place of the words to filter by, where the server knows another way to choose rows. */
  filter?: ReactNode
  /** What to say where there is no row at all. */
  empty?: ReactNode
}

/** A list with filter, order and page in the address; a table on wide screens, cards on narrow ones. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, name, pageSize = 50, total, canChooseColumns, filter, empty } = props
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  const [view, change] = useTableView(name)
  const isNarrow = useNarrow()
  const found =
    total === undefined ? sortRows(filterRows(rows, columns, view.words), columns, view.sort, language) : rows
  const count = total ?? found.length
  const first = (Math.min(view.page, Math.max(1, Math.ceil(count / pageSize))) - 1) * pageSize
  const shown = total === undefined ? found.slice(first, first + pageSize) : rows
  const visible = columns.filter((column) => isShown(column, view))

  // Of a page that the server cut the rest is not here; what the browser has filtered is saved whole.
  const files = found.length > 0 && (
    <SaveButtons {...{ caption, rowKey }} columns={visible} rows={found} total={count} />
  )

  if (empty && rows.length === 0 && !view.words) return empty
  return (
    <div>
      <Toolbar {...{ columns, view, change, isNarrow, canChooseColumns, filter }} files={files} />
      {shown.length === 0 ? (
        <Empty
          action={
            <Button look="secondary" onClick={() => change({ words: '' })}>
              {t('table.clear')}
            </Button>
          }
        >
          {t('table.nothing')}
        </Empty>
      ) : isNarrow ? (
        <Cards {...{ caption, rowKey }} columns={visible} rows={shown} />
      ) : (
        <GridTable
          {...{ caption, rowKey }}
          columns={visible}
          rows={shown}
          sort={view.sort}
          onSort={(sort) => change({ sort })}
        />
      )}
      <Pager from={first} shown={shown.length} total={count} pageSize={pageSize} onPage={(page) => change({ page })} />
    </div>
  )
}

const narrow = '(max-width: 47.99rem)'

function useNarrow() {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(narrow)
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => matchMedia(narrow).matches && !matchMedia('print').matches,
    () => false,
  )
}
