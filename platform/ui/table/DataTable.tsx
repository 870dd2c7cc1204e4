import { type ComponentType, type ReactNode, useDeferredValue, useMemo, useSyncExternalStore } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '../Button.tsx'
import { useFinds } from '../found.ts'
import { uiMessages } from '../messages.ts'
import { SampleScope } from '../Sample.tsx'
import { Empty } from '../States.tsx'
import { useTableView } from './address.ts'
import { Cards } from './Cards.tsx'
import { GridTable } from './GridTable.tsx'
import { Pager, PlacePager, type Turning } from './Pager.tsx'
import { type Column, filterRows, sortRows } from './rows.ts'
import { SaveButtons } from './SaveButtons.tsx'
import { isShown, Toolbar } from './Toolbar.tsx'
import { useWords } from './words.ts'

export interface DataTableProps<Row> {
  /** What the table lists; read out, not shown. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string | number
  /** Tells several tables of one page apart in the address. */
  name?: string
  pageSize?: number
  /** Rows a page on narrow screens, where each is a card: no page is longer than five screens. */
  narrowPageSize?: number
  /** Rows in all, where the server filters, sorts and pages (by `useTableView`); `rows` is then one page. */
  total?: number
  /** Where the server pages by the last row that was seen: no page has a number, and `total` stands where somebody has counted. */
  turning?: Turning
  canChooseColumns?: boolean
  /** In place of the words to filter by, where the server knows another way to choose rows; `false`: a few rows need none. */
  filter?: ReactNode
  /** What to say where there is no row at all. */
  empty?: ReactNode
  /** In place of a table and cards: draws the rows of a page; they still are filtered, sorted and saved by `columns`. Best memoised. */
  draw?: ComponentType<{ rows: readonly Row[] }>
}

/** A list with filter, order and page in the address; a table on wide screens, cards on narrow ones. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, name, total, turning, canChooseColumns, filter, empty, draw: Draw } = props
  const { pageSize = 50, narrowPageSize = Math.min(pageSize, 12) } = props
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  const [view, change] = useTableView(name)
  const [words, setWords] = useWords(view, change)
  const isNarrow = useNarrow()
  const finds = useFinds(words.trim() !== '' && total === undefined && turning === undefined)
  const isPaged = total !== undefined || turning !== undefined
  // What was pressed answers first; the rows follow.
  const later = useDeferredValue(view)
  const { sort } = later
  const found = useMemo(
    () => (isPaged ? rows : sortRows(filterRows(rows, columns, words, finds), columns, sort, language)),
    [rows, columns, words, sort, language, isPaged, finds],
  )
  const isCut = turning !== undefined && (turning.place.after ?? turning.next) !== undefined
  // Nobody may have counted them: more than are here, or these.
  const count = total ?? found.length + (isCut ? 1 : 0)
  const size = isNarrow && !isPaged ? narrowPageSize : pageSize
  const page = words === later.words && turning === undefined ? later.page : 1
  const first = (Math.min(page, Math.max(1, Math.ceil(count / size))) - 1) * size
  const shown = useMemo(() => (isPaged ? rows : found.slice(first, first + size)), [found, first, size, rows, isPaged])
  const visible = useMemo(() => columns.filter((one) => isShown(one, later)), [columns, later])

  // Of a page that the server cut the rest is not here; what the browser has filtered is saved whole.
  const files = found.length > 0 && (
    <SaveButtons {...{ caption, rowKey }} columns={visible} rows={found} total={count} />
  )

  if (empty && rows.length === 0 && !words) return empty
  return (
    <SampleScope>
      {(sample) => (
        <div>
          {sample && <p className="mb-2 flex">{sample}</p>}
          <Toolbar
            {...{ caption, columns, view, change, canChooseColumns, filter, words }}
            isNarrow={isNarrow || Draw !== undefined}
            onWords={setWords}
            files={files}
          />
          {shown.length === 0 ? (
            <Empty
              action={
                <Button look="secondary" onClick={() => setWords('')}>
                  {t('table.clear')}
                </Button>
              }
            >
              {t('table.nothing')}
            </Empty>
          ) : Draw ? (
            <Draw rows={shown} />
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
          {turning ? (
            <PlacePager {...turning} of={caption} total={total} />
          ) : (
            <Pager
              of={caption}
              from={first}
              shown={shown.length}
              total={count}
              pageSize={size}
              onPage={(to) => change({ page: to })}
            />
          )}
        </div>
      )}
    </SampleScope>
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
