import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { FieldGroup, fieldId } from '#platform/ui/form/Field.tsx'
import { aboveHeadcount, peopleIn, readPasted } from '../rules.ts'
import { pageMessages } from './messages.ts'

const rows = [0, 1] as const
const columns = [0, 1, 2, 3, 4, 5, 6] as const

/** Names of cells, 月 午前. */
export function useCellName() {
  const t = useMessages(pageMessages)
  return (place: number) =>
    `${t(`weekday.${Math.floor(place / 2) as 0}`)} ${t(place % 2 === 0 ? 'half.am' : 'half.pm')}`
}

/**
 * People in each half-day of a week, as typed. Arrows go from cell to cell; a block of a spreadsheet is pasted where one stands, all of it or,
 * where a cell cannot be read, nothing, and then that cell is named.
 */
export function WeekGrid({
  typed,
  onChange,
  headcount,
  error,
  onFaults,
}: {
  typed: readonly string[]
  onChange: (typed: string[]) => void
  headcount: number
  error?: string | undefined
  /** What could not be pasted. */
  onFaults: (faults: string[]) => void
}) {
  const t = useMessages(pageMessages)
  const cellName = useCellName()
  const table = useRef<HTMLTableElement>(null)
  const above = aboveHeadcount(
    typed.map((text) => peopleIn(text) ?? 0),
    headcount,
  )

  function paste(event: ClipboardEvent<HTMLInputElement>, place: number) {
    const text = event.clipboardData.getData('text')
    if (!/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    const { cells, faults } = readPasted(text, { row: place % 2, column: Math.floor(place / 2) })
    onFaults(
      faults.map(({ row, column, value, reason }) =>
        reason === 'outside'
          ? t('fault.outside', { value })
          : t('fault.cell', { cell: cellName(column * 2 + row), value }),
      ),
    )
    if (faults.length > 0) return
    const next = [...typed]
    for (const { place: at, people } of cells) next[at] = String(people)
    onChange(next)
  }

  return (
    <FieldGroup
      name="week"
      label={t('field.week')}
      support={t('field.week_support')}
      required
      {...(error ? { error } : {})}
    >
      <div className="overflow-x-auto">
        <table ref={table} className="figures border-collapse text-center text-dns-16N-130">
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column} scope="col" className="px-1 py-2">
                  {t(`weekday.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row}>
                <th scope="row" className="pr-2 text-left">
                  {t(row === 0 ? 'half.am' : 'half.pm')}
                </th>
                {columns.map((column) => {
                  const place = column * 2 + row
                  return (
                    <td key={column} className="p-1">
                      <input
                        id={fieldId(`week.${place}`)}
                        inputMode="numeric"
                        autoComplete="off"
                        aria-label={cellName(place)}
                        aria-invalid={peopleIn(typed[place] ?? '') === undefined || undefined}
                        value={typed[place] ?? ''}
                        onChange={(event) =>
                          onChange(typed.map((text, at) => (at === place ? event.target.value : text)))
                        }
                        onPaste={(event) => paste(event, place)}
                        onKeyDown={(event) => move(event, place, table.current)}
                        className="h-11 w-11 rounded-8 border border-solid-gray-600 bg-white text-center hover:border-black aria-invalid:border-2 aria-invalid:border-error-1"
                      />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p role="status" className="mt-1 text-solid-gray-900 empty:hidden">
        {above.length > 0 && t('minimum.above', { cells: above.map(cellName).join('、'), n: headcount })}
      </p>
    </FieldGroup>
  )
}

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Sideways only where the letters of the cell end, so that one can still move within them. */
function move(event: KeyboardEvent<HTMLInputElement>, place: number, table: HTMLTableElement | null) {
  const step = steps[event.key]
  const { selectionStart, selectionEnd, value } = event.currentTarget
  if (!step || event.shiftKey) return
  const isAtEdge = step[1] < 0 ? selectionStart === 0 : selectionEnd === value.length
  if (step[1] !== 0 && !isAtEdge) return
  const [row, column] = [(place % 2) + step[0], Math.floor(place / 2) + step[1]]
  if (row < 0 || row > 1 || column < 0 || column > 6) return
  event.preventDefault()
  const next = table?.querySelector<HTMLInputElement>(`#${CSS.escape(fieldId(`week.${column * 2 + row}`))}`)
  next?.focus()
  next?.select()
}
