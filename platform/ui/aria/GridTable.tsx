import { Column as AriaColumn, Row as AriaRow, Cell, Table, TableBody, TableHeader } from 'react-aria-components'
import { type Column, isForTheHand, type Sort } from '../table/rows.ts'
import { InOurLanguage } from './InOurLanguage.tsx'

/** The table itself: sticky head, sorting by the heads, arrow keys from cell to cell. */
export function GridTable<Row extends object>({
  caption,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
}: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string | number
  sort: Sort | null
  onSort: (sort: Sort) => void
}) {
  const headerId = (columns.find(({ isRowHeader }) => isRowHeader) ?? columns[0])?.id
  return (
    <div className="relative max-h-[calc(100dvh-8rem)] overflow-auto rounded-12 border border-solid-gray-200 bg-white print:max-h-none print:overflow-visible">
      <InOurLanguage>
        <Table
          aria-label={caption}
          className="w-full border-collapse text-left text-dns-16N-130"
          sortDescriptor={sort ?? undefined}
          onSortChange={({ column, direction }) => onSort({ column: String(column), direction })}
        >
          <TableHeader
            columns={columns}
            className="sticky top-0 z-10 bg-solid-gray-50 print:static"
            dependencies={[sort]}
          >
            {(column) => (
              <AriaColumn
                id={column.id}
                isRowHeader={column.id === headerId}
                allowsSorting={Boolean(column.value)}
                data-print={isForTheHand(column) ? 'no' : undefined}
                className={`border-solid-gray-420 border-b px-3 py-3 text-dns-14B-130 ${endOf(column)} ${column.value ? 'cursor-pointer hover:underline' : ''}`}
              >
                {column.header}
                {column.value && <SortMark direction={sort?.column === column.id ? sort.direction : undefined} />}
              </AriaColumn>
            )}
          </TableHeader>
          <TableBody items={rows} dependencies={[columns]}>
            {(row) => (
              <AriaRow id={rowKey(row)} columns={columns} dependencies={[columns]} className="hover:bg-blue-50">
                {(column) => (
                  <Cell
                    data-print={isForTheHand(column) ? 'no' : undefined}
                    className={`border-solid-gray-200 border-b px-3 py-2.5 align-middle ${endOf(column)}`}
                  >
                    {column.cell(row)}
                  </Cell>
                )}
              </AriaRow>
            )}
          </TableBody>
        </Table>
      </InOurLanguage>
    </div>
  )
}

function SortMark({ direction }: { direction?: Sort['direction'] }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 10 14" className="ml-1.5 inline-block h-3.5 w-2.5 align-[-0.125em]">
      <path d="M1 5.5 5 1l4 4.5Z" className={direction === 'ascending' ? 'fill-blue-900' : 'fill-solid-gray-420'} />
      <path d="M1 8.5 5 13l4-4.5Z" className={direction === 'descending' ? 'fill-blue-900' : 'fill-solid-gray-420'} />
    </svg>
  )
}

function endOf<Row>({ align }: Column<Row>) {
  return align === 'end' ? 'figures text-right' : ''
}
