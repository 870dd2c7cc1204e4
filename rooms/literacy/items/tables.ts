import type { Generated, JSONColumnType } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'
import type { ItemBody, ItemField, ItemKind } from './rules.ts'

interface ItemTable {
  item_id: Generated<number>
  code: string
  /** Number of the version that is drawn today. */
  latest: Generated<number>
  retired_at: Date | null
  retired_by: number | null
}

/** Added, never changed: an attempt keeps the version that it drew. */
interface ItemVersionTable {
  item_version_id: Generated<number>
  item_id: number
  number: number
  kind: ItemKind
  field: ItemField
  skill: string | null
  level: number
  stem: string
  /** What is right is in it: nothing of it leaves before an attempt has ended, but choices in another order. */
  body: JSONColumnType<ItemBody & object>
  explanation: string
  is_sample: boolean
  search_text: string
  recorded_by: number | null
  recorded_at: Generated<Date>
}

export interface ItemsTables {
  item: ItemTable
  item_version: ItemVersionTable
}

export const itemsData: DataOf<ItemsTables> = {
  item: {
    persons: { author: { column: 'retired_by' } },
    whose: { author: ['item_id', 'retired_at', 'retired_by'], nobody: ['code', 'latest'] },
  },
  item_version: {
    persons: { author: { column: 'recorded_by' } },
    whose: {
      author: ['item_version_id', 'item_id', 'number', 'recorded_by', 'recorded_at'],
      nobody: ['kind', 'field', 'skill', 'level', 'stem', 'body', 'explanation', 'is_sample', 'search_text'],
    },
  },
}
