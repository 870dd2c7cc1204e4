import type { Generated, GeneratedAlways } from 'kysely'
import type { DataOf } from '#platform/privacy/data.ts'
import type { Frozen, Outlook } from './rules.ts'

/** A value that HR entered for a KPI or an indicator that no record counts. Added, never changed: the one of a day that was not corrected counts. */
interface KpiActualTable {
  kpi_actual_id: Generated<number>
  kpi: string
  as_of: string
  numerator: number
  denominator: number | null
  note: Generated<string>
  is_sample: Generated<boolean>
  recorded_by: number | null
  recorded_at: Generated<Date>
  /** It was found wrong then and counts in nothing since. */
  corrected_at: Date | null
}

/** A value as a review closed it. The database refuses to change it (INV-F4). */
interface KpiFrozenTable {
  fiscal_year: number
  kpi: string
  kind: 'kpi' | 'indicator'
  as_of: string
  frozen_on: string
  numerator: number | null
  denominator: number | null
  rests_on_sample: boolean
  contract: Frozen['contract']
  composition: Frozen['composition']
  /** Of the composition what is said beside the value, which is read without unpacking it. */
  outside: GeneratedAlways<Frozen['composition']['outside'] | null>
  told: GeneratedAlways<Frozen['composition']['told'] | null>
}

/** What a frozen value was found to be later; the frozen one stays. */
interface KpiRestatementTable {
  kpi_restatement_id: Generated<number>
  fiscal_year: number
  kpi: string
  /** Of the value's restatements, from 1: of two at the same moment only one can be the next. */
  number: number
  numerator: number | null
  denominator: number | null
  reason: string
  recorded_by: number | null
  recorded_on: string
  recorded_at: Generated<Date>
}

/** Who answers for it, from a day on; who did stays. */
interface KpiOwnerTable {
  kpi_owner_id: Generated<number>
  kpi: string
  staff_member_id: number
  valid_from: string
  valid_to: string | null
  recorded_by: number | null
  recorded_on: string
}

/** Whether a KPI was on the path to its target of a year when it was looked at last; made anew by the clock. */
interface KpiPathTable {
  kpi: string
  fiscal_year: number
  outlook: Outlook
  /** From which day on it has stood so. */
  since: string
  /** Null: to be looked at again. */
  looked_on: string | null
}

export interface KpiTables {
  kpi_path: KpiPathTable
  kpi_owner: KpiOwnerTable
  kpi_actual: KpiActualTable
  kpi_frozen: KpiFrozenTable
  kpi_restatement: KpiRestatementTable
}

/** Values of the ward. `composition` holds ids of records, which are somebody's where they stand. */
export const kpiData: DataOf<KpiTables> = {
  kpi_actual: {
    persons: { author: { column: 'recorded_by' } },
    whose: {
      author: ['kpi_actual_id', 'kpi', 'as_of', 'recorded_by', 'recorded_at'],
      nobody: ['numerator', 'denominator', 'note', 'is_sample', 'corrected_at'],
    },
  },
  kpi_owner: {
    persons: { owner: { column: 'staff_member_id' }, author: { column: 'recorded_by' } },
    whose: {
      owner: ['kpi_owner_id', 'kpi', 'staff_member_id', 'valid_from', 'valid_to'],
      author: ['kpi_owner_id', 'recorded_by', 'recorded_on'],
    },
  },
  kpi_path: { nobodys: 'values of the ward against their targets' },
  kpi_frozen: { nobodys: 'values of the ward; the ids of records in them say nothing by themselves' },
  kpi_restatement: {
    persons: { author: { column: 'recorded_by' } },
    whose: {
      author: ['kpi_restatement_id', 'fiscal_year', 'kpi', 'number', 'recorded_by', 'recorded_on', 'recorded_at'],
      nobody: ['numerator', 'denominator', 'reason'],
    },
  },
}
