/**
 * Moving in a grid by keys (WAI-ARIA Authoring Practices, "Data grid"): arrows from cell to cell, Home and End within the row,
 * with Control to the first and last cell. A cell that holds one thing to press is that thing. Tab leaves the cells, and comes
 * back to where one was.
 */
import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react'

export function useGridKeys(): {
  grid: RefObject<HTMLTableElement | null>
  onKeyDown: (event: KeyboardEvent<HTMLTableElement>) => void
  onFocus: (event: FocusEvent<HTMLTableElement>) => void
} {
  const grid = useRef<HTMLTableElement>(null)
  const stop = useRef<HTMLElement | null>(null)
  // Rows may have gone with the cell at which Tab stopped.
  useLayoutEffect(() => {
    if (!stop.current?.isConnected) stopAt(grid.current?.rows[0]?.cells[0])
  })

  function stopAt(cell: HTMLElement | undefined) {
    if (!cell || cell === stop.current) return
    if (stop.current) stop.current.tabIndex = -1
    cell.tabIndex = 0
    stop.current = cell
  }

  return {
    grid,
    onFocus: ({ target }) => {
      const cell = cellOf(target)
      if (cell && !partOf(cell)) stopAt(cell)
    },
    onKeyDown: (event) => {
      const cell = event.target instanceof HTMLElement && !isTyping(event.target) ? cellOf(event.target) : null
      const next = cell && grid.current && neighbour(grid.current, cell, event)
      if (!next) return
      event.preventDefault()
      const goal = partOf(next) ?? next
      goal.focus()
    },
  }
}

function cellOf(element: Element): HTMLTableCellElement | null {
  return element.closest('dialog') ? null : element.closest<HTMLTableCellElement>('td, th')
}

/** What there is to press in a cell. */
function partOf(cell: HTMLElement): HTMLElement | null {
  return cell.querySelector<HTMLElement>('a[href], button, input, select, [tabindex="0"]')
}

function isTyping(element: HTMLElement): boolean {
  return element.matches('select, textarea, input:not([type=checkbox], [type=radio])')
}

function neighbour(
  grid: HTMLTableElement,
  cell: HTMLTableCellElement,
  { key, ctrlKey }: KeyboardEvent,
): HTMLTableCellElement | undefined {
  const row = cell.parentElement as HTMLTableRowElement
  const rows = [...grid.rows]
  const at = rows.indexOf(row)
  switch (key) {
    case 'ArrowRight':
      return row.cells[cell.cellIndex + 1]
    case 'ArrowLeft':
      return row.cells[cell.cellIndex - 1]
    case 'ArrowDown':
      return rows[at + 1]?.cells[cell.cellIndex]
    case 'ArrowUp':
      return rows[at - 1]?.cells[cell.cellIndex]
    case 'Home':
      return (ctrlKey ? rows[0]! : row).cells[0]
    case 'End':
      return [...(ctrlKey ? rows.at(-1)! : row).cells].at(-1)
    default:
      return undefined
  }
}
