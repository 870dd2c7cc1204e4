import type { Column } from './rows.ts'

/** The rows of a table where there is no room for columns: one card a row, named by the column that names the row. */
export function Cards<Row>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string | number
}) {
  const head = columns.find(({ isRowHeader }) => isRowHeader) ?? columns[0]
  return (
    <ul aria-label={caption} className="grid grid-cols-1 gap-3">
      {rows.map((row) => (
        <li key={rowKey(row)} className="rounded-12 border border-solid-gray-200 bg-white p-4">
          <div className="wrap-anywhere text-std-16B-170">{head?.cell(row)}</div>
          <dl className="mt-2 grid grid-cols-[fit-content(40%)_1fr] gap-x-4 gap-y-1 text-dns-16N-130">
            {columns
              .filter((column) => column !== head && !column.isButton && !column.isNothing?.(row))
              .map((column) => (
                <div key={column.id} className="col-span-2 grid grid-cols-subgrid">
                  <dt className="wrap-anywhere text-solid-gray-700">{column.header}</dt>
                  <dd className="wrap-anywhere min-w-0">{column.cell(row)}</dd>
                </div>
              ))}
          </dl>
          {columns
            .filter(({ isButton }) => isButton)
            .map(({ id, cell }) => (
              <div key={id} className="mt-3">
                {cell(row)}
              </div>
            ))}
        </li>
      ))}
    </ul>
  )
}
