import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from '../messages.ts'
import { FileButtons } from './FileButtons.tsx'
import { type Column, isForTheHand } from './rows.ts'
import { readTable } from './save.ts'

/**
 * Excel and CSV of what is shown. The cells are drawn once more, out of sight, and read as they stand: a file can hold nothing
 * that the page does not show.
 */
export function SaveButtons<Row>({
  caption,
  columns,
  rows,
  total,
  rowKey,
}: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** Of which the server has shown these. */
  total: number
  rowKey: (row: Row) => string | number
}) {
  const t = useMessages(uiMessages)
  const { language } = useLanguage()
  const copy = useRef<HTMLTableElement>(null)
  const [copying, setCopying] = useState(false)
  function read() {
    flushSync(() => setCopying(true))
    const shown = copy.current && readTable(copy.current)
    setCopying(false)
    return shown
  }
  return (
    <>
      <FileButtons
        title={caption}
        label={t('table.save', { caption, n: rows.length.toLocaleString(language) })}
        extent={total > rows.length ? t('table.save_page', { n: rows.length.toLocaleString(language) }) : undefined}
        read={read}
      />
      {copying && <Copy {...{ rows, rowKey, copy }} columns={columns.filter((column) => !isForTheHand(column))} />}
    </>
  )
}

function Copy<Row>({
  columns,
  rows,
  rowKey,
  copy,
}: {
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string | number
  copy: React.RefObject<HTMLTableElement | null>
}) {
  return (
    <div inert className="sr-only">
      <table ref={copy}>
        <thead>
          <tr>
            {columns.map(({ id, header }) => (
              <th key={id} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ id, align, cell }) => (
                <td key={id} data-align={align}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
