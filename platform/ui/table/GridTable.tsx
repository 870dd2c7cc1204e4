import { memo } from 'react'
import { useGridKeys } from './grid-keys.ts'
import { type Column, isForTheHand, type Sort } from './rows.ts'

interface GridTableProps<Row> {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string | number
  sort: Sort | null
  onSort: (sort: Sort) => void
}

/** The table itself: sticky head, sorting by the heads, arrow keys from cell to cell. */
export function GridTable<Row extends object>({ caption, columns, rows, rowKey, sort, onSort }: GridTableProps<Row>) {
  const { grid, onKeyDown, onFocus } = useGridKeys()
  return (
    <div className="relative max-h-[calc(100dvh-8rem)] overflow-auto rounded-12 border border-solid-gray-200 bg-white print:max-h-none print:overflow-visible">
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are gone through by keys is a grid.
        role="grid"
        aria-label={caption}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        className="w-full border-collapse text-left text-dns-16N-130"
      >
        <thead className="sticky top-0 z-10 bg-solid-gray-50 print:static">
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BodyRow key={rowKey(row)} row={row} columns={columns as readonly Column<unknown>[]} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Head<Row>({ column, sort, onSort }: { column: Column<Row> } & Pick<GridTableProps<Row>, 'sort' | 'onSort'>) {
  const direction = sort?.column === column.id ? sort.direction : undefined
  const print = isForTheHand(column) ? 'no' : undefined
  if (!column.value) {
    return (
      <th scope="col" tabIndex={-1} data-print={print} className={`${headClass} px-3 py-3 ${endOf(column)}`}>
        {column.header}
      </th>
    )
  }
  return (
    <th scope="col" aria-sort={direction ?? 'none'} data-print={print} className={`${headClass} ${endOf(column)}`}>
      <span className="hidden px-3 py-3 print:inline-block">{column.header}</span>
      <button
        type="button"
        data-print="no"
        onClick={() => onSort({ column: column.id, direction: direction === 'ascending' ? 'descending' : 'ascending' })}
        className={`min-h-11 w-full px-3 py-3 text-inherit hover:underline ${column.align === 'end' ? 'text-right' : 'text-left'}`}
      >
        {column.header}
        <SortMark direction={direction} />
      </button>
    </th>
  )
}

/** Drawn again only for another row or other columns. */
const BodyRow = memo(function BodyRow({ row, columns }: { row: unknown; columns: readonly Column<unknown>[] }) {
  const header = columns.find(({ isRowHeader }) => isRowHeader) ?? columns[0]
  return (
    <tr className="hover:bg-blue-50">
      {columns.map((column) => {
        const Cell = column === header ? 'th' : 'td'
        return (
          <Cell
            key={column.id}
            {...(column === header && { scope: 'row' })}
            tabIndex={-1}
            data-print={isForTheHand(column) ? 'no' : undefined}
            className={`border-solid-gray-200 border-b px-3 py-2 align-middle font-normal ${endOf(column)}`}
          >
            {column.cell(row)}
          </Cell>
        )
      })}
    </tr>
  )
})

function SortMark({ direction }: { direction?: Sort['direction'] }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 10 14" className="ml-2 inline-block h-3.5 w-2.5 align-[-0.125em]">
      <path d="M1 5.5 5 1l4 4.5Z" className={direction === 'ascending' ? 'fill-blue-900' : 'fill-solid-gray-420'} />
      <path d="M1 8.5 5 13l4-4.5Z" className={direction === 'descending' ? 'fill-blue-900' : 'fill-solid-gray-420'} />
    </svg>
  )
}

const headClass = 'border-solid-gray-420 border-b text-dns-14B-130'

function endOf<Row>({ align }: Column<Row>) {
  return align === 'end' ? 'figures text-right' : ''
}
