import type { Generated } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'

/** How far a long request has come; of the moment. */
interface ProgressTable {
  progress_key: string
  account_id: number | null
  stage: string
  done: number
  total: number
  noted_at: Generated<Date>
}

export interface ProgressTables {
  progress: ProgressTable
}

export const progressData: DataOf<ProgressTables> = {
  progress: { nobodys: 'how far a long request has come; of the moment' },
}
