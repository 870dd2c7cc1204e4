import { type ReactNode, useId } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { controlClass } from '../form/Field.tsx'
import { uiMessages } from '../messages.ts'
import type { TableView } from './address.ts'
import type { Column, Sort } from './rows.ts'
import { WordsField } from './WordsField.tsx'

interface ToolbarProps<Row> {
  /** What the table lists. */
  caption: string
  columns: readonly Column<Row>[]
  view: TableView
  change: (change: Partial<TableView>) => void
  words: string
  onWords: (words: string) => void
  /** There are no heads to press. */
  isNarrow: boolean
  canChooseColumns?: boolean
  filter?: ReactNode
  /** The ways to a file. */
  files?: ReactNode
}

/** Above a table: words to filter by, the order where there are no heads to press, columns, files. */
export function Toolbar<Row>(props: ToolbarProps<Row>) {
  const { caption, columns, view, change, words, onWords, isNarrow, canChooseColumns, filter, files } = props
  return (
    <div data-print="no" className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-3">
      {filter ?? <WordsField caption={caption} words={words} onWords={onWords} />}
      {isNarrow && columns.some(({ value }) => value) && (
        <SortChoice caption={caption} columns={columns} sort={view.sort} onSort={(sort) => change({ sort })} />
      )}
      <div className="flex flex-wrap gap-2 sm:ml-auto">
        {canChooseColumns && !isNarrow && <ColumnChoice columns={columns} view={view} change={change} />}
        {files}
      </div>
    </div>
  )
}

function SortChoice<Row>({
  caption,
  columns,
  sort,
  onSort,
}: {
  caption: string
  columns: readonly Column<Row>[]
  sort: Sort | null
  onSort: (sort: Sort | null) => void
}) {
  const t = useMessages(uiMessages)
  const id = useId()
  const ways = columns
    .filter(({ value }) => value)
    .flatMap(({ id: column, header }) =>
      (['ascending', 'descending'] as const).map((direction) => ({ column, direction, header })),
    )
  return (
    <div className="w-full max-w-72">
      <label htmlFor={id} className="text-dns-14N-130">
        {t('table.sort', { caption })}
      </label>
      <select
        id={id}
        value={sort ? `${sort.column} ${sort.direction}` : ''}
        onChange={(event) => {
          const [column, direction] = event.target.value.split(' ')
          onSort(column ? { column, direction: direction as Sort['direction'] } : null)
        }}
        className={`${controlClass} h-11`}
      >
        <option value="">{t('table.sort_none')}</option>
        {ways.map(({ column, direction, header }) => (
          <option key={column + direction} value={`${column} ${direction}`}>
            {t(`table.${direction}`, { column: header })}
          </option>
        ))}
      </select>
    </div>
  )
}

function ColumnChoice<Row>({ columns, view, change }: Pick<ToolbarProps<Row>, 'columns' | 'view' | 'change'>) {
  const t = useMessages(uiMessages)
  const toggle = (id: string) =>
    view.toggled.includes(id) ? view.toggled.filter((other) => other !== id) : [...view.toggled, id]
  return (
    <details className="relative">
      <summary className="inline-flex min-h-11 items-center rounded-6 border border-blue-900 bg-white px-3 text-blue-900 text-oln-16B-100 hover:bg-blue-200">
        {t('table.columns')}
      </summary>
      <div className="absolute right-0 z-20 mt-1 rounded-8 border border-solid-gray-420 bg-white p-3 shadow-2">
        {columns.slice(1).map((column) => (
          <label key={column.id} className="flex min-h-11 items-center gap-2 whitespace-nowrap py-1">
            <input
              type="checkbox"
              checked={isShown(column, view)}
              onChange={() => change({ toggled: toggle(column.id), page: view.page })}
              className="h-4 w-4 accent-blue-900"
            />
            {column.header}
          </label>
        ))}
      </div>
    </details>
  )
}

/** Whether the reader sees a column: as it is at first, unless it was toggled. */
export function isShown<Row>({ id, hiddenAtFirst = false }: Column<Row>, { toggled }: Pick<TableView, 'toggled'>) {
  return toggled.includes(id) === hiddenAtFirst
}
