import { type ReactNode, useRef } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from '../messages.ts'
import { FileButtons } from './FileButtons.tsx'
import { readTable } from './save.ts'

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
