import type { Answer } from '#platform/contract/contract.ts'
import type { items } from './contract.ts'
import type { Item } from './rules.ts'

type Report = Answer<typeof items.importItems>
export type Placed = Report['problems'][number]

/** An item, and where it stands in the file. */
export interface Found {
  readonly item: Item
  readonly place: Omit<Placed, 'reason'>
}

/** What a file holds: items, what is left out of them, and what makes the file unfit. */
export interface Read {
  readonly format: Report['format']
  readonly found: readonly Found[]
  readonly skipped: Report['skipped']
  readonly problems: readonly Placed[]
}
