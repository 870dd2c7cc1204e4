import { type ReactNode, useRef } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from '../messages.ts'
import { FileButtons } from './FileButtons.tsx'
import { readTable } from './save.ts'

/** Of a cell of a table that a narrow window shows as a list of cards: it says what its value is, `data-name`, where no head is over it. */
export const namedCell =
  'max-md:before:block max-md:before:text-dns-14N-130 max-md:before:text-solid-gray-700 max-md:before:content-[attr(data-name)] print:before:content-none'

/** A table that is read as a whole, without filter and pages; its rows are the page's own. */
export function PlainTable({
  caption,
  className,
  children,
}: {
  /** Read out, not shown; also the name of its files. */
  caption: string
  className: string
  children: ReactNode
}) {
  const t = useMessages(uiMessages)
  const table = useRef<HTMLTableElement>(null)
  return (
    <>
      <div data-print="no" className="flex justify-end">
        <FileButtons
          title={caption}
          label={t('table.save_whole', { caption })}
          read={() => table.current && readTable(table.current)}
        />
      </div>
      <table ref={table} className={className}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </>
  )
}
